"""What the hub does for one terminal that has proved who it is: the hub's side of `HubApi`."""

from __future__ import annotations

import re
from pathlib import Path

from hub.services.cart_desk import CartDesk
from hub.services.clock import Clock
from hub.services.epochs import forked, note_fork, numbers_given
from hub.services.news import News
from hub.services.push import SEEN_EVERY_MS, PushService, check_epoch
from hub.services.rights import RightsService
from hub.services.scopes import check_readable, readable
from hub.services.snapshots import SnapshotService
from hub.store import catalogue, feeds, journal, meta, rights, terminals
from hub.store.database import Connection, Database
from hub.store.terminals import Said, TerminalRecord
from retail.cart import CartReply, CartRequest
from retail.errors import RuleError
from retail.rights import RightsReply, RightsRequest
from sync import messages as m
from sync.protocol import Fork, HubBusy, ImageMissing, SnapshotNeeded

MAX_ROWS = 1000
"""Most rows of one pull; a larger `limit` is taken as this."""
MAX_WAIT_MS = 30_000
MAX_ESCROW = 4096
MAX_PROGRAM = 200
MOST_WAITING = 2**31 - 1
LATEST_AT = 2**53
_DIGEST = re.compile(r"[0-9a-f]{64}")


class TerminalService:
    """`HubApi` for one terminal."""

    def __init__(
        self,
        terminal: TerminalRecord,
        database: Database,
        news: News,
        clock: Clock,
        snapshots: SnapshotService,
        *,
        rights: RightsService,
    ) -> None:
        self._snapshots = snapshots
        self._terminal = terminal
        self._database = database
        self._news = news
        self._clock = clock
        self._rights = rights

    def hello(self, request: m.Hello) -> m.HelloReply:
        """Compare heads and say what may be read.

        Raises `Fork` where the terminal is behind what the hub holds of this epoch, or where an entry that
        both have is not the same.
        """
        check_epoch(request.epoch)
        now = self._clock.now()
        terminal = self._terminal
        with self._database.read() as connection:
            head = journal.head(connection, terminal.terminal_id, request.epoch)
            generation = meta.need(connection, meta.GENERATION)
            fork = self._fork(connection, request, head) if request.hub_gen == generation else None
            scopes = feeds.heads_of(connection, readable(terminal))
            numbers = {} if head.seq else numbers_given(connection, terminal.terminal_id)
            # With the hub's generation and nothing that the hub lacks it has replayed: see `rights.freeze`.
            awaited = rights.is_awaited(connection, terminal.terminal_id)
            replayed = awaited and request.hub_gen == generation and request.head == head
        if fork is not None:
            # The terminal goes on under another epoch now: no push would tell the people at the hub.
            note_fork(self._database, terminal, request.epoch, fork, now)
            raise fork
        said = _said(request)
        told = (said.program, said.waiting) != (terminal.program, terminal.waiting)
        if replayed or told or now - (terminal.seen_at or 0) > SEEN_EVERY_MS:
            with self._database.write(beside=True) as connection:
                terminals.seen(connection, terminal.terminal_id, now, said)
                if replayed:
                    rights.replayed(connection, terminal.terminal_id)
        return m.HelloReply(hub_gen=generation, server_time=now, head=head, scopes=scopes, numbers=numbers)

    def _fork(self, connection: Connection, request: m.Hello, head: m.JournalHead) -> Fork | None:
        """The error where the terminal's marks do not lie on the chain that the hub holds."""
        if request.head.seq < head.seq:
            return forked(request.head.seq, head.seq)
        for mark in (request.head, request.acked):
            if mark.seq <= head.seq and mark.hash not in journal.hashes_at(
                connection, self._terminal.terminal_id, mark.seq
            ):
                return forked(mark.seq, head.seq)
        return None

    def push(self, request: m.PushRequest) -> m.PushReply:
        """See `PushService.push`."""
        return PushService(self._database, self._clock).push(self._terminal, request)

    def carts(self, request: CartRequest) -> CartReply:
        """Adopt, share, claim or release a cart or parked sale; idempotent by `request_id`."""
        return CartDesk(self._terminal, self._database, self._clock).answer(request)

    def rights(self, request: RightsRequest) -> RightsReply:
        """See `RightsService.request`."""
        return self._rights.request(self._terminal, request)

    def pull(self, request: m.PullRequest) -> m.PullReply:
        """Rows behind the cursor. Raises `ScopeForbidden`, or `SnapshotNeeded` for a worthless cursor."""
        check_readable(self._terminal, request.scope)
        if request.limit < 1 or request.after < 0 or request.began < 0:
            raise RuleError("pull_invalid", "A pull asks for at least one row, after 0 or more.")
        reply = self._pull_copy(request)
        if reply is not None:
            return reply
        with self._database.read() as connection:
            (head,) = feeds.heads_of(connection, [request.scope])
            _check_cursor(request, head)
            return _page(connection, request, head)

    def _pull_copy(self, request: m.PullRequest) -> m.PullReply | None:
        """Rows as the replica has them; None where there is none, or it is behind what is known here.

        What it shows must reach as far as the terminal's cursor, and as far as the news that made it ask:
        else it would be told that its cursor is worthless, or ask again and again. A copy of before the hub
        was put back may stand further, but in a history that is over.
        """
        if self._database.replica is None:
            return None
        try:
            with self._database.read_copy() as connection:
                (head,) = feeds.heads_of(connection, [request.scope])
                reached = max(request.after, request.began, self._news.newest(request.scope), 1)
                if head.seq < reached or request.epoch not in ("", head.epoch):
                    return None
                if not self._news.goes_on(head):
                    return None
                _check_cursor(request, head)
                return _page(connection, request, head)
        except (HubBusy, SnapshotNeeded):
            # It is down, or works through its log; and only the primary says that a cursor is worthless.
            return None

    def snapshot(self, scope: str) -> m.SnapshotReply:
        """Whether a scope can be had as a file. Raises `ScopeForbidden`."""
        check_readable(self._terminal, scope)
        return self._snapshots.offer(scope)

    def snapshot_part(self, part: m.SnapshotPart) -> bytes:
        """A piece of a packed snapshot, shorter at its end. Raises `ScopeForbidden`, `SnapshotNeeded`."""
        with self.snapshot_file(part.scope, part.epoch, part.seq).open("rb") as file:
            file.seek(part.start)
            return file.read(part.length)

    def snapshot_file(self, scope: str, epoch: str, seq: int) -> Path:
        """The packed snapshot. Raises `ScopeForbidden`, `SnapshotNeeded` where it is here no more."""
        check_readable(self._terminal, scope)
        return self._snapshots.file(scope, epoch, seq)

    def poke(self, request: m.PokeRequest) -> m.PokeReply:
        """Wait for news; returns at once where there is some. Raises `ScopeForbidden`."""
        self.check_poke(request)
        wait_ms = min(max(request.wait_ms, 0), MAX_WAIT_MS)
        return m.PokeReply(ahead=self._news.wait(request.seen, wait_ms / 1000))

    def check_poke(self, request: m.PokeRequest) -> None:
        """Raise `ScopeForbidden` where the terminal waits for a scope that it may not read."""
        for scope in request.seen:
            check_readable(self._terminal, scope)

    def escrow(self, request: m.EnrolEscrow) -> None:
        """Keep the sealed database key; only the recovery key, which is not in the database, opens it."""
        if not 0 < len(request.escrow) <= MAX_ESCROW:
            raise RuleError("escrow_invalid", "The sealed database key has a wrong length.")
        with self._database.write() as connection:
            terminals.keep_escrow(connection, self._terminal.terminal_id, request.escrow)

    def image(self, digest: str) -> bytes:
        """The picture with this SHA-256. Raises `ImageMissing`."""
        return self.image_with_type(digest)[1]

    def image_with_type(self, digest: str) -> tuple[str, bytes]:
        """Media type and content of a picture. Raises `ImageMissing`."""
        found = None
        if _DIGEST.fullmatch(digest):
            with self._database.read() as connection:
                found = catalogue.get_image(connection, digest)
        if found is None:
            raise ImageMissing("image_missing", "The hub has no such picture.", digest=digest[:64])
        return found


def _said(request: m.Hello) -> Said:
    """What the terminal says of itself, as far as it can be kept."""
    oldest_at = request.oldest_at
    return Said(
        program=request.program[:MAX_PROGRAM],
        waiting=min(max(request.waiting, 0), MOST_WAITING),
        oldest_at=None if oldest_at is None else min(max(oldest_at, 0), LATEST_AT),
    )


def _page(connection: Connection, request: m.PullRequest, head: m.ScopeHead) -> m.PullReply:
    rows = feeds.rows_after(connection, request.scope, request.after, min(request.limit, MAX_ROWS))
    return m.PullReply(rows=rows, next=rows[-1].seq if rows else head.seq, head=head)


def _check_cursor(request: m.PullRequest, head: m.ScopeHead) -> None:
    """A cursor that is not of this feed's history, or older than its oldest tombstone, is worthless (410).

    A reading that began after those tombstones were dropped has missed none of them, however low it stands.
    """
    first = request.after == 0
    stranger = request.epoch not in ("", head.epoch) or (request.epoch == "" and not first)
    ahead = max(request.after, request.began) > head.seq
    if stranger or ahead or (not first and max(request.after, request.began) < head.min_seq):
        raise SnapshotNeeded(
            "snapshot_needed", "This cursor is too old or of another history. Read the feed from its start."
        )
