"""Reads the disk of a dead terminal: from a copy of its `pos.db`, as far as its chain proves itself.

The disk itself is only read. docs/algorithms/recovery.md tells what becomes of what is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
from sqlalchemy import bindparam, select
from sqlcipher3 import dbapi2

from local_db.config import ConfigCache
from local_db.database import Database
from local_db.dead_copy import WITNESS, WRITE_OFF
from local_db.engine import pos_engine
from local_db.epochs import EpochBook, TerminalOutbox
from local_db.identity import read_identity
from local_db.outbox import LocalOutbox
from local_db.pos_schema import journal_ack
from local_db.statements import Statement
from local_db.terminal import POS_DB
from local_db.unit_of_work import LocalUnitOfWork
from local_db.upgrade import POS_MIGRATIONS, upgrade
from local_db.witness import Witness
from retail.errors import DataError
from retail.journal import GENESIS, entry_hash_of_text
from sync.ports import Clock, Identity, JournalHead, Waiting, WireOp

_ENTRY = "SELECT op_id, kind, v, hlc, body, prev_hash, hash FROM journal WHERE seq = ?"
_LAST = "SELECT max(seq) FROM journal"
_ACKED_AFTER = Statement(select(journal_ack.c.seq).where(journal_ack.c.seq > bindparam("prefix")))


class Proved(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a journal its own chain proves."""

    upto: int
    """Last entry that is proved; 0 for none."""
    last: int
    """Last entry that there was, as the file and the witness beside it tell."""

    @property
    def whole(self) -> bool:
        """Whether nothing is lost."""
        return self.upto == self.last


class DeadDisk:
    """The open copy. Raises `DataError("disk_of_another")` where the key does not open it."""

    def __init__(self, folder: Path, key: bytes, clock: Clock, program: str) -> None:
        self._file, self._key, self._clock, self._program = folder / POS_DB, key, clock, program
        pos = self._opened()
        try:
            upgrade(pos.connection, POS_MIGRATIONS, file_name=POS_DB)
            with pos.read():
                self.who: Identity | None = read_identity(pos)
            # What the hub has acknowledged needs no proof: it has proved that itself, and holds it.
            acked = LocalOutbox(pos).acked()
        finally:
            pos.close()
        self._witness = Witness(folder / WITNESS)
        self.proved = self._prove(acked)
        self._begin(self._opened())

    def close(self) -> None:
        """Let go of the copy."""
        self._witness.close()
        self.pos.close()

    def open_again(self) -> None:
        """After a torn page was met: SQLCipher then refuses every page of that connection."""
        self.pos.close()
        self._begin(self._opened())

    def _begin(self, pos: Database) -> None:
        config = ConfigCache()
        self.pos = pos
        self.unit = LocalUnitOfWork(pos, config, self._clock.now)
        epochs = EpochBook(pos, self._witness, self._clock.now, self._program)
        self.outbox = ProvedOutbox(pos, config, epochs, self.proved)

    def _opened(self) -> Database:
        try:
            return Database(pos_engine(self._file, self._key), POS_DB)
        except DataError as error:
            if error.code != "database_unreadable":
                raise
            raise DataError(
                "disk_of_another",
                "This disk cannot be opened with the key of the terminal that was replaced: it is of another "
                "terminal, or its beginning is destroyed. Name the right folder, or another copy. Where "
                "there is none, open the till without it, compare the hub with paper receipts, and "
                + WRITE_OFF,
            ) from error

    def _prove(self, acked: JournalHead) -> Proved:
        with closing(self._opened()) as pos, pos.read():
            upto = max(_proved(pos.driver, acked), default=acked.seq)
        with closing(self._opened()) as pos, pos.read():
            try:
                there = pos.driver.execute(_LAST).fetchone()[0] or 0
            except dbapi2.Error:
                there = upto + 1
        return Proved(upto=upto, last=max(upto, there, self._witnessed()))

    def _witnessed(self) -> int:
        """The last entry that the witness saw; 0 where it is another terminal's and says nothing here."""
        mark = self._witness.mark
        if mark is None or (self.who is not None and mark.terminal_id not in ("", self.who.terminal_id)):
            return 0
        return mark.seq


class ProvedOutbox(TerminalOutbox):
    """The queue of a dead terminal's journal: what its chain does not prove is never sent."""

    def __init__(self, database: Database, config: ConfigCache, epochs: EpochBook, proved: Proved) -> None:
        super().__init__(database, config, epochs)
        self._torn_after = None if proved.whole else proved.upto

    def head(self) -> JournalHead:
        """The newest proved entry."""
        if self._torn_after is None:
            return super().head()
        return JournalHead(seq=self._torn_after, hash=self.hash_at(self._torn_after) or GENESIS)

    def waiting(self, limit: int) -> tuple[WireOp, ...]:
        """The oldest proved entries that the hub has not acknowledged."""
        if self._torn_after is None:
            return super().waiting(limit)
        room = self._torn_after - self.acked().seq
        found = super().waiting(min(limit, room)) if room > 0 else ()
        return tuple(op for op in found if op.seq <= self._torn_after)

    def count_waiting(self) -> Waiting:
        """How many proved entries wait; what lies behind them is not touched, it may be torn."""
        if self._torn_after is None:
            return super().count_waiting()
        return Waiting(ops=max(0, self._torn_after - self.acked().seq), sales=0, oldest_at=None)

    def _next_gap(self) -> int | None:
        if self._torn_after is None:
            return super()._next_gap()
        # By the acknowledgements alone: the step past the last proved entry would meet the torn page.
        prefix = self._prefix()
        there = {seq for (seq,) in self._database.rows(_ACKED_AFTER, prefix=prefix)}
        return next((seq for seq in range(prefix + 1, self._torn_after + 1) if seq not in there), None)

    def _last(self) -> int:
        return super()._last() if self._torn_after is None else self._torn_after


def _proved(driver: dbapi2.Connection, after: JournalHead) -> Iterator[int]:
    """Entries behind this one whose content is what their hash says, each behind the one before it."""
    try:
        seq, before = after.seq + 1, after.hash
        while (row := driver.execute(_ENTRY, (seq,)).fetchone()) is not None:
            op_id, kind, v, hlc, body, prev, said = row
            if prev != before or entry_hash_of_text(prev, op_id, kind, v, hlc, body) != said:
                return
            yield seq
            seq, before = seq + 1, said
    except (dbapi2.Error, UnicodeDecodeError):
        # A torn page: what was read before it stands.
        return
