"""A scale and a scanner on pseudo-terminals, set up on the screens and sold with, for real."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from devices.scale.serial.virtual import VirtualScale
from devices.scanner.serial.virtual import VirtualScanner
from local_db.keys import create_keys, load_keys
from local_db.terminal import LocalTerminal
from pos_app import commands as c
from pos_app.bootstrap.terminal import Terminal
from pos_app.machine import SystemClock
from pos_app.places import places
from tests.fakes.shop import PINS, SUPERVISOR
from tests.fakes.store import load_catalogue, load_config
from ui.dispatch import Dispatcher
from ui.screens import build_shell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

WAIT_MS = 20_000
CODE = "4006381333931"


class Ears:
    """Counts the error tones."""

    def __init__(self) -> None:
        self.errors = 0

    def accepted(self) -> None:
        """Not of interest here."""

    def error(self) -> None:
        self.errors += 1


class Counter:
    """The till's screens without a window, over a whole terminal."""

    def __init__(
        self, qtbot: QtBot, shell: Any, ears: Ears, scale: VirtualScale, scanner: VirtualScanner
    ) -> None:
        self.qtbot = qtbot
        self.shell = shell
        self.ears = ears
        self.scale = scale
        self.scanner = scanner

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=WAIT_MS)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.shell.press(key)

    @property
    def setup(self) -> Any:
        return self.shell.screen("device_setup")

    @property
    def lines(self) -> list[Any]:
        sale = self.shell.screen("sell").till.sale
        return [] if sale is None else [line for line in sale.lines if not line.voided]

    def add_by_hand(self, downs: int, **options: str) -> None:
        """Through the guided set-up to the step that tries the device."""
        self.press("Ctrl+D")
        self.until(lambda: bool(self.shell.screen("devices").property("known")))
        self.press("F2", *(["Down"] * downs), "F12", "F6")
        assert self.setup.property("step") == "options"
        for name, value in options.items():
            self.setup.form.set_option(name, value)
        self.press("F12")
        self.until(lambda: self.setup.property("step") == "try")


@pytest.fixture
def counter(qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    where = places(tmp_path / "data", tmp_path / "keys")
    where.data.mkdir()
    create_keys(where.key_file)
    local = LocalTerminal(where.data, load_keys(where.key_file), SystemClock().now, ballast_bytes=65_536)
    load_config(local)
    load_catalogue(local)
    local.close()
    with ExitStack() as stack:
        scale = stack.enter_context(VirtualScale(tmp_path / "scale"))
        scanner = stack.enter_context(VirtualScanner(tmp_path / "scanner"))
        terminal = Terminal(where)
        till = terminal.start()
        stack.callback(terminal.stop)
        dispatcher = Dispatcher(till)
        ears = Ears()
        shell = build_shell(dispatcher, ears, SystemClock().now)
        stack.callback(shiboken6.delete, dispatcher)
        stack.callback(shiboken6.delete, shell)
        stack.callback(dispatcher.close)
        shell.start()
        made = Counter(qtbot, shell, ears, scale, scanner)
        screen = shell.screen("sell")
        screen.till.send(c.SignIn(operator_id=SUPERVISOR.operator_id, pin=PINS[SUPERVISOR.operator_id]))
        screen.till.send(c.OpenSession(opening_float=5000))
        made.until(lambda: screen.till.view is not None and screen.till.view.session.state == "open")
        assert shell.property("route") == "sell"
        yield made


def test_set_up_tried_and_sold_with(counter: Counter, tmp_path: Path) -> None:
    trial = counter.setup.trial
    counter.scale.put(345)
    counter.add_by_hand(3, port=str(tmp_path / "scale"), framing="8N1")
    counter.until(lambda: trial.property("scale_figure").startswith("0"))
    assert trial.property("scale_tone") == "positive"
    counter.press("F12")
    counter.add_by_hand(1, port=str(tmp_path / "scanner"))
    counter.until(lambda: trial.property("health_tone") == "positive")
    counter.scanner.scan(CODE)
    counter.until(lambda: trial.property("own") and "·" in trial.property("code_text"))
    assert (trial.property("code"), counter.lines) == (CODE, [])
    counter.press("F12", "Ctrl+S")

    counter.shell.screen("sell").add_tile("apples")
    counter.until(lambda: counter.shell.sheet_model is not None)
    sheet = counter.shell.sheet_model
    counter.until(lambda: bool(sheet.property("scale_ready")))
    counter.scanner.scan(CODE)  # sold beneath the sheet, which stays
    counter.until(lambda: len(counter.lines) == 1)
    assert counter.shell.sheet_model is sheet
    sheet.accept("")
    counter.until(lambda: len(counter.lines) == 2)
    assert [line.quantity for line in counter.lines] == [1000, 345]
    counter.until(lambda: counter.shell.sheet_model is None)

    counter.press("F12")
    counter.until(lambda: counter.shell.property("route") == "tender")
    before = counter.ears.errors
    counter.scanner.scan(CODE)
    counter.until(lambda: counter.ears.errors > before)
    assert "payment is under way" in counter.shell.property("notice_text")
    assert len(counter.lines) == 2
