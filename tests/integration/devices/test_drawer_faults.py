"""Drawers that jam, say nothing, are unplugged, or hang on a printer that dies midway."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.drawer.printer.driver import PrinterDrawer, PrinterDrawerOptions
from devices.drawer.serial.driver import SerialDrawer, SerialDrawerOptions
from devices.drawer.serial.virtual import VirtualDrawer
from devices.printer.virtual.server import VirtualPrinter
from pos_app.ports.devices import DeviceUnreachable, JobUnconfirmed

on_a_pty = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


@pytest.fixture
def twin(tmp_path: Path) -> Iterator[VirtualDrawer]:
    with VirtualDrawer(tmp_path / "drawer") as found:
        yield found


@pytest.fixture
def drawer(twin: VirtualDrawer, tmp_path: Path) -> SerialDrawer:
    """One that waits for its answer however busy the machine is."""
    return drawer_at(tmp_path / "drawer", answer_timeout_ms=10_000)


def drawer_at(port: Path, answer_timeout_ms: int) -> SerialDrawer:
    options = SerialDrawerOptions(
        port=str(port), status_command="05", open_mask=1, answer_timeout_ms=answer_timeout_ms
    )
    return SerialDrawer("till", options)


@on_a_pty
def test_it_says_whether_it_is_open_where_it_can(twin: VirtualDrawer, drawer: SerialDrawer) -> None:
    assert drawer.is_open() is False
    drawer.open()
    assert (drawer.is_open(), twin.kicks) == (True, 1)
    twin.is_open = False
    assert drawer.is_open() is False


@on_a_pty
def test_a_drawer_that_stays_shut_is_told(twin: VirtualDrawer, tmp_path: Path) -> None:
    # It is asked again and again for so long.
    drawer = drawer_at(tmp_path / "drawer", answer_timeout_ms=1500)
    twin.jammed = True
    with pytest.raises(JobUnconfirmed) as raised:
        drawer.open()
    assert (raised.value.code, twin.kicks) == ("drawer_shut", 1)


@on_a_pty
def test_a_drawer_that_does_not_answer_ends_the_wait(twin: VirtualDrawer, tmp_path: Path) -> None:
    drawer = drawer_at(tmp_path / "drawer", answer_timeout_ms=300)
    twin.mute = True
    began = time.monotonic()
    with pytest.raises(JobUnconfirmed):
        drawer.open()
    assert time.monotonic() - began < 9
    assert twin.kicks == 1


@on_a_pty
def test_lost_and_back_are_each_logged_once(
    twin: VirtualDrawer, drawer: SerialDrawer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    drawer.open()
    twin.vanish()
    for _ in range(3):
        with pytest.raises(DeviceUnreachable):
            drawer.open()
    twin.come_back()
    drawer.open()
    assert twin.kicks == 2
    told = [record.message for record in caplog.records if "drawer till" in record.message]
    assert [("is lost" in one, "is back" in one) for one in told] == [(True, False), (False, True)]


def test_a_printer_gone_midway_leaves_the_kick_unconfirmed() -> None:
    with VirtualPrinter() as printer:
        drawer = PrinterDrawer("till", PrinterDrawerOptions(host="127.0.0.1", port=printer.port))
        printer.misbehave("drop_line:12")
        with pytest.raises(JobUnconfirmed):
            drawer.open()
        printer.misbehave("ok")
        drawer.open()
        assert drawer.is_open() is None
