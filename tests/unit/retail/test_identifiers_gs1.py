"""GS1 codes: the worked table, every application identifier, what values mean and what is refused."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from biip.gs1_application_identifiers import _GS1_APPLICATION_IDENTIFIERS as BIIP
from hypothesis import given
from hypothesis import strategies as st

from retail.currency import CURRENCIES
from retail.identifiers import parse
from retail.identifiers.application_identifiers import identifiers, matches
from retail.identifiers.check_digit import check_digit
from retail.identifiers.currency_numbers import currency_of
from retail.identifiers.gs1_measures import decimal_text
from tests.fakes.gs1_samples import read, sample

PAGE = Path(__file__).parents[3] / "docs" / "algorithms" / "identifiers.md"
BLANK = "·"
GTIN = "09521234543213"
GOODS = f"(01){GTIN}"


# --- the worked table -------------------------------------------------------------------------------------


def rows() -> list[list[str]]:
    section = PAGE.read_text("utf-8").split("### GS1 codes: worked table")[1].split("\n## ")[0]
    lines = [line.strip().strip("|").split(" | ") for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in cells] for cells in lines]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_worked_table(row: list[str]) -> None:
    code = read(row[0].strip("`"))
    found = (
        code.gtin14,
        code.expiry,
        code.best_before,
        code.batch,
        code.serial,
        code.weight,
        code.count,
        code.price_minor,
        code.error,
    )
    assert [BLANK if value is None else str(value) for value in found] == row[1:]
    assert (code.message is None) == (code.error is None)


def test_the_table_is_there() -> None:
    assert len(rows()) > 40


# --- the table of application identifiers -----------------------------------------------------------------


def test_every_identifier_is_the_one_that_biip_knows() -> None:
    assert identifiers().keys() == BIIP.keys()
    for ai, ours in identifiers().items():
        assert ours.title == (BIIP[ai].data_title or "COUPON")
        assert (ours.predefined_length is None) == BIIP[ai].separator_required, ai


def test_what_we_take_biip_takes_as_well() -> None:
    """The shortest and the longest value of every identifier fit the pattern of biip."""
    for ai, ours in identifiers().items():
        for longest in (False, True):
            value = "".join(sample(part, longest) for part in ours.parts)
            assert re.match(BIIP[ai].pattern, ai + value), value


def test_what_an_identifier_needs_is_one() -> None:
    for one in identifiers().values():
        for pattern in (*(ai for group in one.needs for ai in group), *one.not_with):
            assert any(matches(ai, pattern) for ai in identifiers()), (one.ai, pattern)


def test_every_currency_has_its_number() -> None:
    known = [currency_of(f"{number:03}") for number in range(1000)]
    assert sorted(code for code in known if code) == sorted(CURRENCIES)
    assert (currency_of("978"), currency_of("392"), currency_of("000")) == ("EUR", "JPY", None)


# --- values -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scan", "meaning"),
    [
        (f"{GOODS}(11)261100", "2026-11-30"),
        (f"{GOODS}(7003)2611300905", "2026-11-30 09:05"),
        (f"{GOODS}(7007)261130", "2026-11-30"),
        (f"{GOODS}(7007)261130261205", "2026-11-30 to 2026-12-05"),
        (f"{GOODS}(7011)261130", "2026-11-30"),
        (f"{GOODS}(7011)2611301200", "2026-11-30 12:00"),
        (f"{GOODS}(8008)26113009", "2026-11-30 09"),
        (f"{GOODS}(8008)261130093015", "2026-11-30 09:30:15"),
        (f"{GOODS}(3103)001234", "1.234 kg"),
        (f"{GOODS}(3100)000012", "12 kg"),
        (f"{GOODS}(3370)000012", "12"),
        (f"{GOODS}(3920)0599", "599"),
        (f"{GOODS}(3932)978000599", "5.99 EUR"),
        (f"(255){'9521234543213'}(3941)0125", "12.5 %"),
        (f"{GOODS}(240)ABC", "ABC"),
    ],
)
def test_what_an_element_means(scan: str, meaning: str) -> None:
    assert read(scan).elements[-1].meaning == meaning


@pytest.mark.parametrize(
    ("scan", "error"),
    [
        (f"{GOODS}(7003)2611302400", "gs1_bad_value"),
        (f"{GOODS}(7003)2611301260", "gs1_bad_value"),
        (f"{GOODS}(7003)2611001200", "gs1_bad_date"),
        (f"{GOODS}(17)260015", "gs1_bad_date"),
        (f"{GOODS}(17)261131", "gs1_bad_date"),
        (f"{GOODS}(8008)26113024", "gs1_bad_value"),
        (f"(8006){GTIN}0002", "gs1_bad_value"),
        (f"(8006){GTIN}0102(21)7", "gs1_no_item"),
        ("(00)106141412345678908(4321)2", "gs1_bad_value"),
        ("(00)106141412345678908(4330)000120-", "gs1_no_item"),
        ("(00)106141412345678908(4330)000120A", "gs1_bad_value"),
        ("(7258)1/2", "gs1_no_item"),
        ("(7258)1-2", "gs1_bad_value"),
        (f"{GOODS}(10)", "gs1_empty_value"),
        (f"{GOODS}(3103)00123", "gs1_wrong_length"),
        (f"{GOODS}(3103)00123A", "gs1_bad_character"),
        (f"{GOODS}(30)0", "empty_measure"),
        (f"{GOODS}(3105)000049", "empty_measure"),
        (f"{GOODS}(3922)0", "empty_measure"),
        (f"{GOODS}(02){GTIN}(37)1", "gs1_not_together"),
        (f"{GOODS}(21)1(235)2", "gs1_not_together"),
        (f"{GOODS}(250)1", "gs1_missing_ai"),
        (f"{GOODS}(3950)000100", "gs1_missing_ai"),
        (f"{GOODS}(3950)000100(3103)000100", None),
        (f"{GOODS}(99)" + "A" * 91, "gs1_wrong_length"),
        ("]C1{GS}{GS}", "gs1_unknown_ai"),
        ("]d2", "empty"),
        ("]d2{GS}", "gs1_no_item"),
        ("]d201", "gs1_empty_value"),
        ("]d21", "gs1_unknown_ai"),
        ("]d2https://x.example", "gs1_unknown_ai"),
    ],
)
def test_values_that_cannot_be(scan: str, error: str | None) -> None:
    assert read(scan).error == error


@pytest.mark.parametrize(
    ("ai", "digits", "kind", "thousandths"),
    [
        ("3101", "000015", "weight", 1500),
        ("3203", "001000", "weight", 454),
        ("3563", "001000", "weight", 31),
        ("3111", "000015", "length", 1500),
        ("3211", "000010", "length", 25),
        ("3220", "000010", "length", 3048),
        ("3230", "000010", "length", 9144),
        ("3153", "000750", "volume", 750),
        ("3163", "000001", "volume", 1000),
        ("3570", "000012", "volume", 355),
        ("3600", "000001", "volume", 946),
        ("3610", "000001", "volume", 3785),
    ],
)
def test_measures(ai: str, digits: str, kind: str, thousandths: int) -> None:
    code = read(f"(01)99521234543216({ai}){digits}")
    assert {name: getattr(code, name) for name in ("weight", "length", "volume")} == {
        "weight": None,
        "length": None,
        "volume": None,
        kind: thousandths,
    }


def test_kilograms_are_taken_before_pounds() -> None:
    assert read(f"{GOODS}(3203)001000(3103)000500").weight == 500


@pytest.mark.parametrize(
    ("price", "currency", "minor"),
    [
        ("(3922)00599", "EUR", 599),
        ("(3920)5", "EUR", 500),
        ("(3923)1995", "KWD", 1995),
        ("(3923)1995", "JPY", 2),
        ("(3922)599", "", 599),
        ("(3933)4141995", "", 1995),
        ("(3930)392500", "JPY", 500),
        ("(3912)978250", "EUR", 250),
        ("(3902)250(3922)599", "EUR", 599),
    ],
)
def test_prices(price: str, currency: str, minor: int) -> None:
    code = read(f"{GOODS}{price}", currency=currency)
    assert (code.error, code.price_minor) == (None, minor)


@given(st.dates(date(1977, 1, 1), date(2076, 12, 31)))
def test_dates_of_the_hundred_years_around(day: date) -> None:
    assert read(f"{GOODS}(17){day:%y%m%d}").expiry == day.isoformat()


def test_the_century_turns_with_the_year() -> None:
    assert read(f"{GOODS}(17)490101", year=2099).expiry == "2149-01-01"
    assert read(f"{GOODS}(17)500101", year=2099).expiry == "2050-01-01"


@given(st.from_regex(r"[0-9]{1,15}", fullmatch=True), st.integers(0, 9))
def test_points_of_decimals(digits: str, decimals: int) -> None:
    text = decimal_text(digits, decimals)
    assert int(text.replace(".", "")) == int(digits)
    assert len(text.partition(".")[2]) == decimals


# --- what is and what is not a GS1 code --------------------------------------------------------------------


@given(st.sampled_from([7, 11, 12]), st.data())
def test_a_bare_number_of_goods_is_never_an_element_string(length: int, data: st.DataObject) -> None:
    payload = data.draw(st.text(alphabet="0123456789", min_size=length, max_size=length))
    assert parse(payload + check_digit(payload)).kind != "gs1"


@pytest.mark.parametrize(
    "scan",
    [
        "(1)2",
        "(12345)6",
        "(AB)",
        "()",
        "01095212345432",
        "https://",
        "https://x.example",
        "http:///01/1",
        "01",
    ],
)
def test_what_only_looks_like_one(scan: str) -> None:
    assert parse(scan).kind in ("unknown", "gtin")


@pytest.mark.parametrize(
    ("scan", "error"),
    [
        (f"https://x.example/01/{GTIN}", None),
        (f"https://u:p@x.example:8443/01/{GTIN}", None),
        (f"https://x.example/00/01/{GTIN}", None),
        (f"https://x.example/01/{GTIN}/22/V/10/A/21/S", None),
        (f"https://x.example/01/{GTIN}/235/T", None),
        (f"https://x.example/01/{GTIN}/235/T/10/A", "link_misplaced"),
        (f"https://x.example/01/{GTIN}/17/261130", "link_misplaced"),
        (f"https://x.example/01/{GTIN}/00/106141412345678908", "link_misplaced"),
        (f"https://x.example/01/{GTIN}?01={GTIN}", "gs1_duplicate_ai"),
        (f"https://x.example/01/{GTIN}?17=261130&17=261130", "gs1_duplicate_ai"),
        (f"https://x.example/01/{GTIN}?17", "gs1_empty_value"),
        (f"https://x.example/01/{GTIN}?&&=&a=b", None),
        (f"https://x.example/01/{GTIN}/page", "gs1_unknown_ai"),
        (f"https://x.example/01/{GTIN}/page/2", "gs1_unknown_ai"),
        (f"https://x.example/01/{GTIN[:-1]}0", "bad_check_digit"),
        ("https://x.example/01/095212345", "gs1_wrong_length"),
        (f"https://x.example/01/{GTIN}/10/%FF", "link_bad_escape"),
        (f"https://x.example/01/{GTIN}/10/%E2%82%AC", "gs1_bad_character"),
        (f"https://x.example/01/{GTIN}/10/%0", "link_bad_escape"),
        ("https://x.example/00/106141412345678908?02=09521234543213&37=25&10=A", None),
        ("https://x.example/401/ABC", "gs1_no_item"),
        ("https://x.example/news-of-the-day", "web_link"),
        ("https://x.example", "web_link"),
        ("https://x.example?01=1", "web_link"),
        ("https://x.example/AAAAAAAAAA", "web_link"),
        (f"//x.example/01/{GTIN}", "unknown_code"),
        (f"ftp://x.example/01/{GTIN}", "unknown_code"),
    ],
)
def test_links(scan: str, error: str | None) -> None:
    assert read(scan).error == error
    assert read(f"]Q1{scan}").error == error
    assert read(scan, symbology="text").error == error


def test_an_error_names_the_identifier_and_the_place() -> None:
    code = read("]C1010952123454321317261131")
    assert code.error == "gs1_bad_date"
    assert str(code.message).startswith("(17) USE BY or EXPIRY at character 17 holds 261131")
    assert "89A at character 17" in str(read(f"]C101{GTIN}89A").message)


def test_a_code_in_foreign_money_keeps_its_elements() -> None:
    code = read(f"{GOODS}(3932)840000599")
    assert (code.currency, len(code.elements), code.identifiers) == ("USD", 2, ())


def test_a_pallet_is_looked_up_as_it_stands() -> None:
    assert read("]C100106141412345678908").identifiers == ("raw:00106141412345678908",)
    assert read(f"]d201{GTIN}21S").identifiers == (f"gtin:{GTIN}",)
