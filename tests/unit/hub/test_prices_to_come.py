"""Prices with a date and promotions at the hub: read from files, sent as feed rows, listed and taken back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hub.bootstrap import Hub
from hub.cli import prices as cli
from hub.services.catalogue_files import inspect, rows
from hub.services.catalogue_import import CatalogueImport, ImportReport
from hub.services.price_changes import take_back
from hub.services.promotions import read_file, remove_promotion, write_promotions
from hub.store import catalogue, feeds, price_changes, promotions
from retail.errors import RuleError
from retail.local_time import parse_moment
from retail.promotion_form import FormPromotion

ITEM = "sku,name,price,tax_class,price_from\na,Apple,1.00,reduced,\n"
DAY = "2040-12-01 00:00"
AT = parse_moment(DAY, "Europe/Berlin")

Import = Callable[[str], ImportReport]


@pytest.fixture
def load(hub: Hub, tmp_path: Path) -> Import:
    def run(content: str) -> ImportReport:
        path = tmp_path / "c.csv"
        path.write_text(content, "utf-8")
        return CatalogueImport(hub.database, hub.clock, "standard", None).run(rows(inspect(path)))

    return run


def price(hub: Hub, at: int) -> int | None:
    with hub.database.read() as connection:
        return catalogue.amounts(connection, "standard", ["a"], at).get("a")


def feed(hub: Hub, kind: str) -> dict[str, Any]:
    with hub.database.read() as connection:
        found = feeds.rows_after(connection, "price:standard", 0, 5000)
    return {row.key: row.body for row in found if row.kind == kind and row.op == "put"}


def test_a_file_of_nothing_but_prices_to_come(
    hub: Hub, load: Import, capsys: pytest.CaptureFixture[str]
) -> None:
    load(ITEM)
    report = load(f"sku,price,effective from\na,1.20,{DAY}\na,1.30,2041-01-01\nb,1,{DAY}\n")
    assert (report.added, [one.code for one in report.problems]) == (2, ["sku_unknown"])
    assert feed(hub, "price_change")[f"a@{AT}"] == {"sku": "a", "amount": 120, "effective_from": AT}
    assert [price(hub, at) for at in (AT - 1, AT, AT + 10**11)] == [100, 120, 130]
    assert load(f"sku,price,price_from\na,1.20,{DAY}\n").unchanged == 1
    assert load(f"sku,price,price_from\na,1.25,{DAY}\n").changed == 1
    assert cli.upcoming(hub, "standard", as_json=False) == 0
    assert "2040-12-01 00:00+0100        1.25 EUR  a  Apple" in capsys.readouterr().out
    assert cli.upcoming(hub, "standard", as_json=True) == 0
    assert '"amount": 125' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("a,,1.20,,2020-01-01", "price_from_passed"),
        ("a,,1.20,,soon", "moment_invalid"),
        ("a,,-1,,2040-01-01", "amount_negative"),
        (",,1,,2040-01-01", "field_empty"),
    ],
)
def test_a_price_to_come_that_cannot_be(load: Import, row: str, code: str) -> None:
    load(ITEM)
    report = load(f"sku,name,price,tax_class,price_from\n{row}\n")
    assert [one.code for one in report.problems] == [code]


def test_a_row_without_a_date_needs_all_of_an_item(load: Import) -> None:
    assert [one.code for one in load("sku,price,price_from\na,1.20,\n").problems] == ["field_missing"]
    twice = f"sku,price,price_from\na,1.20,{DAY}\na,1.30,{DAY}\n"
    load(ITEM)
    assert [one.code for one in load(twice).problems] == ["price_twice"]


def test_a_price_set_now_ends_what_has_passed(hub: Hub, load: Import, clock: Any) -> None:
    load(ITEM)
    load(f"sku,price,price_from\na,1.20,{DAY}\na,1.30,2041-01-01\n")
    clock.ms = AT
    assert load(ITEM.replace("1.00", "1.20")).unchanged == 1
    assert load(ITEM.replace("1.00", "0.90")).changed == 1
    assert price(hub, AT) == 90
    assert [one["amount"] for one in feed(hub, "price_change").values()] == [130]


def test_a_price_to_come_is_taken_back(hub: Hub, load: Import) -> None:
    load(ITEM)
    load(f"sku,price,price_from\na,1.20,{DAY}\n")
    with pytest.raises(RuleError, match="in force"):
        take_back(hub.database, "standard", "a", AT, AT)
    take_back(hub.database, "standard", "a", AT, 0)
    assert feed(hub, "price_change") == {}
    with pytest.raises(RuleError, match="no such"):
        take_back(hub.database, "standard", "a", AT, 0)
    with hub.database.read() as connection:
        assert price_changes.upcoming(connection, "standard", 0, 9) == []


TOML = """
[[promotions]]
id = "x"
barcodes = ["4006381333931"]
percent = 12.5
valid_from = "2040-12-01 00:00"
"""


def test_promotions_come_from_a_file(
    hub: Hub, load: Import, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.toml"
    path.write_text(TOML, "utf-8")
    with pytest.raises(RuleError, match="'x': no item has the barcode"):
        cli.on_offer(hub, "standard", path, "", as_json=False)
    load("sku,name,price,tax_class,barcodes\na,Apple,1.00,reduced,4006381333931\n")
    assert cli.on_offer(hub, "standard", path, "", as_json=False) == 0
    assert "x  x  (line, percent)" in capsys.readouterr().out
    body = feed(hub, "promotion")["x"]
    assert (body["goods"]["skus"], body["action"]["percent"], body["valid_from"]) == (["a"], "12.5", AT)
    assert cli.on_offer(hub, "standard", None, "x", as_json=True) == 0
    assert '"x"' not in capsys.readouterr().out
    with pytest.raises(RuleError, match="no promotion"):
        remove_promotion(hub.database, "standard", "x", AT)


def test_a_promotion_for_an_item_that_is_not_there_is_refused(hub: Hub, load: Import) -> None:
    form = FormPromotion(id="x", skus=("a", "b"), percent=Decimal(5))
    load("sku,name,price,tax_class,barcodes\na,Apple,1.00,reduced,4006381333931\n")
    with pytest.raises(RuleError, match="'x': there is no item 'b'"):
        write_promotions(hub.database, "standard", [form], AT)
    assert "x" not in feed(hub, "promotion")


def test_the_demo_shop_has_promotions(hub: Hub) -> None:
    with hub.database.read() as connection:
        assert len(promotions.every(connection, "standard")) == 3
    assert len(feed(hub, "promotion")) == 3


def test_a_file_that_names_none_is_refused(hub: Hub, tmp_path: Path) -> None:
    for name, content in (("p.json", b"[]"), ("p.toml", b"x ="), ("q.toml", b"\xff")):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(RuleError, match=name):
            read_file(path)
    with pytest.raises(RuleError, match="cannot be read"):
        read_file(tmp_path / "none.toml")
    path = tmp_path / "good.json"
    path.write_bytes(b'{"promotions": [{"id": "j", "amount": 0.5}]}')
    head, found = write_promotions(hub.database, "standard", read_file(path), AT)
    assert (head.scope, found[0].name) == ("price:standard", "j")
    with pytest.raises(RuleError, match="price list"):
        write_promotions(hub.database, "nobody's", read_file(path), AT)
