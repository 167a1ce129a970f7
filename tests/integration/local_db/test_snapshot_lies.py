"""A snapshot that is not what was signed, or not what a snapshot holds: refused, and nothing changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
import zstandard

from local_db.snapshots import FRESH
from sync import messages as m
from sync import protocol as p
from sync.signing import sign_manifest
from tests.fakes.snapshot_shop import SnapshotShop, SnapshotTill
from tests.integration.local_db.catalogue_dump import dump


class Lying:
    """The hub's answers, changed on their way."""

    def __init__(self, shop: SnapshotShop, manifest: dict[str, Any], packed: bytes | None = None) -> None:
        self._api = shop.api
        self._shop = shop
        self._manifest = manifest
        self._packed = packed

    def __getattr__(self, name: str) -> Any:
        return getattr(self._api, name)

    def snapshot(self, scope: str) -> m.SnapshotReply:
        manifest = self._shop.manifest(scope)
        if scope == "catalogue":
            manifest = msgspec.structs.replace(manifest, **self._manifest)
            if self._packed is not None:
                changes = {"packed_size": len(self._packed)} | self._manifest
                changes.setdefault("packed_sha256", hashlib.sha256(self._packed).hexdigest())
                manifest = msgspec.structs.replace(manifest, **changes)
        text = msgspec.json.encode(manifest).decode()
        return m.SnapshotReply(
            state="ready", manifest=text, signature=sign_manifest(self._shop.hub.snapshots.folder.key, text)
        )

    def snapshot_part(self, part: m.SnapshotPart) -> bytes:
        if part.scope == "catalogue" and self._packed is not None:
            return self._packed[part.start : part.start + part.length]
        real = self._shop.manifest(part.scope)
        return self._api.snapshot_part(msgspec.structs.replace(part, epoch=real.epoch, seq=real.seq))


def bomb() -> bytes:
    """A hundred megabytes of nothing in a few kilobytes."""
    return zstandard.ZstdCompressor().compress(bytes(100 << 20))


def database_of(folder: Path, *statements: str) -> tuple[bytes, dict[str, Any]]:
    """A signed file with other contents than a snapshot has."""
    from sqlcipher3 import dbapi2

    path = folder / "other.db"
    connection = dbapi2.connect(str(path), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()
    raw = path.read_bytes()
    return zstandard.ZstdCompressor().compress(raw), {
        "size": len(raw),
        "sha256": hashlib.sha256(raw).hexdigest(),
    }


TABLES = (
    "CREATE TABLE item (id INTEGER PRIMARY KEY, sku, name, category, tax_class, unit, age_limit, deposit, "
    "image, identifiers, active, sort_key, rev, digest)",
    "CREATE TABLE item_identifier (identifier, item_id)",
    "CREATE TABLE price (sku, amount, rev, digest)",
    "CREATE TABLE row (kind, key, rev, digest, body)",
)
GOOD_ROW = """INSERT INTO row VALUES ('category', 'A', 1, x'0102030405060708', '{"name": "A"}')"""
MALFORMED: dict[str, tuple[str, ...]] = {
    "virtual": ("DROP TABLE item", "CREATE VIRTUAL TABLE item USING rtree(a, b, c)", GOOD_ROW),
    "trigger": ("CREATE TRIGGER x AFTER INSERT ON item BEGIN DELETE FROM item; END", GOOD_ROW),
    "text for numbers": (
        "INSERT INTO item VALUES (1, 'A', 'A', '', 'x', 'pcs', 'old', 0, '', '[]', 1, '', 1, x'01')",
    ),
    "no columns": ("DROP TABLE row", "CREATE TABLE row (kind)", "INSERT INTO row VALUES ('x')"),
    "torn body": (GOOD_ROW.replace('A"}', "A"),),
    "digest of a number": (GOOD_ROW.replace("x'0102030405060708'", "7"),),
}
"""What else such a file may hold."""


@pytest.mark.parametrize(
    "lie",
    [
        "digest",
        "bomb",
        "noise",
        "cut",
        "no database",
        "no tables",
        "counts",
        "sha",
        *("virtual", "trigger", "text for numbers", "no columns", "torn body", "digest of a number"),
    ],
)
def test_a_file_that_is_not_what_was_signed_leaves_the_catalogue_as_it_is(
    tmp_path: Path, shop: SnapshotShop, lie: str
) -> None:
    packed: bytes | None = None
    changes: dict[str, Any] = {}
    whole = shop.api.snapshot_file(*_place(shop.manifest("catalogue"))).read_bytes()
    if lie == "digest":
        changes = {"packed_sha256": "0" * 64}
    elif lie == "bomb":
        packed, changes = bomb(), {"size": 4096}
    elif lie == "noise":
        packed = b"noise" * 1000
    elif lie == "cut":
        packed = whole[:-100]
    elif lie == "no database":
        raw = b"nothing" * 1000
        packed = zstandard.ZstdCompressor().compress(raw)
        changes = {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    elif lie == "no tables":
        packed, changes = database_of(tmp_path, "CREATE VIEW item AS SELECT 1")
    elif lie == "counts":
        changes = {"rows": {"item": 61}}
    elif lie in MALFORMED:
        packed, changes = database_of(tmp_path, *TABLES, *MALFORMED[lie])
        changes["rows"] = {"item": 0, "item_identifier": 0, "price": 0, "row": 1}
        if lie == "text for numbers":
            changes["rows"] = {"item": 1, "item_identifier": 0, "price": 0, "row": 0}
    else:
        changes = {"sha256": "0" * 64}
    till = SnapshotTill(tmp_path / "till", Lying(shop, changes, packed), shop.signing_key)
    before = dump(till)
    with pytest.raises(p.HubNonsense) as caught:
        till.read("catalogue")
    assert caught.value.code in ("snapshot_torn", "snapshot_unfit")
    assert till.swaps == 0
    assert dump(till) == before
    assert not list((tmp_path / "till").glob(f"{FRESH}*"))
    till.read("catalogue")
    assert till.catalogue.count() == 60
    till.close()


def _place(manifest: m.SnapshotManifest) -> tuple[str, str, int]:
    return manifest.scope, manifest.epoch, manifest.seq
