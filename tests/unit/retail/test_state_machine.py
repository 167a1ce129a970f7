"""A state machine is a table: moves, refusals, and what can be reached."""

from __future__ import annotations

import pytest

from retail.errors import RuleError
from retail.state_machine import StateMachine

DOOR = StateMachine(
    "door",
    "closed",
    {("closed", "open"): "open", ("open", "close"): "closed", ("closed", "lock"): "locked"},
    final={"locked"},
)


def test_a_move() -> None:
    assert DOOR.advance("closed", "open") == "open"
    assert DOOR.can("open", "close")
    assert DOOR.events("closed") == {"open", "lock"}


def test_an_illegal_move_is_refused_by_name() -> None:
    assert not DOOR.can("locked", "open")
    with pytest.raises(RuleError) as caught:
        DOOR.advance("locked", "open")
    assert caught.value.code == "illegal_move"
    assert caught.value.params == {"machine": "door", "state": "locked", "event": "open"}


def test_every_state_of_a_sound_table_is_reachable_and_has_a_way_on() -> None:
    assert DOOR.reachable() == DOOR.states == {"closed", "open", "locked"}
    assert DOOR.dead_ends() == set()


def test_an_island_and_a_dead_end_are_found() -> None:
    broken = StateMachine("broken", "a", {("a", "go"): "b", ("island", "go"): "a"})
    assert broken.states - broken.reachable() == {"island"}
    assert broken.dead_ends() == {"b"}
