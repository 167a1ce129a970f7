"""A catalogue that arrives as a file, on real files at both ends: the same rows, nothing half-there."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from hub.store.feeds import Change
from local_db.catalogue_file import CURSORS
from local_db.snapshots import FRESH, LocalSnapshots
from local_db.terminal import CATALOGUE_DB
from retail.errors import KnownError
from retail.item import Item
from sync import protocol as p
from tests.fakes.snapshot_shop import PRICES, SnapshotShop, SnapshotTill, an_item, code_of
from tests.integration.local_db.catalogue_dump import dump


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
