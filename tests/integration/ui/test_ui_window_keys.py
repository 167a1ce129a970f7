"""The real window, driven by keys alone: the wedge, fields, sheets, and the way from cart to change."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from pos_app import commands as c
from pos_app import views as v
from proof.canned_till import LONG_SALE, SALE, TILL, CannedBus
from tests.integration.ui.settling import WAIT_MS, awake, settle
from ui.application import TillWindow

DONE = v.Outcome(
    ok=True,
    change=v.ChangeView(txn_id="t1", receipt_no="1", currency="EUR", total=3220, paid=5000, change=1780),
)


class Keyboard:
    """Presses keys of the window with time stamps of their own, as a person or as a scanner."""

    def __init__(self, till: TillWindow, qtbot: QtBot) -> None:
        self.till = till
        self.qtbot = qtbot
        self.at = 10_000

    def _key(self, text: str, key: int, gap: int) -> None:
        self.at += gap
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self.at)
            QCoreApplication.sendEvent(self.till.window, event)

    def scan(self, code: str) -> None:
        for place, char in enumerate(code):
            self._key(char, ord(char), 300 if place == 0 else 1)
        self._key("\r", Qt.Key.Key_Return, 1)
        settle(self.till, self.qtbot, 20)

    def type(self, text: str) -> None:
        for char in text:
            self._key(char, ord(char.upper()), 120)
            settle(self.till, self.qtbot)

    def press(self, *keys: int) -> None:
        for key in keys:
            self._key("\r" if key == Qt.Key.Key_Return else "", key, 300)
            settle(self.till, self.qtbot)


@pytest.fixture
def bus() -> CannedBus:
    return CannedBus()


@pytest.fixture
def till(opened: Any, bus: CannedBus, qtbot: QtBot) -> TillWindow:
    made: TillWindow = opened(bus)
    return awake(made, qtbot)


@pytest.fixture
def keys(till: TillWindow, qtbot: QtBot) -> Keyboard:
    return Keyboard(till, qtbot)


def focused_text(till: TillWindow) -> str:
    item = till.window.activeFocusItem()
    assert isinstance(item, QQuickItem)
    return str(item.property("text"))


def test_a_scan_is_sold_and_never_typed(till: TillWindow, bus: CannedBus, keys: Keyboard) -> None:
    keys.scan("4006381333931")
    assert bus.sent == [c.Scan(raw="4006381333931")]
    assert focused_text(till) == ""


def test_a_quantity_is_typed_and_then_scanned(till: TillWindow, bus: CannedBus, keys: Keyboard) -> None:
    keys.type("3*")
    keys.scan("4006381333931")
    assert bus.sent == [c.Scan(raw="4006381333931", quantity=3000)]
    assert focused_text(till) == ""


def test_a_search_is_typed_and_added_by_keys(till: TillWindow, bus: CannedBus, keys: Keyboard) -> None:
    keys.type("brot")
    assert focused_text(till) == "brot"
    keys.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert isinstance(bus.sent[0], c.AddItem)
    assert focused_text(till) == ""


def test_a_scan_with_a_sheet_open_is_sold_and_not_typed(
    till: TillWindow, bus: CannedBus, keys: Keyboard
) -> None:
    keys.press(Qt.Key.Key_F2)
    before = focused_text(till)
    keys.scan("4006381333931")
    assert bus.sent == [c.Scan(raw="4006381333931")]
    assert focused_text(till) == before


def test_a_sheet_takes_typing_and_enter_and_gives_the_focus_back(
    till: TillWindow, bus: CannedBus, keys: Keyboard
) -> None:
    keys.press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_F2)
    assert focused_text(till) == "6"
    keys.type("4")
    keys.press(Qt.Key.Key_Return)
    assert bus.sent == [c.SetQuantity(line_id="l6", quantity=4000)]
    keys.type("b")
    assert focused_text(till) == "b"


def test_escape_closes_a_sheet_and_sends_nothing(till: TillWindow, bus: CannedBus, keys: Keyboard) -> None:
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F9, Qt.Key.Key_F10):
        keys.press(key, Qt.Key.Key_Escape)
        assert till.shell.property("sheet_model") is None
    assert bus.sent == []


def test_a_note_is_typed_and_the_sale_is_parked_by_keys(
    till: TillWindow, bus: CannedBus, keys: Keyboard
) -> None:
    keys.press(Qt.Key.Key_F5)
    keys.type("jo")
    keys.press(Qt.Key.Key_Return)
    assert bus.sent == [c.SuspendSale(note="jo", slip=False)]


def test_a_card_is_recorded_by_keys(till: TillWindow, bus: CannedBus, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_F12, Qt.Key.Key_F9)
    keys.type("4242")
    bus.outcome = DONE
    keys.press(Qt.Key.Key_Return)
    (sent,) = bus.sent
    assert isinstance(sent, c.TenderCard)
    assert (sent.amount, sent.last4) == (3220, "4242")


def test_focus_stays_inside_a_sheet(till: TillWindow, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_F2)
    field = till.window.activeFocusItem()
    seen = set()
    for _ in range(12):
        keys.press(Qt.Key.Key_Tab)
        item = till.window.activeFocusItem()
        seen.add(str(item.property("text")))
    assert "Scan, type a code or search" not in seen
    assert {"Cancel", "OK"} <= seen
    assert field is not None


def test_a_whole_sale_without_a_mouse(till: TillWindow, bus: CannedBus, keys: Keyboard) -> None:
    keys.scan("4006381333931")
    keys.type("2*")
    keys.scan("4008400202532")
    keys.press(Qt.Key.Key_F12)
    keys.scan("4006381333931")
    assert "payment" in till.shell.property("notice_text")
    keys.type("10")
    bus.outcome = v.Outcome(ok=True, sale=SALE)
    keys.press(Qt.Key.Key_Return)
    assert till.shell.property("route") == "tender"
    bus.outcome = DONE
    keys.press(Qt.Key.Key_F8)
    assert till.shell.property("route") == "change"
    bus.outcome = v.Outcome(ok=True, sale=SALE)
    keys.scan("4006381333931")
    assert till.shell.property("route") == "sell"
    assert [type(sent).__name__ for sent in bus.sent] == [
        "Scan",
        "Scan",
        "TenderCash",
        "TenderCash",
        "Scan",
    ]
    assert [sent.amount for sent in bus.sent if isinstance(sent, c.TenderCash)] == [1000, 3220]


def test_the_next_sale_begins_with_what_is_typed(till: TillWindow, bus: CannedBus, keys: Keyboard) -> None:
    bus.outcome = DONE
    keys.press(Qt.Key.Key_F12, Qt.Key.Key_F8)
    keys.type("br")
    assert till.shell.property("route") == "sell"
    assert focused_text(till) == "br"


def test_enter_on_the_age_question_answers_it(till: TillWindow, bus: CannedBus, keys: Keyboard) -> None:
    prompt = v.AgePrompt(age_limit=16, born_on_or_before="2010-11-21", item_name="Rotwein")
    bus.outcome = v.Outcome(ok=False, sale=SALE, age=prompt)
    keys.scan("4101530002802")
    bus.outcome = v.Outcome(ok=True, sale=SALE)
    keys.press(Qt.Key.Key_Return)
    assert bus.sent[-1] == c.ConfirmAge(age_limit=16, confirmed=True)


def test_the_newest_of_200_lines_is_in_view(opened: Any, qtbot: QtBot) -> None:
    made = opened(CannedBus(replace(TILL, sale=LONG_SALE)))
    qtbot.waitExposed(made.window)

    def newest_in_view() -> bool:
        return any(
            item.property("name") == "Artikel Nummer 200 mit einem üblichen Namen"
            and 0 <= item.mapToScene(item.boundingRect().bottomLeft()).y() <= made.window.height()
            for item in shown(made.window.contentItem())
        )

    qtbot.waitUntil(newest_in_view, timeout=WAIT_MS)


def shown(item: QQuickItem) -> list[QQuickItem]:
    return [item, *(below for child in item.childItems() for below in shown(child))]


def test_language_changes_under_an_open_window(till: TillWindow, bus: CannedBus, qtbot: QtBot) -> None:
    bus.till = replace(TILL, language="de", scheme="dark", text_scale=1.5)
    for heard in bus._heard:
        heard("till", bus.till)
    settle(till, qtbot, 100)
    texts = {str(item.property("text")) for item in shown(till.window.contentItem())}
    assert "Menge" in texts
    assert "Quantity" not in texts
    assert till.window.color().name() == "#10161e"
