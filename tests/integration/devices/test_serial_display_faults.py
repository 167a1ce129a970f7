"""The line display against a twin that is unplugged, and a line on which nothing moves."""

from __future__ import annotations

import logging
import os
import sys
import time
from pathlib import Path

import pytest

from devices.display.serial.driver import SerialDisplay, SerialDisplayOptions
from devices.display.serial.virtual import VirtualDisplay
from pos_app.ports.devices import DeviceUnreachable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


def test_a_display_that_takes_nothing_ends_the_wait() -> None:
    master, slave = os.openpty()
    try:
        display = SerialDisplay("till", SerialDisplayOptions(port=os.ttyname(slave), send_timeout_ms=200))
        began = time.monotonic()
        with pytest.raises(DeviceUnreachable):
            for _ in range(5000):
                display.show("x" * 20, "y" * 20)
        assert time.monotonic() - began < 30
        display.close()
    finally:
        os.close(master)
        os.close(slave)


def test_lost_and_back_are_each_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with VirtualDisplay(tmp_path / "display") as twin:
        display = SerialDisplay("till", SerialDisplayOptions(port=str(tmp_path / "display")))
        assert display.health().state == "ready"
        twin.vanish()
        assert [display.health().state for _ in range(3)] == ["unreachable"] * 3
        twin.come_back()
        assert [display.health().state for _ in range(2)] == ["ready"] * 2
    told = [record.message for record in caplog.records if "display till" in record.message]
    assert [("is lost" in one, "is back" in one) for one in told] == [(True, False), (False, True)]
