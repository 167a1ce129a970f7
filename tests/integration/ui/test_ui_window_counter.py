"""The real window on a counter without a keyboard: a customer typed by finger, scans that no field eats."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pos_app.commands.customers import CreateCustomer
from pos_app.commands.returns import ReturnLines
from pos_app.views import Outcome
from proof.canned_counter import CHANGE, CounterScreens
from tests.integration.ui.settling import WAIT_MS, awake, settle
from tests.integration.ui.test_ui_window_keys import Keyboard
from tests.integration.ui.test_ui_window_touch import Finger
from ui.application import TillWindow


@pytest.fixture
def bus() -> CounterScreens:
    return CounterScreens()


@pytest.fixture
def till(opened: Any, bus: CounterScreens, qtbot: QtBot) -> TillWindow:
    made: TillWindow = opened(bus)
    made.window.resize(1366, 768)
    return awake(made, qtbot)


def test_a_name_is_typed_by_finger_on_the_keyboard_of_the_screen(
    till: TillWindow, bus: CounterScreens, qtbot: QtBot
) -> None:
    finger = Finger(till, qtbot)
    till.shell.press("Ctrl+U")
    till.shell.press("F2")
    settle(till, qtbot, 100)
    form: Any = till.shell.screen("customer_form")
    finger.tap("label", "Show the keyboard")
    for key in ("Capital letter", "A", "d", "a", "x", "Delete the last sign", "Space"):
        finger.tap("spoken", key)
    qtbot.waitUntil(lambda: form.property("name") == "Ada ", timeout=WAIT_MS)
    finger.tap("spoken", "Next field")
    finger.tap("spoken", "1")
    qtbot.waitUntil(lambda: form.property("phone") == "1", timeout=WAIT_MS)
    finger.tap("text", "Save")
    assert bus.sent[-1] == CreateCustomer(name="Ada", phone="1", language="en")
    assert till.shell.property("route") == "sell"
    finger.tap("spoken", "Put the keyboard away")
    keyboard: Any = till.shell.keyboard
    assert keyboard.property("shown") is False


def test_a_sheet_is_typed_into_by_finger_too(till: TillWindow, bus: CounterScreens, qtbot: QtBot) -> None:
    finger = Finger(till, qtbot)
    bus.outcome = Outcome(ok=True, change=CHANGE)
    till.shell.press("F12")
    settle(till, qtbot, 100)
    till.shell.press("F8")
    settle(till, qtbot, 100)
    finger.tap("text", "Receipt by e-mail")
    finger.tap("label", "Show the keyboard")
    bus.sent.clear()
    for key in ("a", "@", "b", "Enter"):
        finger.tap("spoken", key)
    qtbot.waitUntil(lambda: bus.sent != [], timeout=WAIT_MS)
    assert getattr(bus.sent[-1], "address", "") == "a@b"


def test_a_card_scanned_into_the_form_lands_in_no_other_field(
    till: TillWindow, bus: CounterScreens, qtbot: QtBot
) -> None:
    keys = Keyboard(till, qtbot)
    till.shell.press("Ctrl+U")
    till.shell.press("F2")
    settle(till, qtbot, 100)
    keys.type("Ada")
    keys.scan("2900000000018")
    form: Any = till.shell.screen("customer_form")
    assert (form.property("name"), form.property("card_code")) == ("Ada", "2900000000018")
    assert bus.sent == []


def test_goods_are_taken_back_by_keys_alone(till: TillWindow, bus: CounterScreens, qtbot: QtBot) -> None:
    keys = Keyboard(till, qtbot)
    till.shell.press("Ctrl+R")
    settle(till, qtbot, 100)
    keys.type("123")
    keys.press(Qt.Key.Key_Return, Qt.Key.Key_Down)
    keys.type("+")
    keys.press(Qt.Key.Key_F6, Qt.Key.Key_F12)
    sent = bus.sent[-1]
    assert isinstance(sent, ReturnLines)
    assert [(one.line_id, one.quantity) for one in sent.picks] == [("s2", 1000)]


def test_goods_are_taken_back_by_finger_alone(till: TillWindow, bus: CounterScreens, qtbot: QtBot) -> None:
    finger = Finger(till, qtbot)
    finger.tap("text", "Return")
    finger.tap("number", "S1-T2-000123")
    finger.tap("label", "One more of Laugenbrezel")
    finger.tap("text", "Damaged")
    finger.tap("text", "Wrong item bought")
    finger.tap("text", "Take back for €0.89")
    sent = bus.sent[-1]
    assert isinstance(sent, ReturnLines)
    assert (sent.picks[0].stock, sent.reason_id) == ("damaged", "q3")
