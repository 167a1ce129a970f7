"""Loyalty accounts and their entries as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, delete, insert, select, update

from hub.store.bulk import insert_rows, which_are_there
from hub.store.database import Connection
from hub.store.loyalty_tables import loyalty_account, loyalty_program, points_entry
from retail.loyalty import LoyaltyProgram, PointsEntry
from retail.loyalty_lots import Dated

_SAID = [one for one in points_entry.columns if one.name not in ("settled", "flow")]
"""What was entered, without what became of it."""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """An account as it is kept; its points are worked out of its entries."""

    account_id: str
    store_id: str
    seen: dict[str, str]
    """Terminal → hybrid time of its newest op counted in."""
    credit: int = 0
    """Its store credit, minor units, before grants are taken off."""
    settled: str = ""
    """What `hub.services.settled_points` keeps of a long account; empty for nearly all."""


def program(connection: Connection, store_id: str) -> LoyaltyProgram | None:
    """The store's program; None where it gives no points."""
    query = select(loyalty_program.c.body).where(loyalty_program.c.store_id == store_id)
    body = connection.execute(query).scalar_one_or_none()
    return None if body is None else msgspec.json.decode(body, type=LoyaltyProgram)


def set_program(connection: Connection, store_id: str, wanted: LoyaltyProgram | None) -> None:
    """This is the store's program from now on; None ends it."""
    connection.execute(delete(loyalty_program).where(loyalty_program.c.store_id == store_id))
    if wanted is not None:
        body = msgspec.json.encode(wanted, order="sorted").decode()
        connection.execute(insert(loyalty_program).values(store_id=store_id, body=body))


def accounts(connection: Connection, account_ids: Iterable[str], *, lock: bool = False) -> dict[str, Account]:
    """Those of these accounts that exist; with `lock` held until the transaction ends, in sorted order."""
    wanted = sorted(set(account_ids))
    if not wanted:
        return {}
    query = (
        select(loyalty_account)
        .where(loyalty_account.c.account_id.in_(wanted))
        .order_by(loyalty_account.c.account_id)
    )
    rows = connection.execute(query.with_for_update() if lock else query)
    return {
        row.account_id: Account(
            account_id=row.account_id,
            store_id=row.store_id,
            seen=msgspec.json.decode(row.seen),
            credit=row.credit,
            settled=row.settled,
        )
        for row in rows
    }


def with_credit(connection: Connection) -> set[str]:
    """Accounts on which there is store credit."""
    query = select(loyalty_account.c.account_id).where(loyalty_account.c.credit > 0)
    return set(connection.execute(query).scalars())


def add_accounts(connection: Connection, wanted: Iterable[Account]) -> None:
    """Open accounts."""
    insert_rows(
        connection,
        loyalty_account,
        [
            {
                "account_id": one.account_id,
                "store_id": one.store_id,
                "seen": msgspec.json.encode(one.seen).decode(),
                "change_at": 0,
            }
            for one in wanted
        ],
    )


def note_seen(connection: Connection, account_id: str, seen: dict[str, str]) -> None:
    """What of which terminal is counted in."""
    text = msgspec.json.encode(dict(sorted(seen.items()))).decode()
    connection.execute(
        update(loyalty_account).where(loyalty_account.c.account_id == account_id).values(seen=text)
    )


def note_change(connection: Connection, account_ids: Sequence[str], change_at: int) -> None:
    """When time alone changes these accounts next (UTC ms); 0: never."""
    connection.execute(
        update(loyalty_account)
        .where(loyalty_account.c.account_id.in_(account_ids), loyalty_account.c.change_at != change_at)
        .values(change_at=change_at)
    )


def due(connection: Connection, now: int, limit: int) -> list[str]:
    """Accounts that time has changed by now, the longest ago first."""
    query = (
        select(loyalty_account.c.account_id)
        .where(loyalty_account.c.change_at > 0, loyalty_account.c.change_at <= now)
        .order_by(loyalty_account.c.change_at, loyalty_account.c.account_id)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def every(connection: Connection, store_id: str = "") -> list[str]:
    """All accounts, or those of one store."""
    query = select(loyalty_account.c.account_id).order_by(loyalty_account.c.account_id)
    if store_id:
        query = query.where(loyalty_account.c.store_id == store_id)
    return list(connection.execute(query).scalars())


def add_entries(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add entries (rows of the table)."""
    insert_rows(connection, points_entry, rows)


def known(connection: Connection, entry_ids: Iterable[str]) -> set[str]:
    """Those of these ids that are booked already."""
    return which_are_there(connection, points_entry.c.entry_id, entry_ids)


def rows_of(connection: Connection, account_ids: Sequence[str]) -> Sequence[Row[Any]]:
    """The entries of these accounts, oldest first."""
    query = select(*_SAID).where(points_entry.c.account_id.in_(account_ids))
    return connection.execute(query.order_by(points_entry.c.at, points_entry.c.entry_id)).all()


def entries_of(connection: Connection, account_ids: Sequence[str]) -> list[Dated]:
    """The entries of these accounts as `retail.loyalty_lots` takes them."""
    return [dated(row) for row in rows_of(connection, account_ids)]


def entries_by_account(connection: Connection, account_ids: Iterable[str]) -> dict[str, list[Dated]]:
    """account → its entries as `retail.loyalty_lots` takes them, in no order."""
    found: dict[str, list[Dated]] = {}
    wanted = sorted(set(account_ids))
    if not wanted:
        return found
    query = select(*_SAID).where(points_entry.c.account_id.in_(wanted))
    for row in connection.execute(query):
        found.setdefault(row.account_id, []).append(dated(row))
    return found


def by_op(connection: Connection, op_id: str) -> set[str]:
    """Ids of the entries that an op booked."""
    return set(
        connection.execute(select(points_entry.c.entry_id).where(points_entry.c.op_id == op_id)).scalars()
    )


def dated(row: Row[Any]) -> Dated:
    """A row of the table as `retail.loyalty_lots` takes it."""
    entry = PointsEntry(
        entry_id=row.entry_id,
        account_id=row.account_id,
        kind=row.kind,
        points=row.points,
        rule_id=row.rule_id,
        line_id=row.line_id,
        active_at=row.active_at,
        expires_at=row.expires_at,
        of_entry=row.of_entry,
        unlicensed=bool(row.unlicensed),
    )
    return Dated(entry=entry, at=row.at)
