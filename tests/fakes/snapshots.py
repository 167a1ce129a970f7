"""`sync.ports.Snapshots` in memory, and a hub's signed offers for it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync import messages as m
from sync.ports import Cursor
from sync.signing import sign_manifest
from tests.fakes.hub import FakeHub
from tests.fakes.sync_store import MemoryReplica

HUB_KEY = Ed25519PrivateKey.from_private_bytes(b"h" * 32)
SIGNING_KEY = base64.b64encode(HUB_KEY.public_key().public_bytes_raw()).decode()


class MemorySnapshots:
    """Builds by copying the hub's rows; `trouble` names what goes wrong at a call."""

    def __init__(self, hub: FakeHub, replica: MemoryReplica) -> None:
        self.hub = hub
        self.replica = replica
        self.packed: dict[tuple[str, str], bytes] = {}
        """By scope and digest."""
        self.built: list[tuple[str, ...]] = []
        self.trouble: dict[str, Exception] = {}
        self.unfilled = 0

    def _trouble(self, name: str) -> None:
        if name in self.trouble:
            raise self.trouble.pop(name)

    def begin(self, manifest: m.SnapshotManifest) -> int:
        self._trouble("begin")
        return len(self.packed.setdefault(_key(manifest), b""))

    def append(self, manifest: m.SnapshotManifest, content: bytes) -> int:
        self._trouble("append")
        self.packed[_key(manifest)] += content
        return len(self.packed[_key(manifest)])

    def forget(self, scope: str) -> None:
        self.packed = {key: content for key, content in self.packed.items() if key[0] != scope}

    def build(self, manifests: Sequence[m.SnapshotManifest]) -> Iterator[float]:
        yield 0.5
        self._trouble("build")
        for one in manifests:
            assert hashlib.sha256(self.packed.pop(_key(one))).hexdigest() == one.packed_sha256
            live = {key: row for key, row in self.hub.feed(one.scope).rows.items() if row.op == "put"}
            self.replica.rows[one.scope] = live
            self.replica.arrived[one.scope] = set(live)
            self.replica.cursors[one.scope] = Cursor(
                scope=one.scope, epoch=one.epoch, seq=one.seq, checksum=one.checksum
            )
        self.built.append(tuple(one.scope for one in manifests))
        self.unfilled = 3
        yield 1.0

    def fill_search(self) -> bool:
        self.unfilled -= 1
        return self.unfilled >= 0


def _key(manifest: m.SnapshotManifest) -> tuple[str, str]:
    return manifest.scope, manifest.packed_sha256


def offer(hub: FakeHub, scope: str, packed: bytes = b"packed", /, **changes: Any) -> m.SnapshotManifest:
    """Let the hub offer a snapshot of the scope as it stands; `changes` to the manifest are signed too."""
    head = hub.feed(scope).head
    manifest = m.SnapshotManifest(
        format=m.SNAPSHOT_FORMAT,
        scope=scope,
        epoch=head.epoch,
        seq=head.seq,
        checksum=head.checksum,
        rows={},
        size=len(packed) * 3,
        sha256="a" * 64,
        packed_size=len(packed),
        packed_sha256=hashlib.sha256(packed).hexdigest(),
        made_at=hub.now,
    )
    text = msgspec.json.encode(msgspec.structs.replace(manifest, **changes)).decode()
    hub.snapshots[scope] = m.SnapshotReply(
        state="ready", manifest=text, signature=sign_manifest(HUB_KEY, text)
    )
    hub.packed[scope] = packed
    return manifest
