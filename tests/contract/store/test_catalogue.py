"""Items by code, words and category, as `pos_app.ports.store.Catalogue` promises them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from local_db.terminal import LocalTerminal
from retail.item import Category, Item
from sync.messages import FeedRow, PullReply, ScopeHead
from sync.ports import EMPTY_CHECKSUM
from tests.fakes.shop import APPLES, BEER, COLA, MILK, NO_PRICE, SCHNAPPS
from tests.fakes.store import load_catalogue, load_config

GOODS = (MILK, COLA, BEER, SCHNAPPS, APPLES, NO_PRICE)
CATEGORIES = (Category(name="Obst", position=2), Category(name="Molkerei", position=1))
HOSTILE = st.text(alphabet='"*^:()-+ ANDORNOTNEAR{}\x00\ud800', max_size=60)


@pytest.fixture
def shop(terminal: LocalTerminal) -> LocalTerminal:
    load_config(terminal)
    load_catalogue(terminal, GOODS, categories=CATEGORIES)
    return terminal


def change(terminal: LocalTerminal, *rows: tuple[str, str, dict[str, object] | None]) -> None:
    """Further rows of the catalogue, (kind, key, body), None for a deletion."""
    at = terminal.replica.cursor("catalogue").seq
    feed = tuple(
        FeedRow(seq=at + place, kind=kind, key=key, op="put" if body else "delete", rev=at + place, body=body)
        for place, (kind, key, body) in enumerate(rows, start=1)
    )
    head = ScopeHead(scope="catalogue", epoch="feed-1", seq=at + len(rows), checksum=EMPTY_CHECKSUM)
    terminal.replica.apply("catalogue", PullReply(rows=feed, next=at + len(rows), head=head))


def body(item: Item, **changed: object) -> dict[str, object]:
    fields = {name: getattr(item, name) for name in item.__struct_fields__}
    return {**fields, "identifiers": list(item.identifiers), **changed}


def names(found: object) -> list[str]:
    return [one.item.name for one in found]  # type: ignore[attr-defined]


def test_an_item_is_found_by_each_of_its_codes(shop: LocalTerminal) -> None:
    for item, price in ((MILK, 119), (APPLES, 299), (NO_PRICE, None)):
        found = shop.catalogue.find(item.identifiers[0])
        assert found is not None
        assert (found.item, found.price) == (item, price)
    assert shop.catalogue.find("gtin:99999999999999") is None
    assert shop.catalogue.find("") is None


def test_an_item_is_found_by_its_key(shop: LocalTerminal) -> None:
    found = shop.catalogue.item("cola")
    assert found is not None
    assert (found.item, found.price) == (COLA, 99)
    assert shop.catalogue.item("nothing") is None


def test_prices_are_those_of_this_terminals_list(terminal: LocalTerminal) -> None:
    load_catalogue(terminal)
    found = terminal.catalogue.item("milk")
    assert found is not None
    assert found.price is None
    load_config(terminal)
    found = terminal.catalogue.item("milk")
    assert found is not None
    assert found.price == 119


def test_categories_come_by_position_with_their_count(shop: LocalTerminal) -> None:
    change(shop, ("item", "beer", body(BEER, active=False)))
    assert shop.catalogue.categories() == (
        (Category(name="Molkerei", position=1), 1),
        (Category(name="Obst", position=2), 1),
        (Category(name="Getränke"), 2),
    )
    assert shop.catalogue.count() == len(GOODS) - 1


def test_a_category_is_read_page_by_page(shop: LocalTerminal) -> None:
    assert names(shop.catalogue.in_category("Getränke", 0, 2)) == ["Cola 0,5 l", "Obstler"]
    assert names(shop.catalogue.in_category("Getränke", 2, 2)) == ["Pils 0,5 l"]
    assert shop.catalogue.in_category("Nothing", 0, 5) == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("mil", "Milch 1 l"),
        ("MILCH", "Milch 1 l"),
        ("l milch", "Milch 1 l"),
        ("apfel", "Äpfel"),
        ("äp", "Äpfel"),
        ("0,5 l pils", "Pils 0,5 l"),
        ("4006381333931", "Milch 1 l"),
        ("40063813", "Milch 1 l"),
        ("12345678905", "Pils 0,5 l"),
        ("96385074", "Obstler"),
        ("4011", "Äpfel"),
        ("NEU-1", "Neuheit"),
        ("schnapps", "Obstler"),
        ("schna", "Obstler"),
        ("c", "Cola 0,5 l"),
    ],
)
def test_search_finds_by_words_key_and_code(shop: LocalTerminal, text: str, first: str) -> None:
    assert names(shop.catalogue.search(text, 10))[:1] == [first]


@pytest.mark.parametrize(
    "text", ["", "  ", "xyz", "milch cola", '"', "*", "AND", "NEAR(", "\x00", "\ud800", "''"]
)
def test_search_finds_nothing_where_nothing_fits(shop: LocalTerminal, text: str) -> None:
    assert shop.catalogue.search(text, 10) == ()


def test_search_keeps_to_its_limit_and_ranks(shop: LocalTerminal) -> None:
    for number, name in enumerate(("Milchreis", "Milch", "Buttermilch", "Hafer-Milch", "Kakao mit Milch")):
        change(shop, ("item", f"n{number}", {"sku": f"n{number}", "name": name, "tax_class": "reduced"}))
    found = names(shop.catalogue.search("milch", 10))
    assert found[:3] == ["Milch", "Milch 1 l", "Milchreis"]
    assert set(found[3:]) == {"Hafer-Milch", "Kakao mit Milch"}
    assert names(shop.catalogue.search("milch", 2)) == ["Milch", "Milch 1 l"]
    assert shop.catalogue.search("milch", 0) == ()


def test_what_is_not_sold_any_more_is_not_searched(shop: LocalTerminal) -> None:
    change(shop, ("item", "milk", body(MILK, active=False)))
    assert shop.catalogue.search("milch", 10) == ()
    assert shop.catalogue.search("4006381333931", 10) == ()
    found = shop.catalogue.find(MILK.identifiers[0])
    assert found is not None
    assert not found.item.active
    change(shop, ("item", "milk", body(MILK)))
    assert names(shop.catalogue.search("milch", 10)) == ["Milch 1 l"]


def test_a_new_name_and_new_codes_replace_the_old(shop: LocalTerminal) -> None:
    change(
        shop, ("item", "milk", body(MILK, name="Frischmilch", identifiers=["gtin:00000000000017", "plu:1"]))
    )
    assert shop.catalogue.search("milch 1", 10) == ()
    assert names(shop.catalogue.search("frisch", 10)) == ["Frischmilch"]
    assert shop.catalogue.find(MILK.identifiers[0]) is None
    assert shop.catalogue.find("plu:1") is not None


def test_a_deleted_item_is_gone_everywhere(shop: LocalTerminal) -> None:
    change(shop, ("item", "milk", None))
    assert shop.catalogue.item("milk") is None
    assert shop.catalogue.find(MILK.identifiers[0]) is None
    assert shop.catalogue.search("milch", 10) == ()
    assert shop.catalogue.count() == len(GOODS) - 1


def test_where_two_items_claim_a_code_the_one_on_sale_is_found(shop: LocalTerminal) -> None:
    change(
        shop,
        ("item", "milk", body(MILK, active=False)),
        ("item", "oats", body(replace(MILK, sku="oats", name="Haferdrink"))),
    )
    found = shop.catalogue.find(MILK.identifiers[0])
    assert found is not None
    assert found.item.sku == "oats"
    change(shop, ("item", "oats", None))
    found = shop.catalogue.find(MILK.identifiers[0])
    assert found is not None
    assert found.item.sku == "milk"


def test_an_item_whose_body_is_bad_is_not_sold_until_it_is_mended(shop: LocalTerminal) -> None:
    change(shop, ("item", "milk", {"sku": "milk", "name": 5}), ("item", "cola", {"sku": "milk"}))
    assert shop.catalogue.item("milk") is None
    assert shop.catalogue.find(MILK.identifiers[0]) is None
    change(shop, ("item", "milk", body(MILK)))
    found = shop.catalogue.find(MILK.identifiers[0])
    assert found is not None
    assert found.item == MILK


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(), max_size=60) | HOSTILE)
def test_no_text_makes_search_raise(shop: LocalTerminal, text: str) -> None:
    assert len(shop.catalogue.search(text, 5)) <= 5


def test_a_very_long_scan_is_searched_too(shop: LocalTerminal) -> None:
    assert shop.catalogue.search("4" * 10_000, 5) == ()
    assert shop.catalogue.search("milch " * 2_000, 5) != ()


def test_pictures_are_missed_until_they_arrive(shop: LocalTerminal) -> None:
    content = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    digest = hashlib.sha256(content).hexdigest()
    assert shop.replica.missing_images(10) == ()
    for sku, picture in (("milk", digest), ("cola", digest), ("beer", "f" * 64)):
        change(shop, ("item", sku, {"sku": sku, "name": sku, "tax_class": "standard", "image": picture}))
    assert set(shop.replica.missing_images(10)) == {digest, "f" * 64}
    assert len(shop.replica.missing_images(1)) == 1
    assert shop.catalogue.image_path(digest) == ""
    shop.replica.store_image(digest, content)
    assert Path(shop.catalogue.image_path(digest)).read_bytes() == content
    assert shop.replica.missing_images(10) == ("f" * 64,)
    change(shop, ("item", "beer", None))
    assert shop.replica.missing_images(10) == ()
    assert shop.replica.missing_images(10) == ()
