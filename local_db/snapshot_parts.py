"""Snapshot files on their way in: packed bytes as they arrive, checked and unpacked when all are here."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import zstandard

from retail.errors import DataError, KnownError
from sync.ports import SnapshotManifest

_PIECE = 1024 * 1024
_SLICE = 8 * _PIECE
_WINDOW = 128 * 1024 * 1024
"""Most memory that a packed file may make the unpacker take."""
_SPARE = 64 * 1024 * 1024
_GROWTH = 3
"""A catalogue with its keys and word search is about this many times the bare tables."""
_PART, _RAW = ".part", ".raw"


class SnapshotParts:
    """A folder that holds at most one packed file a scope; a download goes on where it was cut."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, manifest: SnapshotManifest) -> int:
        """Bytes that are here already. Raises `KnownError("snapshot_no_room")` for too full a disk."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._part(manifest)
        for stale in self._folder.glob(f"{_stem(manifest.scope)}-*{_PART}"):
            if stale != path:
                stale.unlink()
        have = path.stat().st_size if path.exists() else 0
        if have > manifest.packed_size:
            path.unlink()
            have = 0
        self._check_room(manifest.packed_size - have + _GROWTH * manifest.size)
        return have

    def check_room(self, manifests: Sequence[SnapshotManifest]) -> None:
        """Raises `KnownError("snapshot_no_room")` unless all that were fetched can be built together."""
        self._check_room(_GROWTH * sum(each.size for each in manifests))

    def _check_room(self, bytes_: int) -> None:
        """The build must not take the last room: sales are written to the same disk."""
        needed = bytes_ + _SPARE
        free = shutil.disk_usage(self._folder).free
        if free < needed:
            raise KnownError(
                "snapshot_no_room",
                f"The new catalogue needs {needed >> 20} MiB and the disk has {free >> 20} MiB left. "
                "The catalogue that is here stays in use. Free some space.",
                needed=needed,
                free=free,
            )

    def append(self, manifest: SnapshotManifest, content: bytes) -> int:
        """Keep the next bytes; returns how many there are."""
        with self._part(manifest).open("ab") as file:
            file.write(content)
            return file.tell()

    def forget(self, scope: str) -> None:
        """Throw away what is here of a scope."""
        for path in self._folder.glob(f"{_stem(scope)}-*"):
            path.unlink()

    def tidy(self) -> None:
        """Remove what was unpacked for a build that came to no end."""
        for path in self._folder.glob(f"*{_RAW}"):
            path.unlink()

    def raw(self, manifest: SnapshotManifest) -> Path:
        """Where the unpacked file lies."""
        return self._part(manifest).with_suffix(_RAW)

    def unpack(self, manifest: SnapshotManifest) -> Iterator[None]:
        """Check the packed file and unpack it, a slice a step. `DataError` unless both are as signed."""
        packed = self._part(manifest)
        with packed.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != manifest.packed_sha256:
                raise _torn(manifest, "what arrived is not what was signed")
        digest, size = hashlib.sha256(), 0
        unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        with packed.open("rb") as source, self.raw(manifest).open("wb") as target:
            reader = unpacker.stream_reader(source)
            while piece := _read(manifest, reader):
                size += len(piece)
                if size > manifest.size:
                    raise _torn(manifest, "it unpacks to more than was signed")
                digest.update(piece)
                target.write(piece)
                if size % _SLICE == 0:
                    yield
        if digest.hexdigest() != manifest.sha256:
            raise _torn(manifest, "what it unpacks to is not what was signed")

    def _part(self, manifest: SnapshotManifest) -> Path:
        return self._folder / f"{_stem(manifest.scope)}-{manifest.packed_sha256}{_PART}"


def _read(manifest: SnapshotManifest, reader: zstandard.ZstdDecompressionReader) -> bytes:
    try:
        return reader.read(_PIECE)
    except zstandard.ZstdError as error:
        raise _torn(manifest, f"it cannot be unpacked: {error}") from error


def _torn(manifest: SnapshotManifest, reason: str) -> DataError:
    return DataError("snapshot_torn", reason, scope=manifest.scope)


def _stem(scope: str) -> str:
    """A file name for a scope: a price list's name may hold anything."""
    return hashlib.sha256(scope.encode()).hexdigest()[:16]
