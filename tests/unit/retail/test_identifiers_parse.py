"""What `parse` promises for any scan: never raises, keeps the raw text, says how to find the item."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retail.identifiers import LAYOUT_TABLES, parse
from retail.identifiers.aim import HINTS

_SCANS = st.one_of(
    st.text(),
    st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=30),
    st.from_regex(r"\](E|C|I|Q|d|e|J|A|Z)[0-9]\d{0,18}", fullmatch=True),
    st.text(alphabet="0123456789", max_size=20),
)


@given(
    _SCANS,
    st.sampled_from([None, *HINTS]),
    st.sampled_from(sorted(LAYOUT_TABLES)),
    st.sampled_from(["", "P"]),
)
@example("]E3\ud800", None, "default", "")
@example("\x00", None, "default", "")
@example("9" * 10_000, None, "default", "")
def test_parse_never_raises(raw: str, hint: str | None, table: str, plu_prefix: str) -> None:
    code = parse(raw, LAYOUT_TABLES[table], symbology=hint, plu_prefix=plu_prefix)
    assert code.raw == raw
    assert (code.error is None) == (code.message is None)
    assert code.kind != "unknown" or code.error is not None
    if code.error is None:
        assert code.identifiers
        assert code.gtin14 is None or (len(code.gtin14) == 14 and code.gtin14.isdigit())


@pytest.mark.parametrize(
    ("scan", "identifiers"),
    [
        ("4006381333931", ("gtin:04006381333931",)),
        ("4006381333932", ()),
        ("4011", ("plu:4011",)),
        ("2212342001999", ("ref:22:1234", "gtin:02212340000000")),
        ("]A0ABC-1", ("raw:ABC-1",)),
        ("12345678901234567", ("raw:12345678901234567",)),
        ("AB\tC", ()),
        (" \r\n", ()),
    ],
)
def test_how_the_item_is_found(scan: str, identifiers: tuple[str, ...]) -> None:
    assert parse(scan).identifiers == identifiers


@pytest.mark.parametrize(
    ("scan", "unit", "quantity"),
    [
        ("2812349007507", "kg", 750),
        ("2812349007507", "pcs", 750),
        ("2512343000039", "pcs", 3000),
        ("2512343000039", "kg", 3000),
        ("4006381333931", "pcs", None),
        ("(01)99521234543216(3103)001234", "kg", 1234),
        ("(01)99521234543216(3103)001234", "g", 1_234_000),
        ("(01)99521234543216(3103)001234", "pcs", None),
        ("(01)99521234543216(3103)001234", "l", None),
        ("(01)99521234543216(3150)000002", "l", 2000),
        ("(01)99521234543216(3150)000002", "g", None),
        ("(01)99521234543216(3112)000150", "m", 1500),
        ("(01)99521234543216(3112)000150", "box", None),
        ("(01)99521234543216(30)12", "pcs", 12_000),
        ("(02)09521234543213(37)5", "pcs", 5000),
    ],
)
def test_the_quantity_in_the_code(scan: str, unit: str, quantity: int | None) -> None:
    assert parse(scan).quantity_in(unit) == quantity


@pytest.mark.parametrize(
    ("scan", "name"),
    [
        ("4006381333931", None),
        ("]E04006381333931", "ean_upc"),
        ("]E004252614", "upc_e"),
        ("]E496385074", "ean_8"),
        ("]E3977012345678712", "ean_upc"),
        ("]E112", "ean_add_on"),
        ("]I110012345678902", "itf"),
        ("]C0AB", "code_128"),
        ("]C10109521234543213", "gs1_128"),
        ("]d1AB", "datamatrix"),
        ("]X0AB", "other"),
    ],
)
def test_what_carried_it(scan: str, name: str | None) -> None:
    assert parse(scan).symbology == name


@pytest.mark.parametrize(
    ("scan", "error"),
    [
        ("", "empty"),
        ("]E4", "empty"),
        ("\x1b[31m4006381333931", "control_characters"),
        ("4006381333931\x00", "control_characters"),
        ("40063813\ud800", "control_characters"),
        ("A" * 10_000, "unknown_code"),
        ("9" * 10_000, "wrong_length"),
        ("400638133393", "bad_check_digit"),
        ("40063813339", "wrong_length"),
        ("]E0400638133393A", "wrong_length"),
        ("]E39770123456787123", "wrong_length"),
        ("]E397701234567871A", "wrong_length"),
        ("]E3977012345678812", "bad_check_digit"),
        ("]E44006381333931", "wrong_length"),
        ("]C1010952123454321310ABC\x1d10XYZ", "gs1_duplicate_ai"),
        ("HTTPS://example.com/goods", "web_link"),
    ],
)
def test_what_is_wrong(scan: str, error: str) -> None:
    code = parse(scan)
    assert code.error == error
    assert code.raw == scan
    assert code.gtin14 is None
    assert len(code.message or "") < 120


def test_an_add_on_is_reported_apart() -> None:
    code = parse("]E3977012345678712345")
    assert (code.gtin14, code.add_on) == ("09770123456787", "12345")


def test_an_aim_identifier_wins_over_the_hint() -> None:
    assert parse("]E496385074", symbology="upc_e").gtin14 == "00000096385074"


@pytest.mark.parametrize(
    ("scan", "hint", "gtin14"),
    [
        ("4006381333931", "ean_upc", "04006381333931"),
        ("96385074", "ean_8", "00000096385074"),
        ("04252614", "ean_upc", "00042100005264"),
        ("10012345678902", "itf", "10012345678902"),
        ("4006381333931", "upc_e", None),
        ("4006381333931", "text", None),
        ("4011", "ean_8", None),
    ],
)
def test_hints(scan: str, hint: str, gtin14: str | None) -> None:
    assert parse(scan, symbology=hint).gtin14 == gtin14


def test_a_plu_behind_the_shops_prefix() -> None:
    assert parse("P4011", plu_prefix="P").plu == "4011"
    assert parse("4011", plu_prefix="P").error == "wrong_length"


def test_blanks_and_line_ends_are_no_part_of_a_code() -> None:
    code = parse(" 4006381333931\r\n")
    assert (code.gtin14, code.raw) == ("04006381333931", " 4006381333931\r\n")
