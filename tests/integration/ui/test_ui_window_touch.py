"""The real window under a finger: tiles, lines, the key strip, payment; the field keeps the focus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pos_app import commands as c
from pos_app import views as v
from proof.canned_till import SALE, CannedBus
from tests.integration.ui.settling import WAIT_MS, awake, settle
from ui.application import TillWindow
from ui.tender.change import ChangeModel


class Finger:
    """Taps what carries a text."""

    def __init__(self, till: TillWindow, qtbot: QtBot) -> None:
        self.till = till
        self.qtbot = qtbot

    def tap(self, prop: str, text: str) -> None:
        found = next(
            item
            for item in shown(self.till.window.contentItem())
            if item.property(prop) == text and item.metaObject().indexOfProperty("pressed") >= 0
        )
        middle = found.mapToScene(found.boundingRect().center())
        QTest.mouseClick(
            self.till.window,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(round(middle.x()), round(middle.y())),
        )
        settle(self.till, self.qtbot, 80)


def shown(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible():
        yield item
        for child in item.childItems():
            yield from shown(child)


@pytest.fixture
def bus() -> CannedBus:
    return CannedBus()


@pytest.fixture
def till(opened: Any, bus: CannedBus, qtbot: QtBot) -> TillWindow:
    made: TillWindow = opened(bus)
    made.window.resize(1366, 768)
    return awake(made, qtbot)


@pytest.fixture
def finger(till: TillWindow, qtbot: QtBot) -> Finger:
    return Finger(till, qtbot)


def test_a_tile_is_sold_and_the_field_keeps_the_focus(
    till: TillWindow, bus: CannedBus, finger: Finger
) -> None:
    before = till.window.activeFocusItem()
    finger.tap("name", "Laugenbrezel")
    assert bus.sent == [c.AddItem(sku="4006381333955-2", entry="grid")]
    assert till.window.activeFocusItem() is before


def test_another_category_shows_its_tiles(till: TillWindow, bus: CannedBus, finger: Finger) -> None:
    finger.tap("text", "Getränke")
    finger.tap("name", "Apfelsaft naturtrüb 1\u00a0l")
    assert isinstance(bus.sent[0], c.AddItem)


def test_a_line_is_selected_and_voided(till: TillWindow, bus: CannedBus, finger: Finger) -> None:
    finger.tap("name", "Äpfel Elstar")
    finger.tap("text", "Void line")
    assert bus.sent == [c.VoidLine(line_id="l3")]


def test_a_whole_sale_by_finger(till: TillWindow, bus: CannedBus, finger: Finger, qtbot: QtBot) -> None:
    finger.tap("text", "Pay €32.20")
    assert till.shell.property("route") == "tender"
    for figure in ("2", "0"):
        finger.tap("text", figure)
    bus.outcome = v.Outcome(ok=True, sale=SALE)
    finger.tap("text", "Take in cash")
    change = v.ChangeView(txn_id="t1", receipt_no="1", currency="EUR", total=1, paid=1, change=0)
    bus.outcome = v.Outcome(ok=True, change=change)
    # However late this machine taps, it is soon after the payment.
    shown = till.shell.screen("change")
    assert isinstance(shown, ChangeModel)
    shown._fresh.setInterval(1000 * WAIT_MS)
    finger.tap("text", "€50.00")
    assert [sent.amount for sent in bus.sent if isinstance(sent, c.TenderCash)] == [2000, 5000]
    finger.tap("text", "Next sale")
    assert till.shell.property("route") == "change", "a double tap was meant for the payment"

    shown._fresh.setInterval(1)

    def tapped_on() -> bool:
        finger.tap("text", "Next sale")
        return bool(till.shell.property("route") == "sell")

    qtbot.waitUntil(tapped_on, timeout=WAIT_MS)


def test_a_sheet_by_finger(till: TillWindow, bus: CannedBus, finger: Finger) -> None:
    finger.tap("text", "Discount")
    finger.tap("text", "10 %")
    assert bus.sent == [c.DiscountLine(line_id="l8", percent="10")]
    assert till.shell.property("sheet_model") is None


def test_a_notice_is_put_away(till: TillWindow, finger: Finger, qtbot: QtBot) -> None:
    finger.tap("text", "Pay €32.20")
    till.shell.scan("4006381333931")
    settle(till, qtbot)
    finger.tap("label", "Close this notice")
    assert till.shell.property("notice_text") == ""
