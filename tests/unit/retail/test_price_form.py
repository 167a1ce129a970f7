"""The JSON form of a cart: its document, its defaults, and what it refuses."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from retail.errors import RuleError
from retail.pricing_answer import answer_form, exact_text, quantity_text
from retail.pricing_form import (
    CartForm,
    FormDiscount,
    FormItem,
    FormPolicies,
    FormRate,
    FormTender,
    read_form,
)
from retail.promotion_form import FormPromotion

DOCUMENT = (Path(__file__).parents[3] / "docs" / "algorithms" / "price-form.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)
BASKET = Path(__file__).parents[2] / "data" / "pricing" / "basket.json"


def answer(form: object) -> Any:
    data = form.encode() if isinstance(form, str) else json.dumps(form).encode()
    return answer_form(read_form(data))


def item(**more: object) -> dict[str, object]:
    return {"currency": "EUR", "items": [{"price": "10.00", "tax_rate": "0.19", **more}]}


def refused(form: object) -> tuple[str, str]:
    with pytest.raises(RuleError) as error:
        answer(form)
    return error.value.code, error.value.message


def at(place: str, value: Any) -> Any:
    for key in re.findall(r"\w+", place):
        value = value[int(key) if key.isdigit() else key]
    return value


def test_the_examples_of_the_document_are_priced() -> None:
    short, _, us, promoted = (answer(example) for example in EXAMPLES)
    assert short["totals"]["tax"] == "0.12"
    # 9.99 + 2.97 = 12.96; 2.9 % is 0.37584, 4.81 % is 0.623376; 13.96 in cash is 13.95.
    assert [group["tax"] for group in us["tax_groups"]] == ["0.62", "0.38"]
    assert (us["totals"]["total"], us["settlement"]["change"]) == ("13.96", "6.05")
    assert us["cash"]["rule"]["exact_change"] is True
    assert [one["applied"] for one in promoted["promotions"]] == ["2.49", "0.57", "0.92", "0.00"]
    assert promoted["promotions"][3]["why_not"] == "not_now"
    assert promoted["totals"]["total"] == "8.25"


@pytest.mark.parametrize(
    ("place", "value"), re.findall(r"^\| `([\w.\[\]]+)` \| ([\d.]+) \|$", DOCUMENT, re.M)
)
def test_the_amounts_of_the_document_are_right(place: str, value: str) -> None:
    assert at(place, answer(EXAMPLES[1])) == value


def test_every_key_of_the_form_is_documented() -> None:
    for form in (CartForm, FormItem, FormRate, FormDiscount, FormPromotion, FormPolicies, FormTender):
        for key in form.__struct_fields__:
            assert f"`{key}`" in DOCUMENT, f"{form.__name__}.{key}"


def test_a_basket_from_a_file() -> None:
    assert answer(BASKET.read_text(encoding="utf-8"))["totals"]["total"] == "10.78"


def test_numbers_are_exact_whether_text_or_not() -> None:
    form = item(price=0.1, quantity=3)
    assert answer(form)["items"][0]["extended"] == "0.30"
    assert answer(item(price="0.10", quantity="3.000")) == answer(form)
    assert answer(item(unit_price="0.10", quantity="3", price=None)) == answer(form)
    assert answer(item(price="2.990"))["items"][0]["unit_price"] == "2.99"


def test_taxes_of_an_item_in_every_writing() -> None:
    rates = [{"code": "GST", "rate": "0.05"}, {"code": "PST", "rate": 0.07, "compound": True}]
    exclusive = {"policies": {"prices_include_tax": False}}
    by_item = answer({**exclusive, "currency": "CAD", "items": [{"price": "100", "tax_rates": rates}]})
    by_class = answer(
        {**exclusive, "currency": "CAD", "tax_classes": {"a": rates}, "items": [{"price": "100"}]}
    )
    assert [tax["tax"] for tax in by_item["items"][0]["taxes"]] == ["5.00", "7.35"]
    assert by_item == by_class
    assert answer(item(tax_rate={"rate": "0.19"})) == answer(item())
    assert answer(item(tax_rate=None, tax_rates=[]))["tax_groups"] == []


def test_the_deposit_and_the_discounts_are_told_apart() -> None:
    done = answer({**item(discounts=[{"amount": "20"}]), "discounts": [{"percent": 5}]})
    assert done["items"][0]["discounts"][0] == {
        "id": "items[0].discounts[0]",
        "kind": "amount",
        "value": "20.00",
        "asked": "20.00",
        "applied": "10.00",
    }
    assert done["transaction_discounts"][0]["value"] == "5"


def test_cash_is_rounded_as_the_policy_says() -> None:
    form = {**item(price="10.02"), "country": "FI"}
    assert answer(form)["cash"]["total_in_cash"] == "10.00"
    assert answer(form)["roundings"][-1] == {
        "place": "cash",
        "subject": "cash",
        "exact": "10.02",
        "rounded": "10.00",
    }
    none = answer({**form, "policies": {"cash_rounding": "none"}})
    assert none["cash"]["rule"] is None
    assert none["cash"]["total_in_cash"] == "10.02"
    by_card = answer({**form, "tenders": [{"kind": "card", "amount": "10.02"}]})
    assert by_card["settlement"]["complete"] is True
    assert all(step["place"] != "cash" for step in by_card["roundings"])
    assert answer({**form, "date": "2001-01-01"})["cash"]["rule"] is None


@pytest.mark.parametrize(
    ("form", "code", "words"),
    [
        ("", "form_not_json", "The form is not JSON: Input data was truncated."),
        ('{"currency": "EUR",\n "items": [,]}', "form_not_json", "in line 2"),
        ("[]", "form_invalid", "$: Expected `object`"),
        ('{"items": []}', "form_invalid", "$: Object missing required field `currency`"),
        (item(prise=1), "form_invalid", "$.items[0]: there is no key `prise`. Did you mean `price`?"),
        (item(zzz=1), "form_invalid", "$.items[0]: there is no key `zzz`."),
        ({**item(), "tax_level": "line"}, "form_invalid", "does not belong here but in `policies`"),
        (item(price=None), "form_invalid", "$.items[0]: an item needs `price`"),
        (item(unit_price="1"), "form_invalid", "$.items[0]: an item needs `price`"),
        (item(price="2.999"), "amount_too_precise", "$.items[0].price: '2.999'"),
        (item(price="NaN"), "number_invalid", "$.items[0].price"),
        (item(price="1e999999"), "number_invalid", "$.items[0].price"),
        (item(price="1e20"), "amount_too_large", "$.items[0].price"),
        (item(quantity="0.0001"), "quantity_too_precise", "$.items[0].quantity: 0.0001"),
        (item(tax_class="x"), "form_invalid", "give one of `tax_class`, `tax_rate` and `tax_rates`"),
        (item(tax_rate=None, tax_class="x"), "form_invalid", "it has: none"),
        (item(tax_rate=None), "form_invalid", 'for no tax: `"tax_rate": 0`'),
        (item(tax_rate=19), "tax_rate_invalid", "$.items[0].tax_rate: 19 is not a tax rate here"),
        (item(tax_rate="-0.1"), "tax_rate_invalid", "$.items[0].tax_rate"),
        (item(discounts=[{}]), "form_invalid", "$.items[0].discounts[0]: a discount needs either"),
        (
            item(discounts=[{"percent": 1, "amount": 1}]),
            "form_invalid",
            "$.items[0].discounts[0]: a discount needs either",
        ),
        (item(discounts=[{"percent": 101}]), "discount_invalid", "$.items[0].discounts[0].percent"),
        (item(discounts=[{"amount": -1}]), "discount_invalid", "$.items[0].discounts[0].amount"),
        (item(discounts=[{"amount": 1}], discountable=False), "form_invalid", "$.items[0].discounts"),
        ({**item(), "currency": "EURO"}, "currency_unknown", "$.currency"),
        ({**item(), "country": "Finland"}, "form_invalid", "$.country"),
        ({**item(), "date": "20.11.2026"}, "form_invalid", "$.date"),
        ({**item(), "tenders": [{"kind": "card", "amount": 11}]}, "tender_over", "$.tenders: The amount"),
        (
            {**item(), "tenders": [{"kind": "card", "amount": 1, "last4": "42424242"}]},
            "last4_invalid",
            "$.tenders[0]",
        ),
        (
            {"currency": "EUR", "items": [{"id": "a", "price": 1, "tax_rate": 0}] * 2},
            "line_id_twice",
            "$.items[1].id",
        ),
    ],
)
def test_a_bad_form_is_refused_by_its_place(form: object, code: str, words: str) -> None:
    got, message = refused(form)
    assert got == code
    assert words in message


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(RuleError, match="not UTF-8"):
        read_form(b'{"currency": "\xff"}')
    assert read_form(b'\xef\xbb\xbf{"currency": "EUR", "items": []}').currency == "EUR"


def test_exact_fractions_as_text() -> None:
    assert exact_text(Fraction(23, 200)) == "0.115"
    assert exact_text(Fraction(-1, 3)) == "-0.333333333333…"
    assert exact_text(Fraction(5)) == "5"
    assert quantity_text(-345) == "-0.345"
