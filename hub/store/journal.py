"""Terminals' journals as the hub holds them: the ops and how far each chain has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, func, select, update

from hub.store import meta
from hub.store.bulk import insert_missing, insert_rows
from hub.store.database import Connection
from hub.store.prepared import Prepared, filled, places, size_for
from hub.store.tables import journal_head, op
from retail.journal import GENESIS
from sync import messages as m

_THIS_CHAIN = (journal_head.c.terminal_id == bindparam("of")) & (journal_head.c.epoch == bindparam("under"))
_HEAD = select(journal_head.c.seq, journal_head.c.hash).where(_THIS_CHAIN)
_READ_HEAD = Prepared(_HEAD)
_LOCK_HEAD = Prepared(_HEAD.with_for_update())
_MOVE = Prepared(
    update(journal_head)
    .where(_THIS_CHAIN)
    .values(seq=bindparam("to_seq"), hash=bindparam("to_hash"), updated_at=bindparam("now"))
)


class KnownOp(msgspec.Struct, frozen=True, kw_only=True):
    """What the hub already has under an op_id."""

    op_id: str
    terminal_id: str
    seq: int
    hash: str


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What a push meets."""

    generation: str
    """Of the hub."""
    head: m.JournalHead
    known: dict[str, KnownOp]
    """Which of the ops the hub has, by op_id."""


def standing(
    connection: Connection, terminal_id: str, epoch: str, op_ids: Iterable[str], at: int
) -> Standing:
    """All that is asked before ops are looked at, in one go.

    The head of the chain is held until the transaction ends; a new epoch begins at seq 0 and GENESIS.
    """
    generation = meta.send_need(connection, meta.GENERATION)
    held = _LOCK_HEAD.send(connection, {"of": terminal_id, "under": epoch})
    here = known(connection, op_ids)
    row = held().one_or_none()
    if row is None:
        first = dict(terminal_id=terminal_id, epoch=epoch, seq=0, hash=GENESIS, updated_at=at)
        insert_missing(connection, journal_head, first)
        # Another push of this terminal may have been first with it, and hold it still.
        row = _LOCK_HEAD.run(connection, {"of": terminal_id, "under": epoch}).one()
    return Standing(generation=generation(), head=m.JournalHead(seq=row.seq, hash=row.hash), known=here)


def head(connection: Connection, terminal_id: str, epoch: str) -> m.JournalHead:
    """The chain's head; seq 0 and GENESIS before its first op."""
    row = _READ_HEAD.run(connection, {"of": terminal_id, "under": epoch}).one_or_none()
    return m.JournalHead(seq=0, hash=GENESIS) if row is None else m.JournalHead(seq=row.seq, hash=row.hash)


def move_head(connection: Connection, terminal_id: str, epoch: str, to: m.JournalHead, at: int) -> None:
    """Set the chain's head."""
    values = {"of": terminal_id, "under": epoch, "to_seq": to.seq, "to_hash": to.hash, "now": at}
    _MOVE.run(connection, values)


def known(connection: Connection, op_ids: Iterable[str]) -> dict[str, KnownOp]:
    """Which of these ops the hub has, by op_id."""
    wanted = list(op_ids)
    if not wanted:
        return {}
    size = size_for(len(wanted))
    return {
        row.op_id: KnownOp(op_id=row.op_id, terminal_id=row.terminal_id, seq=row.seq, hash=row.hash)
        for row in _known(size).run(connection, filled("op", size, wanted))
    }


@lru_cache(maxsize=16)
def _known(size: int) -> Prepared:
    columns = select(op.c.op_id, op.c.terminal_id, op.c.seq, op.c.hash)
    return Prepared(columns.where(op.c.op_id.in_(places("op", size))))


def insert_ops(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add ops as rows of the table; `IntegrityError` where one is there already."""
    insert_rows(connection, op, holdable(connection, rows))


def holdable(connection: Connection, rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Ops as this database can hold them.

    PostgreSQL keeps no NUL. No terminal writes one, and an op that somebody forged must not hold up the
    others: it is in quarantine, and is kept with another character in its place.
    """
    return [_without_nul(row) for row in rows] if connection.dialect.name == "postgresql" else rows


def _without_nul(row: dict[str, Any]) -> dict[str, Any]:
    if "\x00" in row["kind"] or "\x00" in row["hlc"]:
        return row | {name: row[name].replace("\x00", "\ufffd") for name in ("kind", "hlc")}
    return row


def set_status(connection: Connection, op_id: str, status: str, code: str | None) -> None:
    """What became of an op."""
    connection.execute(update(op).where(op.c.op_id == op_id).values(status=status, code=code))


def by_id(connection: Connection, op_id: str) -> Row[Any] | None:
    """The stored op, or None."""
    return connection.execute(select(op).where(op.c.op_id == op_id)).one_or_none()


def hashes_at(connection: Connection, terminal_id: str, seq: int) -> frozenset[str]:
    """Hashes of all entries that this terminal ever sent as its number `seq`, over all its epochs."""
    if seq == 0:
        return frozenset({GENESIS})
    # The index begins with terminal and epoch: without the epochs every entry of the terminal would be read.
    epochs = select(journal_head.c.epoch).where(journal_head.c.terminal_id == terminal_id)
    query = select(op.c.hash).where(op.c.terminal_id == terminal_id, op.c.epoch.in_(epochs), op.c.seq == seq)
    return frozenset(connection.execute(query).scalars())


def epochs_of(connection: Connection, terminal_id: str) -> Sequence[str]:
    """The epochs under which this terminal ever sent something."""
    begun = (journal_head.c.terminal_id == terminal_id) & (journal_head.c.seq > 0)
    query = select(journal_head.c.epoch).where(begun).order_by(journal_head.c.epoch)
    return connection.execute(query).scalars().all()


def newest_bodies(
    connection: Connection, terminal_id: str, epoch: str, kinds: Sequence[str], limit: int
) -> Sequence[str]:
    """Bodies (JSON) of the newest ops of these kinds that came under an epoch, newest first."""
    query = (
        select(op.c.body)
        .where(op.c.terminal_id == terminal_id, op.c.epoch == epoch, op.c.kind.in_(kinds))
        .order_by(op.c.seq.desc())
        .limit(limit)
    )
    return connection.execute(query).scalars().all()


def heads(connection: Connection) -> Sequence[Row[Any]]:
    """Every chain's head."""
    query = select(journal_head).order_by(journal_head.c.terminal_id, journal_head.c.epoch)
    return connection.execute(query).all()


def ops_of(connection: Connection, terminal_id: str) -> Iterator[Row[Any]]:
    """All ops of a terminal, by epoch in the order of arrival and seq; read bit by bit."""
    query = select(op).where(op.c.terminal_id == terminal_id).order_by(op.c.epoch, op.c.seq)
    yield from connection.execute(query, execution_options={"yield_per": 500})


def count_by_status(connection: Connection) -> dict[str, int]:
    """How many ops there are of each status."""
    query = select(op.c.status, func.count()).group_by(op.c.status)
    return {row[0]: row[1] for row in connection.execute(query)}
