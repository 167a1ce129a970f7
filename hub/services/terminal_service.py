"""What the hub does for one terminal that has proved who it is: the hub's side of `HubApi`."""

from __future__ import annotations

import re

from hub.services.clock import Clock
from hub.services.news import News
from hub.services.push import PushService, check_epoch
from hub.services.scopes import check_readable, readable
from hub.store import catalogue, feeds, journal, meta, terminals
from hub.store.database import Database
from hub.store.terminals import TerminalRecord
from retail.errors import RuleError
from sync import messages as m
from sync.protocol import Fork, ImageMissing, SnapshotNeeded

MAX_ROWS = 1000
"""Most rows of one pull; a larger `limit` is taken as this."""
MAX_WAIT_MS = 30_000
MAX_ESCROW = 4096
_DIGEST = re.compile(r"[0-9a-f]{64}")


class TerminalService:
    """`HubApi` for one terminal."""

    def __init__(self, terminal: TerminalRecord, database: Database, news: News, clock: Clock) -> None:
        self._terminal = terminal
        self._database = database
        self._news = news
        self._clock = clock

    def hello(self, request: m.Hello) -> m.HelloReply:
        """Compare heads and say what may be read.

        Raises `Fork` where the terminal is behind what the hub holds of this epoch, or where an entry that
        both have is not the same.
        """
        check_epoch(request.epoch)
        now = self._clock.now()
        terminal_id = self._terminal.terminal_id
        with self._database.write() as connection:
            head = journal.head(connection, terminal_id, request.epoch)
            generation = meta.need(connection, meta.GENERATION)
            if request.hub_gen == generation:
                if request.head.seq < head.seq:
                    raise _forked(request.head, head)
                for mark in (request.head, request.acked):
                    if mark.seq <= head.seq and mark.hash not in journal.hashes_at(
                        connection, terminal_id, mark.seq
                    ):
                        raise _forked(mark, head)
            terminals.seen(connection, terminal_id, now, request.program[:200])
            scopes = feeds.heads(connection, readable(self._terminal))
        return m.HelloReply(hub_gen=generation, server_time=now, head=head, scopes=scopes)

    def push(self, request: m.PushRequest) -> m.PushReply:
        """See `PushService.push`."""
        return PushService(self._database, self._clock).push(self._terminal, request)

    def pull(self, request: m.PullRequest) -> m.PullReply:
        """Rows behind the cursor. Raises `ScopeForbidden`, or `SnapshotNeeded` for a worthless cursor."""
        check_readable(self._terminal, request.scope)
        if request.limit < 1 or request.after < 0:
            raise RuleError("pull_invalid", "A pull asks for at least one row, after 0 or more.")
        with self._database.read() as connection:
            found = feeds.heads(connection, [request.scope])
            if not found:
                # Nothing was ever published here: an empty feed that has no epoch yet.
                head = m.ScopeHead(scope=request.scope, epoch="", seq=0, checksum="0" * 16)
            else:
                head = found[0]
            _check_cursor(request, head)
            rows = feeds.rows_after(connection, request.scope, request.after, min(request.limit, MAX_ROWS))
        reached = rows[-1].seq if rows else head.seq
        return m.PullReply(rows=rows, next=reached, head=head)

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


def _check_cursor(request: m.PullRequest, head: m.ScopeHead) -> None:
    """A cursor that is not of this feed's history, or older than its oldest tombstone, is worthless (410)."""
    first = request.after == 0
    stranger = request.epoch not in ("", head.epoch) or (request.epoch == "" and not first)
    if stranger or request.after > head.seq or (not first and request.after < head.min_seq):
        raise SnapshotNeeded(
            "snapshot_needed", "This cursor is too old or of another history. Read the feed from its start."
        )


def _forked(mark: m.JournalHead, head: m.JournalHead) -> Fork:
    return Fork(
        "journal_forked",
        "The hub holds another history of this terminal: its database was rolled back or cloned.",
        seq=mark.seq,
        hub_seq=head.seq,
    )
