"""Two sales under one id: an open sale on a disk that was copied or put back is paid on both copies.

Both took money and goods, so both count. The second is booked under the id of its op, and a person is told
what the customer paid twice. Only a second op with the very same content is no sale of its own.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace

from hub.services.effects import Doubt, Effects
from hub.store import sales
from hub.store.database import Connection

SENT_TWICE = "sale_id_twice"


class _Paid(msgspec.Struct, frozen=True):
    """Of a body, what is needed to find the lines that another sale has too."""

    amounts: tuple[_PaidLine, ...] = ()


class _Named(msgspec.Struct, frozen=True):
    txn_id: str = ""


class _PaidLine(msgspec.Struct, frozen=True):
    line_id: str


class SalesSeen:
    """The sales of one push, and those already here that have an id of theirs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._texts: dict[str, str] = {}
        self._apart: dict[tuple[str, str], str] = {}
        """(txn_id, receipt number) that sales of this push say → the id they are booked under."""
        self._lines_apart: set[str] = set()
        """What these sold."""

    def note(self, txn_id: str, text: str) -> None:
        """A sale of this push, which is not written yet."""
        self._texts[txn_id] = text

    def apart(self, effects: Effects, text: str) -> tuple[Effects, Doubt] | None:
        """What a sale whose id is known does under an id of its own; None where it is the very same sale."""
        row = effects.sale or {}
        first = self._texts.get(row["txn_id"]) or sales.body_of(self._connection, row["txn_id"])
        if first == text:
            return None
        self._apart[row["txn_id"], row["receipt_no"]] = effects.op_id
        sold = [line for line in effects.lines if not line["voided"]]
        ids = [line["line_id"] for line in sold]
        known = {line.line_id for line in msgspec.json.decode(first, type=_Paid).amounts}
        # A third copy may have lines of the second, which the first never had.
        known |= self._lines_apart | sales.sellers(self._connection, ids, ()).keys()
        self._lines_apart.update(ids)
        both = [line for line in sold if line["line_id"] in known]
        doubt = Doubt(
            kind=SENT_TWICE,
            message="Two sales have one id: an open sale was paid on two copies of a till's data.",
            detail={
                "txn_id": row["txn_id"],
                "booked_as": effects.op_id,
                "receipt_no": row["receipt_no"],
                "lines": [line["line_id"] for line in both],
                "amount": sum(line["total"] for line in both),
                "currency": row["currency"],
            },
        )
        return _under_its_op(effects), doubt

    def aimed(self, effects: Effects, receipt_no: object) -> Effects:
        """A post-void that cancels the receipt of this number, at the payment of its sale that it means.

        Of two payments under one id the second is booked under its op; its till knows it by the id that both
        have, and only the number on its receipt tells them apart.
        """
        row = effects.sale or {}
        if not isinstance(receipt_no, str) or not receipt_no:
            return effects
        meant = self._apart.get((row["reverses"], receipt_no)) or self._booked(row["reverses"], receipt_no)
        return replace(effects, sale=row | {"reverses": meant}) if meant else effects

    def _booked(self, txn_id: str, receipt_no: str) -> str | None:
        apart = sales.booked_apart(self._connection, receipt_no)
        if not apart or receipt_no in sales.receipt_numbers(self._connection, [txn_id]):
            return None
        told = ((one, sales.body_of(self._connection, one)) for one in apart)
        return next(
            (one for one, text in told if msgspec.json.decode(text, type=_Named).txn_id == txn_id), None
        )


def _under_its_op(effects: Effects) -> Effects:
    """The same effects of a sale whose id is that of its op."""
    own = effects.op_id

    def renamed(rows: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
        return tuple(row | {"txn_id": own} for row in rows)

    facts = [msgspec.json.decode(row["fact"]) for row in effects.returns]
    for fact in facts:
        fact[0] = own
    returns = zip(renamed(effects.returns), facts, strict=True)
    return replace(
        effects,
        sale=(effects.sale or {}) | {"txn_id": own},
        lines=renamed(effects.lines),
        tenders=renamed(effects.tenders),
        returns=tuple(row | {"fact": msgspec.json.encode(fact).decode()} for row, fact in returns),
        receipt=None if effects.receipt is None else replace(effects.receipt, txn_id=own),
        cart=None if effects.cart is None else replace(effects.cart, txn_id=own),
    )
