"""Customers and wrong clocks: of a till far ahead, of a hub set back; the later edit wins."""

from __future__ import annotations

from typing import Any

import pytest

from hub.bootstrap import Hub
from hub.store.terminals import TerminalRecord
from tests.fakes.customer_ops import consented, saved, saved_as, stamp
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.customer_line import Line
from tests.unit.hub.terminal_journal import AT

BOTH_ENGINES = True

YEAR = 31_557_600_000


@pytest.fixture
def lines(hub: Hub, records: tuple[TerminalRecord, ...], hub_gen: str) -> tuple[Line, Line]:
    return Line(hub, records[0], hub_gen), Line(hub, records[1], hub_gen)


def shown(hub: Hub, text: str) -> list[dict[str, Any]]:
    return hub.customers.find(text)


def test_a_clock_far_ahead_wins_for_five_minutes_only(
    hub: Hub, lines: tuple[Line, Line], clock: HandClock
) -> None:
    one, two = lines
    one.push(saved_as(one.journal, "anna", {"name": "From the future"}, stamp(AT + 10**9)))
    two.push(saved(two.journal, "anna", AT + 299_000, name="Too early"))
    assert shown(hub, "future")
    clock.ms += 2_000
    two.push(saved(two.journal, "anna", AT + 301_000, name="Later"))
    assert shown(hub, "later")


def test_a_hub_clock_set_back_loses_no_later_edit(
    hub: Hub, lines: tuple[Line, Line], clock: HandClock
) -> None:
    one, two = lines
    one.push(saved(one.journal, "anna", name="Anna Müller"))
    one.push(consented(one.journal, "anna", "marketing", given=True, version="1"))
    clock.ms -= 3_600_000
    two.push(saved(two.journal, "anna", AT + 60_000, name="Anna Maier"))
    one.push(saved(one.journal, "anna", AT + 120_000, name="Anna Winter"))
    one.push(consented(one.journal, "anna", "marketing", given=False, version="1"))
    (anna,) = shown(hub, "anna")
    assert anna["name"] == "Anna Winter" and [one["given"] for one in anna["consents"]] == [False]
    # What was keyed before all that still comes too late, and no clock drags the stamps along.
    two.push(saved(two.journal, "anna", AT - 1, name="Anna Mayer"))
    two.push(saved(two.journal, "anna", AT + YEAR, name="Anna Sommer"))
    (anna,) = shown(hub, "anna")
    assert anna["name"] == "Anna Sommer"
    body = one.feed()["customer", "anna"].body
    assert body is not None and body["fields"]["name"]["stamp"] < stamp(AT + 1_000)
    clock.ms += 3_600_000
    one.push(saved(one.journal, "anna", AT + 180_000, name="Anna Herbst"))
    assert [found["name"] for found in shown(hub, "anna")] == ["Anna Herbst"]


def test_of_two_edits_in_one_push_by_a_clock_far_ahead_the_second_counts(
    hub: Hub, lines: tuple[Line, Line]
) -> None:
    one, _ = lines
    saved(one.journal, "anna", AT + YEAR, name="Zoe")
    saved(one.journal, "anna", AT + YEAR + 1, name="Anna")
    one.push()
    assert [found["name"] for found in shown(hub, "anna")] == ["Anna"]
