"""Old points of long accounts as rows: lots as they stood when their entries were settled.

What is kept and when is the business of `hub.services.settled_points`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, delete, func, literal_column, select, tuple_, update

from hub.store import loyalty
from hub.store.bulk import insert_rows, update_rows
from hub.store.database import Connection
from hub.store.loyalty_tables import loyalty_account, points_entry, points_lot
from retail.loyalty_lots import Dated, Lot

FOR_EVER = 2**62
"""When what never ends does."""
PAGE = 100
"""Lots read at a time."""
_CHUNK = 1000
_REMAINS = points_lot.c.remains > literal_column("0")
_EARNED = points_lot.c.earned == literal_column("1")
"""Said in the text itself: the partial indexes serve only where it is."""


class Flow(msgspec.Struct, frozen=True, array_like=True):
    """The lots (id, points) that an entry gave to, and those that it took from."""

    given: list[tuple[str, int]] = []
    drawn: list[tuple[str, int]] = []


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """A settled entry."""

    dated: Dated
    flow: Flow


class Edges(msgspec.Struct, frozen=True, kw_only=True):
    """Of settled lots, the parts of days at both ends of a sum, and the next that time changes."""

    ended: int
    waiting: int
    earned: int
    times: tuple[int, ...]
    """When something becomes active next and when something ends (UTC ms), 0 for never."""
    first_at: int
    """When the oldest lot was earned that counts; 0 where none does."""


def ends(lot: Lot) -> int:
    """When a lot ends."""
    return lot.expires_at or FOR_EVER


def waits(lot: Lot) -> int:
    """Until when it is pending."""
    return min(lot.active_at, ends(lot))


def fresh(connection: Connection, account_ids: Collection[str]) -> list[Dated]:
    """The entries of these accounts that are not settled."""
    query = select(points_entry).where(
        points_entry.c.account_id.in_(account_ids), points_entry.c.settled == 0
    )
    return [loyalty.dated(row) for row in connection.execute(query)]


def entries(
    connection: Connection, account_ids: Collection[str], entry_ids: Iterable[str]
) -> dict[str, Earlier]:
    """Those of these entries that are of these accounts and settled."""
    found: dict[str, Earlier] = {}
    for some in _chunks(entry_ids):
        query = select(points_entry).where(points_entry.c.entry_id.in_(some), points_entry.c.settled == 1)
        for row in connection.execute(query):
            if row.account_id in account_ids:
                flow = msgspec.json.decode(row.flow, type=Flow)
                found[row.entry_id] = Earlier(dated=loyalty.dated(row), flow=flow)
    return found


def lots(connection: Connection, owner: str, lot_ids: Iterable[str]) -> dict[str, Lot]:
    """Those of these lots that there are."""
    found: dict[str, Lot] = {}
    for some in _chunks(lot_ids):
        query = select(points_lot).where(points_lot.c.owner == owner, points_lot.c.lot_id.in_(some))
        found |= {row.lot_id: _lot(row) for row in connection.execute(query)}
    return found


def in_turn(connection: Connection, owner: str, ended_by: int, active_by: int = FOR_EVER) -> Iterator[Lot]:
    """Lots with something left that end after `ended_by`, as a spend takes from them; read bit by bit."""
    turn = (points_lot.c.ends_at, points_lot.c.active_at, points_lot.c.lot_id)
    query = (
        select(points_lot)
        .where(points_lot.c.owner == owner, _REMAINS, points_lot.c.active_at <= active_by)
        .order_by(*turn)
        .limit(PAGE)
    )
    after: ColumnElement[bool] = points_lot.c.ends_at > ended_by
    while True:
        rows = connection.execute(query.where(after)).all()
        yield from map(_lot, rows)
        if len(rows) < PAGE:
            return
        # The column alone as well: by it the index is entered on every SQLite.
        last = rows[-1]
        after = (points_lot.c.ends_at >= last.ends_at) & (
            tuple_(*turn) > tuple_(last.ends_at, last.active_at, last.lot_id)
        )


def edges(
    connection: Connection, owner: str, now: int, today: tuple[int, int], since: int, since_to: int
) -> Edges:
    """What of the day of `now` has ended and waits, what was earned in (since, since_to), what is next."""
    mine = points_lot.c.owner == owner

    def total(value: ColumnElement[int], *where: ColumnElement[bool]) -> Any:
        return select(func.coalesce(func.sum(value), 0)).where(mine, *where).scalar_subquery()

    def first(value: ColumnElement[int], *where: ColumnElement[bool]) -> Any:
        return select(value).where(mine, *where).order_by(value).limit(1).scalar_subquery()

    lot = points_lot.c
    row = connection.execute(
        select(
            total(lot.remains, _REMAINS, lot.ends_at >= today[0], lot.ends_at <= now).label("ended"),
            total(lot.remains, _REMAINS, lot.waits_until > now, lot.waits_until < today[1]).label("waiting"),
            total(lot.points - lot.reversed, _EARNED, lot.at > since, lot.at < since_to).label("earned"),
            first(lot.waits_until, _REMAINS, lot.waits_until > now).label("active"),
            first(lot.ends_at, _REMAINS, lot.ends_at > now).label("ends"),
            first(lot.at, _EARNED, lot.at > since).label("first"),
        )
    ).one()
    return Edges(
        ended=int(row.ended),
        waiting=int(row.waiting),
        earned=int(row.earned),
        times=(row.active or 0, 0 if row.ends in (None, FOR_EVER) else row.ends),
        first_at=row.first or 0,
    )


def put_lots(connection: Connection, owner: str, wanted: Sequence[Lot], known: Collection[str]) -> None:
    """Keep these lots; those that are `known` in place of what they were."""
    rows = [
        {
            "owner": owner,
            "lot_id": lot.lot_id,
            "points": lot.points,
            "remains": lot.left,
            "reversed": lot.reversed,
            "at": lot.at,
            "active_at": lot.active_at,
            "ends_at": ends(lot),
            "waits_until": waits(lot),
            "earned": int(lot.earned),
        }
        for lot in wanted
    ]
    insert_rows(connection, points_lot, [row for row in rows if row["lot_id"] not in known])
    update_rows(connection, points_lot, [row for row in rows if row["lot_id"] in known])


def put_flows(connection: Connection, flows: Mapping[str, Flow]) -> None:
    """These entries are settled, and this is what they did."""
    rows = [
        {"entry_id": one, "settled": 1, "flow": msgspec.json.encode(flow).decode()}
        for one, flow in flows.items()
    ]
    update_rows(connection, points_entry, rows)


def keep(connection: Connection, owner: str, said: str) -> bool:
    """What is said of all that is settled of an account's group; False where there is no such account."""
    mine = loyalty_account.c.account_id == owner
    return connection.execute(update(loyalty_account).where(mine).values(settled=said)).rowcount == 1


def forget(connection: Connection, account_ids: Collection[str]) -> None:
    """Nothing of these accounts is settled any more."""
    connection.execute(delete(points_lot).where(points_lot.c.owner.in_(account_ids)))
    mine = points_entry.c.account_id.in_(account_ids) & (points_entry.c.settled == 1)
    connection.execute(update(points_entry).where(mine).values(settled=0, flow=""))
    for account_id in sorted(account_ids):
        keep(connection, account_id, "")


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _lot(row: Row[Any]) -> Lot:
    return Lot(
        lot_id=row.lot_id,
        points=row.points,
        left=row.remains,
        reversed=row.reversed,
        at=row.at,
        active_at=row.active_at,
        expires_at=0 if row.ends_at == FOR_EVER else row.ends_at,
        earned=bool(row.earned),
    )
