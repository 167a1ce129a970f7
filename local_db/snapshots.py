"""Takes snapshots in on this terminal: files on their way, the new catalogue, the word search after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from local_db import faults
from local_db.database import Row
from local_db.snapshot_build import Load, NewCatalogue
from local_db.snapshot_parts import SnapshotParts
from local_db.sqlite_version import check_sqlite_version
from retail.errors import KnownError
from sync.ports import SnapshotManifest

FRESH = "catalogue.new"
_WORDS_A_SLICE = 20_000
_BUSY_S = 1.0
_ROWS_A_STEP = 50_000

Swap = Callable[[Path, Sequence[Row]], None]
"""`CatalogueFile.swap`, on the `db` thread."""


class LocalSnapshots:
    """`sync.ports.Snapshots`; used on the sync thread, but for `swap`."""

    def __init__(self, data: Path, catalogue: Path, swap: Swap) -> None:
        """`data` is the terminal's folder. What a killed program left half built is removed."""
        check_sqlite_version(tuple(dbapi2.sqlite_version_info))
        self._catalogue = catalogue
        self._fresh = data / FRESH
        self._swap = swap
        self._parts = SnapshotParts(data / "snapshots")
        self._parts.tidy()
        self._remove_fresh()

    def begin(self, manifest: SnapshotManifest) -> int:
        """See `Snapshots`."""
        with _disk_in_plain_words():
            return self._parts.begin(manifest)

    def append(self, manifest: SnapshotManifest, content: bytes) -> int:
        """See `Snapshots`."""
        with _disk_in_plain_words():
            return self._parts.append(manifest, content)

    def forget(self, scope: str) -> None:
        """See `Snapshots`."""
        with _disk_in_plain_words():
            self._parts.forget(scope)

    def build(self, manifests: Sequence[SnapshotManifest]) -> Iterator[float]:
        """See `Snapshots`."""
        # Steps that follow: unpacking, slices of rows, then indexes and what else there is.
        expected = 12 + sum(
            one.size // (8 << 20) + sum(one.rows.values()) // _ROWS_A_STEP for one in manifests
        )
        with _disk_in_plain_words():
            try:
                for number, _ in enumerate(self._steps(manifests)):
                    yield min(0.99, number / expected)
            finally:
                # On a full disk sales need the room.
                self._remove_fresh()
                self._parts.tidy()
        yield 1.0

    def _steps(self, manifests: Sequence[SnapshotManifest]) -> Iterator[None]:
        self._parts.check_room(manifests)
        for manifest in manifests:
            yield from self._parts.unpack(manifest)
        self._remove_fresh()
        new = NewCatalogue(self._catalogue, self._fresh)
        yield from new.steps([Load(manifest=one, raw=self._parts.raw(one)) for one in manifests])
        self._swap(self._fresh, new.copied)
        for manifest in manifests:
            self._parts.forget(manifest.scope)

    def fill_search(self) -> bool:
        """See `Snapshots`. Writes to the file in use, which readers of it do not notice."""
        uri = f"{self._catalogue.absolute().as_uri()}?mode=rw"
        with (
            faults.in_plain_words(self._catalogue.name),
            closing(dbapi2.connect(uri, uri=True, isolation_level=None, timeout=_BUSY_S)) as connection,
        ):
            row = connection.execute("SELECT after, upto FROM search_fill").fetchone()
            if row is None:
                return False
            connection.execute("PRAGMA synchronous = normal")
            _fill(connection, *row)
            return True

    def _remove_fresh(self) -> None:
        for ending in ("", "-wal", "-shm", "-journal"):
            self._fresh.with_name(self._fresh.name + ending).unlink(missing_ok=True)


def _fill(connection: dbapi2.Connection, after: int, upto: int) -> None:
    """One slice in one transaction with its mark; a row that a delta put there is put there again."""
    reached = min(after + _WORDS_A_SLICE, upto)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT OR REPLACE INTO item_fts (rowid, name) SELECT id, name FROM item "
        "WHERE id > ? AND id <= ? AND active = 1 ORDER BY id",
        (after, reached),
    )
    if reached == upto:
        connection.execute("DELETE FROM search_fill")
    else:
        connection.execute("UPDATE search_fill SET after = ?", (reached,))
    connection.execute("COMMIT")


@contextmanager
def _disk_in_plain_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KnownError(
            "snapshot_disk",
            f"The disk refused the new catalogue: {error.strerror}. The catalogue that is here stays in use.",
        ) from error
