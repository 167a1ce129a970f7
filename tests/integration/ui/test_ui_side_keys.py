"""The real window beside selling, by keys alone: PIN, counting, a cash movement, a receipt number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pos_app import commands as c
from pos_app import views as v
from proof.canned_side import SESSION_COUNTED, SESSION_NONE
from tests.fakes.side_till import IDLE, ScriptedSide, refused
from tests.integration.ui.settling import awake, settle
from tests.integration.ui.test_ui_window_keys import Keyboard

Sit = Callable[[v.TillView], tuple[ScriptedSide, Keyboard]]
Key = Qt.Key


@pytest.fixture
def sit(opened: Any, qtbot: QtBot) -> Sit:
    """A person in front of a till in some state."""

    def sit_down(view: v.TillView) -> tuple[ScriptedSide, Keyboard]:
        bus = ScriptedSide(view)
        return bus, Keyboard(awake(opened(bus), qtbot), qtbot)

    return sit_down


def go(keys: Keyboard, key: str) -> None:
    """To another screen, and wait for what it asks."""
    keys.till.shell.press(key)
    settle(keys.till, keys.qtbot)


def test_a_person_signs_in_by_keys(sit: Sit) -> None:
    bus, keys = sit(replace(IDLE, operator=None))
    bus.answers[c.SignIn] = refused("wrong_pin")
    keys.press(Key.Key_Down, Key.Key_Down)
    keys.type("1234")
    keys.press(Key.Key_Return)
    assert bus.sent == [c.SignIn(operator_id="o4", pin="1234")]
    keys.type("4711")
    keys.press(Key.Key_Return)
    assert bus.sent[-1] == c.SignIn(operator_id="o4", pin="4711")


def test_a_scan_never_lands_in_the_pin(sit: Sit) -> None:
    bus, keys = sit(replace(IDLE, operator=None))
    keys.press(Key.Key_Down)
    keys.scan("4006381333931")
    keys.type("12")
    keys.press(Key.Key_Return)
    assert bus.sent == [c.SignIn(operator_id="o1", pin="12")]


def test_notes_are_counted_with_enter_and_arrows(sit: Sit) -> None:
    bus, keys = sit(replace(IDLE, session=SESSION_NONE))
    keys.press(Key.Key_F2)
    keys.type("1")
    keys.press(Key.Key_Return, Key.Key_Return, Key.Key_Down)
    keys.type("12")
    keys.press(Key.Key_Up)
    keys.type("2")
    keys.press(Key.Key_F12)
    assert bus.sent == [c.OpenSession(opening_float=50_000 + 2 * 10_000 + 12 * 5_000)]


def test_a_total_is_typed_and_accepted(sit: Sit) -> None:
    bus, keys = sit(replace(IDLE, session=SESSION_NONE))
    keys.type("150")
    keys.press(Key.Key_Return)
    assert bus.sent == [c.OpenSession(opening_float=15_000)]


def test_cash_is_paid_in_by_keys(sit: Sit) -> None:
    bus, keys = sit(IDLE)
    go(keys, "Ctrl+T")
    keys.press(Key.Key_F5)
    keys.type("12.5")
    keys.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert bus.sent == [c.MoveCash(move="paid_in", amount=1250, reason_id="r2")]


def test_enter_on_the_chosen_reason_accepts_the_sheet(sit: Sit) -> None:
    bus, keys = sit(IDLE)
    go(keys, "Ctrl+T")
    keys.press(Key.Key_F5)
    keys.type("12.5")
    keys.press(Key.Key_Tab, Key.Key_Return)
    assert bus.sent == []
    keys.press(Key.Key_Return)
    assert bus.sent == [c.MoveCash(move="paid_in", amount=1250, reason_id="r1")]


def test_a_reason_is_picked_and_accepted_by_keys(sit: Sit) -> None:
    bus, keys = sit(IDLE)
    go(keys, "Ctrl+J")
    keys.press(Key.Key_Down, Key.Key_F8, Key.Key_Down, Key.Key_Return)
    assert bus.sent == [c.PostVoid(txn_id="t298", reason_id="r1")]


def test_a_receipt_is_found_by_typing_its_number(sit: Sit) -> None:
    bus, keys = sit(IDLE)
    go(keys, "Ctrl+J")
    keys.type("150")
    keys.press(Key.Key_Return, Key.Key_F4)
    assert bus.sent == [c.Reprint(txn_id="t250")]


def test_the_till_is_recounted_by_keys(sit: Sit) -> None:
    bus, keys = sit(replace(IDLE, session=SESSION_COUNTED))
    keys.press(Key.Key_F4, Key.Key_F3)
    keys.type("300")
    keys.press(Key.Key_Return)
    assert bus.sent == [c.DeclareCount(counted=30_000)]
