"""The demo shop is whole: every item has a valid code, a price, a category and a picture of its own."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from hub.bootstrap import build_hub
from hub.demo.pictures import IMAGES, all_pictures
from hub.demo.shop import set_up_demo
from hub.services.invariants import check
from hub.services.pictures import MAX_BYTES, media_type_of
from hub.store import catalogue, feeds


@pytest.fixture(scope="module")
def demo_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "hub"


def test_the_shop_is_set_up_once_and_again_without_a_change(demo_dir: Path) -> None:
    shop = set_up_demo(demo_dir, "kiezmarkt-linde")
    assert shop.items >= 60
    assert sorted(operator.role for operator in shop.operators) == ["cashier", "cashier", "supervisor"]
    hub = build_hub(demo_dir)
    try:
        with hub.database.read() as connection:
            before = {head.scope: head.seq for head in feeds.heads(connection)}
            found = catalogue.search(connection, "", "standard", 500, "", 0)
            known = catalogue.categories(connection)
            assert all(catalogue.has_image(connection, one.item.image) for one in found)
        assert check(hub.engine) == []
    finally:
        hub.close()
    assert len({one.item.image for one in found}) == len(found) == shop.items
    assert all(one.amount and one.item.identifiers and one.item.category in known for one in found)
    assert {one.item.age_limit for one in found} == {0, 16, 18}
    assert any(one.item.deposit for one in found) and any(one.item.unit == "kg" for one in found)
    assert any(one.item.identifiers[0] == "ref:28:0501" for one in found)
    assert set_up_demo(demo_dir, "kiezmarkt-linde").store_id == shop.store_id
    hub = build_hub(demo_dir)
    try:
        with hub.database.read() as connection:
            after = {head.scope: head.seq for head in feeds.heads(connection)}
    finally:
        hub.close()
    assert after == before


def test_the_pictures_are_those_of_the_drawing(tmp_path: Path) -> None:
    drawn = all_pictures()
    kept = {path.stem: path.read_text("utf-8") for path in IMAGES.glob("*.svg")}
    assert kept == drawn
    assert len({hashlib.sha256(text.encode()).digest() for text in drawn.values()}) == len(drawn)
    for text in drawn.values():
        assert media_type_of(text.encode()) == "image/svg+xml"
        assert len(text.encode()) <= MAX_BYTES
