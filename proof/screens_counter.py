"""Draws returns, exchanges and customers into PNGs, at every size and in every look that they must stand.

`python -m proof.screens_counter FOLDER [SCENE…]` draws; without scene names, all of them; `docs` for those
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
from proof import canned_counter as counter
from proof import canned_till as canned
from proof.screens import Scene, main
from ui.application import TillWindow

Act = Callable[[TillWindow, canned.CannedBus], None]


def _with(sale: v.SaleView | None = None, **views: object) -> Callable[[], canned.CannedBus]:
    def make() -> canned.CannedBus:
        bus = counter.CounterScreens(replace(canned.TILL, sale=sale))
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


def _type(screen: str, *keys: str, text: str) -> Act:
    def act(till: TillWindow, bus: canned.CannedBus) -> None:
        _press(*keys)(till, bus)
        model: Any = till.shell.screen(screen)
        getattr(model, "finding", model).type_text(text)

    return act


def _no_receipt(till: TillWindow, bus: canned.CannedBus) -> None:
    _press("Ctrl+R", "F7")(till, bus)
    till.shell.scan("4008400202532")
    QTest.qWait(80)
    _press("+", "F6")(till, bus)


def _refused(till: TillWindow, bus: canned.CannedBus) -> None:
    _press("Ctrl+R", "Return", "F3", "F6")(till, bus)
    found = v.Notice(
        code="return_more_than_left", message="Not so much is left.", params={"name": "Bauernbrot 1 kg"}
    )
    bus.outcome = v.Outcome(ok=False, sale=bus.till.sale, notice=found)
    till.shell.press("F12")


def _new_customer(till: TillWindow, bus: canned.CannedBus) -> None:
    _type("customers", "Ctrl+U", text="Friederike Schönberg-Überall")(till, bus)
    _press("F2")(till, bus)
    form: Any = till.shell.screen("customer_form")
    form.set_field("email", "f.schoenberg@example")
    form.answer("marketing")
    found = v.Notice(code="email_invalid", message="This is no e-mail address.")
    bus.outcome = v.Outcome(ok=False, sale=bus.till.sale, notice=found)
    till.shell.press("F12")


def _keyboard(till: TillWindow, bus: canned.CannedBus) -> None:
    _press("Ctrl+U", "F2")(till, bus)
    keyboard: Any = till.shell.keyboard
    keyboard.toggle()


def _given_back(till: TillWindow, bus: canned.CannedBus) -> None:
    till.shell.press("F12")
    QTest.qWait(60)
    bus.outcome = v.Outcome(ok=True, change=counter.GIVEN_BACK)
    till.shell.press("F8")


def _email(till: TillWindow, bus: canned.CannedBus) -> None:
    bus.outcome = v.Outcome(ok=True, change=counter.CHANGE)
    till.shell.press("F12")
    QTest.qWait(60)
    till.shell.press("F8")
    QTest.qWait(60)
    till.shell.press("F4")


NO_RECEIPTS: tuple[object, ...] = ()
SCENES: tuple[Scene, ...] = (
    Scene("returns", _with(), _press("Ctrl+R", "Down")),
    Scene("returns-empty", _with(receipts=NO_RECEIPTS), _type("returns", "Ctrl+R", text="004711")),
    Scene("return", _with(), _press("Ctrl+R", "Return", "Down", "+", "Down", "Down", "Down", "F3", "F6")),
    Scene("return-other-till", _with(returnable=counter.FOREIGN), _press("Ctrl+R", "Return", "F4")),
    Scene("return-200-lines", _with(returnable=counter.LONG_RECEIPT), _press("Ctrl+R", "Return", "F3")),
    Scene("return-refused", _with(), _refused),
    Scene("return-quantity", _with(), _press("Ctrl+R", "Return", "Down", "Down", "F2")),
    Scene("no-receipt", _with(), _no_receipt),
    Scene("no-receipt-empty", _with(), _press("Ctrl+R", "F7")),
    Scene("exchange", _with(counter.EXCHANGE)),
    Scene("refund", _with(counter.REFUND)),
    Scene("offers", _with(counter.OFFERS)),
    Scene("exchange-tender", _with(counter.REFUND, payment=counter.REFUND_PAYMENT), _press("F12")),
    Scene("exchange-card", _with(counter.REFUND, payment=counter.REFUND_PAYMENT), _press("F12", "F9")),
    Scene("given-back", _with(counter.REFUND, payment=counter.REFUND_PAYMENT), _given_back),
    Scene("customers", _with(counter.OFFERS), _press("Ctrl+U")),
    Scene("customers-found", _with(), _type("customers", "Ctrl+U", text="schön")),
    Scene("customers-none", _with(hits=NO_RECEIPTS), _type("customers", "Ctrl+U", text="Xylander")),
    Scene("customer-form", _with(), _new_customer),
    Scene("customer-edit", _with(counter.OFFERS), _press("Ctrl+U", "F3")),
    Scene("customer-keyboard", _with(), _keyboard),
    Scene("email", _with(counter.OFFERS), _email),
)

# The pictures of docs/screens: the new screens once, the looks in turn.
PICKED = frozenset(
    {
        "return/1366",
        "return-other-till/de-1024",
        "offers/1366",
        "exchange-tender/1366",
        "customers-found/1366",
        "customer-form/de-1024",
        "customer-keyboard/1366",
    }
)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    sys.exit(main(sys.argv[1:], SCENES, PICKED))
