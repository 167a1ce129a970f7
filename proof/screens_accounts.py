"""Draws gift cards, points and credit at the till into PNGs, in every look that they must stand.

`python -m proof.screens_accounts FOLDER [SCENE…]` draws; without scene names, all of them; `docs` for those
that `docs/screens` keeps.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtTest import QTest

from pos_app import views as v
from pos_app.views.loyalty import ValueAskView
from proof import canned_till as canned
from proof.canned_counter import GIVEN_BACK
from proof.screens import LOYAL, Scene, main
from retail.gift_card import new_code
from ui.application import TillWindow

Act = Callable[[TillWindow, canned.CannedBus], None]

CODE = new_code(lambda text: text[-1])
TOLD = ValueAskView(
    request_id="b1",
    kind="gift_card",
    quantity=0,
    last4=CODE[-4:],
    at=canned.NOW,
    pending=False,
    available=3862,
    as_of=canned.NOW,
    currency="EUR",
)
PAID_BY_ACCOUNTS = replace(
    canned.PAYMENT,
    total=3220,
    remaining=720,
    cash_remaining=720,
    quick_cash=(720, 1000, 2000, 5000),
    tenders=(
        v.TenderView(payment_id="p1", kind="points", amount=1250),
        v.TenderView(payment_id="p2", kind="gift_card", amount=1250, last4=CODE[-4:]),
    ),
)


def _with(**views: object) -> Callable[[], canned.CannedBus]:
    def make() -> canned.CannedBus:
        bus = canned.CannedBus(replace(canned.TILL, sale=LOYAL))
        for name, view in views.items():
            setattr(bus, name, view)
        return bus

    return make


def _scanned(notice: v.Notice | None = None, *, answered: bool = True) -> Act:
    """A gift card is scanned while one sells; the hub answers or has not yet."""

    def act(till: TillWindow, bus: canned.CannedBus) -> None:
        till.shell.scan(CODE)
        QTest.qWait(80)
        if answered:
            bus.tell("answer", v.Outcome(ok=True, sale=LOYAL, notice=notice))

    return act


def _press(*keys: str) -> Act:
    def act(till: TillWindow, bus: canned.CannedBus) -> None:  # noqa: ARG001 - every scene has this shape
        for key in keys:
            till.shell.press(key)
            QTest.qWait(80)

    return act


def _given_back(till: TillWindow, bus: canned.CannedBus) -> None:
    till.shell.press("F12")
    QTest.qWait(80)
    bus.outcome = v.Outcome(ok=True, change=GIVEN_BACK)
    till.shell.press("F8")


BLOCKED = v.Notice(code="balance_blocked", message="blocked", tone="caution")
SCENES: tuple[Scene, ...] = (
    Scene("gift-card-look", _with(asks=(TOLD,)), _scanned()),
    Scene("gift-card-asking", _with(asks=()), _scanned(answered=False)),
    Scene("gift-card-blocked", _with(asks=()), _scanned(BLOCKED)),
    Scene("gift-card-code", _with(), _press("Ctrl+G")),
    Scene(
        "tender-accounts",
        _with(payment=PAID_BY_ACCOUNTS, accounts=replace(canned.ACCOUNTS, points=0, points_amount=0)),
        _press("F12"),
    ),
    Scene("given-back-partly", _with(), _given_back),
)

# The pictures of docs/screens: paying with points and gift card, and a card looked at.
PICKED = frozenset({"tender-accounts/1366", "gift-card-look/de-1024"})


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    sys.exit(main(sys.argv[1:], SCENES, PICKED))
