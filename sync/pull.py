"""Pull: read a scope page by page behind its cursor, and compare checksums at the end."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from retail.errors import DataError
from sync import messages as m
from sync.ports import Cursor, Replica
from sync.protocol import HubApi, HubNonsense, SnapshotNeeded
from sync.snapshot import SnapshotTaker, Taken

PAGE = 200
ROWS_AT_ONCE = 50
"""Rows that are written in one go: a cashier's command waits no longer than that, however long the page."""
MAX_SEQ = 2**53 - 1
CHECKSUM = re.compile(r"[0-9a-f]{16}")


class Pulled(msgspec.Struct, frozen=True, kw_only=True):
    """What one step did."""

    rows: int
    have: int
    of: int
    """Feed positions: ours and the hub's."""
    wait: float = 0.0
    """Seconds that the hub asks for, while it makes a snapshot; the step did nothing."""
    swapped: bool = False
    """A new catalogue came into use, whose word search still has to be filled."""

    @property
    def more(self) -> bool:
        """Whether the scope has rows left."""
        return self.have < self.of


class Puller:
    """Pulls one page a step; keeps only where readings began, and which were for a checksum's sake."""

    def __init__(
        self, api: HubApi, replica: Replica, *, page: int = PAGE, snapshots: SnapshotTaker | None = None
    ) -> None:
        self._api = api
        self._replica = replica
        self._page = page
        self._snapshots = snapshots
        self._read_anew: set[str] = set()
        self._began: dict[str, int] = {}

    def step(self, scope: str) -> Pulled:
        """Take over the next page of `scope`.

        Raises `HubNonsense` where the page contradicts itself (nothing of it was taken) or where the checksum
        still differs after reading anew (`scope_checksum`; the rows stay in use); else what `HubApi` raises.
        """
        if self._snapshots and self._snapshots.is_taking(scope):
            taken = self._snapshots.step(scope)
            if taken:
                return pulled(taken)
        cursor = self._replica.cursor(scope)
        if not cursor.epoch:
            return self._begin(cursor)
        try:
            reply = self._ask(scope, cursor.epoch, cursor.seq)
        except SnapshotNeeded:
            return self._begin(cursor)
        if reply.head.epoch != cursor.epoch:
            return self._begin(cursor)
        return self._take(scope, reply)

    def _begin(self, cursor: Cursor) -> Pulled:
        """Read the scope from its beginning under whatever epoch the hub names."""
        scope = cursor.scope
        taken = self._snapshots.step(scope) if self._snapshots else None
        if taken:
            return pulled(taken)
        try:
            reply = self._ask(scope, "", 0)
        except SnapshotNeeded as refusal:
            raise HubNonsense(
                "scope_has_no_beginning", f"The hub does not let {scope} be read from its beginning."
            ) from refusal
        if not reply.head.epoch:
            return self._never_published(cursor)
        self._replica.reset(scope, reply.head.epoch)
        return self._take(scope, reply)

    def _never_published(self, cursor: Cursor) -> Pulled:
        """The hub has nothing in this scope yet; where we do, our rows stay in use."""
        if cursor.epoch:
            raise HubNonsense(
                "scope_vanished",
                f"The hub has nothing in {cursor.scope} any more. What is here stays in use.",
                scope=cursor.scope,
            )
        return Pulled(rows=0, have=0, of=0)

    def _ask(self, scope: str, epoch: str, after: int) -> m.PullReply:
        began = self._began.get(scope, 0) if after else 0
        request = m.PullRequest(scope=scope, epoch=epoch, after=after, limit=self._page, began=began)
        reply = self._api.pull(request)
        check_page(request, reply)
        if not after:
            self._began[scope] = reply.head.seq
        return reply

    def _take(self, scope: str, reply: m.PullReply) -> Pulled:
        try:
            for piece in pieces(reply):
                cursor = self._replica.apply(scope, piece)
        except DataError as error:
            raise HubNonsense(error.code, error.message, **error.params) from error
        have = reply.next
        if have == reply.head.seq:
            self._began.pop(scope, None)
        if have == reply.head.seq and not self._trusted(scope, cursor, reply.head):
            have = 0
        return Pulled(rows=len(reply.rows), have=have, of=reply.head.seq)

    def _trusted(self, scope: str, cursor: Cursor, head: m.ScopeHead) -> bool:
        """Compare checksums at the end; False where the scope now begins anew because of them."""
        if cursor.checksum == head.checksum:
            self._read_anew.discard(scope)
            if self._snapshots:
                self._snapshots.trust(scope)
            return True
        if scope not in self._read_anew:
            self._read_anew.add(scope)
            if self._snapshots:
                self._snapshots.distrust(scope)
            self._replica.reset(scope, head.epoch)
            return False
        raise HubNonsense(
            "scope_checksum",
            f"What this terminal holds of {scope} differs from the hub's, also after reading it anew. "
            "It stays in use; the hub's feed must be looked at.",
            scope=scope,
        )


def pulled(taken: Taken) -> Pulled:
    """A step of a snapshot as one of reading: its share as feed positions; deltas are always left."""
    of = max(1, taken.of)
    return Pulled(
        rows=0,
        have=min(of - 1, int(of * taken.share)),
        of=of,
        wait=taken.wait,
        swapped=taken.finished,
    )


def pieces(reply: m.PullReply) -> tuple[m.PullReply, ...]:
    """The page in parts that are taken over one by one, each up to its own last row; an empty page is one."""
    rows = reply.rows
    starts = range(0, max(1, len(rows)), ROWS_AT_ONCE)
    parts = [rows[start : start + ROWS_AT_ONCE] for start in starts]
    return (
        *(m.PullReply(rows=part, next=part[-1].seq, head=reply.head) for part in parts[:-1]),
        m.PullReply(rows=parts[-1], next=reply.next, head=reply.head),
    )


def check_page(request: m.PullRequest, reply: m.PullReply) -> None:
    """Raise `HubNonsense` unless the page agrees with itself and with what was asked."""
    reason = page_fault(request, reply)
    if reason:
        raise HubNonsense(
            "page_contradicts",
            f"The hub's page of {request.scope} cannot be right: {reason}. Nothing of it was taken over.",
            scope=request.scope,
        )


def page_fault(request: m.PullRequest, reply: m.PullReply) -> str:
    """Why a page cannot be right, in plain words; empty where it can."""
    head = reply.head
    if head.scope != request.scope:
        return "it is of another scope"
    if not head.epoch and (head.seq or reply.rows):
        return "it has rows and no epoch"
    if not CHECKSUM.fullmatch(head.checksum) or not 0 <= head.seq <= MAX_SEQ:
        return "its head is malformed"
    if request.epoch and head.epoch != request.epoch:
        return ""  # Another history: the page is thrown away and the scope read from its beginning.
    return rows_fault(request, reply)


def rows_fault(request: m.PullRequest, reply: m.PullReply) -> str:
    """Why the rows of a page and its `next` do not fit together; empty where they do."""
    seqs = [request.after, *(row.seq for row in reply.rows)]
    if len(reply.rows) > request.limit:
        return "it has more rows than asked for"
    if any(later <= earlier for earlier, later in pairwise(seqs)):
        return "its rows do not ascend"
    if any(row.op == "put" and row.body is None for row in reply.rows):
        return "a row has no body"
    if not seqs[-1] <= reply.next <= reply.head.seq:
        return "it goes backwards"
    if reply.next == request.after and reply.next != reply.head.seq:
        return "it is empty and not the last"
    return ""
