"""The folder of ready snapshots: packed files, each beside its signed manifest.

Several workers may share it: each sees what the others made, and writes drafts under names of its own.
"""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path
from typing import BinaryIO

import msgspec
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync import messages as m
from sync.signing import sign_manifest

_LOG = logging.getLogger("tillbridge.hub")
KEPT = 2
"""Of a scope: the newest, and the one before it, which terminals may be fetching."""
_PIECE = 1024 * 1024
_LEVEL = 3
_UNFINISHED = (".new", ".db", ".note")


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A snapshot that can be fetched; what `.json` beside it holds."""

    manifest: str
    signature: str

    def read(self) -> m.SnapshotManifest:
        """The manifest's fields."""
        return msgspec.json.decode(self.manifest, type=m.SnapshotManifest)


class SnapshotFolder:
    """Packs files into the folder and knows what lies there, also after a start."""

    def __init__(self, folder: Path, key: Ed25519PrivateKey) -> None:
        self._folder = folder
        self.key = key
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._ready: dict[str, list[tuple[m.SnapshotManifest, Ready]]] = {}
        """The newest last."""
        self._seen: list[tuple[str, int, int]] | None = None
        self._look()

    def sweep(self) -> None:
        """Remove drafts and damaged files of earlier runs. Only for who serves the folder, before it does."""
        for path in self._folder.iterdir():
            if path.suffix in _UNFINISHED:
                path.unlink(missing_ok=True)
        for path in sorted(self._folder.glob("*.json")):
            if self._read(path) is None:
                path.unlink(missing_ok=True)
                path.with_suffix(".zst").unlink(missing_ok=True)

    def newest(self, scope: str) -> tuple[m.SnapshotManifest, Ready] | None:
        """The newest snapshot of a scope, or None."""
        self._look()
        found = self._ready.get(scope)
        return found[-1] if found else None

    def path_of(self, scope: str, epoch: str, seq: int) -> Path | None:
        """The packed file, or None where it is not here or no more."""
        self._look()
        for manifest, _ in self._ready.get(scope, []):
            if (manifest.epoch, manifest.seq) == (epoch, seq):
                return self._packed(manifest)
        return None

    def scratch(self, scope: str) -> Path:
        """Where a snapshot's SQLite file is written before it is packed."""
        return self._folder / f"{_stem(scope)}-{os.getpid()}.db"

    def pack(self, raw: Path, head: m.ScopeHead, rows: dict[str, int], at: int) -> None:
        """Compress, sign and offer the file; older ones of the scope go. `raw` is removed."""
        draft = raw.with_suffix(".new")
        size, digest, packed_size, packed_digest = _compress(raw, draft)
        raw.unlink()
        manifest = m.SnapshotManifest(
            format=m.SNAPSHOT_FORMAT,
            scope=head.scope,
            epoch=head.epoch,
            seq=head.seq,
            checksum=head.checksum,
            rows=rows,
            size=size,
            sha256=digest,
            packed_size=packed_size,
            packed_sha256=packed_digest,
            made_at=at,
        )
        text = msgspec.json.encode(manifest).decode()
        ready = Ready(manifest=text, signature=sign_manifest(self.key, text))
        packed = self._packed(manifest)
        draft.replace(packed)
        note = draft.with_suffix(".note")
        note.write_bytes(msgspec.json.encode(ready))
        note.replace(packed.with_suffix(".json"))
        self._look()
        self._tidy(self._ready.get(head.scope, []))

    def _tidy(self, all_ready: list[tuple[m.SnapshotManifest, Ready]]) -> None:
        """Only the newest of a scope stay."""
        kept = all_ready[-KEPT:]
        in_use = {self._packed(manifest) for manifest, _ in kept}
        for manifest, _ in all_ready[:-KEPT]:
            path = self._packed(manifest)
            if path not in in_use:
                path.with_suffix(".json").unlink(missing_ok=True)
                path.unlink(missing_ok=True)

    def _packed(self, manifest: m.SnapshotManifest) -> Path:
        return self._folder / f"{_stem(manifest.scope)}-{manifest.packed_sha256[:16]}.zst"

    def _look(self) -> None:
        """Take in what this or another worker has put into the folder, or taken out, since the last look."""
        seen = sorted(_identity(path) for path in self._folder.glob("*.json"))
        if seen == self._seen:
            return
        ready: dict[str, list[tuple[m.SnapshotManifest, Ready]]] = {}
        for name, _, _ in seen:
            found = self._read(self._folder / name)
            if found is not None:
                ready.setdefault(found[0].scope, []).append(found)
        for each in ready.values():
            each.sort(key=lambda one: (one[0].made_at, one[0].seq))
        # In one step: requests read this on threads of their own.
        self._ready, self._seen = ready, seen

    def _read(self, path: Path) -> tuple[m.SnapshotManifest, Ready] | None:
        """A snapshot that lies in the folder; None where it cannot be read, and is made anew."""
        try:
            ready = msgspec.json.decode(path.read_bytes(), type=Ready)
            manifest = ready.read()
            whole = self._packed(manifest).stat().st_size == manifest.packed_size
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            _LOG.warning("the snapshot %s cannot be read: %s", path.name, error)
            return None
        # Signed anew, so that a key that was replaced does not leave a snapshot that nobody accepts.
        fits = whole and ready.signature == sign_manifest(self.key, ready.manifest)
        return (manifest, ready) if fits else None


def _identity(path: Path) -> tuple[str, int, int]:
    """What tells a file from another that took its place; a file that has just gone has none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return path.name, 0, 0
    return path.name, found.st_ino, found.st_mtime_ns


def _stem(scope: str) -> str:
    """A file name for a scope: a price list's name may hold anything."""
    return hashlib.sha256(scope.encode()).hexdigest()[:16]


def _compress(raw: Path, packed: Path) -> tuple[int, str, int, str]:
    """Size and SHA-256 of the file as it is, and of what it was packed into."""
    plain, squeezed = hashlib.sha256(), hashlib.sha256()
    packer = zstandard.ZstdCompressor(level=_LEVEL).compressobj(size=raw.stat().st_size)
    size = packed_size = 0
    with raw.open("rb") as source, packed.open("wb") as target:
        while piece := source.read(_PIECE):
            plain.update(piece)
            size += len(piece)
            packed_size += _put(target, squeezed, packer.compress(piece))
        packed_size += _put(target, squeezed, packer.flush())
    return size, plain.hexdigest(), packed_size, squeezed.hexdigest()


def _put(target: BinaryIO, digest: hashlib._Hash, piece: bytes) -> int:
    digest.update(piece)
    return target.write(piece)
