"""What a sale says of points, gift cards and store credit, checked before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from retail.errors import DataError
from retail.events import SaleCompleted
from retail.loyalty import PointsEntry, ValueEntry

MAX_POINTS = 10**12
"""Sums of larger ones could leave 64 bits, where SQLite goes on with fractions."""
MAX_ID = 64
MAX_TIME = 2**53
MOST_ENTRIES = 20_000
"""Of one sale: a thousand lines, and a score of rules for each."""
MOST_ACCOUNTS = 100
"""Of one sale: whoever pays and earns, and the gift cards on it."""


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of one sale, with what the accounts must know of it."""

    terminal_id: str
    store_id: str
    hlc: str
    at: int
    """When it was sold by the till's clock, UTC milliseconds."""
    currency: str
    points: tuple[PointsEntry, ...] = ()
    values: tuple[ValueEntry, ...] = ()


def ledger_of(body: SaleCompleted, hlc: str) -> Ledger | None:
    """What the sale enters; None where nothing, as in training.

    Raises `DataError`: "entries_impossible" (an id that is none, an amount beyond any shop, one id twice,
    more than a sale could be about).
    """
    if body.origin.training or not (body.points or body.values):
        return None
    ids = [one.entry_id for one in body.points]
    values = [one.entry_id for one in body.values]
    texts = [
        *(text for one in body.points for text in (one.rule_id, one.line_id, one.of_entry)),
        body.currency,
    ]
    accounts = [*(one.account_id for one in body.points), *(one.account_id for one in body.values)]
    names = [*ids, *values, *accounts]
    good = (
        len(names) <= 2 * MOST_ENTRIES
        and len(set(accounts)) <= MOST_ACCOUNTS
        and len(set(ids)) == len(ids)
        and len(set(values)) == len(values)
        and all(0 < len(name) <= MAX_ID for name in names)
        and all(len(text) <= MAX_ID for text in texts)
        and all(_holds(one) for one in body.points)
        and all(abs(one.amount) <= MAX_POINTS for one in body.values)
    )
    if not good:
        raise DataError(
            "entries_impossible", "What the sale enters on accounts is nothing that a till enters."
        )
    return Ledger(
        terminal_id=body.origin.terminal_id,
        store_id=body.origin.store_id,
        hlc=hlc,
        at=body.origin.at,
        currency=body.currency,
        points=body.points,
        values=body.values,
    )


def accounts_of(ledgers: Sequence[Ledger]) -> set[str]:
    """The customers' accounts that these sales speak of."""
    return {one.account_id for ledger in ledgers for one in ledger.points} | {
        one.account_id for ledger in ledgers for one in ledger.values if one.kind == "store_credit"
    }


def cards_of(ledgers: Sequence[Ledger]) -> set[str]:
    """The gift cards that these sales speak of."""
    return {one.account_id for ledger in ledgers for one in ledger.values if one.kind == "gift_card"}


def _holds(one: PointsEntry) -> bool:
    return (
        abs(one.points) <= MAX_POINTS and 0 <= one.active_at <= MAX_TIME and 0 <= one.expires_at <= MAX_TIME
    )
