"""A catalogue that arrives as a file, on real files at both ends: the same rows, nothing half-there."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
import zstandard

from hub.store.feeds import Change
from local_db.catalogue_file import CURSORS
from local_db.feed_invariants import check_catalogue_feeds
from local_db.snapshots import FRESH, LocalSnapshots
from local_db.terminal import CATALOGUE_DB
from pos_app.ports.store import StoreFull
from retail.errors import KnownError
from retail.item import Item
from sync import messages as m
from sync import protocol as p
from sync.signing import sign_manifest
from tests.fakes.snapshot_shop import PRICES, SnapshotShop, SnapshotTill, an_item, code_of

KINDS = (".part", ".raw")
DUMP = (
    "SELECT sku, name, category, tax_class, unit, age_limit, deposit, image, identifiers, active, rev, "
    "digest, sort_key FROM item ORDER BY sku",
    "SELECT identifier, sku FROM item_identifier JOIN item ON item.id = item_id ORDER BY 1, 2",
    "SELECT list, sku, amount, rev, digest FROM price ORDER BY 1, 2",
    "SELECT name, position, colour, rev, digest FROM category ORDER BY 1",
    "SELECT scope, kind, key, rev, digest, body, problem FROM feed_row ORDER BY 1, 2, 3",
    "SELECT scope, epoch, seq, checksum FROM feed_cursor ORDER BY 1",
    "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'item_fts_%' ORDER BY 1, 2",
    "SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1",
    "PRAGMA user_version",
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SnapshotShop]:
    made = SnapshotShop(tmp_path / "hub")
    yield made
    made.hub.close()


@pytest.fixture
def till(tmp_path: Path, shop: SnapshotShop) -> Iterator[SnapshotTill]:
    opened = SnapshotTill(tmp_path / "till", shop.api, shop.signing_key)
    yield opened
    opened.close()


def dump(till: SnapshotTill) -> list[list[Any]]:
    with till.files.catalogue_file.read() as database:
        assert list(check_catalogue_feeds(database)) == []
        assert database.driver.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [database.driver.execute(query).fetchall() for query in DUMP]


def names(till: SnapshotTill, words: str) -> list[str]:
    return [one.item.name for one in till.catalogue.search(words, 9)]


def test_it_comes_to_the_same_rows_as_pages(tmp_path: Path, shop: SnapshotShop, till: SnapshotTill) -> None:
    shop.put_items([an_item(7, "Äpfel", deposit=25, age_limit=18, image="ab" * 32, active=False)])
    shop.publish("catalogue", [Change(kind="item", key="torn", body={"sku": "another", "name": 3})])
    shop.publish(PRICES, [Change(kind="discount", key="D1", body={"percent": "10"})])
    shop.publish(PRICES, [Change(kind="price", key="torn", body={"sku": "torn", "amount": "much"})])
    shop.make_all()
    till.read()
    till.fill()
    paged = SnapshotTill(tmp_path / "paged", shop.api, "no key fits")
    paged.taker.distrust("catalogue")
    paged.taker.distrust(PRICES)
    paged.read()
    assert (till.swaps, paged.swaps) == (1, 0)
    assert dump(till) == dump(paged)
    for words in ("item number", "apfel", "number 1"):
        assert names(till, words) == names(paged, words)
    paged.close()


def test_items_scan_before_they_are_found_by_words(shop: SnapshotShop, till: SnapshotTill) -> None:
    shop.make_all()
    till.read()
    found = till.catalogue.find(code_of(12))
    assert found is not None and (found.item.name, found.price) == ("Item number 12", 12)
    assert till.catalogue.count() == 60
    assert names(till, "number 12") == []
    assert till.fill() == 1
    assert names(till, "number 12") == ["Item number 12"]
    assert till.fill() == 0


def test_deltas_while_the_words_are_filled_are_found_once(
    shop: SnapshotShop, till: SnapshotTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("local_db.snapshots._WORDS_A_SLICE", 20)
    shop.make_all()
    till.read()
    assert till.snapshots.fill_search()
    shop.put_items([an_item(5, "Zebra five"), an_item(50, "Zebra fifty"), an_item(99, "Zebra new")])
    shop.publish("catalogue", [Change(kind="item", key="S000051", body=None)])
    shop.put_items([an_item(52, active=False)])
    till.read()
    assert till.fill() == 2
    assert names(till, "zebra") == ["Zebra new", "Zebra five", "Zebra fifty"]
    assert names(till, "number 51") == names(till, "number 52") == []
    assert names(till, "number 53") == ["Item number 53"]


def test_a_new_history_brings_a_new_file_and_keeps_the_other_scope(
    shop: SnapshotShop, till: SnapshotTill
) -> None:
    shop.make_all()
    till.read()
    shop.publish("catalogue", [Change(kind="item", key="S000003", body=None)])
    with shop.hub.database.write() as connection:
        from hub.store.feeds import begin_anew

        begin_anew(connection, shop.clock.now() + 1)
    shop.clock.pass_ms(1000)
    shop.make_all()
    till.read("catalogue")
    assert till.swaps == 2
    assert till.catalogue.find(code_of(3)) is None
    found = till.catalogue.find(code_of(4))
    assert found is not None and found.price == 4
    till.read(PRICES)
    assert till.swaps == 3
    till.fill()
    assert names(till, "number 4")[0] == "Item number 4"
    dump(till)


def test_another_price_list_is_laid_beside_the_items(
    tmp_path: Path, shop: SnapshotShop, till: SnapshotTill
) -> None:
    till.taker.distrust(PRICES)
    shop.make_all()
    till.read("catalogue")
    assert till.catalogue.find(code_of(4)).price is None  # type: ignore[union-attr]
    till.taker.trust(PRICES)
    till.fill()
    till.read(PRICES)
    assert till.catalogue.find(code_of(4)).price == 4  # type: ignore[union-attr]
    assert names(till, "number 4")[0] == "Item number 4", "the word search came along"
    assert till.swaps == 2


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


def test_a_disk_without_room_is_told_before_anything_is_fetched(
    shop: SnapshotShop, till: SnapshotTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.make_all()
    full = shutil.disk_usage(till.data)._replace(free=1 << 20)
    monkeypatch.setattr("local_db.snapshot_parts.shutil.disk_usage", lambda _path: full)
    with pytest.raises(p.SnapshotFailed) as caught:
        till.read()
    assert caught.value.code == "snapshot_no_room"
    assert "Free some space" in caught.value.message
    monkeypatch.undo()
    till.read()
    assert till.swaps == 1


def test_a_folder_that_cannot_be_written_is_told(shop: SnapshotShop, till: SnapshotTill) -> None:
    shop.make_all()
    (till.data / "snapshots").write_text("in the way")
    with pytest.raises(p.SnapshotFailed) as caught:
        till.read()
    assert caught.value.code == "snapshot_disk"


def test_rows_that_came_meanwhile_are_never_lost(shop: SnapshotShop, till: SnapshotTill) -> None:
    shop.make_all()
    till.read()
    shop.put_items([an_item(61)])
    fresh = till.data / FRESH
    shutil.copy(till.data / CATALOGUE_DB, fresh)
    with till.files.catalogue_file.read() as database:
        copied = database.driver.execute(
            "SELECT scope, epoch, seq, checksum, round FROM feed_cursor ORDER BY scope"
        ).fetchall()
    till.read(PRICES)
    with pytest.raises(KnownError) as caught:
        till.files.catalogue_file.swap(fresh, copied)
    assert caught.value.code == "catalogue_moved"


def test_a_program_that_reads_the_old_file_is_waited_for(shop: SnapshotShop, till: SnapshotTill) -> None:
    from sqlcipher3 import dbapi2

    shop.make_all()
    till.taker.distrust("catalogue")
    till.read("catalogue")
    reader = dbapi2.connect(str(till.data / CATALOGUE_DB), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM item").fetchone()
    shop.put_items([an_item(62)])
    till.read("catalogue")
    with pytest.raises(p.SnapshotFailed) as caught:
        till.read(PRICES)
    assert caught.value.code == "catalogue_in_use"
    assert reader.execute("SELECT count(*) FROM item").fetchone() == (60,)
    reader.execute("COMMIT")
    reader.close()
    till.read(PRICES)
    assert till.swaps == 1
    assert till.catalogue.count() == 61


KILLED = """
import os, sys
from pathlib import Path
from tests.fakes.snapshot_shop import SnapshotShop, SnapshotTill
hub, data, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
shop = SnapshotShop(hub, items=3000)
shop.make_all()
till = SnapshotTill(data, shop.api, shop.signing_key)
till.taker.distrust("price:standard")
real = till.snapshots._steps
def steps(manifests):
    for number, each in enumerate(real(manifests)):
        if number == at:
            os._exit(9)
        yield each
till.snapshots._steps = steps
till.read("catalogue")
"""


@pytest.mark.parametrize("at", [1, 4, 8])
def test_a_kill_while_building_leaves_the_old_file_and_no_litter(tmp_path: Path, at: int) -> None:
    data = tmp_path / "till"
    command = [sys.executable, "-c", KILLED, str(tmp_path / "hub"), str(data), str(at)]
    assert subprocess.run(command, check=False, timeout=60).returncode == 9
    shop = SnapshotShop(tmp_path / "hub2")
    till = SnapshotTill(data, shop.api, shop.signing_key)
    assert till.catalogue.count() == 0
    assert dump(till)[5] == []
    assert not list(data.glob(f"{FRESH}*"))
    assert not list(data.glob("snapshots/*.raw"))
    assert list(data.glob("snapshots/*.part")), "what was fetched need not be fetched again"
    till.read()
    assert till.catalogue.count() == 60
    assert not list(data.glob("snapshots/*")), "parts of another snapshot are gone"
    till.close()
    shop.hub.close()


def test_a_part_that_grew_too_long_is_fetched_anew(shop: SnapshotShop, till: SnapshotTill) -> None:
    manifest = shop.manifest("catalogue")
    till.snapshots.begin(manifest)
    assert till.snapshots.append(manifest, b"x" * (manifest.packed_size + 1)) > manifest.packed_size
    assert till.snapshots.begin(manifest) == 0
    till.read()
    assert till.swaps == 1


def test_the_search_is_filled_on_after_a_start(
    tmp_path: Path, shop: SnapshotShop, till: SnapshotTill
) -> None:
    shop.make_all()
    till.read()
    again = LocalSnapshots(till.data, till.data / CATALOGUE_DB, till.files.catalogue_file.swap)
    assert again.fill_search()
    assert not again.fill_search()
    assert names(till, "number 7")[0] == "Item number 7"


def test_names_stand_in_the_order_of_their_letters(shop: SnapshotShop, till: SnapshotTill) -> None:
    fruit = ["Zwiebeln", "Äpfel", "Birnen", "apfelmus", "Ölsardinen", "Orangen"]
    shop.put_items(
        Item(sku=f"F{place:05d}", name=name, category="Obst", tax_class="standard")
        for place, name in enumerate(fruit)
    )
    shop.make_all()
    till.read()
    shown = [one.item.name for one in till.catalogue.in_category("Obst", 0, 9)]
    assert shown == ["Äpfel", "apfelmus", "Birnen", "Ölsardinen", "Orangen", "Zwiebeln"]


def test_pictures_that_a_screen_looked_for_come_first(shop: SnapshotShop, till: SnapshotTill) -> None:
    shop.put_items(an_item(number, image=f"{number:064x}") for number in range(1, 6))
    shop.make_all()
    till.read()
    assert len(till.files.replica.missing_images(9)) == 5
    assert till.catalogue.image_path(f"{4:064x}") == ""
    assert till.files.replica.missing_images(9)[0] == f"{4:064x}"
    assert len(till.files.replica.missing_images(9)) == 5


def test_a_new_file_that_cannot_be_opened_does_not_end_the_sales(
    shop: SnapshotShop, till: SnapshotTill
) -> None:
    shop.make_all()
    till.read()
    fresh = till.data / FRESH
    fresh.write_bytes(b"no database " * 1000)
    with till.files.catalogue_file.read() as database:
        copied = database.driver.execute(CURSORS).fetchall()
    till.files.catalogue_file.swap(fresh, copied)
    assert till.catalogue.find(code_of(3)) is None, "begun anew"
    till.read()
    assert till.catalogue.find(code_of(3)) is not None
    assert till.swaps == 2, "by the same snapshot"


def test_room_is_asked_for_all_scopes_together(
    shop: SnapshotShop, till: SnapshotTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.make_all()
    sizes = [shop.manifest(scope) for scope in ("catalogue", PRICES)]
    room = (64 << 20) + max(one.packed_size + 3 * one.size for one in sizes) + 1
    real = shutil.disk_usage(till.data)
    monkeypatch.setattr("local_db.snapshot_parts.shutil.disk_usage", lambda _path: real._replace(free=room))
    with pytest.raises(p.SnapshotFailed) as caught:
        till.read()
    assert caught.value.code == "snapshot_no_room"
    assert not list((till.data / "snapshots").glob("*.raw")), "nothing was unpacked onto a disk without room"


def test_what_pictures_to_fetch_costs_no_more_in_a_larger_catalogue(
    shop: SnapshotShop, till: SnapshotTill
) -> None:
    """The cashier's commands wait for that question, and it is asked every twenty pictures."""
    costs = []
    for items in range(3_000, 12_001, 3_000):
        shop.put_items(an_item(number, image=f"{number:064x}") for number in range(items - 2_999, items + 1))
        till.read("catalogue")
        steps: list[None] = []
        with till.files.catalogue_file.read() as database:
            database.driver.set_progress_handler(partial(steps.append, None), 100)
        assert len(till.files.replica.missing_images(20)) == 20
        costs.append(len(steps))
    assert costs[-1] <= 2 * costs[0]


def test_a_build_that_failed_takes_no_room_on_a_full_disk(
    shop: SnapshotShop, till: SnapshotTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.make_all()

    def full(_path: Path) -> None:
        raise StoreFull

    monkeypatch.setattr("local_db.snapshot_build._force", full)
    with pytest.raises(p.SnapshotFailed) as caught:
        till.read()
    assert caught.value.code == "store_full"
    kept = [
        path.suffix for path in till.data.rglob("*") if path.name.startswith(FRESH) or path.suffix in KINDS
    ]
    assert kept == [".part", ".part"], "what was fetched is kept, what was made of it is not"
    monkeypatch.undo()
    till.read()
    assert till.swaps == 1
