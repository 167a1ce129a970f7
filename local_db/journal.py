"""The journal: an append-only chain of everything that happened at this terminal, numbered without gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, func, insert, or_, select

from local_db.database import Database, Row
from local_db.pos_schema import journal, journal_ack
from local_db.statements import Statement
from pos_app.ports.store import JournalLine
from retail.journal import GENESIS, JournalEntry, Op, body_text, entry_hash_of_text

_HEAD = Statement(
    select(journal.c.seq, journal.c.hash, journal.c.hlc).order_by(journal.c.seq.desc()).limit(1)
)
_INSERT = Statement(insert(journal))
_ENTRY = (
    journal.c.seq,
    journal.c.op_id,
    journal.c.kind,
    journal.c.v,
    journal.c.hlc,
    journal.c.body,
    journal.c.prev_hash,
    journal.c.hash,
)
_ACK = (func.coalesce(journal_ack.c.status, ""), func.coalesce(journal_ack.c.code, ""))
_BEHIND = select(*_ENTRY, *_ACK).select_from(
    journal.outerjoin(journal_ack, journal_ack.c.seq == journal.c.seq)
)
_NEWEST_FIRST = _BEHIND.order_by(journal.c.seq.desc()).limit(bindparam("limit"))
_OF_KINDS = or_(
    bindparam("kinds") == "[]",
    journal.c.kind.in_(select(func.json_each(bindparam("kinds")).table_valued("value").c.value)),
)
_PAGE = Statement(
    _NEWEST_FIRST.where(
        journal.c.business_date == bindparam("business_date"), journal.c.seq < bindparam("before"), _OF_KINDS
    )
)
_LATEST = Statement(_NEWEST_FIRST.where(journal.c.seq < bindparam("before")))
_FROM = Statement(
    _BEHIND.where(journal.c.seq >= bindparam("first")).order_by(journal.c.seq).limit(bindparam("limit"))
)
_BEYOND_ALL = 2**63 - 1


class JournalRows:
    """`pos_app.ports.store.Journal` on `pos.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, op: Op) -> JournalEntry:
        """Chain an op to the journal. Raises `DataError` where its body is not a document."""
        head = self._database.row(_HEAD)
        seq, prev_hash = (head[0] + 1, head[1]) if head else (1, GENESIS)
        body = body_text(op)
        entry_hash = entry_hash_of_text(prev_hash, op.op_id, op.kind, op.v, op.hlc, body)
        business_date, at = _when(op.body)
        self._database.change(
            _INSERT,
            seq=seq,
            op_id=op.op_id,
            kind=op.kind,
            v=op.v,
            hlc=op.hlc,
            body=body,
            prev_hash=prev_hash,
            hash=entry_hash,
            business_date=business_date,
            at=at,
        )
        return JournalEntry(seq=seq, op=op, prev_hash=prev_hash, hash=entry_hash)

    def last_hlc(self) -> str:
        """Hybrid clock of the newest entry, empty before the first."""
        head = self._database.row(_HEAD)
        return str(head[2]) if head else ""

    def page(
        self, business_date: str, before_seq: int | None, limit: int, kinds: Sequence[str] = ()
    ) -> tuple[JournalLine, ...]:
        """Newest first; all kinds where none are named."""
        before = _BEYOND_ALL if before_seq is None else before_seq
        rows = self._database.rows(
            _PAGE,
            business_date=business_date,
            before=before,
            limit=limit,
            kinds=msgspec.json.encode(kinds).decode(),
        )
        return tuple(map(_line, rows))

    def latest(self, limit: int, before_seq: int | None = None) -> tuple[JournalLine, ...]:
        """Newest first, of all days."""
        before = _BEYOND_ALL if before_seq is None else before_seq
        return tuple(map(_line, self._database.rows(_LATEST, before=before, limit=limit)))

    def from_seq(self, first: int, limit: int) -> tuple[JournalLine, ...]:
        """Oldest first, from entry `first` on: for an export that reads the journal piece by piece."""
        return tuple(map(_line, self._database.rows(_FROM, first=first, limit=limit)))


def _when(body: dict[str, Any]) -> tuple[str, int]:
    """Business date and time of a body's origin, beside the body so that a day is found by index."""
    origin = body.get("origin")
    if not isinstance(origin, dict):
        return "", 0
    return str(origin.get("business_date", "")), int(origin.get("at", 0))


def _line(row: Row) -> JournalLine:
    seq, op_id, kind, v, hlc, body, prev_hash, entry_hash, status, code = row
    op = Op(op_id=op_id, kind=kind, v=v, hlc=hlc, body=msgspec.json.decode(body))
    entry = JournalEntry(seq=seq, op=op, prev_hash=prev_hash, hash=entry_hash)
    return JournalLine(entry=entry, status=status, code=code)
