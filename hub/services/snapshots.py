"""Offers large scopes as files: makes them in the background when a terminal asks, and keeps them."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from hub.services.clock import Clock
from hub.services.scopes import may_lie_in_files
from hub.services.snapshot_files import SnapshotFolder
from hub.store import feeds
from hub.store.database import Database
from hub.store.snapshots import SnapshotStopped, has_rows, write_snapshot
from retail.errors import KnownError
from sync import messages as m
from sync.protocol import SnapshotNeeded

_LOG = logging.getLogger("tillbridge.hub")
LEAST_ROWS = 5_000
"""A scope of fewer rows is read in pages."""
STALE_ROWS = 1_000
STALE_SHARE = 0.05
"""A snapshot is made anew when more rows have changed since than both: pages bring the others."""
RETRY_AFTER_S = 1.0


class SnapshotService:
    """One snapshot at a time is made, on a thread of its own that ends when there is none to make."""

    def __init__(
        self, database: Database, folder: SnapshotFolder, clock: Clock, *, least_rows: int = LEAST_ROWS
    ) -> None:
        self._database = database
        self.folder = folder
        self._clock = clock
        self._least_rows = least_rows
        self.signs = True
        """Whether terminals are told of the folder's key; else they would not accept what is offered."""
        self._lock = threading.Lock()
        self._wanted: list[str] = []
        self._maker: threading.Thread | None = None
        self._stopping = False
        self._failed: dict[str, tuple[str, int]] = {}

    def offer(self, scope: str) -> m.SnapshotReply:
        """What there is of a scope; one that is missing or old begins to be made."""
        if not self.signs or not may_lie_in_files(scope):
            return m.SnapshotReply(state="none")
        with self._database.read() as connection:
            (head,) = feeds.heads_of(connection, [scope])
            found = self.folder.newest(scope)
            useful = found is not None and _is_useful(found[0], head)
            # Each row took a position, so a feed that is not long needs no counting.
            small = head.seq < self._least_rows or (
                not useful and not has_rows(connection, scope, self._least_rows)
            )
        if small or not head.epoch or self._failed.get(scope) == (head.epoch, head.seq):
            return m.SnapshotReply(state="none")
        if found is None or not useful:
            self._want(scope)
            return m.SnapshotReply(state="building", retry_after=RETRY_AFTER_S)
        manifest, ready = found
        if head.seq - manifest.seq > max(STALE_ROWS, STALE_SHARE * sum(manifest.rows.values())):
            self._want(scope)
        return m.SnapshotReply(state="ready", manifest=ready.manifest, signature=ready.signature)

    def file(self, scope: str, epoch: str, seq: int) -> Path:
        """The packed file of a snapshot that was offered. Raises `SnapshotNeeded` where it is gone."""
        path = self.folder.path_of(scope, epoch, seq)
        if path is None or not path.exists():
            raise SnapshotNeeded("snapshot_gone", "That snapshot is not here any more. Ask for a new one.")
        return path

    def wait(self, seconds: float) -> None:
        """Until nothing is being made."""
        maker = self._maker
        if maker is not None:
            maker.join(seconds)

    def close(self) -> None:
        """Stop making; what is half done goes at the next start."""
        self._stopping = True
        self.wait(10.0)

    def _want(self, scope: str) -> None:
        with self._lock:
            if scope not in self._wanted:
                self._wanted.append(scope)
            if self._maker is None and not self._stopping:
                self._maker = threading.Thread(target=self._make_all, name="snapshot", daemon=True)
                self._maker.start()

    def _make_all(self) -> None:
        while True:
            with self._lock:
                if not self._wanted or self._stopping:
                    self._maker = None
                    return
                scope = self._wanted[0]
            try:
                with self._database.alone(f"snapshot {scope}") as mine:
                    # Else another worker makes it; the terminal asks again, and finds it in the folder.
                    if mine:
                        self._make(scope)
            except SnapshotStopped:
                _LOG.info("the snapshot of %s is not finished: the hub goes down", scope)
            except Exception as error:  # noqa: BLE001 - terminals read pages instead, and the log tells why
                words = error.message if isinstance(error, KnownError) else repr(error)
                _LOG.error("no snapshot of %s could be made: %s", scope, words)
                self._remove(self.folder.scratch(scope))
            finally:
                with self._lock:
                    self._wanted.remove(scope)

    def _make(self, scope: str) -> None:
        raw = self.folder.scratch(scope)
        with self._database.read_copy() as connection:
            (head,) = feeds.heads_of(connection, [scope])
            try:
                rows = write_snapshot(connection, head, raw, lambda: self._stopping)
                self.folder.pack(raw, head, rows, self._clock.now())
            except SnapshotStopped:
                raise
            except Exception:
                self._failed[scope] = (head.epoch, head.seq)
                raise

    @staticmethod
    def _remove(raw: Path) -> None:
        """A disk that keeps it must not end the thread: everybody would be told to wait for ever."""
        try:
            raw.unlink(missing_ok=True)
        except OSError as error:
            _LOG.warning("%s stays until the hub is started again: %s", raw.name, error)


def _is_useful(manifest: m.SnapshotManifest, head: m.ScopeHead) -> bool:
    """Whether deltas can go on from it."""
    return manifest.epoch == head.epoch and head.min_seq <= manifest.seq <= head.seq
