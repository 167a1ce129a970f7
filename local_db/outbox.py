"""The journal as a queue: an entry waits until the hub has answered with its hash."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from sqlalchemy import bindparam, case, delete, exists, func, select
from sqlalchemy.dialects.sqlite import insert

from local_db.database import Database, Row
from local_db.identity import read_identity, write_identity
from local_db.pos_schema import counter, feed_row, journal, journal_ack, personal
from local_db.rights import RightRows
from local_db.statements import Statement, constant
from retail.errors import KnownError
from retail.journal import GENESIS
from sync.ports import Identity, JournalHead, OpResult, Quarantined, Waiting, WireOp

SALE_KINDS = ("sale.completed", "sale.post_voided")
RESOLVED = "resolved"
"""Kind of the rows of the terminal's own scope that say what became of entries that were put aside."""
_ASIDE = ("seq", "kind", "status", "code", "receipt_no", "total", "currency", "at", "outcome")
ACKED = "acknowledged"
"""Counter: the last entry of the unbroken acknowledged prefix, so that a queue does not walk all its past."""

_PREFIX = Statement(select(counter.c.n).where(counter.c.name == ACKED))
_NEW_PREFIX = insert(counter)
_SET_PREFIX = Statement(
    _NEW_PREFIX.on_conflict_do_update(index_elements=["name"], set_={"n": _NEW_PREFIX.excluded.n})
)
_HEAD = Statement(select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1))
_HASH = Statement(select(journal.c.hash).where(journal.c.seq == bindparam("seq")))
_WAITS = (journal.c.seq > bindparam("prefix")) & ~exists().where(journal_ack.c.seq == journal.c.seq)
_WAITING = Statement(
    select(
        journal.c.seq,
        journal.c.op_id,
        journal.c.kind,
        journal.c.v,
        journal.c.hlc,
        journal.c.body,
        journal.c.prev_hash,
        journal.c.hash,
        personal.c.salt,
        personal.c.blob,
    )
    .select_from(journal.outerjoin(personal, personal.c.op_id == journal.c.op_id))
    .where(_WAITS)
    .order_by(journal.c.seq)
    .limit(bindparam("limit"))
)
_COUNT = Statement(
    select(
        func.count(),
        func.count(case((journal.c.kind.in_([constant(kind) for kind in SALE_KINDS]), 1))),
        func.min(journal.c.at),
    ).where(_WAITS)
)
_ACKNOWLEDGE = Statement(insert(journal_ack).on_conflict_do_nothing())
_NEXT_GAP = Statement(select(func.min(journal.c.seq)).where(_WAITS))
_REWIND = Statement(delete(journal_ack).where(journal_ack.c.seq > bindparam("seq")))
_OUTCOME = func.coalesce(func.json_extract(feed_row.c.body, "$.outcome"), "")
_DEALT_WITH = feed_row.c.body.is_not(None)
_QUARANTINED = Statement(
    select(
        journal_ack.c.seq,
        journal.c.kind,
        journal_ack.c.status,
        journal_ack.c.code,
        func.coalesce(func.json_extract(journal.c.body, "$.receipt_no"), ""),
        func.json_extract(journal.c.body, "$.total"),
        func.coalesce(func.json_extract(journal.c.body, "$.currency"), ""),
        journal.c.at,
        _OUTCOME,
    )
    .select_from(
        journal_ack.join(journal, journal.c.seq == journal_ack.c.seq).outerjoin(
            feed_row,
            (feed_row.c.scope == bindparam("scope"))
            & (feed_row.c.kind == constant(RESOLVED))
            & (feed_row.c.key == journal.c.op_id),
        )
    )
    .where(journal_ack.c.status.in_([constant(one) for one in ("quarantined", "conflict")]))
    .order_by(_DEALT_WITH, case((_DEALT_WITH, -journal_ack.c.seq), else_=journal_ack.c.seq))
    .limit(bindparam("limit"))
)


class LocalOutbox:
    """`sync.ports.Outbox` on `pos.db`; every call is a transaction of its own."""

    def __init__(self, database: Database, identity_changed: Callable[[], None] = lambda: None) -> None:
        self._database = database
        self._identity_changed = identity_changed

    def identity(self) -> Identity:
        """Raises `KnownError("not_enrolled")` before this terminal was enrolled."""
        with self._database.read():
            found = read_identity(self._database)
        if found is None:
            raise KnownError(
                "not_enrolled", "This terminal belongs to no hub yet. Enrol it: tillbridge enrol --help."
            )
        return found

    def enrol(self, identity: Identity) -> None:
        """Remember who this terminal is, at enrolment and after every fork (a new epoch)."""
        with self._database.write():
            write_identity(self._database, identity)
        self._identity_changed()

    def adopt_generation(self, hub_gen: str) -> None:
        """The hub was restored: remember its new generation, and hold no rights it may have forgotten."""
        identity = msgspec.structs.replace(self.identity(), hub_gen=hub_gen)
        with self._database.write():
            write_identity(self._database, identity)
            RightRows(self._database).lay_down()
        self._identity_changed()

    def head(self) -> JournalHead:
        """The newest entry; seq 0 and GENESIS before the first."""
        with self._database.read():
            row = self._database.row(_HEAD)
        return JournalHead(seq=row[0], hash=row[1]) if row else JournalHead(seq=0, hash=GENESIS)

    def acked(self) -> JournalHead:
        """The newest entry of the unbroken acknowledged prefix."""
        with self._database.read():
            seq = self._prefix()
            return JournalHead(seq=seq, hash=self._hash_at(seq) or GENESIS)

    def hash_at(self, seq: int) -> str | None:
        """The chain hash of entry `seq`; GENESIS for 0, None where there is none."""
        with self._database.read():
            return self._hash_at(seq)

    def waiting(self, limit: int) -> tuple[WireOp, ...]:
        """The oldest unacknowledged entries."""
        with self._database.read():
            rows = self._database.rows(_WAITING, prefix=self._prefix(), limit=limit)
        return tuple(map(_wire_op, rows))

    def count_waiting(self) -> Waiting:
        """How much is not yet at the hub."""
        with self._database.read():
            ops, sales, oldest_at = self._database.rows(_COUNT, prefix=self._prefix())[0]
        return Waiting(ops=ops, sales=sales, oldest_at=oldest_at)

    def acknowledge(self, results: Sequence[OpResult], at: int) -> int:
        """Mark entries acknowledged where the hub's hash equals ours; returns how many were."""
        with self._database.write():
            marked = sum(
                self._database.change(
                    _ACKNOWLEDGE, seq=result.seq, status=result.status, code=result.code or "", at=at
                )
                for result in results
                if result.seq > 0 and self._hash_at(result.seq) == result.hash
            )
            if marked:
                self._advance()
        return marked

    def rewind(self, seq: int) -> int:
        """Forget acknowledgements above `seq`, so that they are sent again; returns how many."""
        with self._database.write():
            forgotten = self._database.change(_REWIND, seq=seq)
            if forgotten:
                self._database.change(_SET_PREFIX, name=ACKED, n=min(self._prefix(), max(seq, 0)))
        return forgotten

    def quarantined(self, limit: int) -> tuple[Quarantined, ...]:
        """What waits for people at the hub, oldest first; then what they dealt with, newest first."""
        with self._database.read():
            who = read_identity(self._database)
            scope = f"terminal:{who.terminal_id}" if who else ""
            rows = self._database.rows(_QUARANTINED, scope=scope, limit=limit)
        return tuple(Quarantined(**dict(zip(_ASIDE, row, strict=True))) for row in rows)

    def _prefix(self) -> int:
        row = self._database.row(_PREFIX)
        return int(row[0]) if row else 0

    def _advance(self) -> None:
        """Move the prefix up to the entry before the first one that still waits."""
        gap = self._next_gap()
        self._database.change(_SET_PREFIX, name=ACKED, n=self._last() if gap is None else gap - 1)

    def _next_gap(self) -> int | None:
        """The first entry that still waits."""
        found: int | None = self._database.rows(_NEXT_GAP, prefix=self._prefix())[0][0]
        return found

    def _last(self) -> int:
        head = self._database.row(_HEAD)
        return head[0] if head else 0

    def _hash_at(self, seq: int) -> str | None:
        if seq == 0:
            return GENESIS
        row = self._database.row(_HASH, seq=seq)
        return None if row is None else row[0]


def _wire_op(row: Row) -> WireOp:
    seq, op_id, kind, v, hlc, body, prev, entry_hash, salt, blob = row
    return WireOp(
        seq=seq,
        op_id=op_id,
        kind=kind,
        v=v,
        hlc=hlc,
        body=msgspec.json.decode(body),
        prev=prev,
        hash=entry_hash,
        personal=None if blob is None else {"salt": salt, "data": msgspec.json.decode(blob)},
    )
