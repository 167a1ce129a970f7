"""What every line display owes the till, run on both command sets at a pseudo-terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.display.serial.virtual import VirtualDisplay
from devices.entries import DeviceEntry
from devices.manager import build_display
from pos_app.ports.devices import DeviceUnreachable, JobCancelled
from pos_app.ports.displays import Display

Bench = tuple[Display, VirtualDisplay]


@pytest.fixture(params=["epson", "cd5220"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals")
    path = tmp_path / "display"
    with VirtualDisplay(path) as twin:
        options: dict[str, str | int | bool | tuple[str, ...]] = {
            "port": str(path),
            "protocol": request.param,
        }
        yield build_display(DeviceEntry(id="display", driver="display_serial", options=options)), twin


def reads(upper: str, lower: str) -> Callable[[tuple[str, str]], bool]:
    return lambda lines: lines == (upper.ljust(20), lower.ljust(20))


def test_is_a_display(bench: Bench) -> None:
    assert isinstance(bench[0], Display)
    assert bench[0].columns == 20


def test_what_is_shown_replaces_what_was(bench: Bench) -> None:
    display, twin = bench
    display.show("Würstchen      2,99 €", "")
    display.show("Käse", "Summe        12,34 €")
    twin.wait(reads("Käse", "Summe        12,34 €"))
    assert (twin.errors, twin.greetings) == ([], 1)


def test_a_line_too_long_is_cut(bench: Bench) -> None:
    display, twin = bench
    display.show("x" * 50, "y" * 21)
    twin.wait(reads("x" * 20, "y" * 20))
    assert twin.errors == []


def test_control_characters_cannot_command_the_display(bench: Bench) -> None:
    display, twin = bench
    display.show("a\x1b@b\x0cc\r\nd", "\x1f$\x01\x01e\x00")
    twin.wait(reads("a @b c  d", " $  e"))
    assert (twin.errors, twin.greetings) == ([], 1)


def test_characters_that_it_lacks_become_the_nearest_it_has(bench: Bench) -> None:
    display, twin = bench
    display.show("Łódź șț ē", "5\u00a0€ 漢 × –")
    twin.wait(reads("Lódz st e", "5 €   × -"))


def test_an_unplugged_display_is_unreachable_and_shows_all_again_when_it_is_back(bench: Bench) -> None:
    display, twin = bench
    display.show("one", "")
    twin.wait(reads("one", ""))
    twin.vanish()
    assert display.health().state == "unreachable"
    with pytest.raises(DeviceUnreachable):
        display.show("two", "")
    twin.come_back()
    display.show("three", "3")
    twin.wait(reads("three", "3"))
    assert (display.health().state, twin.greetings) == ("ready", 2)


def test_after_close_nothing_is_shown_and_closing_again_is_harmless(bench: Bench) -> None:
    display, _twin = bench
    display.close()
    display.close()
    with pytest.raises(JobCancelled):
        display.show("late", "")
