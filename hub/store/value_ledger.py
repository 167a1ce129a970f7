"""Gift cards, store credit and their entries as rows; the sum of the entries is kept with the account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Row, func, select, update

from hub.store.bulk import insert_rows, which_are_there
from hub.store.database import Connection
from hub.store.loyalty_tables import gift_card, loyalty_account, value_entry
from retail.loyalty import ValueKind

_KEPT: dict[str, Column[int]] = {"gift_card": gift_card.c.balance, "store_credit": loyalty_account.c.credit}
"""Where the sum of an account's entries is kept, by their kind."""


def add_entries(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add entries (rows of the table) of accounts that are held, and move their balances."""
    insert_rows(connection, value_entry, rows)
    moved: Counter[tuple[str, str]] = Counter()
    for row in rows:
        moved[row["kind"], row["account_id"]] += row["amount"]
    for (kind, account_id), amount in sorted(moved.items()):
        kept = _KEPT[kind]
        mine = kept.table.c.account_id == account_id
        connection.execute(update(kept.table).where(mine).values({kept: kept + amount}))


def known(connection: Connection, entry_ids: Iterable[str]) -> set[str]:
    """Those of these ids that are booked already."""
    return which_are_there(connection, value_entry.c.entry_id, entry_ids)


def disagreements(connection: Connection) -> Iterator[tuple[str, int, int]]:
    """(account, its balance, the sum of its entries) of all of which these are not the same."""
    for kind, kept in _KEPT.items():
        sums = (
            select(value_entry.c.account_id, func.sum(value_entry.c.amount).label("said"))
            .where(value_entry.c.kind == kind)
            .group_by(value_entry.c.account_id)
            .subquery()
        )
        said = func.coalesce(sums.c.said, 0)
        query = (
            select(kept.table.c.account_id, kept, said)
            .outerjoin(sums, sums.c.account_id == kept.table.c.account_id)
            .where(kept != said)
            .order_by(kept.table.c.account_id)
        )
        yield from ((one, int(balance), int(total)) for one, balance, total in connection.execute(query))


def rows_of(connection: Connection, kind: ValueKind, account_ids: Sequence[str]) -> Sequence[Row[Any]]:
    """The entries of these accounts, oldest first."""
    query = select(value_entry).where(value_entry.c.kind == kind, value_entry.c.account_id.in_(account_ids))
    return connection.execute(query.order_by(value_entry.c.at, value_entry.c.entry_id)).all()


def by_op(connection: Connection, op_id: str) -> set[str]:
    """Ids of the entries that an op booked."""
    return set(
        connection.execute(select(value_entry.c.entry_id).where(value_entry.c.op_id == op_id)).scalars()
    )


def cards(connection: Connection, account_ids: Iterable[str], *, lock: bool = False) -> dict[str, Row[Any]]:
    """Those of these gift cards that are known; with `lock` held until the end, in sorted order."""
    wanted = sorted(set(account_ids))
    if not wanted:
        return {}
    query = select(gift_card).where(gift_card.c.account_id.in_(wanted)).order_by(gift_card.c.account_id)
    rows = connection.execute(query.with_for_update() if lock else query)
    return {row.account_id: row for row in rows}


def add_cards(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add gift cards (rows of the table)."""
    insert_rows(connection, gift_card, rows)


def block(connection: Connection, account_id: str, at: int | None, by: str, why: str) -> None:
    """Block a card; `at` None: let it be used again."""
    connection.execute(
        update(gift_card)
        .where(gift_card.c.account_id == account_id)
        .values(blocked_at=at, blocked_by=by, blocked_why=why)
    )


def every_card(connection: Connection, limit: int, *, used_only: bool = False) -> Sequence[Row[Any]]:
    """Gift cards, the newest first, each with its balance and the number of its entries."""
    sums = (
        select(value_entry.c.account_id, func.count().label("entries"))
        .where(value_entry.c.kind == "gift_card")
        .group_by(value_entry.c.account_id)
        .subquery()
    )
    query = (
        select(gift_card, func.coalesce(sums.c.entries, 0).label("entries"))
        .join(sums, sums.c.account_id == gift_card.c.account_id, isouter=not used_only)
        .order_by(gift_card.c.made_at.desc(), gift_card.c.account_id)
        .limit(limit)
    )
    return connection.execute(query).all()
