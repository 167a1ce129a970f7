"""Which terminal took the place of a broken one, and how far the recovery of its disk is."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text, delete, insert, select, update

from hub.store.database import Connection
from hub.store.tables import metadata, terminal

replacement = Table(
    "replacement",
    metadata,
    Column("terminal_id", Text, ForeignKey("terminal.terminal_id"), primary_key=True),
    Column("new_terminal_id", Text, ForeignKey("terminal.terminal_id"), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("code_hash", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("opened_for", Text),
    Column("done_at", BigInteger),
    Column("reply", Text),
    Index("replacement_by_new", "new_terminal_id"),
)


class Replacement(msgspec.Struct, frozen=True, kw_only=True):
    """A terminal that broke, and the one in its place."""

    terminal_id: str
    new_terminal_id: str
    at: int
    by: str
    code_hash: str
    """SHA-256 of the recovery code; the code itself is kept nowhere."""
    expires_at: int
    opened_for: str | None = None
    """X25519 public key by which the code was spent."""
    done_at: int | None = None
    reply: str | None = None
    """What the end of the recovery was answered, as JSON."""


def of(connection: Connection, terminal_id: str, *, lock: bool = False) -> Replacement | None:
    """What took the place of a terminal, with `lock` held until the transaction ends; None for nothing."""
    query = select(replacement).where(replacement.c.terminal_id == terminal_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return None if row is None else Replacement(**row._mapping)


def by_code(connection: Connection, new_terminal_id: str, code_hash: str) -> Replacement | None:
    """The replacement whose recovery code this is and that this terminal stands for, held; else None."""
    query = (
        select(replacement)
        .where(replacement.c.new_terminal_id == new_terminal_id, replacement.c.code_hash == code_hash)
        .with_for_update()
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else Replacement(**row._mapping)


def put(connection: Connection, record: Replacement) -> None:
    """Keep it in the place of an earlier one of the same terminal."""
    connection.execute(delete(replacement).where(replacement.c.terminal_id == record.terminal_id))
    connection.execute(insert(replacement).values(**msgspec.structs.asdict(record)))


def opened(connection: Connection, terminal_id: str, public_key: str) -> None:
    """The code was spent by this key."""
    connection.execute(
        update(replacement).where(replacement.c.terminal_id == terminal_id).values(opened_for=public_key)
    )


def drop_open_codes(connection: Connection) -> None:
    """Make every code worthless; a recovery whose code was spent goes on."""
    connection.execute(update(replacement).values(expires_at=0))


def done(connection: Connection, terminal_id: str, at: int, reply: str) -> None:
    """The disk was read."""
    connection.execute(
        update(replacement).where(replacement.c.terminal_id == terminal_id).values(done_at=at, reply=reply)
    )


def every(connection: Connection) -> Sequence[Replacement]:
    """All, by the terminal that broke."""
    query = select(replacement).order_by(replacement.c.terminal_id)
    return [Replacement(**row._mapping) for row in connection.execute(query)]


def escrow_of(connection: Connection, terminal_id: str) -> str | None:
    """The sealed database key that the terminal left; None where it left none."""
    query = select(terminal.c.escrow).where(terminal.c.terminal_id == terminal_id)
    return connection.execute(query).scalar_one_or_none()
