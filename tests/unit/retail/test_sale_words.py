"""Words on paper, the store's configuration, items, and the bodies of ops by kind."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from retail.events import BODIES, VERSIONS, OperatorSigned, SaleCompleted, read_body
from retail.identifiers import DEFAULT_LAYOUTS, LAYOUT_TABLES
from retail.receipt_words import WORDS, PaperWords
from tests.fakes.shop import APPLES, BERLIN, MILK, a_line, an_origin
from tests.fakes.sold import a_cart, paid, sold


def test_every_language_has_every_word() -> None:
    assert {language: set(words) for language, words in WORDS.items()} == {
        "en": set(WORDS["en"]),
        "de": set(WORDS["en"]),
    }
    assert all(word for words in WORDS.values() for word in words.values())


@pytest.mark.parametrize(
    ("language", "total", "amount", "weight", "rate", "day"),
    [
        ("de", "SUMME", "1234,50 EUR", "0,345 kg", "19 %", "30.11.2026"),
        ("de-CH", "SUMME", "1234.50 EUR", "0.345 kg", "19%", "30.11.2026"),
        ("en", "TOTAL", "1234.50 EUR", "0.345 kg", "19%", "Nov 30, 2026"),
        ("fr", "TOTAL", "1234,50 EUR", "0,345 kg", "19 %", "30 nov. 2026"),
    ],
)
def test_figures_stand_as_the_country_writes_them(
    language: str, total: str, amount: str, weight: str, rate: str, day: str
) -> None:
    words = PaperWords(language, "EUR")
    found = (words["total"], words.money(123_450), words.quantity(345, "kg"), words.percent("0.19"))
    assert found == (total, amount, weight, rate)
    assert words.day("2026-11-30") == day


def test_nothing_on_paper_is_a_blank_that_printers_lack() -> None:
    words = PaperWords("fr", "EUR")
    for text in (words.quantity(1_234_000, "kg"), words.percent("0.055"), words.time(0, "Europe/Paris")):
        assert all(char == " " or not char.isspace() for char in text)


def test_currencies_without_and_with_three_digits() -> None:
    assert PaperWords("ja", "JPY").money(120) == "120 JPY"
    assert PaperWords("en", "KWD").money(1250) == "1.250 KWD"


def test_a_store_reads_codes_by_its_table_and_an_unknown_table_is_the_default() -> None:
    assert BERLIN.code_layouts == DEFAULT_LAYOUTS
    for name, layouts in (("de", LAYOUT_TABLES["de"]), ("atlantis", DEFAULT_LAYOUTS)):
        assert replace(BERLIN, profile=replace(BERLIN.profile, code_table=name)).code_layouts == layouts


def test_a_store_knows_its_taxes_and_currency() -> None:
    assert BERLIN.currency == "EUR"
    assert BERLIN.tax_table.rates("standard")[0].rate == "0.19"


def test_what_is_measured_is_not_counted() -> None:
    assert (MILK.measured, APPLES.measured) == (False, True)
    assert a_line(APPLES).measured


def test_every_kind_of_op_has_a_body_and_a_version() -> None:
    assert set(VERSIONS) == set(BODIES)
    assert set(VERSIONS.values()) == {1, 2, 3}


def test_a_body_comes_back_as_it_was_written() -> None:
    body = sold(a_cart([a_line(MILK)]), [paid("cash", 200)])
    assert read_body("sale.completed", msgspec.json.decode(msgspec.json.encode(body)), 3) == body


def test_a_foreign_body_is_refused() -> None:
    signed = msgspec.to_builtins(OperatorSigned(origin=an_origin()))
    with pytest.raises(KeyError):
        read_body("moon.landed", signed, 1)
    with pytest.raises(msgspec.ValidationError):
        read_body("sale.completed", signed, 3)
    assert BODIES["sale.post_voided"] is SaleCompleted
