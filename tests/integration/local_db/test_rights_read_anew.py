"""Rights that the feed gives back after a fork or a restored hub: what was spent of them stays spent."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from local_db.invariants import check
from local_db.terminal import LocalTerminal
from retail.rights import Right, RightSpent
from tests.fakes.clock import NOON
from tests.fakes.shop import BERLIN
from tests.fakes.store import KEYS, a_completed, enrol, open_terminal, page, record

RIGHT = Right(grant_id="g-1", kind="stock", subject="milk", quantity=3000, use_by=NOON + 1)
USE = RightSpent(grant_id="g-1", kind="stock", subject="milk", quantity=1000, line_id="line-1")


def sell_one(terminal: LocalTerminal, number: int) -> None:
    with terminal.store.write() as unit:
        record(unit, replace(a_completed(number), rights=(USE,)))


def hear(terminal: LocalTerminal, spent: int, epoch: str) -> None:
    scope = f"terminal:{BERLIN.terminal.terminal_id}"
    terminal.replica.reset(scope, epoch)
    terminal.replica.apply(scope, page(scope, [("right", "g-1", replace(RIGHT, spent=spent))], epoch))


def left(terminal: LocalTerminal) -> int:
    with terminal.store.read() as unit:
        right = unit.rights.get("g-1")
    assert right is not None
    return right.left


@pytest.mark.parametrize("why", ["fork", "restored"])
def test_what_was_spent_of_a_right_stays_spent(tmp_path: Path, why: str) -> None:
    terminal = open_terminal(tmp_path)
    enrol(terminal)
    hear(terminal, 0, "feed-1")
    sell_one(terminal, 1)
    assert left(terminal) == 2000
    if why == "fork":
        terminal.outbox.begin_epoch("fork")
    else:
        terminal.outbox.adopt_generation("gen-2")
    hear(terminal, 1000, "feed-2")
    assert left(terminal) == 2000
    sell_one(terminal, 2)
    assert left(terminal) == 1000
    terminal.close()
    assert check(tmp_path, KEYS) == []


def test_what_a_lost_part_of_the_journal_spent_is_not_spent_again(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    enrol(terminal)
    # Put back from a copy: the hub has a sale of this right that is not in the file any more.
    hear(terminal, 1000, "feed-1")
    assert left(terminal) == 2000
    sell_one(terminal, 1)
    assert left(terminal) == 1000
    hear(terminal, 2000, "feed-1")
    assert left(terminal) == 1000
    sell_one(terminal, 2)
    assert left(terminal) == 0
    terminal.close()
    assert check(tmp_path, KEYS) == []
