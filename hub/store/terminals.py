"""Terminals and the one-time codes by which they join."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Row, bindparam, delete, insert, select, update

from hub.store.database import Connection
from hub.store.prepared import Prepared
from hub.store.tables import enrolment_code, terminal


class TerminalRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A terminal as the hub knows it; without a key until it is enrolled."""

    terminal_id: str
    terminal_no: int
    store_id: str
    name: str
    price_list: str
    public_key: str | None = None
    epoch: str | None = None
    """The chain it began with when it was enrolled."""
    program: str = ""
    enrolled_at: int | None = None
    revoked_at: int | None = None
    seen_at: int | None = None
    """When it last said hello or sent something."""
    waiting: int = 0
    """Entries that it had not sent when it last said hello, and when the oldest of them was made."""
    oldest_at: int | None = None


_BY_ID = Prepared(select(terminal).where(terminal.c.terminal_id == bindparam("of")))
_SEEN = Prepared(
    update(terminal).where(terminal.c.terminal_id == bindparam("of")).values(seen_at=bindparam("now"))
)


def every(connection: Connection) -> tuple[TerminalRecord, ...]:
    """All terminals, by store and number."""
    query = select(terminal).order_by(terminal.c.store_id, terminal.c.terminal_no)
    return tuple(_record(row) for row in connection.execute(query))


def by_id(connection: Connection, terminal_id: str) -> TerminalRecord | None:
    """The terminal with this id, or None."""
    row = _BY_ID.run(connection, {"of": terminal_id}).one_or_none()
    return None if row is None else _record(row)


def by_number(connection: Connection, number: int, store_id: str | None = None) -> Sequence[TerminalRecord]:
    """Terminals with this number, in one store or in all."""
    query = select(terminal).where(terminal.c.terminal_no == number)
    if store_id is not None:
        query = query.where(terminal.c.store_id == store_id)
    return [_record(row) for row in connection.execute(query)]


def add(connection: Connection, record: TerminalRecord) -> None:
    """Add a terminal; `IntegrityError` where its number is taken in the store."""
    connection.execute(insert(terminal).values(**msgspec.structs.asdict(record)))


def describe(connection: Connection, terminal_id: str, name: str, price_list: str) -> None:
    """Change a terminal's name and price list."""
    connection.execute(
        update(terminal).where(terminal.c.terminal_id == terminal_id).values(name=name, price_list=price_list)
    )


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a hello told of the terminal."""

    program: str
    waiting: int
    oldest_at: int | None


def seen(connection: Connection, terminal_id: str, at: int, said: Said | None = None) -> None:
    """Note that the terminal was heard of, and what it said of itself."""
    if said is None:  # of a push
        _SEEN.run(connection, {"of": terminal_id, "now": at})
        return
    values = {"seen_at": at} | msgspec.structs.asdict(said)
    connection.execute(update(terminal).where(terminal.c.terminal_id == terminal_id).values(values))


def nothing_waits(connection: Connection, terminal_id: str) -> None:
    """All that the terminal had to send is here: its disk was recovered."""
    emptied = update(terminal).where(terminal.c.terminal_id == terminal_id).values(waiting=0, oldest_at=None)
    connection.execute(emptied)


def keep_escrow(connection: Connection, terminal_id: str, sealed: str) -> None:
    """Keep the terminal's sealed database key."""
    connection.execute(update(terminal).where(terminal.c.terminal_id == terminal_id).values(escrow=sealed))


def revoke(connection: Connection, terminal_id: str, at: int) -> None:
    """Refuse every later request of this terminal, and codes not yet spent; a new code enrols it again."""
    connection.execute(
        update(terminal).where(terminal.c.terminal_id == terminal_id).values(revoked_at=at, public_key=None)
    )
    connection.execute(
        delete(enrolment_code).where(
            enrolment_code.c.terminal_id == terminal_id, enrolment_code.c.spent_at.is_(None)
        )
    )


def add_code(connection: Connection, terminal_id: str, code_hash: str, expires_at: int) -> None:
    """Keep a one-time code's hash; earlier codes of the terminal that were not spent become worthless."""
    connection.execute(
        delete(enrolment_code).where(
            enrolment_code.c.terminal_id == terminal_id, enrolment_code.c.spent_at.is_(None)
        )
    )
    connection.execute(
        insert(enrolment_code).values(code_hash=code_hash, terminal_id=terminal_id, expires_at=expires_at)
    )


def drop_open_codes(connection: Connection) -> None:
    """Make every code worthless that was not spent."""
    connection.execute(delete(enrolment_code).where(enrolment_code.c.spent_at.is_(None)))


def spend_code(
    connection: Connection, code_hash: str, public_key: str, at: int
) -> tuple[Literal["spent", "again"], str] | None:
    """Spend a code for a key; returns what happened and the terminal, or None where the code is not valid.

    `again`: it was spent by this very key before its time ran out, whose answer was lost.
    """
    done = connection.execute(
        update(enrolment_code)
        .where(
            enrolment_code.c.code_hash == code_hash,
            enrolment_code.c.spent_at.is_(None),
            enrolment_code.c.expires_at > at,
        )
        .values(spent_at=at, spent_by=public_key)
    )
    row = connection.execute(
        select(enrolment_code).where(
            enrolment_code.c.code_hash == code_hash,
            enrolment_code.c.spent_by == public_key,
            enrolment_code.c.expires_at > at,
        )
    ).one_or_none()
    if row is None:
        return None
    return ("spent" if done.rowcount == 1 else "again"), row.terminal_id


def enrolled(
    connection: Connection, terminal_id: str, public_key: str, epoch: str, program: str, at: int
) -> None:
    """The terminal holds this key from now on; an earlier one is worthless."""
    connection.execute(
        update(terminal)
        .where(terminal.c.terminal_id == terminal_id)
        .values(
            public_key=public_key, epoch=epoch, program=program, enrolled_at=at, revoked_at=None, escrow=None
        )
    )


def _record(row: Row[Any]) -> TerminalRecord:
    return TerminalRecord(**{name: getattr(row, name) for name in TerminalRecord.__struct_fields__})
