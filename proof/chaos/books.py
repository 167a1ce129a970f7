"""What both sides wrote down: the tills' journals and print queues, and the hub's tables on PostgreSQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
from sqlalchemy import func, select

from hub.database_choice import open_database
from hub.store import feeds
from hub.store.database import Connection
from hub.store.tables import exception_task, movement, op, sale
from local_db.keys import load_keys
from local_db.reader import reading_catalogue, reading_pos
from pos_app.bootstrap.verification import CURSORS
from proof.chaos.shop import Till

SALES = ("sale.completed", "sale.post_voided")
_JOURNAL = "SELECT op_id, kind, body FROM journal ORDER BY seq"
_PRINTS = "SELECT txn_id, state FROM print_job WHERE txn_id <> ''"
_WAITING = "SELECT count(*) FROM journal LEFT JOIN journal_ack USING (seq) WHERE journal_ack.seq IS NULL"


class Moved(msgspec.Struct, frozen=True):
    """One movement, as a body and as a row say it."""

    line_id: str
    sku: str
    delta: int


class _Body(msgspec.Struct):
    """Of any op what is counted here."""

    txn_id: str = ""
    receipt_no: str = ""
    movements: tuple[Moved, ...] = ()
    rights: tuple[object, ...] = ()
    overrides: tuple[object, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A journal entry of a till."""

    op_id: str
    kind: str
    txn_id: str
    receipt_no: str
    moved: tuple[Moved, ...]
    rights: int
    overrides: int

    @property
    def is_sale(self) -> bool:
        """Whether a receipt belongs to it."""
        return self.kind in SALES


class TillBooks(msgspec.Struct, kw_only=True):
    """What a till's files say."""

    entries: list[Entry]
    prints: dict[str, set[str]]
    """States of the print jobs of each transaction."""
    cursors: dict[str, tuple[int, str]]
    """Seq and checksum of each feed."""
    waiting: int


class HubBooks(msgspec.Struct, kw_only=True):
    """What the hub's tables say."""

    statuses: dict[str, str]
    """Status of each op, by op_id."""
    op_rows: int
    moved: dict[str, list[Moved]]
    """Movements by op."""
    receipts: Counter[str]
    """How many sales have a receipt number."""
    sales: Counter[str]
    """How many sales hang on an op."""
    heads: dict[str, tuple[int, str]]
    tasks: Counter[str]


def read_till(till: Till) -> TillBooks:
    """Beside its running process, too."""
    with reading_pos(till.data, load_keys(till.keys / "terminal.key")) as pos:
        entries = [_entry(*row) for row in pos.driver.execute(_JOURNAL)]
        prints: dict[str, set[str]] = {}
        for txn_id, state in pos.driver.execute(_PRINTS):
            prints.setdefault(txn_id, set()).add(state)
        cursors = pos.driver.execute(CURSORS).fetchall()
        waiting = pos.driver.execute(_WAITING).fetchone()[0]
    with reading_catalogue(till.data) as catalogue:
        if catalogue is not None:
            cursors += catalogue.driver.execute(CURSORS).fetchall()
    read = {scope: (seq, checksum) for scope, _, seq, checksum in cursors}
    return TillBooks(entries=entries, prints=prints, cursors=read, waiting=waiting)


def _entry(op_id: str, kind: str, body: str) -> Entry:
    read = msgspec.json.decode(body, type=_Body)
    return Entry(
        op_id=op_id,
        kind=kind,
        txn_id=read.txn_id,
        receipt_no=read.receipt_no,
        moved=tuple(sorted(read.movements, key=_by_line)),
        rights=len(read.rights),
        overrides=len(read.overrides),
    )


def read_hub(hub_data: Path) -> HubBooks:
    """Everything from one moment."""
    database = open_database(hub_data)
    try:
        with database.read() as connection:
            return _read(connection)
    finally:
        database.close()


def read_heads(hub_data: Path) -> dict[str, tuple[int, str]]:
    """Seq and checksum of each feed."""
    database = open_database(hub_data)
    try:
        with database.read() as connection:
            return _heads(connection)
    finally:
        database.close()


def _read(connection: Connection) -> HubBooks:
    ops = connection.execute(select(op.c.op_id, op.c.status)).all()
    moved: dict[str, list[Moved]] = {}
    rows = select(movement.c.op_id, movement.c.line_id, movement.c.sku, movement.c.delta)
    for op_id, *rest in connection.execute(rows):
        moved.setdefault(op_id, []).append(Moved(*rest))
    sold = connection.execute(select(sale.c.op_id, sale.c.receipt_no)).all()
    kinds = select(exception_task.c.kind, func.count()).group_by(exception_task.c.kind)
    return HubBooks(
        statuses=dict(map(tuple, ops)),
        op_rows=len(ops),
        moved={op_id: sorted(each, key=_by_line) for op_id, each in moved.items()},
        receipts=Counter(row.receipt_no for row in sold),
        sales=Counter(row.op_id for row in sold),
        heads=_heads(connection),
        tasks=Counter(dict(map(tuple, connection.execute(kinds)))),
    )


def _heads(connection: Connection) -> dict[str, tuple[int, str]]:
    return {head.scope: (head.seq, head.checksum) for head in feeds.heads(connection)}


def _by_line(one: Moved) -> tuple[str, str, int]:
    return one.line_id, one.sku, one.delta


def behind(tills: Sequence[TillBooks], heads: dict[str, tuple[int, str]]) -> list[str]:
    """Feeds that a till has not read to their end, or holds otherwise than the hub does."""
    return [
        f"till {number}: {scope} is read to {cursor[0]} of {heads[scope][0]}"
        + (", with another checksum" if cursor[0] == heads[scope][0] else "")
        for number, books in enumerate(tills, 1)
        for scope, cursor in sorted(books.cursors.items())
        if scope in heads and cursor != heads[scope]
    ]
