"""A till session: from the opening float to the closing count, and the cash that moves in between."""

from __future__ import annotations

from typing import Literal

import msgspec

from retail.state_machine import StateMachine

SessionState = Literal["open", "closing", "closed"]
CashMoveKind = Literal["float_entry", "cash_pickup", "paid_in", "paid_out"]

SESSION_STATES = StateMachine(
    name="till_session",
    initial="opening",
    transitions={
        ("opening", "open"): "open",
        ("open", "count"): "closing",
        ("closing", "recount"): "closing",
        ("closing", "reopen"): "open",
        ("closing", "close"): "closed",
    },
    final=frozenset({"closed"}),
)

CASH_SIGN: dict[str, int] = {"float_entry": 1, "paid_in": 1, "cash_pickup": -1, "paid_out": -1}
"""Whether a cash movement adds to the till or takes from it."""


class CashMove(msgspec.Struct, frozen=True, kw_only=True):
    """Cash put in or taken out other than by a sale; `amount` is positive, its kind gives the sign."""

    move_id: str
    kind: CashMoveKind
    amount: int
    reason_id: str = ""
    note: str = ""
    operator_id: str
    at: int


class TillSession(msgspec.Struct, frozen=True, kw_only=True):
    """One counted set of cash at one terminal; there is at most one that is not closed."""

    session_id: str
    number: int
    """Counts up by one a terminal, the number of its Z report."""
    state: SessionState
    business_date: str
    """The day its transactions count for: the local date when it was opened."""
    currency: str
    opening_float: int
    opened_by: str
    opened_at: int
    counted: int | None = None
    """The blind count, minor units, once declared."""


def cash_delta(moves: tuple[CashMove, ...]) -> int:
    """What the movements did to the cash in the till, signed minor units."""
    return sum(CASH_SIGN[move.kind] * move.amount for move in moves)
