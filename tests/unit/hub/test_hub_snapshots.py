"""Snapshots at the hub: when one is offered, made anew, taken away, and what a start finds."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from hub.bootstrap import SIGNING, build_hub
from hub.services.snapshots import SnapshotService
from hub.store import meta
from hub.store.feeds import Change
from hub.store.tables import feed
from sync import messages as m
from sync.protocol import ScopeForbidden, SnapshotNeeded
from sync.signing import manifest_text, signature_holds
from tests.fakes.snapshot_shop import PRICES, SnapshotShop, an_item


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SnapshotShop]:
    made = SnapshotShop(tmp_path / "hub", items=20)
    yield made
    made.hub.close()


def head_of(shop: SnapshotShop, scope: str) -> m.ScopeHead:
    return shop.publish(scope, [])


def test_a_scope_with_few_rows_has_none(shop: SnapshotShop) -> None:
    service = SnapshotService(shop.hub.database, shop.hub.snapshots.folder, shop.clock, least_rows=28)
    assert service.offer("catalogue").state == "none"
    for _ in range(3):
        shop.publish("catalogue", [Change(kind="item", key="S000001", body=None)])
        shop.put_items([an_item(1)])
    assert service.offer("catalogue").state == "none", "a long feed of few rows is counted"
    assert service.offer("price:nobody").state == "none"


def test_what_is_asked_for_is_made_in_the_background_and_signed(shop: SnapshotShop) -> None:
    first = shop.api.snapshot("catalogue")
    assert (first.state, first.retry_after > 0) == ("building", True)
    shop.hub.snapshots.wait(100)
    reply = shop.api.snapshot("catalogue")
    assert reply.state == "ready"
    assert signature_holds(shop.signing_key, reply.signature, manifest_text(reply.manifest))
    manifest = msgspec.json.decode(reply.manifest, type=m.SnapshotManifest)
    head = head_of(shop, "catalogue")
    assert (manifest.epoch, manifest.seq, manifest.checksum) == (head.epoch, head.seq, head.checksum)
    assert manifest.rows == {"item": 20, "item_identifier": 20, "price": 0, "row": 7}
    assert (
        shop.api.snapshot_file("catalogue", manifest.epoch, manifest.seq).stat().st_size
        == manifest.packed_size
    )
    part = m.SnapshotPart(scope="catalogue", epoch=manifest.epoch, seq=manifest.seq, start=5, length=10)
    assert len(shop.api.snapshot_part(part)) == 10


def test_a_slightly_old_one_is_served_and_an_old_one_made_anew(
    shop: SnapshotShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.services.snapshots.STALE_ROWS", 3)
    before = shop.manifest("catalogue")
    shop.put_items([an_item(1, "New name")])
    assert shop.manifest("catalogue") == before
    shop.hub.snapshots.wait(100)
    shop.put_items(an_item(number, f"Other {number}") for number in range(1, 9))
    assert shop.manifest("catalogue") == before, "it serves until the new one is there"
    shop.hub.snapshots.wait(100)
    after = shop.manifest("catalogue")
    assert after.seq == head_of(shop, "catalogue").seq
    assert shop.api.snapshot_file("catalogue", before.epoch, before.seq), "a download of it goes on"


def test_one_that_deltas_cannot_go_on_from_is_not_served(shop: SnapshotShop) -> None:
    from hub.store.feeds import begin_anew

    before = shop.manifest("catalogue")
    with shop.hub.database.write() as connection:
        begin_anew(connection, shop.clock.now() + 1)
    assert shop.hub.snapshots.offer("catalogue").state == "building"
    assert shop.manifest("catalogue").epoch != before.epoch


def test_only_the_newest_two_are_kept(shop: SnapshotShop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.services.snapshots.STALE_ROWS", 0)
    manifests = []
    for number in range(4):
        shop.clock.pass_ms(1000)
        shop.put_items(an_item(each, f"Name {number}") for each in range(1, 9))
        shop.manifest("catalogue")
        shop.hub.snapshots.wait(100)
        manifests.append(shop.manifest("catalogue"))
    folder = shop.hub.data_dir / "snapshots"
    assert len(list(folder.glob("*.zst"))) == len(list(folder.glob("*.json"))) == 2
    first, last = manifests[0], manifests[-1]
    with pytest.raises(SnapshotNeeded):
        shop.api.snapshot_file("catalogue", first.epoch, first.seq)
    assert shop.api.snapshot_file("catalogue", last.epoch, last.seq).exists()


def test_another_store_s_scope_is_not_handed_out(shop: SnapshotShop) -> None:
    with pytest.raises(ScopeForbidden):
        shop.api.snapshot("price:other")
    with pytest.raises(ScopeForbidden):
        shop.api.snapshot_file("price:other", "e", 1)


def test_rows_without_their_feed_s_checksum_are_not_handed_out(
    shop: SnapshotShop, caplog: pytest.LogCaptureFixture
) -> None:
    with shop.hub.database.write() as connection:
        connection.execute(feed.update().where(feed.c.key == "S000003").values(digest="0" * 16))
    assert shop.hub.snapshots.offer("catalogue").state == "building"
    with caplog.at_level(logging.ERROR):
        shop.hub.snapshots.wait(100)
    assert "do not have its checksum" in caplog.text
    assert shop.hub.snapshots.offer("catalogue").state == "none"
    assert not list((shop.hub.data_dir / "snapshots").iterdir())


def test_a_start_offers_what_is_there_and_throws_the_rest_away(shop: SnapshotShop) -> None:
    made = shop.manifest(PRICES)
    shop.manifest("catalogue")
    data = shop.hub.data_dir
    shop.hub.close()
    folder = data / "snapshots"
    (folder / "half.new").write_bytes(b"half")
    (folder / "half.db").write_bytes(b"half")
    (folder / "torn.json").write_bytes(b"{")
    catalogue = shop.hub.snapshots.folder.newest("catalogue")
    assert catalogue is not None
    (folder / f"{_packed(folder, catalogue[0])}").write_bytes(b"cut")
    again = build_hub(data, clock=shop.clock)
    try:
        again.snapshots.folder.sweep()
        kept = again.snapshots.folder.newest(PRICES)
        assert kept is not None and kept[0] == made
        assert again.snapshots.folder.newest("catalogue") is None
        assert len(list(folder.iterdir())) == 2
    finally:
        again.close()


def _packed(folder: Path, manifest: m.SnapshotManifest) -> str:
    return next(path.name for path in folder.glob(f"*{manifest.packed_sha256[:16]}.zst"))


def test_a_new_key_makes_new_snapshots_and_is_told(shop: SnapshotShop) -> None:
    shop.manifest("catalogue")
    data = shop.hub.data_dir
    shop.hub.close()
    (data / SIGNING).unlink()
    again = build_hub(data, clock=shop.clock)
    try:
        with again.database.read() as connection:
            assert meta.need(connection, meta.SIGNING_KEY) != shop.signing_key
        assert again.snapshots.folder.newest("catalogue") is None
    finally:
        again.close()


def test_a_hub_that_goes_down_stops_making(shop: SnapshotShop) -> None:
    shop.hub.snapshots.close()
    assert shop.hub.snapshots.offer("catalogue").state == "building"
    shop.hub.snapshots.wait(1)
    assert shop.hub.snapshots.folder.newest("catalogue") is None


def test_a_folder_that_is_gone_leaves_pages_and_is_tried_again(shop: SnapshotShop) -> None:
    folder = shop.hub.data_dir / "snapshots"
    folder.rmdir()
    folder.write_text("in the way")
    assert shop.hub.snapshots.offer("catalogue").state == "building"
    shop.hub.snapshots.wait(100)
    assert shop.hub.snapshots.offer("catalogue").state == "none", "pages are read"
    folder.unlink()
    folder.mkdir()
    shop.put_items([an_item(1, "Another name")])
    assert shop.hub.snapshots.offer("catalogue").state == "building"
    shop.hub.snapshots.wait(100)
    assert shop.hub.snapshots.offer("catalogue").state == "ready"
