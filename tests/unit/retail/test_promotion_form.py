"""Promotions as people write them, and moments in the time of the store."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from retail.errors import RuleError
from retail.local_time import parse_moment
from retail.pricing_answer import answer_form
from retail.pricing_form import read_form
from retail.promotion import AmountOff, BuyGet, FixedPrice, Goods, PercentOff, Promotion
from retail.promotion_form import FormPromotion, read_promotion


def at(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-01", "2026-11-30T23:00"),
        ("2026-12-01 08:30", "2026-12-01T07:30"),
        ("2026-12-01T08:30:01.5", "2026-12-01T07:30:01.5"),
        ("2026-12-01T08:30Z", "2026-12-01T08:30"),
        ("2026-12-01T08:30+05:30", "2026-12-01T03:00"),
        ("2026-10-25 02:30", "2026-10-25T00:30"),
        ("2026-03-29 02:30", "2026-03-29T01:30"),
    ],
)
def test_a_moment_is_read_in_the_time_of_the_store(text: str, moment: str) -> None:
    assert parse_moment(text, "Europe/Berlin") == at(moment)


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-13-01", "1999-12-31", "2026-12-01 8:00", "20261201"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_moment(text, "UTC")
    assert caught.value.code == "moment_invalid"


@pytest.mark.parametrize("zone", ["", "Nowhere/Land", "../etc"])
def test_a_zone_must_be_known_where_there_is_no_offset(zone: str) -> None:
    assert parse_moment("2026-12-01T00:00Z", zone) == at("2026-12-01")
    with pytest.raises(RuleError) as caught:
        parse_moment("2026-12-01", zone)
    assert caught.value.code == "time_zone_unknown"


def form(**fields: Any) -> FormPromotion:
    return msgspec.convert({"id": "p", **fields}, FormPromotion, strict=False)


@pytest.mark.parametrize(
    ("fields", "action"),
    [
        ({"percent": "12.50"}, PercentOff(percent="12.5")),
        ({"amount": 0.3}, AmountOff(amount=30)),
        ({"fixed_price": {"quantity": 3, "amount": 5}}, FixedPrice(quantity=3, amount=500)),
        ({"buy_get": {"buy": 2}}, BuyGet(buy=2, get=1)),
    ],
)
def test_each_action_is_read(fields: dict[str, Any], action: object) -> None:
    assert read_promotion(form(**fields), "EUR", "UTC").action == action


def test_everything_is_read() -> None:
    found = read_promotion(
        form(
            name="P", percent=5, skus=["a", "b"], barcodes=["1", "2"], categories=["c"],
            minimum_amount="9.99", minimum_quantity=2, valid_from="2026-12-01", valid_to="2026-12-24",
            weekdays=[6], from_time="08:00", to_time="12:00", priority=3, exclusive=True, limit=4,
            texts={"de": "P!"},
        ),
        "EUR",
        "UTC",
        {"1": "b", "2": "d"}.__getitem__,
    )  # fmt: skip
    assert found == Promotion(
        promotion_id="p", name="P", texts={"de": "P!"}, goods=Goods(skus=("a", "b", "d"), categories=("c",)),
        minimum_quantity=2, minimum_amount=999, action=PercentOff(percent="5"), limit=4,
        valid_from=at("2026-12-01"), valid_to=at("2026-12-24"), weekdays=(6,), from_time="08:00",
        to_time="12:00", priority=3, exclusive=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"percent": 5, "amount": 1},
        {"percent": 5, "barcodes": ["1"]},
        {"amount": "1e99"},
        {"amount": "NaN"},
    ],
)
def test_what_makes_no_promotion_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(RuleError):
        read_promotion(form(**fields), "EUR", "UTC")


def answer(**more: Any) -> dict[str, Any]:
    cart = {
        "currency": "EUR",
        "items": [{"sku": "a", "price": "2.00", "quantity": 2, "tax_rate": 0}],
        "promotions": [
            {"id": "a", "skus": ["a"], "percent": 10},
            {"id": "b", "skus": ["b"], "percent": 10},
            {"id": "c", "percent": 50, "valid_from": "2027-01-01"},
        ],
    }
    return answer_form(read_form(msgspec.json.encode({**cart, **more})))


def test_the_price_form_tells_what_became_of_each() -> None:
    found = answer(at="2026-12-31 23:59")
    told = {one["id"]: (one["applied"], one["times"], one["why_not"]) for one in found["promotions"]}
    assert told == {"a": ("0.40", 2, ""), "b": ("0.00", 0, "no_goods"), "c": ("0.00", 0, "not_now")}
    assert found["totals"]["promotion"] == found["items"][0]["promotion_discount"] == "0.40"
    assert answer()["totals"]["promotion"] == "2.00"


def test_the_price_form_names_the_place_of_a_mistake() -> None:
    with pytest.raises(RuleError, match=r"^\$\.at: "):
        answer(at="soon")
    with pytest.raises(RuleError, match=r"^\$\.promotions\[0\]: "):
        answer(promotions=[{"id": "a"}])
    with pytest.raises(RuleError, match=r"^\$\.promotions\[1\]\.id: "):
        answer(promotions=[{"id": "a", "percent": 1}, {"id": "a", "percent": 1}])
