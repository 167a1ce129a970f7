"""Holds a terminal's files and the hub's database against each other: what must be the same on both sides.

The invariants are those of docs/algorithms/sync.md: every acknowledged entry is one op, the hub's head is
our prefix, and each feed that was read to its end has one checksum on both sides.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from hub.database_choice import is_hub, open_database
from hub.services.invariants import check
from hub.settings import DATABASE_VARIABLE
from hub.store import feeds, journal
from hub.store.database import Connection, Database
from local_db.dead_drafts import PROGRAM
from local_db.finding import Finding
from local_db.keys import TerminalKeys
from local_db.reader import reading_catalogue, reading_pos
from retail.errors import KnownError
from retail.journal import GENESIS

ENTRIES = """SELECT journal.seq, journal.op_id, journal.kind, journal.hash, journal_ack.status
FROM journal LEFT JOIN journal_ack USING (seq) ORDER BY journal.seq"""
IDENTITY = "SELECT terminal_id, epoch FROM identity"
CURSORS = "SELECT scope, epoch, seq, checksum FROM feed_cursor WHERE sweeping = 0"
SALES = frozenset({"sale.completed", "sale.post_voided"})


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """How much was compared."""

    entries: int
    receipts: int
    """Completed sales and post-voids in the terminal's journal."""
    waiting: int
    """Entries not yet acknowledged."""
    at_hub: int
    """Ops of this terminal that the hub holds under the same epoch."""


class _Local(msgspec.Struct, frozen=True, kw_only=True):
    terminal_id: str
    epoch: str
    entries: list[tuple[int, str, str, str, str | None]]
    cursors: list[tuple[str, str, int, str]]


def check_hub(hub_data: Path) -> list[Finding]:
    """What does not hold at the hub by itself. Raises `KnownError` where there is none."""
    database = _hub_database(hub_data)
    try:
        found = check(database.engine)
        return [Finding(invariant=one.rule, message=f"{one.subject}: {one.message}") for one in found]
    finally:
        database.close()


def compare(data: Path, keys: TerminalKeys, hub_data: Path) -> tuple[Counted, list[Finding]]:
    """What differs between the terminal in `data` and the hub in `hub_data`; both may be running.

    Raises `KnownError` where one of them cannot be opened.
    """
    # The hub first: what it holds then is in the terminal's journal already, never the other way round.
    database = _hub_database(hub_data)
    try:
        with database.read() as connection:
            local = _read_terminal(data, keys)
            at_hub, added = _ops(connection, local)
            findings = [
                *_entries_arrived(local, at_hub),
                *_head_is_prefix(connection, local, added),
                *_feeds_agree(connection, local),
            ]
    finally:
        database.close()
    counted = Counted(
        entries=len(local.entries),
        receipts=sum(1 for entry in local.entries if entry[2] in SALES),
        waiting=sum(1 for entry in local.entries if entry[4] is None),
        at_hub=len(at_hub),
    )
    return counted, findings


def _hub_database(hub_data: Path) -> Database:
    """The hub's database, as folder or environment name it. Raises `KnownError` where there is none."""
    url = os.environ.get(DATABASE_VARIABLE, "")
    if not url and not is_hub(hub_data):
        raise KnownError("no_hub_here", f"There is no hub in {hub_data}. Name its data folder with --hub.")
    return open_database(hub_data, url)


def _read_terminal(data: Path, keys: TerminalKeys) -> _Local:
    with reading_pos(data, keys) as pos:
        row = pos.driver.execute(IDENTITY).fetchone()
        if row is None:
            raise KnownError("not_enrolled", f"The terminal in {data} belongs to no hub yet.")
        entries = pos.driver.execute(ENTRIES).fetchall()
        cursors = pos.driver.execute(CURSORS).fetchall()
    with reading_catalogue(data) as catalogue:
        if catalogue is not None:
            cursors += catalogue.driver.execute(CURSORS).fetchall()
    return _Local(terminal_id=row[0], epoch=row[1], entries=entries, cursors=cursors)


def _ops(connection: Connection, local: _Local) -> tuple[dict[str, tuple[int, str]], list[tuple[int, str]]]:
    """op_id → (seq, hash) of what the hub holds of this chain; (seq, prev) of what a recovery has added.

    A recovery writes on in a copy of the disk: it journals the sales that lay open there.
    """
    ours = {entry[1] for entry in local.entries}
    held, added = {}, []
    for row in journal.ops_of(connection, local.terminal_id):
        if row.epoch != local.epoch:
            continue
        if row.op_id not in ours and _is_of_recovery(row.body):
            added.append((row.seq, row.prev))
        else:
            held[row.op_id] = (row.seq, row.hash)
    return held, added


class _Origin(msgspec.Struct):
    program: str = ""


class _Made(msgspec.Struct):
    origin: _Origin


def _is_of_recovery(body: str) -> bool:
    try:
        return msgspec.json.decode(body, type=_Made).origin.program == PROGRAM
    except (msgspec.MsgspecError, RecursionError):
        return False


def _entries_arrived(local: _Local, at_hub: dict[str, tuple[int, str]]) -> Iterator[Finding]:
    ours = {entry[1]: entry for entry in local.entries}
    for seq, op_id, kind, entry_hash, status in local.entries:
        if status is not None and at_hub.get(op_id) != (seq, entry_hash):
            yield Finding(
                invariant="lost",
                message=f"entry {seq} ({kind}) is acknowledged, but the hub does not hold it as it is here",
            )
    for op_id, (seq, _) in at_hub.items():
        if op_id not in ours:
            yield Finding(
                invariant="stranger", message=f"the hub holds op {op_id} as entry {seq}, unknown here"
            )


def _head_is_prefix(connection: Connection, local: _Local, added: list[tuple[int, str]]) -> Iterator[Finding]:
    chain = (local.terminal_id, local.epoch)
    rows = [row for row in journal.heads(connection) if (row.terminal_id, row.epoch) == chain]
    seq, found = (rows[0].seq, rows[0].hash) if rows else (0, GENESIS)
    if added:
        seq, found = added[0][0] - 1, added[0][1]
    hashes = {entry[0]: entry[3] for entry in local.entries} | {0: GENESIS}
    if hashes.get(seq) != found:
        yield Finding(invariant="head", message=f"the hub's head at entry {seq} is not this journal's prefix")


def _feeds_agree(connection: Connection, local: _Local) -> Iterator[Finding]:
    heads = {head.scope: head for head in feeds.heads(connection)}
    for scope, epoch, seq, checksum in local.cursors:
        head = heads.get(scope)
        if head is None or head.epoch != epoch:
            continue
        if seq > head.seq:
            yield Finding(invariant="cursor", message=f"{scope} was read to {seq}, past the hub's {head.seq}")
        elif seq == head.seq and checksum != head.checksum:
            yield Finding(invariant="feed", message=f"{scope} differs from the hub's at {seq}")
