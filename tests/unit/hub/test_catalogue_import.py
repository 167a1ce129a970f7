"""Import of catalogue files as they come: dirty, in other encodings, broken in places, large, again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hub.bootstrap import Hub
from hub.services.catalogue_files import MAX_LINE, inspect, rows
from hub.services.catalogue_import import CatalogueImport, ImportReport
from hub.store import catalogue, feeds
from retail.errors import RuleError
from retail.item import Item

HEAD = "sku,barcodes,name,category,price,tax_class\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1" + b"0" * 20
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'

Import = Callable[..., ImportReport]


@pytest.fixture
def load(hub: Hub, tmp_path: Path) -> Import:
    def run(content: str | bytes, *, name: str = "c.csv", encoding: str | None = None) -> ImportReport:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        importer = CatalogueImport(hub.database, hub.clock, "standard", tmp_path)
        return importer.run(rows(inspect(path, encoding=encoding)))

    return run


def item(hub: Hub, sku: str) -> Item | None:
    with hub.database.read() as connection:
        return catalogue.items(connection, [sku]).get(sku)


def price(hub: Hub, sku: str) -> int | None:
    with hub.database.read() as connection:
        return catalogue.amounts(connection, "standard", [sku], 0).get(sku)


def feed_seqs(hub: Hub) -> dict[str, int]:
    with hub.database.read() as connection:
        return {head.scope: head.seq for head in feeds.heads(connection)}


def problems(report: ImportReport) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in report.problems]


def test_a_row_becomes_an_item_and_a_price(hub: Hub, load: Import) -> None:
    report = load(
        "SKU;Barcode;Name;Category;Price;Tax class;Unit;Age limit;Deposit;Colour\n"
        "b1;4006381333931|96385074 4011;Pils, hell;Bier;1,09;standard;pcs;16;0,08;red\n"
    )
    assert (report.read, report.added, report.refused) == (1, 1, 0)
    assert item(hub, "b1") == Item(
        sku="b1",
        name="Pils, hell",
        category="Bier",
        tax_class="standard",
        unit="pcs",
        age_limit=16,
        deposit=8,
        identifiers=("gtin:04006381333931", "gtin:00000096385074", "plu:4011"),
    )
    assert price(hub, "b1") == 109


@pytest.mark.parametrize(
    ("code", "identifier"),
    [
        ("036000291452", "gtin:00036000291452"),
        ("01234565", "gtin:00000001234565"),
        ("ref:28:0501", "ref:28:0501"),
        ("2805010000006", "ref:28:0501"),
        ("0042", "plu:0042"),
        ("HOUSE-7", "raw:HOUSE-7"),
        ("123456", "raw:123456"),
    ],
)
def test_a_code_becomes_what_is_scanned(code: str, identifier: str, hub: Hub, load: Import) -> None:
    load(f"{HEAD}x,{code},X,,1.00,reduced\n")
    found = item(hub, "x")
    assert found is not None
    assert found.identifiers == (identifier,)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("x,4006381333932,X,,1.00,reduced", "bad_check_digit"),
        ("x,,X,,1.00,luxury", "tax_class_unknown"),
        ("x,,X,,free,reduced", "amount_invalid"),
        ("x,,X,,1.005,reduced", "amount_too_precise"),
        ('x,,X,,"1,190",reduced', "amount_invalid"),
        ("x,,X,,-1,reduced", "amount_negative"),
        ("x,,X,,,reduced", "amount_invalid"),
        (",,X,,1.00,reduced", "field_empty"),
        ("x,,,,1.00,reduced", "field_empty"),
        (f"x,,{'n' * 201},,1.00,reduced", "field_too_long"),
        ("x,,a\x07b,,1.00,reduced", "field_unprintable"),
        (f"x,{'9' * 70},X,,1.00,reduced", "code_too_long"),
        ("x,,X,1.00,reduced", "row_unreadable"),
        ("x,,X,,1.00,reduced,more", "row_unreadable"),
        ('x,,"X"y,,1.00,reduced', "row_unreadable"),
        (f"x,,{'n' * MAX_LINE},,1.00,reduced", "row_unreadable"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_spoils_nothing(
    row: str, code: str, hub: Hub, load: Import
) -> None:
    report = load(f"{HEAD}a,,A,,1.00,reduced\n\n{row}\nz,,Z,,2.00,reduced\n")
    assert problems(report) == [(4, code)]
    assert report.problems[0].reason
    assert (report.added, report.refused) == (2, 1)
    assert item(hub, "z") is not None
    assert item(hub, "x") is None


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("unit", "dozen", "unit_unknown"),
        ("age_limit", "old", "age_limit_invalid"),
        ("age_limit", "1000", "age_limit_invalid"),
        ("deposit", "some", "amount_invalid"),
        ("active", "perhaps", "active_invalid"),
        ("image", "missing.png", "image_missing"),
        ("image", "../../secret.png", "image_outside"),
        ("image", "f" * 64, "image_missing"),
    ],
)
def test_a_bad_extra_column_refuses_the_row(column: str, value: str, code: str, load: Import) -> None:
    report = load(f"sku,name,price,tax_class,{column}\nx,X,1,reduced,{value}\n")
    assert problems(report) == [(2, code)]


def test_what_stands_twice_in_the_file_counts_once(hub: Hub, load: Import) -> None:
    report = load(
        f"{HEAD}a,4006381333931,A,,1.00,reduced\na,,B,,2.00,reduced\nc,4006381333931,C,,3.00,reduced\n"
        "d,4011 4011,D,,4.00,reduced\n"
    )
    assert problems(report) == [(3, "sku_twice"), (4, "barcode_twice")]
    assert "line 2" in report.problems[0].reason
    assert price(hub, "a") == 100
    assert item(hub, "c") is None


def test_a_barcode_of_another_item_is_not_taken_away(hub: Hub, load: Import) -> None:
    load(f"{HEAD}a,4006381333931,A,,1.00,reduced\n")
    report = load(f"{HEAD}b,4006381333931,B,,1.00,reduced\n")
    assert problems(report) == [(2, "barcode_taken")]
    assert "'a'" in report.problems[0].reason
    assert load(f"{HEAD}a,,A,,1.00,reduced\n").changed == 1
    assert load(f"{HEAD}b,4006381333931,B,,1.00,reduced\n").added == 1


def test_the_same_file_again_makes_no_news(hub: Hub, load: Import) -> None:
    content = HEAD + "".join(f"s{n},,Item {n},K{n % 3},{n}.50,reduced\n" for n in range(2500))
    first = load(content)
    before = feed_seqs(hub)
    again = load(content)
    assert (first.added, again.added, again.changed, again.unchanged) == (2500, 0, 0, 2500)
    assert feed_seqs(hub) == before
    dearer = load(content.replace("s7,,Item 7,K1,7.50", "s7,,Item 7,K1,7.80"))
    assert (dearer.changed, dearer.unchanged) == (1, 2499)
    after = feed_seqs(hub)
    assert (after["catalogue"], after["price:standard"]) == (
        before["catalogue"],
        before["price:standard"] + 1,
    )


def test_new_categories_come_behind_those_that_are_there(hub: Hub, load: Import) -> None:
    load(f"{HEAD}a,,A,Zubehör,1.00,reduced\nb,,B,Getränke,1.00,reduced\n")
    with hub.database.read() as connection:
        names = list(catalogue.categories(connection))
    assert names[-1] == "Zubehör"
    assert names.count("Getränke") == 1


def test_an_item_can_be_put_out_of_use(hub: Hub, load: Import) -> None:
    load("sku,name,price,tax_class,active\nx,X,1,reduced,no\n")
    found = item(hub, "x")
    assert found is not None
    assert not found.active


@pytest.mark.parametrize(
    ("encoding", "asked"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", None),
        ("utf-16-le", "utf-16-le"),
        ("cp1252", "cp1252"),
        ("latin-1", "ISO-8859-1"),
    ],
)
def test_umlauts_arrive_in_each_encoding(encoding: str, asked: str | None, hub: Hub, load: Import) -> None:
    content = f"{HEAD}k,,Käse für Groß & Klein,Süßes,2.00,reduced\r\n".encode(encoding)
    assert load(content, encoding=asked).added == 1
    found = item(hub, "k")
    assert found is not None
    assert (found.name, found.category) == ("Käse für Groß & Klein", "Süßes")


def test_a_wrong_encoding_is_named_by_line_and_byte_and_imports_nothing(hub: Hub, load: Import) -> None:
    filler = "".join(f"f{n},,F,,1.00,reduced\n" for n in range(60_000))
    content = f"{HEAD}{filler}k,,Käse,,2.00,reduced\n".encode("cp1252")
    with pytest.raises(RuleError) as refusal:
        load(content)
    assert refusal.value.code == "encoding_wrong"
    assert "line 60002 has the byte 0xE4" in refusal.value.message
    assert f"offset {content.index(bytes([0xE4]))}" in refusal.value.message
    assert "--encoding cp1252" in refusal.value.message
    assert item(hub, "f0") is None


@pytest.mark.parametrize(
    ("content", "encoding", "code"),
    [
        (b"sku,name\x00", None, "encoding_wrong"),
        ("sku,name,price,tax_class\n".encode("utf-16-le"), None, "encoding_wrong"),
        (b"sku", "klingon", "encoding_unknown"),
        (b"sku", "base64", "encoding_unknown"),
        (b"\xff\xfe\x00", None, "encoding_wrong"),
        (b"", None, "columns_missing"),
        (b"sku,name\nx,y\n", None, "columns_missing"),
        (b"sku,sku,name,price,tax_class\n", None, "columns_twice"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_in_words(
    content: bytes, encoding: str | None, code: str, load: Import
) -> None:
    with pytest.raises(RuleError) as refusal:
        load(content, encoding=encoding)
    assert refusal.value.code == code
    assert refusal.value.message


def test_a_file_that_is_not_there_or_of_no_known_kind(tmp_path: Path, load: Import) -> None:
    with pytest.raises(RuleError) as refusal:
        inspect(tmp_path / "none.csv")
    assert refusal.value.code == "file_unreadable"
    with pytest.raises(RuleError) as refusal:
        load("x", name="catalogue.xlsx")
    assert refusal.value.code == "file_format_unknown"


def test_ndjson_keeps_numbers_as_they_are_written(hub: Hub, load: Import) -> None:
    lines = [
        {"sku": "a", "name": "A", "price": 1.10, "tax_class": "reduced", "barcodes": ["4011", "4012"]},
        {"sku": "b", "name": "B", "price": "0.3", "tax_class": "reduced", "barcodes": "4013|4014"},
        {"sku": "c", "name": "C", "price": 3, "tax_class": "reduced", "age_limit": 18, "active": True},
        {"sku": "d", "name": "D", "price": 0.1, "tax_class": "reduced", "barcodes": None, "unit": None},
    ]
    report = load("\n".join(json.dumps(line) for line in lines), name="c.ndjson")
    assert (report.added, report.refused) == (4, 0)
    assert [price(hub, sku) for sku in "abcd"] == [110, 30, 300, 10]
    found = item(hub, "b")
    assert found is not None
    assert found.identifiers == ("plu:4013", "plu:4014")


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1]",
        "{}",
        '{"sku":"x","name":"X","price":1,"tax_class":"reduced","unit":{"a":1}}',
        '{"sku":"x","name":"X","price":NaN,"tax_class":"reduced"}',
        '{"sku":"x","name":"X","price":1,"tax_class":"reduced","more":"' + "m" * MAX_LINE + '"}',
        "[" * 50_000,
    ],
)
def test_a_bad_line_of_ndjson_is_reported(line: str, load: Import) -> None:
    good = '{"sku":"g","name":"G","price":"1","tax_class":"reduced"}'
    report = load(f"{good}\n\n{line}\n", name="c.jsonl")
    assert [number for number, _ in problems(report)] == [3]
    assert report.added == 1


def test_pictures_are_kept_by_their_content(hub: Hub, tmp_path: Path, load: Import) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "b.svg").write_bytes(SVG)
    (tmp_path / "big.png").write_bytes(PNG + b"0" * 60_000)
    (tmp_path / "evil.svg").write_bytes(SVG.replace(b"<rect", b"<script>x</script><rect"))
    (tmp_path / "link.svg").write_bytes(SVG.replace(b"<rect", b"<image href='http://x/y'/><rect"))
    (tmp_path / "text.png").write_bytes(b"hello")
    names = ("a.png", "b.svg", "big.png", "evil.svg", "link.svg", "text.png", "a.png")
    report = load(
        "sku,name,price,tax_class,image\n"
        + "".join(f"i{place},I,1,reduced,{name}\n" for place, name in enumerate(names))
    )
    assert problems(report) == [
        (4, "image_too_large"),
        (5, "image_unsafe"),
        (6, "image_unsafe"),
        (7, "image_kind"),
    ]
    digest = hashlib.sha256(PNG).hexdigest()
    for sku in ("i0", "i6"):
        found = item(hub, sku)
        assert found is not None
        assert found.image == digest
    with hub.database.read() as connection:
        assert catalogue.get_image(connection, digest) == ("image/png", PNG)
    assert load(f"sku,name,price,tax_class,image\ni9,I,1,reduced,{digest}\n").added == 1


def test_only_a_thousand_problems_are_listed(load: Import) -> None:
    report = load(HEAD + "".join(f"x{n},,X,,no,reduced\n" for n in range(1200)))
    assert (report.refused, len(report.problems)) == (1200, 1000)


def test_a_price_list_that_nobody_uses_is_refused(hub: Hub) -> None:
    with pytest.raises(RuleError) as refusal:
        CatalogueImport(hub.database, hub.clock, "wholesale", None)
    assert refusal.value.code == "price_list_unknown"
