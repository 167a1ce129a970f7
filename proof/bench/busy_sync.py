"""The sync thread of a till at its hardest: a catalogue by snapshot, its words, deltas, over and over."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from local_db.snapshots import LocalSnapshots
from local_db.terminal import CATALOGUE_DB
from pos_app.bootstrap.terminal import Terminal
from proof.bench.goods import goods
from proof.bench.snapshot_files import CATALOGUE, PRICES, OfferedFiles
from sync.messages import FeedRow, PullReply, ScopeHead
from sync.ports import EMPTY_CHECKSUM, Cursor, Replica
from sync.protocol import HubApi
from sync.snapshot import SnapshotTaker

_PAGE = 200
_PAGES = 40
"""Pages of new prices after each catalogue."""


class BusySync:
    """Works in a thread between `start` and `stop`, one step of the real engine after the other."""

    def __init__(self, terminal: Terminal, data: Path, offered: OfferedFiles) -> None:
        """`terminal` is started and has no hub, so that nobody else syncs."""
        self._replica = terminal.replica()
        self._swap = terminal.swap_catalogue
        self._data = data
        self._offered = offered
        self._go = threading.Event()
        self._at_work = threading.Lock()
        self._error: Exception | None = None
        self.catalogues = 0
        threading.Thread(target=self._run, name="sync", daemon=True).start()

    def start(self) -> None:
        """Go on where it stopped."""
        self._go.set()

    def stop(self) -> None:
        """Stop after the step under way. Raises what made it end early: nothing was measured then."""
        self._go.clear()
        with self._at_work:
            if self._error is not None:
                raise RuntimeError("syncing ended early") from self._error

    def _run(self) -> None:
        # One thread for all of it: the connection of a half-built catalogue may be used on no other.
        steps = self._endless()
        while self._error is None:
            self._go.wait()
            with self._at_work:
                try:
                    next(steps)
                except Exception as error:  # noqa: BLE001 - told by `stop`
                    self._error = error

    def _endless(self) -> Iterator[None]:
        while True:
            snapshots = LocalSnapshots(self._data, self._data / CATALOGUE_DB, self._swap)
            yield from self._take(snapshots)
            self.catalogues += 1
            yield from self._deltas()
            while snapshots.fill_search():
                yield

    def _take(self, snapshots: LocalSnapshots) -> Iterator[None]:
        key = self._offered.offered.signing_key
        taker = SnapshotTaker(cast(HubApi, self._offered), cast(Replica, _Empty()), snapshots, key)
        taker.hear((CATALOGUE, PRICES))
        while (taken := taker.step(CATALOGUE)) is not None and not taken.finished:
            yield

    def _deltas(self) -> Iterator[None]:
        cursor = self._replica.cursor(PRICES)
        supply = goods(_PAGE * _PAGES)
        last = cursor.seq + _PAGE * _PAGES
        head = ScopeHead(scope=PRICES, epoch=cursor.epoch, seq=last, checksum=EMPTY_CHECKSUM)
        for start in range(cursor.seq, last, _PAGE):
            rows = tuple(
                FeedRow(
                    seq=seq,
                    kind="price",
                    key=one.sku,
                    op="put",
                    rev=2,
                    body={"sku": one.sku, "amount": one.price + 1},
                )
                for seq, one in zip(range(start + 1, start + _PAGE + 1), supply, strict=False)
            )
            self._replica.apply(PRICES, PullReply(rows=rows, next=rows[-1].seq, head=head))
            yield


class _Empty:
    """Says of every scope that it was never read, so that the same snapshot is taken again and again."""

    def cursor(self, scope: str) -> Cursor:
        return Cursor(scope=scope, epoch="", seq=0, checksum=EMPTY_CHECKSUM)
