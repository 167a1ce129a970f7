"""Takes a page of a feed over into tables, whatever the tables are: cursor, checksum, deletions, resets.

A row counts in the checksum only when it arrived in the current round, that is since the last reset; what
was held before stays readable until the round has seen the whole feed, and goes if it did not come again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import msgspec
from sqlalchemy import Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from local_db.database import Database
from local_db.statements import Statement, constant
from retail.errors import DataError
from sync.ports import EMPTY_CHECKSUM, Cursor, FeedRow, fold, row_digest

_LAST_PLACE = 2**63
RowId = tuple[str, str]
"""(kind, key) of a row in its scope."""


class Held(NamedTuple):
    """What is known of a row that lies in the tables."""

    digest: str
    round: int
    place: int = 0
    """Its row id where the order of writing matters, else 0."""


class CursorState(msgspec.Struct, frozen=True, kw_only=True):
    """A scope's cursor as it is stored; `sweeping` until a round has seen the whole feed."""

    scope: str
    epoch: str = ""
    seq: int = 0
    checksum: str = EMPTY_CHECKSUM
    round: int = 0
    sweeping: int = 0

    def shown(self) -> Cursor:
        return Cursor(scope=self.scope, epoch=self.epoch, seq=self.seq, checksum=self.checksum)


class RowTables(Protocol):
    """Where the rows of a scope go."""

    def held(self, database: Database, scope: str, ids: Sequence[RowId]) -> dict[RowId, Held]:
        """Of `ids`, those that are there."""
        ...

    def put(self, database: Database, scope: str, row: FeedRow, held: Held) -> None:
        """Insert or replace; a body that cannot be used is kept raw with its reason."""
        ...

    def delete(self, database: Database, scope: str, row_id: RowId) -> None: ...

    def sweep(self, database: Database, scope: str, current: int) -> None:
        """Drop the rows of other rounds."""
        ...


class CursorTable:
    """Reads and writes `feed_cursor` of one of the files."""

    def __init__(self, table: Table) -> None:
        new = insert(table)
        self._read = Statement(select(*table.c).where(table.c.scope == bindparam("scope")))
        self._scopes = Statement(select(table.c.scope).where(table.c.epoch != constant("")))
        self._write = Statement(
            new.on_conflict_do_update(
                index_elements=["scope"],
                set_={name: new.excluded[name] for name in table.c.keys()[1:]},
            )
        )

    def read(self, database: Database, scope: str) -> CursorState:
        row = database.row(self._read, scope=scope)
        if row is None:
            return CursorState(scope=scope)
        return CursorState(**dict(zip(CursorState.__struct_fields__, row, strict=True)))

    def scopes(self, database: Database) -> set[str]:
        """Those that were begun."""
        return {scope for (scope,) in database.rows(self._scopes)}

    def write(self, database: Database, state: CursorState) -> None:
        database.change(self._write, **msgspec.structs.asdict(state))


def take_over(
    database: Database,
    cursors: CursorTable,
    tables: RowTables,
    rows: Sequence[FeedRow],
    reached: CursorState,
    head_seq: int,
) -> CursorState:
    """Write `rows` and the cursor `reached` inside the current transaction; returns the cursor as written.

    `reached` names the scope, its epoch and the new seq; the rest is worked out here. Rows at or before the
    cursor were taken over before and are left out.
    """
    scope, state = reached.scope, cursors.read(database, reached.scope)
    if state.epoch not in ("", reached.epoch):
        raise DataError(
            "feed_epoch_changed",
            f"The hub answered with another history of {scope}; it must be read from its beginning.",
            scope=scope,
        )
    fresh = [row for row in rows if row.seq > state.seq]
    checksum = _write_rows(database, tables, fresh, state)
    swept = bool(state.sweeping) and reached.seq >= head_seq
    if swept:
        tables.sweep(database, scope, state.round)
    state = msgspec.structs.replace(
        state,
        epoch=reached.epoch,
        seq=max(state.seq, reached.seq),
        checksum=checksum,
        sweeping=0 if swept else state.sweeping,
    )
    cursors.write(database, state)
    return state


def begin_round(state: CursorState, epoch: str) -> CursorState:
    """The cursor after a reset."""
    return CursorState(scope=state.scope, epoch=epoch, round=state.round + 1, sweeping=1)


def _write_rows(database: Database, tables: RowTables, rows: Sequence[FeedRow], state: CursorState) -> str:
    """The checksum after the rows, in order."""
    scope, checksum = state.scope, state.checksum
    held = tables.held(database, scope, [(row.kind, row.key) for row in rows])
    # The word index is flushed at each step back in row ids, so rows go in that order, new ones last.
    places = {row_id: one.place for row_id, one in held.items()}
    for row in sorted(rows, key=lambda row: places.get((row.kind, row.key), _LAST_PLACE)):
        row_id = (row.kind, row.key)
        before = held.pop(row_id, None)
        if before is not None and before.round == state.round:
            checksum = fold(checksum, before.digest)
        if row.op == "delete":
            if before is not None:
                tables.delete(database, scope, row_id)
            continue
        after = Held(row_digest(scope, row), state.round)
        checksum = fold(checksum, after.digest)
        tables.put(database, scope, row, after)
        held[row_id] = after
    return checksum
