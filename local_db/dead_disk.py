"""Reads the disk of a dead terminal: from a copy of its `pos.db`, as far as its chain proves itself.

The disk itself is only read. docs/algorithms/recovery.md tells what becomes of what is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlcipher3 import dbapi2

from local_db.config import ConfigCache
from local_db.database import Database
from local_db.dead_copy import WITNESS
from local_db.engine import pos_engine
from local_db.epochs import EpochBook, TerminalOutbox
from local_db.identity import read_identity
from local_db.outbox import LocalOutbox
from local_db.terminal import POS_DB
from local_db.unit_of_work import LocalUnitOfWork
from local_db.upgrade import POS_MIGRATIONS, upgrade
from local_db.witness import Witness
from retail.errors import DataError
from retail.journal import GENESIS, entry_hash_of_text
from sync.ports import Clock, Identity, JournalHead, WireOp

_ENTRY = "SELECT op_id, kind, v, hlc, body, prev_hash, hash FROM journal WHERE seq = ?"
_LAST = "SELECT max(seq) FROM journal"


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
        try:
            self.pos = Database(pos_engine(folder / POS_DB, key), POS_DB)
        except DataError as error:
            raise DataError(
                "disk_of_another",
                "This disk cannot be opened with the key of the terminal that was replaced: it is of another "
                f"terminal, or its beginning is destroyed. ({error.message})",
            ) from error
        try:
            upgrade(self.pos.connection, POS_MIGRATIONS, file_name=POS_DB)
            with self.pos.read():
                who = read_identity(self.pos)
        except BaseException:
            self.pos.close()
            raise
        config = ConfigCache()
        self._witness = Witness(folder / WITNESS)
        self.who: Identity | None = who
        self.unit = LocalUnitOfWork(self.pos, config, clock.now)
        self.proved = self._prove()
        epochs = EpochBook(self.pos, self._witness, clock.now, program)
        self.outbox = ProvedOutbox(self.pos, config, epochs, self.proved)

    def close(self) -> None:
        """Let go of the copy."""
        self._witness.close()
        self.pos.close()

    def _prove(self) -> Proved:
        # What the hub has acknowledged needs no proof: it has proved that itself, and holds it.
        acked = LocalOutbox(self.pos).acked()
        with self.pos.read():
            upto = max(_proved(self.pos.driver, acked), default=acked.seq)
            try:
                there = self.pos.driver.execute(_LAST).fetchone()[0] or 0
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
