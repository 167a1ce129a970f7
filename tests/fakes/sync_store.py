"""The terminal's side of sync in memory: a journal that is a queue, and a replica of scopes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from retail.errors import DataError
from retail.ids import uuid7
from retail.journal import GENESIS, Op, append
from sync import messages as m
from sync import protocol as p
from sync.ports import Cursor, EpochChange, EpochReason, Identity, Quarantined, Waiting

AT = 1_800_000_000_000
SALES = ("sale.completed", "sale.post_voided")


class FakeClock:
    """Time that moves when the test says so."""

    def __init__(self, at: int = AT) -> None:
        self.at = at
        self.seconds = 1000.0

    def now(self) -> int:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def pass_(self, seconds: float) -> None:
        self.at += round(seconds * 1000)
        self.seconds += seconds


def signed_in(number: int, *, store_id: str = "S1", terminal_id: str = "T1") -> dict[str, Any]:
    """A small, valid body of `operator.signed_in`."""
    origin = {
        "store_id": store_id,
        "terminal_id": terminal_id,
        "operator_id": f"O{number}",
        "at": AT + number,
        "local_time": "2027-01-15T09:00:00+01:00",
        "program": "tillbridge/test",
    }
    return {"origin": origin}


class MemoryOutbox:
    """`Outbox` over a list; `write` journals an op."""

    def __init__(self, identity: Identity | None = None) -> None:
        self._identity = identity or Identity(terminal_id="T1", store_id="S1", epoch="E1", hub_gen="gen-1")
        self.entries: list[m.WireOp] = []
        self.marks: dict[int, m.OpResult] = {}
        self.acked_at = 0
        self.change: EpochChange | None = None
        self.numbers: dict[str, int] = {}

    def write(
        self, kind: str = "operator.signed_in", body: dict[str, Any] | None = None, salt: bytes = b""
    ) -> m.WireOp:
        """Journal one op; `salt` makes another op of the same place in another history."""
        seq = len(self.entries) + 1
        who = self._identity
        randomness = hashlib.sha256(f"{who.terminal_id}{who.epoch}{seq}".encode() + salt).digest()[:10]
        op = Op(
            op_id=uuid7(AT + seq, randomness),
            kind=kind,
            v=1,
            hlc=f"{AT + seq:015d}-00000-{who.terminal_id}",
            body=body or signed_in(seq, store_id=who.store_id, terminal_id=who.terminal_id),
        )
        entry = append(seq, self.head().hash, op)
        wire = m.WireOp(
            seq=seq,
            op_id=op.op_id,
            kind=op.kind,
            v=op.v,
            hlc=op.hlc,
            body=op.body,
            prev=entry.prev_hash,
            hash=entry.hash,
        )
        self.entries.append(wire)
        return wire

    def identity(self) -> Identity:
        return self._identity

    def adopt_generation(self, hub_gen: str) -> None:
        self._identity = msgspec.structs.replace(self._identity, hub_gen=hub_gen)

    def head(self) -> m.JournalHead:
        return self._head_at(len(self.entries))

    def acked(self) -> m.JournalHead:
        seq = 0
        while seq + 1 in self.marks:
            seq += 1
        return self._head_at(seq)

    def _head_at(self, seq: int) -> m.JournalHead:
        return m.JournalHead(seq=seq, hash=self.entries[seq - 1].hash if seq else GENESIS)

    def hash_at(self, seq: int) -> str | None:
        return self._head_at(seq).hash if 0 <= seq <= len(self.entries) else None

    def waiting(self, limit: int) -> tuple[m.WireOp, ...]:
        return tuple(op for op in self.entries if op.seq not in self.marks)[:limit]

    def count_waiting(self) -> Waiting:
        left = self.waiting(len(self.entries))
        return Waiting(
            ops=len(left),
            sales=sum(1 for op in left if op.kind in SALES),
            oldest_at=AT + left[0].seq if left else None,
        )

    def acknowledge(self, results: Sequence[m.OpResult], at: int) -> int:
        marked = 0
        self.acked_at = at
        for result in results:
            if self.hash_at(result.seq) == result.hash and result.seq not in self.marks and result.seq:
                self.marks[result.seq] = result
                marked += 1
        return marked

    def rewind(self, seq: int) -> int:
        gone = [marked for marked in self.marks if marked > seq]
        for marked in gone:
            del self.marks[marked]
        return len(gone)

    def begin_epoch(self, why: EpochReason) -> str:
        before = self._identity
        epoch = f"{before.epoch}+"
        self._identity = msgspec.structs.replace(before, epoch=epoch)
        self.marks.clear()
        self.change = EpochChange(epoch=epoch, why=why, at=AT + len(self.entries))
        origin = signed_in(0, store_id=before.store_id, terminal_id=before.terminal_id)["origin"]
        self.write("epoch.begun", {"origin": origin, "epoch": epoch, "before": before.epoch, "why": why})
        return epoch

    def raise_numbers(self, highest: Mapping[str, int]) -> None:
        self.numbers.update(highest)

    def epoch_change(self) -> EpochChange | None:
        return self.change

    def quarantined(self, limit: int) -> tuple[Quarantined, ...]:
        aside = [r for _, r in sorted(self.marks.items()) if r.status in ("quarantined", "conflict")]
        return tuple(
            Quarantined(
                seq=result.seq,
                kind=self.entries[result.seq - 1].kind,
                status=result.status,
                code=result.code or "",
            )
            for result in aside
        )[:limit]


class MemoryReplica:
    """`Replica` over dictionaries; a row remembers whether it arrived since the last reset."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[tuple[str, str], m.FeedRow]] = {}
        self.arrived: dict[str, set[tuple[str, str]]] = {}
        self.cursors: dict[str, Cursor] = {}
        self.pictures: dict[str, bytes] = {}
        self.wanted: list[str] = []

    def cursor(self, scope: str) -> Cursor:
        nowhere = Cursor(scope=scope, epoch="", seq=0, checksum=p.EMPTY_CHECKSUM)
        return self.cursors.get(scope, nowhere)

    def scopes(self) -> tuple[str, ...]:
        return tuple(sorted(scope for scope, cursor in self.cursors.items() if cursor.epoch))

    def apply(self, scope: str, reply: m.PullReply) -> Cursor:
        rows = dict(self.rows.get(scope, {}))
        arrived = set(self.arrived.get(scope, set()))
        checksum = self.cursor(scope).checksum
        for row in reply.rows:
            key = (row.kind, row.key)
            if key in arrived:
                checksum = p.fold(checksum, p.row_digest(scope, rows[key]))
            arrived.discard(key)
            rows.pop(key, None)
            if row.op == "put":
                checksum = p.fold(checksum, p.row_digest(scope, row))
                rows[key] = row
                arrived.add(key)
        if reply.next == reply.head.seq:
            rows = {key: row for key, row in rows.items() if key in arrived}
        cursor = Cursor(scope=scope, epoch=reply.head.epoch, seq=reply.next, checksum=checksum)
        self.rows[scope], self.arrived[scope], self.cursors[scope] = rows, arrived, cursor
        return cursor

    def reset(self, scope: str, epoch: str) -> None:
        self.arrived[scope] = set()
        self.cursors[scope] = Cursor(scope=scope, epoch=epoch, seq=0, checksum=p.EMPTY_CHECKSUM)

    def missing_images(self, limit: int) -> tuple[str, ...]:
        return tuple(digest for digest in self.wanted if digest not in self.pictures)[:limit]

    def store_image(self, digest: str, content: bytes) -> None:
        if hashlib.sha256(content).hexdigest() != digest:
            raise DataError("image_content", "The picture is not the one that was asked for.")
        self.pictures[digest] = content
