"""Draws the screens of stock into PNGs, at every size and in every look that they must stand.

`python -m proof.screens_stock FOLDER [SCENE…]` draws; without scene names, all of them; `docs` for those
that `docs/screens` keeps.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtTest import QTest

from pos_app import views as v
from pos_app.views import stock as vs
from proof import canned_stock as stock
from proof import canned_till as canned
from proof.screens import Scene, main
from ui.application import TillWindow

Act = Callable[[TillWindow, canned.CannedBus], None]


def _with(sale: v.SaleView | None = None, **views: object) -> Callable[[], canned.CannedBus]:
    def make() -> canned.CannedBus:
        bus = stock.StockScreens(replace(canned.TILL, sale=sale))
        for name, view in views.items():
            setattr(bus, name, view)
        return bus

    return make


def _press(*keys: str) -> Act:
    def act(till: TillWindow, bus: canned.CannedBus) -> None:  # noqa: ARG001 - every scene has this shape
        for key in keys:
            till.shell.press(key)
            QTest.qWait(80)

    return act


def _open(*keys: str) -> Act:
    return _press("Ctrl+I", "F2", *keys)


def _search(text: str) -> Act:
    def act(till: TillWindow, bus: canned.CannedBus) -> None:
        _open()(till, bus)
        model: Any = till.shell.screen("stock_document")
        model.finding.type_text(text)

    return act


def _check(till: TillWindow, bus: canned.CannedBus) -> None:
    _press("F7")(till, bus)
    till.shell.scan("4008400202532")


def _unknown(till: TillWindow, bus: canned.CannedBus) -> None:
    _open()(till, bus)
    found = v.Notice(code="unknown_barcode", message="Unknown.", params={"code": "4006381333931"})
    bus.outcome = v.Outcome(ok=False, sale=bus.till.sale, notice=found)
    till.shell.scan("4006381333931")


def _override(till: TillWindow, bus: canned.CannedBus) -> None:
    request = v.ApprovalRequest(permission="sell_without_right", message="A supervisor approves.")
    bus.outcome = v.Outcome(ok=False, sale=stock.LAST_UNITS, approval=request)
    till.shell.scan("4006381333931")


SCENES: tuple[Scene, ...] = (
    Scene("stock", _with(), _press("Ctrl+I")),
    Scene("stock-empty", _with(work=vs.StockWorkView()), _press("Ctrl+I")),
    Scene("stock-hub-down", _with(sync=canned.SYNC_DOWN), _press("Ctrl+I", "Down")),
    Scene("stock-count", _with(), _open("Up", "Up")),
    Scene("stock-count-declared", _with(), _open("F12")),
    Scene("stock-count-empty", _with(document=stock.EMPTY_COUNT), _open()),
    Scene("stock-count-200-lines", _with(document=stock.LONG_COUNT), _open()),
    Scene("stock-quantity", _with(), _open("Up", "Up", "F2")),
    Scene("stock-search", _with(), _search("br")),
    Scene("stock-unknown", _with(), _unknown),
    Scene("stock-receive", _with(document=stock.RECEIVE), _open()),
    Scene("stock-reference", _with(document=stock.RECEIVE), _open("F7")),
    Scene("stock-send", _with(document=stock.SEND), _open()),
    Scene("stock-arrive", _with(document=stock.ARRIVE), _open()),
    Scene("stock-adjust", _with(document=stock.ADJUST), _open()),
    Scene("stock-adjust-review", _with(document=stock.ADJUST), _open("F12", "F12")),
    Scene("stock-posted", _with(document=stock.POSTED), _open()),
    Scene("sell-last-units", _with(stock.LAST_UNITS)),
    Scene("sell-without-right", _with(stock.LAST_UNITS), _override),
    Scene("price-check-stock", _with(), _check),
    Scene("price-check-gone", _with(stock=stock.GONE), _check),
)

# The pictures of docs/screens.
PICKED = frozenset({"stock-count-declared/1366", "price-check-stock/1366"})


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    sys.exit(main(sys.argv[1:], SCENES, PICKED))
