"""Layouts of in-store codes, and reading prices, weights and counts by them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from biip import ParseConfig
from biip.gtin import Gtin
from biip.rcn import Rcn, RcnRegion
from hypothesis import given
from hypothesis import strategies as st

from retail.errors import DataError
from retail.identifiers import DEFAULT_LAYOUTS, LAYOUT_TABLES, EmbeddedLayout, parse
from retail.identifiers.check_digit import check_digit, inner_check_digit
from retail.identifiers.embedded import in_currency, layout_for, read_embedded

_ALL_LAYOUTS = [layout for table in LAYOUT_TABLES.values() for layout in table]


def label(layout: EmbeddedLayout, item: int, value: int) -> str:
    """The 13 digits that a scale prints; `item` and `value` are cut to the fields' lengths."""
    item_text = str(item).zfill(layout.item_digits)[-layout.item_digits :]
    value_text = str(value).zfill(layout.value_digits)[-layout.value_digits :]
    inner = {"none": "", "gs1": "", "ignored": "7"}[layout.inner_check]
    if layout.inner_check == "gs1":
        inner = inner_check_digit(value_text)
    payload = layout.prefix + item_text + inner + value_text
    return payload + check_digit(payload)


def make(**changes: Any) -> EmbeddedLayout:
    fields: dict[str, Any] = {
        "prefix": "20",
        "item_digits": 5,
        "value_digits": 5,
        "measure": "price",
        "decimals": 2,
    }
    return EmbeddedLayout(**{**fields, **changes})


@given(st.sampled_from(_ALL_LAYOUTS), st.integers(0, 999_999), st.integers(1, 9999))
def test_what_is_printed_is_read(layout: EmbeddedLayout, item: int, value: int) -> None:
    code = parse(label(layout, item, value), [layout])
    assert code.error is None
    assert code.kind == "embedded"
    assert code.item_reference == str(item).zfill(layout.item_digits)[-layout.item_digits :]
    amounts = {"price": code.price_minor, "weight": code.weight, "count": code.count}
    scale = {"price": 2, "weight": 3, "count": 0}[layout.measure] - layout.decimals
    assert amounts.pop(layout.measure) == value * 10**scale
    assert set(amounts.values()) == {None}


@given(st.sampled_from(_ALL_LAYOUTS), st.integers(0, 999_999), st.integers(1, 9999), st.integers(1, 9999))
def test_the_key_does_not_depend_on_the_value(layout: EmbeddedLayout, item: int, one: int, two: int) -> None:
    first, second = (parse(label(layout, item, value), [layout]) for value in (one, two))
    assert first.gtin14 == second.gtin14
    assert first.identifiers == second.identifiers
    # The key is itself a number that a catalogue may hold.
    assert first.gtin14 == "0" + label(layout, item, 0)


@pytest.mark.parametrize(
    ("name", "region"),
    [("de", "de"), ("gb", "gb"), ("dk", "dk"), ("se", "se"), ("se", "no"), ("fi", "fi"), ("fi", "lv")],
)
@given(st.integers(0, 999_999), st.integers(1, 9999), st.integers(0, 99))
def test_national_tables_agree_with_biip(name: str, region: str, item: int, value: int, which: int) -> None:
    layouts = [layout for layout in LAYOUT_TABLES[name] if layout.prefix != "02"]
    if name == "gb":
        # biip knows 20 only; GS1 UK also licenses 28.
        layouts = [layout for layout in layouts if layout.prefix == "20"]
    layout = layouts[which % len(layouts)]
    scan = label(layout, item, value)
    config = ParseConfig(rcn_region=RcnRegion(region), rcn_verify_variable_measure=True)
    theirs = Gtin.parse(scan, config=config)
    assert isinstance(theirs, Rcn)
    ours = parse(scan, LAYOUT_TABLES[name])
    assert ours.gtin14 == theirs.without_variable_measure().as_gtin_14()
    if theirs.price is not None:
        assert ours.price_minor == theirs.price * 100
    elif theirs.weight is not None:
        assert ours.weight == theirs.weight * 1000
    else:
        assert ours.count == theirs.count


@given(st.sampled_from([layout for layout in _ALL_LAYOUTS if layout.inner_check == "gs1"]), st.integers(1, 9))
def test_a_wrong_inner_check_digit_is_refused(layout: EmbeddedLayout, by: int) -> None:
    right = label(layout, 1234, 199)
    place = len(layout.prefix) + layout.item_digits
    payload = right[:place] + str((int(right[place]) + by) % 10) + right[place + 1 : -1]
    code = parse(payload + check_digit(payload), [layout])
    assert code.error == "bad_inner_check_digit"
    assert code.identifiers == ()
    assert (code.gtin14, code.price_minor, code.weight, code.count) == (None, None, None, None)


def test_an_ignored_inner_digit_may_be_anything() -> None:
    layout = make(prefix="02", value_digits=4, inner_check="ignored")
    code = parse(label(layout, 12345, 1995), [layout])
    assert (code.item_reference, code.price_minor) == ("12345", 1995)


def test_the_longest_prefix_wins() -> None:
    whole, part = make(prefix="20"), make(prefix="2077", item_digits=3, measure="weight", decimals=3)
    assert layout_for("2077123000015", [whole, part]) is part
    assert layout_for("2076123000015", [part, whole]) is whole
    assert layout_for("2176123000015", [part, whole]) is None


def test_a_currency_of_three_digits() -> None:
    layout = make(decimals=3, minor_digits=3)
    assert parse(label(layout, 1, 1250), [layout]).price_minor == 1250


@pytest.mark.parametrize(
    ("digits", "scan", "minor"),
    [
        (0, "2012345012998", 1299),
        (2, "2012345012998", 1299),
        (3, "2012345012998", 1299),
        (2, label(LAYOUT_TABLES["se"][2], 123456, 1234), 12_340),
        (0, label(LAYOUT_TABLES["se"][2], 123456, 1234), 1234),
    ],
)
def test_labels_count_the_minor_units_of_the_stores_money(digits: int, scan: str, minor: int) -> None:
    table = (*LAYOUT_TABLES["se"][2:], *DEFAULT_LAYOUTS) if scan.startswith("21") else DEFAULT_LAYOUTS
    layouts = in_currency(table, digits)
    assert parse(scan, layouts).price_minor == minor
    assert in_currency(table, 2) == table
    assert [one for one in layouts if one.measure != "price"] == [
        one for one in table if one.measure != "price"
    ]


def test_a_value_of_zero_is_never_sold() -> None:
    with pytest.raises(DataError) as caught:
        read_embedded(label(make(), 1, 0), make())
    assert caught.value.code == "empty_measure"


@pytest.mark.parametrize(
    "changes",
    [
        {"item_digits": 6},
        {"item_digits": 0, "value_digits": 10},
        {"item_digits": 10, "value_digits": 0},
        {"prefix": "2x"},
        {"prefix": ""},
        {"prefix": "40"},
        {"decimals": 3},
        {"decimals": -1},
        {"measure": "weight", "decimals": 4},
        {"measure": "count", "decimals": 1},
        {"item_digits": 3, "value_digits": 6, "inner_check": "gs1"},
    ],
)
def test_a_layout_that_does_not_add_up_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(DataError) as caught:
        make(**changes)
    assert caught.value.code == "bad_layout"


def test_layouts_travel_as_json() -> None:
    data = msgspec.json.encode(DEFAULT_LAYOUTS)
    assert msgspec.json.decode(data, type=tuple[EmbeddedLayout, ...]) == DEFAULT_LAYOUTS


def test_no_table_names_a_prefix_twice() -> None:
    for table in LAYOUT_TABLES.values():
        assert len({layout.prefix for layout in table}) == len(table)
