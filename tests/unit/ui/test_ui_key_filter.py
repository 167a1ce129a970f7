"""Scans go to the screen, acts to the key table, and a person's typing to its field, in order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from pytestqt.qtbot import QtBot

from devices.wedge.decoder import WedgeDecoder
from ui.key_filter import KeyFilter, char_of, name_of
from ui.wedge import Scanned

PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Field(QWindow):
    """A window that notes every key that reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            mark = {PRESS: "", RELEASE: "-"}.get(event.type())
            if mark is not None:
                self.keys.append(mark + (event.text() or name_of(event)))
                return True
        return super().event(event)


class Rig:
    """The filter on the application, with the real decoder, on a clock of the events' own."""

    def __init__(self, app: QGuiApplication) -> None:
        self.app = app
        self.at = 1_000
        self.field = Field()
        self.scans: list[str] = []
        self.acts: list[str] = []
        self.filter = KeyFilter(WedgeDecoder(), self.scanned, self.act)
        app.installEventFilter(self.filter)

    def scanned(self, scan: Scanned) -> None:
        assert scan.complete
        self.scans.append(scan.text)

    def act(self, name: str) -> bool:
        if name.startswith("F"):
            self.acts.append(name)
            return True
        return False

    def key(self, text: str, gap: int, key: int | None = None, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.at += gap
        code = ord(text.upper()) if key is None else key
        for kind in (PRESS, RELEASE):
            event = QKeyEvent(kind, code, modifiers, text)
            event.setTimestamp(self.at)
            self.app.sendEvent(self.field, event)

    def scan(self, code: str) -> None:
        for place, char in enumerate(code):
            self.key(char, 200 if place == 0 else 1)
        self.key("\r", 1, Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        for char in text:
            self.key(char, 120)


@pytest.fixture
def rig(qapp: QGuiApplication) -> Iterator[Rig]:
    made = Rig(qapp)
    yield made
    qapp.removeEventFilter(made.filter)


def test_a_scan_reaches_the_screen_and_no_field(rig: Rig, qtbot: QtBot) -> None:
    rig.scan("4006381333931")
    assert rig.scans == ["4006381333931"]
    assert rig.field.keys == []


def test_typing_reaches_the_field_in_order_with_its_releases(rig: Rig, qtbot: QtBot) -> None:
    rig.type("br0t")
    qtbot.waitUntil(lambda: len(rig.field.keys) == 8, timeout=60_000)
    assert [k for k in rig.field.keys if not k.startswith("-")] == ["b", "r", "0", "t"]
    for char in "br0t":
        assert rig.field.keys.index(char) < rig.field.keys.index("-" + char)
    assert rig.scans == []


def test_five_scans_a_second_are_all_there(rig: Rig, qtbot: QtBot) -> None:
    codes = [f"40063813339{i:02d}" for i in range(25)]
    for code in codes:
        rig.scan(code)
    assert rig.scans == codes
    assert rig.field.keys == []


def test_typing_then_a_scan_then_typing(rig: Rig, qtbot: QtBot) -> None:
    rig.type("3")
    rig.scan("4006381333931")
    rig.type("x")
    qtbot.waitUntil(lambda: "x" in rig.field.keys, timeout=60_000)
    assert rig.scans == ["4006381333931"]
    assert [k for k in rig.field.keys if not k.startswith("-")] == ["3", "x"]


def test_an_act_settles_what_is_held_first(rig: Rig, qtbot: QtBot) -> None:
    rig.key("5", 120)
    rig.key("", 5, Qt.Key.Key_F12)
    assert [k for k in rig.field.keys if not k.startswith("-")] == ["5"]
    assert rig.acts == ["F12"]


def test_a_key_without_an_act_goes_on(rig: Rig, qtbot: QtBot) -> None:
    rig.key("", 50, Qt.Key.Key_Home)
    assert rig.field.keys == ["Home", "-Home"]


def test_enter_alone_is_a_persons(rig: Rig, qtbot: QtBot) -> None:
    rig.key("\r", 500, Qt.Key.Key_Return)
    assert rig.field.keys == ["\r", "-\r"]


def test_a_second_line_feed_of_a_scanner_is_nobodys(rig: Rig, qtbot: QtBot) -> None:
    rig.scan("4006381333931")
    rig.key("\r", 1, Qt.Key.Key_Return)
    assert rig.scans == ["4006381333931"]
    assert rig.field.keys == []


def test_shifted_characters_of_a_scan_leave_only_their_shift(rig: Rig, qtbot: QtBot) -> None:
    rig.key("A", 200, modifiers=SHIFT)
    for char in "bC12":
        rig.key("", 1, Qt.Key.Key_Shift)
        rig.key(char, 1)
    rig.key("\r", 1, Qt.Key.Key_Return)
    assert rig.scans == ["AbC12"]
    assert all("Shift" in key for key in rig.field.keys)


def test_which_keys_a_scanner_sends() -> None:
    def press(key: int, text: str = "", modifiers: Qt.KeyboardModifier = NONE) -> QKeyEvent:
        return QKeyEvent(PRESS, key, modifiers, text)

    assert char_of(press(Qt.Key.Key_A, "a")) == "a"
    assert char_of(press(Qt.Key.Key_BracketRight, "\x1d", CTRL)) == "\x1d"
    assert char_of(press(Qt.Key.Key_Enter, "\r", Qt.KeyboardModifier.KeypadModifier)) == "\r"
    assert char_of(press(Qt.Key.Key_C, "\x03", CTRL)) == ""
    assert char_of(press(Qt.Key.Key_A, "a", ALT)) == ""
    assert char_of(press(Qt.Key.Key_Q, "@", ALT | CTRL)) == "@"
    assert char_of(press(Qt.Key.Key_Return, "\r", SHIFT)) == ""
    assert char_of(press(Qt.Key.Key_F1)) == ""
    assert name_of(press(Qt.Key.Key_Enter, "\r", Qt.KeyboardModifier.KeypadModifier)) == "Return"
    assert name_of(press(Qt.Key.Key_F8, "", SHIFT)) == "Shift+F8"
    assert name_of(press(Qt.Key.Key_Plus, "+", SHIFT)) == name_of(press(Qt.Key.Key_Plus, "+")) == "+"
    assert name_of(press(Qt.Key.Key_A, "A", SHIFT)) == "Shift+A"
