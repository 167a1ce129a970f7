"""Epochs of the terminal's chain: begun anew after a fork or a rollback, without giving a number out twice.

An epoch begins in one transaction: the identity names it, its entry is journaled, every acknowledgement is
forgotten so that the whole journal goes up under it, and the terminal's own scope, which tells of the rights
it holds, is read from its beginning.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import msgspec
from sqlalchemy import bindparam, delete, func, insert, select
from sqlcipher3 import dbapi2

from local_db import pos_schema
from local_db.config import ConfigCache
from local_db.database import Database
from local_db.feed import CursorTable, begin_round
from local_db.identity import read_identity, write_identity
from local_db.journal import JournalRows
from local_db.outbox import ACKED, LocalOutbox
from local_db.pos_schema import counter, epoch, journal, journal_ack, skipped_number, till_session
from local_db.rights import RightRows
from local_db.sales import TURNOVER
from local_db.settings import count_name, set_count
from local_db.statements import Statement
from local_db.witness import Mark, Witness
from retail import hybrid_clock
from retail.errors import KnownError
from retail.events import VERSIONS, EpochBegun, Origin
from retail.ids import RANDOM_BYTES, uuid7
from retail.journal import Op
from sync.ports import EpochChange, EpochReason, Identity

logger = logging.getLogger(__name__)

SESSION = "session"
"""Number of a till session, and so of its Z report."""
COUNTED = ("receipt", "receipt_training")
"""Counters of receipts as handlers name them, and as the hub does (`sync.messages.HelloReply.numbers`)."""

_HEAD = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"
_HASH = Statement(select(journal.c.hash).where(journal.c.seq == bindparam("seq")))
_COUNTERS = Statement(select(counter.c.name, counter.c.n))
_SESSIONS = Statement(select(func.coalesce(func.max(till_session.c.number), 0)))
_SKIPPED = Statement(
    select(func.coalesce(func.max(skipped_number.c.upto), 0)).where(
        skipped_number.c.counter == bindparam("counter")
    )
)
_SKIP = Statement(
    insert(skipped_number).values({n: bindparam(n) for n in ("counter", "after", "upto", "at")})
)
_BEGUN = Statement(insert(epoch))
_FORGET = Statement(delete(journal_ack))
_NEWEST = Statement(select(epoch.c.why, epoch.c.at, epoch.c.epoch).order_by(epoch.c.seq.desc()).limit(1))
_CURSORS = CursorTable(pos_schema.feed_cursor)


class EpochBook:
    """Begins epochs in `pos.db` and keeps the witness; `now` gives UTC milliseconds.

    `begun` is told of each epoch after its COMMIT: who keeps something that hangs on it reads it again.
    """

    def __init__(
        self,
        database: Database,
        witness: Witness,
        now: Callable[[], int],
        program: str = "",
        begun: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._begun = begun
        self._witness = witness
        self._now = now
        self._program = program

    def look(self) -> bool:
        """At start: begin an epoch where the witness knows more than the file; whether it did.

        Numbers go on above those that the witness has seen, also before this terminal belongs to a hub.
        """
        mark = self._own_mark()
        if mark is not None:
            with self._database.read():
                row = self._database.row(_HASH, seq=mark.seq)
        rolled_back = mark is not None and (row is None or row[0] != mark.hash)
        if mark is not None and rolled_back:
            with self._database.write():
                self._raise_numbers(mark.counters)
                who = read_identity(self._database)
                if who is not None:
                    self._begin(who, "rolled_back", mark.seq)
        self.attest()
        return rolled_back

    def begin(self, why: EpochReason) -> str:
        """Begin an epoch of a terminal that was enrolled; returns it."""
        with self._database.write():
            who = read_identity(self._database)
            if who is None:
                raise RuntimeError("a terminal without an identity has no epoch to end")
            fresh = self._begin(who, why, 0)
        self._begun()
        return fresh

    def raise_numbers(self, highest: Mapping[str, int]) -> None:
        """Numbers up to these were given out by another history of this terminal: go on above them."""
        with self._database.write():
            self._raise_numbers({count_name(name): n for name, n in highest.items() if name in COUNTED})
            if SESSION in highest:
                self._raise_numbers({SESSION: highest[SESSION]})

    def newest(self) -> EpochChange | None:
        """The last change of the epoch, None where there was none since enrolment."""
        with self._database.read():
            row = self._database.row(_NEWEST)
        return None if row is None else EpochChange(why=row[0], at=row[1], epoch=row[2])

    def attest(self) -> None:
        """After a commit: let the witness know of entries that it has not seen. Never raises."""
        try:
            head = self._database.driver.execute(_HEAD).fetchone()
            mark = self._witness.mark
            if head is None or (mark is not None and (mark.seq, mark.hash) == head):
                return
            with self._database.read():
                who = read_identity(self._database)
                counters = self._counters()
        except (dbapi2.Error, KnownError) as error:
            logger.warning("the witness does not hear of the last entry: %s", error)
            return
        epoch, terminal_id = (who.epoch, who.terminal_id) if who else ("", "")
        self._witness.note(
            Mark(epoch=epoch, terminal_id=terminal_id, seq=head[0], hash=head[1], counters=counters)
        )

    def _own_mark(self) -> Mark | None:
        """What the witness saw; None where it was copied here from another terminal."""
        mark = self._witness.mark
        with self._database.read():
            who = read_identity(self._database)
        foreign = mark is not None and who is not None and mark.terminal_id not in ("", who.terminal_id)
        if foreign:
            logger.warning("the witness is another terminal's and says nothing about this one")
        return None if foreign else mark

    def _begin(self, who: Identity, why: EpochReason, seen_seq: int) -> str:
        now = self._now()
        fresh = uuid7(now, os.urandom(RANDOM_BYTES))
        write_identity(self._database, msgspec.structs.replace(who, epoch=fresh))
        entries = JournalRows(self._database)
        body = EpochBegun(
            origin=_origin(who, now, self._program), epoch=fresh, before=who.epoch, why=why, seen_seq=seen_seq
        )
        hlc = hybrid_clock.tick(entries.last_hlc() or None, now, who.terminal_id)
        op = Op(
            op_id=uuid7(now, os.urandom(RANDOM_BYTES)),
            kind="epoch.begun",
            v=VERSIONS["epoch.begun"],
            hlc=hlc,
            body=msgspec.to_builtins(body),
        )
        entry = entries.append(op)
        self._database.change(_BEGUN, seq=entry.seq, epoch=fresh, before=who.epoch, why=why, at=now)
        # Without a condition SQLite empties the table as a whole, however long the journal is.
        self._database.change(_FORGET)
        set_count(self._database, ACKED, 0)
        own = f"terminal:{who.terminal_id}"
        _CURSORS.write(self._database, begin_round(_CURSORS.read(self._database, own), ""))
        # More of them may be spent than this file knows.
        RightRows(self._database).lay_down()
        return fresh

    def _raise_numbers(self, highest: Mapping[str, int]) -> None:
        have = self._counters()
        for name, n in sorted(highest.items()):
            if n > have.get(name, 0):
                self._database.change(_SKIP, counter=name, after=have.get(name, 0), upto=n, at=self._now())
                if name != SESSION:
                    set_count(self._database, name, n)

    def _counters(self) -> dict[str, int]:
        """What must not be given out twice."""
        kept = {*map(count_name, COUNTED), TURNOVER}
        found = {name: n for name, n in self._database.rows(_COUNTERS) if name in kept}
        sessions = self._database.rows(_SESSIONS)[0][0]
        skipped = self._database.rows(_SKIPPED, counter=SESSION)[0][0]
        return found | {SESSION: max(sessions, skipped)}


class TerminalOutbox(LocalOutbox):
    """`sync.ports.Outbox` of a terminal's own files: the queue, and the epochs of its chain."""

    def __init__(self, database: Database, config: ConfigCache, epochs: EpochBook) -> None:
        super().__init__(database, config.forget)
        self._epochs = epochs

    def begin_epoch(self, why: EpochReason) -> str:
        """Let the chain go on under another epoch, all of it to be sent again; returns the epoch."""
        return self._epochs.begin(why)

    def raise_numbers(self, highest: Mapping[str, int]) -> None:
        """See `EpochBook.raise_numbers`."""
        self._epochs.raise_numbers(highest)

    def epoch_change(self) -> EpochChange | None:
        """The last change of the epoch, None where there was none since enrolment."""
        return self._epochs.newest()


def _origin(who: Identity, now: int, program: str) -> Origin:
    """The terminal itself did it: nobody is named, and no session."""
    local = datetime.fromtimestamp(now / 1000, UTC).isoformat(timespec="milliseconds")
    return Origin(
        store_id=who.store_id,
        terminal_id=who.terminal_id,
        operator_id="",
        at=now,
        local_time=local,
        program=program,
    )
