"""The long poll's thread in virtual time: hints, pauses, back-off."""

from __future__ import annotations

import pytest

from sync.backoff import Timing
from sync.poke import PokeLoop
from tests.fakes.hub import FakeHub, FaultyHub
from tests.fakes.sync_store import FakeClock


class Ear:
    """A poke loop over one fake hub, and what it hinted."""

    def __init__(self, hub: FakeHub, clock: FakeClock) -> None:
        self.clock = clock
        self.fault = ""
        self.line = FaultyHub(hub.api("T1"), lambda _name: self.fault)
        self.hints: list[tuple[str, ...]] = []
        self.woken = 0
        self.loop = PokeLoop(
            self.line,
            Timing(clock=clock, random=lambda: 0.5, signal=self),
            hint=self.hints.append,
        )

    def set(self) -> None:
        self.woken += 1

    def clear(self) -> None:
        pass

    def wait(self, timeout: float | None = None) -> bool:
        self.clock.pass_(timeout or 0)
        if len(self.line.calls) >= 5:
            self.loop.stop()
        return False


@pytest.fixture
def ear(hub: FakeHub, clock: FakeClock) -> Ear:
    hub.feed("catalogue").write("item", "SKU1", {})
    return Ear(hub, clock)


def test_nothing_is_asked_before_anything_was_read(ear: Ear) -> None:
    assert ear.loop.turn() == 30
    assert ear.line.calls == []


def test_news_are_handed_on_and_then_reading_is_waited_for(ear: Ear, hub: FakeHub) -> None:
    ear.loop.seen({"catalogue": 1})
    assert ear.woken == 1
    assert ear.loop.turn() == 1, "a quiet poll is followed by the next one"
    ear.clock.pass_(1)
    hub.feed("catalogue").write("item", "SKU2", {})
    assert ear.loop.turn() == 30
    assert ear.hints == [("catalogue",)]
    ear.loop.seen({"catalogue": 2})
    assert ear.loop.turn() == 1, "not at once, however fast the reading was"
    assert len(ear.line.calls) == 2
    ear.clock.pass_(1)
    ear.loop.turn()
    assert len(ear.line.calls) == 3
    assert ear.hints == [("catalogue",)]


def test_a_hint_that_led_to_nothing_is_given_again(ear: Ear) -> None:
    ear.loop.seen({"catalogue": 0})
    for _ in range(3):
        ear.clock.pass_(ear.loop.turn())
    assert ear.hints == [("catalogue",)] * 3


def test_errors_back_off(ear: Ear) -> None:
    ear.loop.seen({"catalogue": 1})
    ear.fault = "before"
    waits = []
    for _ in range(8):
        waits.append(ear.loop.turn())
        ear.loop.seen({"catalogue": 1})
        ear.clock.pass_(waits[-1])
    assert waits == [0.5, 1, 2, 4, 8, 16, 30, 30]
    ear.fault = ""
    ear.loop.turn()
    ear.fault = "busy"
    ear.clock.pass_(1)
    assert ear.loop.turn() == 0.5


def test_a_hub_that_does_not_know_us_is_asked_seldom(ear: Ear, hub: FakeHub) -> None:
    hub.revoked.add("T1")
    ear.loop.seen({"catalogue": 1})
    assert ear.loop.turn() == 300


def test_run_polls_until_it_is_stopped(ear: Ear) -> None:
    ear.loop.seen({"catalogue": 1})
    ear.loop.run()
    assert ear.line.calls == ["poke"] * 5
