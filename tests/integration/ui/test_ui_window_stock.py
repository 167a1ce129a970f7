"""The real window on stock work: scans that no field eats, quantities by keys and by finger."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pos_app.commands import Command
from pos_app.commands.stock import AddStockItem, BeginStockDocument, ScanStock, SetStockQuantity
from proof.canned_stock import StockScreens
from tests.integration.ui.settling import WAIT_MS, awake, settle
from tests.integration.ui.test_ui_window_keys import Keyboard
from tests.integration.ui.test_ui_window_touch import Finger
from ui.application import TillWindow


@pytest.fixture
def bus() -> StockScreens:
    return StockScreens()


@pytest.fixture
def till(opened: Any, bus: StockScreens, qtbot: QtBot) -> TillWindow:
    made: TillWindow = opened(bus)
    made.window.resize(1366, 768)
    awake(made, qtbot)
    made.shell.press("Ctrl+I")
    settle(made, qtbot, 100)
    return made


def last(bus: StockScreens) -> Command:
    return bus.sent[-1]


def test_a_count_by_scanner_and_keys(till: TillWindow, bus: StockScreens, qtbot: QtBot) -> None:
    keys = Keyboard(till, qtbot)
    model: Any = till.shell.screen("stock_document")
    keys.press(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: till.shell.property("route") == "stock_document", timeout=WAIT_MS)
    assert bus.sent == [BeginStockDocument(kind="count")]
    settle(till, qtbot, 100)
    keys.scan("4006381333931")
    assert last(bus) == ScanStock(document_id="d1", raw="4006381333931")
    assert model.property("finding").property("text") == ""
    keys.press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_F2)
    keys.type("12")
    keys.press(Qt.Key.Key_Return)
    assert last(bus) == SetStockQuantity(document_id="d1", sku="sku5", quantity=12_000)
    keys.type("+")
    assert last(bus) == SetStockQuantity(document_id="d1", sku="sku5", quantity=49_000)


def test_a_word_is_typed_with_its_signs_and_enter_adds_what_it_finds(
    till: TillWindow, bus: StockScreens, qtbot: QtBot
) -> None:
    keys = Keyboard(till, qtbot)
    model: Any = till.shell.screen("stock_document")
    keys.press(Qt.Key.Key_F2)
    settle(till, qtbot, 100)
    keys.type("br-")
    assert model.property("finding").property("text") == "br-"
    keys.press(Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: len(model.property("finding").property("results")) > 0, timeout=WAIT_MS)
    keys.press(Qt.Key.Key_Return)
    assert isinstance(last(bus), AddStockItem)
    assert model.property("finding").property("text") == ""


def test_a_quantity_is_changed_by_finger(till: TillWindow, bus: StockScreens, qtbot: QtBot) -> None:
    finger = Finger(till, qtbot)
    finger.tap("text", "Count")
    settle(till, qtbot, 100)
    finger.tap("label", "One more of Bauernbrot 1\u00a0kg")
    assert last(bus) == SetStockQuantity(document_id="d1", sku="sku1", quantity=5000)
    finger.tap("text", "48")
    settle(till, qtbot, 100)
    assert till.shell.property("sheet_url").fileName() == "QuantitySheet.qml"
    till.shell.press("Esc")
    settle(till, qtbot)
    finger.tap("text", "Declare the count")
    finger.tap("text", "Go on scanning")
    model: Any = till.shell.screen("stock_document")
    assert model.property("working") is True
