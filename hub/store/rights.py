"""Rights that terminals hold, the requests that brought them, and the freeze after a restore."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, delete, func, select, update

from hub.store.bulk import insert_missing, insert_rows
from hub.store.database import Connection
from hub.store.prepared import Prepared, filled, places, size_for
from hub.store.stock_tables import grant_freeze, rights_request, stock_right
from hub.store.tables import terminal
from retail.granting import Grant, GrantState
from retail.rights import Right, RightKind

HELD_STATES = ("open", "settling")
_CHUNK = 100
_REPLY = Prepared(
    select(rights_request.c.terminal_id, rights_request.c.reply).where(
        rights_request.c.request_id == bindparam("of")
    )
)
_WAITS = Prepared(select(grant_freeze.c.terminal_id).where(grant_freeze.c.terminal_id == bindparam("of")))


class RightRecord(msgspec.Struct, kw_only=True):
    """A right as it is kept; changed in place and saved."""

    grant_id: str
    terminal_id: str
    store_id: str
    kind: RightKind
    subject: str
    grant: Grant
    use_by: int
    granted_at: int
    closed_at: int | None = None
    closed_by: str | None = None
    why: str | None = None

    def shown(self) -> Right | None:
        """As its holder sees it; None where it may spend nothing of it any more."""
        if self.grant.state != "open":
            return None
        return Right(
            grant_id=self.grant_id,
            kind=self.kind,
            subject=self.subject,
            quantity=self.grant.quantity,
            spent=self.grant.spent,
            use_by=self.use_by,
        )


def begin_request(connection: Connection, request_id: str, terminal_id: str, at: int) -> bool:
    """Note a request; False where there is one of this id already, which is answered then.

    A second one at the same moment waits here until the first is through.
    """
    row = {"request_id": request_id, "terminal_id": terminal_id, "at": at, "reply": ""}
    return insert_missing(connection, rights_request, row)


def reply_of(connection: Connection, request_id: str) -> tuple[str, str]:
    """(terminal, reply) of a request that is known."""
    row = _REPLY.run(connection, {"of": request_id}).one()
    return row.terminal_id, row.reply


def keep_reply(connection: Connection, request_id: str, reply: str) -> None:
    """What the request was answered."""
    connection.execute(
        update(rights_request).where(rights_request.c.request_id == request_id).values(reply=reply)
    )


def forget_requests(connection: Connection, before: int) -> int:
    """Drop replies older than this (UTC ms); how many."""
    return connection.execute(delete(rights_request).where(rights_request.c.at < before)).rowcount


def add(connection: Connection, records: Sequence[RightRecord]) -> None:
    """Keep new rights."""
    insert_rows(connection, stock_right, [_values(one) for one in records])


def save(connection: Connection, records: Iterable[RightRecord]) -> None:
    """Write back what became of rights."""
    for one in records:
        connection.execute(
            update(stock_right)
            .where(stock_right.c.grant_id == one.grant_id)
            .values(
                spent=one.grant.spent,
                returned=one.grant.returned,
                state=one.grant.state,
                closed_at=one.closed_at,
                closed_by=one.closed_by,
                why=one.why,
            )
        )


def find(connection: Connection, grant_ids: Iterable[str]) -> dict[str, RightRecord]:
    """These rights, not held: what they are for never changes."""
    return _found(connection, grant_ids, lock=False)


def locked(connection: Connection, grant_ids: Iterable[str]) -> dict[str, RightRecord]:
    """These rights, held until the transaction ends. Lock what they are for first."""
    return _found(connection, grant_ids, lock=True)


def _found(connection: Connection, grant_ids: Iterable[str], *, lock: bool) -> dict[str, RightRecord]:
    wanted = sorted(set(grant_ids))
    found: dict[str, RightRecord] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        size = size_for(len(part))
        rows = _select(size, lock).run(connection, filled("grant", size, part))
        found.update({row.grant_id: _record(row) for row in rows})
    return found


@lru_cache(maxsize=32)
def _select(size: int, lock: bool) -> Prepared:
    query = select(stock_right).where(stock_right.c.grant_id.in_(places("grant", size)))
    query = query.order_by(stock_right.c.grant_id)
    return Prepared(query.with_for_update() if lock else query)


def held(
    connection: Connection, kind: RightKind, subjects: Iterable[str], store_id: str = ""
) -> dict[str, int]:
    """subject → what terminals (of one store, where it is named) hold of it and have not spent."""
    wanted = sorted(set(subjects))
    if not wanted:
        return {}
    left = func.sum(stock_right.c.quantity - stock_right.c.spent - stock_right.c.returned)
    query = (
        select(stock_right.c.subject, left)
        .where(
            stock_right.c.kind == kind,
            stock_right.c.subject.in_(wanted),
            stock_right.c.state.in_(HELD_STATES),
        )
        .group_by(stock_right.c.subject)
    )
    if store_id:
        query = query.where(stock_right.c.store_id == store_id)
    return {subject: int(amount) for subject, amount in connection.execute(query)}


def held_records(connection: Connection) -> Iterator[RightRecord]:
    """All rights of which something is held, read bit by bit."""
    query = select(stock_right).where(stock_right.c.state.in_(HELD_STATES))
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        yield _record(row)


def of_terminal(connection: Connection, terminal_id: str, *, closed: bool = False) -> list[RightRecord]:
    """What a terminal holds, oldest first; with `closed` also what it held."""
    query = select(stock_right).where(stock_right.c.terminal_id == terminal_id)
    if not closed:
        query = query.where(stock_right.c.state.in_(HELD_STATES))
    return [_record(row) for row in connection.execute(query.order_by(stock_right.c.grant_id))]


def every(connection: Connection, *, closed: bool = False, limit: int = 500) -> list[RightRecord]:
    """Rights, oldest first; with `closed` also those that are used up or given back."""
    query = select(stock_right).order_by(stock_right.c.grant_id).limit(limit)
    if not closed:
        query = query.where(stock_right.c.state.in_(HELD_STATES))
    return [_record(row) for row in connection.execute(query)]


# --- the freeze -----------------------------------------------------------------------------------------


def freeze(connection: Connection, generation: str, at: int) -> None:
    """Promise nothing until each terminal that is enrolled now has replayed what it has."""
    connection.execute(delete(grant_freeze))
    query = select(terminal.c.terminal_id).where(
        terminal.c.public_key.is_not(None), terminal.c.revoked_at.is_(None)
    )
    waiting = [
        {"terminal_id": terminal_id, "generation": generation, "since": at}
        for terminal_id in connection.execute(query).scalars()
    ]
    insert_rows(connection, grant_freeze, waiting)


def awaited(connection: Connection) -> list[str]:
    """Terminals that have yet to replay; empty where promises may be made. None waits for a revoked one."""
    query = (
        select(grant_freeze.c.terminal_id)
        .join(terminal, terminal.c.terminal_id == grant_freeze.c.terminal_id)
        .where(terminal.c.revoked_at.is_(None))
    )
    return list(connection.execute(query.order_by(grant_freeze.c.terminal_id)).scalars())


def is_awaited(connection: Connection, terminal_id: str) -> bool:
    """Whether this terminal has yet to replay."""
    return _WAITS.run(connection, {"of": terminal_id}).first() is not None


def replayed(connection: Connection, terminal_id: str) -> None:
    """The terminal has sent all that it has."""
    connection.execute(delete(grant_freeze).where(grant_freeze.c.terminal_id == terminal_id))


def thaw(connection: Connection) -> None:
    """Wait for nobody any more."""
    connection.execute(delete(grant_freeze))


def _values(one: RightRecord) -> dict[str, Any]:
    values = msgspec.structs.asdict(one)
    return {**{name: value for name, value in values.items() if name != "grant"},
            **msgspec.structs.asdict(one.grant)}  # fmt: skip


def _record(row: Row[Any]) -> RightRecord:
    state: GrantState = row.state
    return RightRecord(
        grant_id=row.grant_id,
        terminal_id=row.terminal_id,
        store_id=row.store_id,
        kind=row.kind,
        subject=row.subject,
        grant=Grant(quantity=row.quantity, spent=row.spent, returned=row.returned, state=state),
        use_by=row.use_by,
        granted_at=row.granted_at,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        why=row.why,
    )
