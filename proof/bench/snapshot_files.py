"""Snapshots of made-up catalogues, made by the real hub once and kept from run to run."""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from hub.bootstrap import SIGNING, Hub, build_hub
from hub.services.snapshots import SnapshotService
from hub.store import feeds, snapshots
from hub.store.feeds import Change, publish
from proof.bench import goods as made
from proof.bench.goods import CATEGORIES, PRICE_LIST, Goods, goods
from retail.item import Category, Item, Price
from sync import messages as m

CATALOGUE = "catalogue"
PRICES = f"price:{PRICE_LIST}"
_MAKE_S = 600.0


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """What a terminal needs to take the snapshots of a catalogue over."""

    signing_key: str
    replies: dict[str, m.SnapshotReply]
    packed: dict[str, str]
    """File name of each scope's packed file."""


class OfferedFiles:
    """The half of `HubApi` that serves snapshots, from the kept files."""

    def __init__(self, folder: Path) -> None:
        self.offered = msgspec.json.decode((folder / "offered.json").read_bytes(), type=Offered)
        self.paths = {scope: folder / name for scope, name in self.offered.packed.items()}

    def snapshot(self, scope: str) -> m.SnapshotReply:
        """See `HubApi`."""
        return self.offered.replies[scope]

    def snapshot_part(self, part: m.SnapshotPart) -> bytes:
        """See `HubApi`."""
        with self.paths[part.scope].open("rb") as file:
            file.seek(part.start)
            return file.read(part.length)


def offered_folder(kept: Path, count: int) -> Path:
    """Where snapshots of a catalogue of `count` items lie; made where they are not in folder `kept` yet."""
    folder = kept / f"snapshots-{count}-{_fingerprint()}"
    if not folder.exists():
        for stale in kept.glob(f"snapshots-{count}-*"):
            shutil.rmtree(stale)
        draft = folder.with_suffix(".new")
        draft.mkdir(parents=True)
        _make(draft, count)
        shutil.rmtree(draft / "hub")
        draft.rename(folder)
    return folder


def _fingerprint() -> str:
    sources = (made.__file__, snapshots.__file__, feeds.__file__, __file__)
    return hashlib.sha256(b"".join(Path(path).read_bytes() for path in sources)).hexdigest()[:12]


def _make(folder: Path, count: int) -> None:
    hub = build_hub(folder / "hub")
    try:
        hub.snapshots = SnapshotService(hub.database, hub.snapshots.folder, hub.clock, least_rows=1)
        with hub.database.write() as connection:
            publish(connection, CATALOGUE, _items(count), hub.clock.now())
            publish(connection, PRICES, _prices(count), hub.clock.now())
        replies = {scope: _wait_for(hub, scope) for scope in (CATALOGUE, PRICES)}
        packed = {scope: _keep(hub, reply, folder) for scope, reply in replies.items()}
        private = base64.b64decode((hub.data_dir / SIGNING).read_bytes())
        offered = Offered(signing_key=_public(private), replies=replies, packed=packed)
    finally:
        hub.close()
    (folder / "offered.json").write_bytes(msgspec.json.encode(offered))


def _public(private: bytes) -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(private)
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def _wait_for(hub: Hub, scope: str) -> m.SnapshotReply:
    reply = hub.snapshots.offer(scope)
    if reply.state == "building":
        hub.snapshots.wait(_MAKE_S)
        reply = hub.snapshots.offer(scope)
    if reply.state != "ready":
        raise RuntimeError(f"the hub made no snapshot of {scope}: {reply.state}")
    return reply


def _keep(hub: Hub, reply: m.SnapshotReply, folder: Path) -> str:
    manifest = msgspec.json.decode(reply.manifest, type=m.SnapshotManifest)
    path = hub.snapshots.file(manifest.scope, manifest.epoch, manifest.seq)
    path.rename(folder / path.name)
    return path.name


def _items(count: int) -> Iterator[Change]:
    for place, name in enumerate(CATEGORIES):
        yield Change(kind="category", key=name, body=Category(name=name, position=place))
    for one in goods(count):
        yield Change(kind="item", key=one.sku, body=_item(one))


def _item(one: Goods) -> Item:
    return Item(
        sku=one.sku,
        name=one.name,
        category=one.category,
        tax_class=one.tax_class,
        identifiers=(f"gtin:0{one.gtin13}",),
    )


def _prices(count: int) -> Iterator[Change]:
    for one in goods(count):
        yield Change(kind="price", key=one.sku, body=Price(sku=one.sku, amount=one.price))
