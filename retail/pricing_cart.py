"""Turns the JSON form of a cart into what pricing and settlement take; a refusal names its place in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from retail.cash_rounding import CashRule, cash_rule
from retail.currency import currency
from retail.discount import Discount
from retail.local_time import parse_moment
from retail.money import parse_amount, plain_number
from retail.pricing import PriceInput, PriceLine
from retail.pricing_form import (
    CartForm,
    FormDiscount,
    FormItem,
    FormRate,
    FormRates,
    FormTender,
    at_place,
    form_error,
)
from retail.promotion import Promotion
from retail.promotion_form import read_promotion
from retail.promotion_time import in_force
from retail.tax import TaxPolicy, TaxRate, TaxTable
from retail.tender import Tender

_COUNTRY: Final = re.compile(r"([A-Z]{2})?")
_DATE: Final = re.compile(r"([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?")
# Without a date the newest rules count.
_LATEST: Final = "9999-12-31"
_QUANTITY_DIGITS: Final = 3


class Cart(NamedTuple):
    """A form as pricing takes it: what to price, how cash is rounded, what was paid, all its promotions."""

    work: PriceInput
    rule: CashRule | None
    tenders: tuple[Tender, ...]
    promotions: tuple[Promotion, ...]
    """Also those that do not count at the form's moment, in the order of the form."""


def read_cart(form: CartForm) -> Cart:
    """The cart of a form; RuleError with the place in the form first, such as `$.items[0].price: …`."""
    with at_place("$.currency"):
        currency(form.currency)
    policies = form.policies
    named = {name: _rates(rates, f"$.tax_classes.{name}") for name, rates in form.tax_classes.items()}
    classes = dict(named)
    lines = tuple(_line(item, number, form, classes) for number, item in enumerate(form.items))
    _refuse_twice([line.line_id for line in lines])
    promotions = _promotions(form)
    work = PriceInput(
        currency=form.currency,
        lines=lines,
        promotions=_in_force(promotions, form),
        discounts=_discounts(form.discounts, "$.discounts", form.currency),
        tax=TaxTable(classes=classes),
        policy=TaxPolicy(
            prices_include_tax=policies.prices_include_tax,
            level=policies.tax_level,
            inclusive_method=policies.inclusive_method,
            rounding=policies.rounding,
        ),
        extend_rounding=policies.extend_rounding,
        discount_rounding=policies.discount_rounding,
    )
    tenders = tuple(_tender(tender, number, form.currency) for number, tender in enumerate(form.tenders))
    return Cart(work, _rule(form), tenders, promotions)


def _rule(form: CartForm) -> CashRule | None:
    if _COUNTRY.fullmatch(form.country) is None:
        raise form_error("$.country", "a country is two capital letters (ISO 3166), such as FI.")
    if _DATE.fullmatch(form.date) is None:
        raise form_error("$.date", "a date is written as 2026-11-20.")
    choice = form.policies.cash_rounding
    if choice == "none":
        return None
    opt_in = choice == "opt_in"
    return cash_rule(form.country, form.currency, form.date or _LATEST, state=form.state, opt_in=opt_in)


def _line(item: FormItem, number: int, form: CartForm, classes: dict[str, tuple[TaxRate, ...]]) -> PriceLine:
    """One item as a line; rates of its own become a class of its own in `classes`."""
    path = f"$.items[{number}]"
    price = item.unit_price if item.price is None else item.price
    if price is None or (item.price is not None and item.unit_price is not None):
        raise form_error(path, "an item needs `price`, the price of one unit (`unit_price` means the same).")
    if item.discounts and not item.discountable:
        raise form_error(f"{path}.discounts", "an item that is not `discountable` takes no discounts.")
    return PriceLine(
        line_id=item.id or f"{number + 1:04}",
        quantity=_quantity(item.quantity, f"{path}.quantity"),
        unit_price=_amount(price, form.currency, f"{path}.price"),
        tax_class=_tax_class(item, path, form, classes),
        discounts=_discounts(item.discounts, f"{path}.discounts", form.currency),
        discountable=item.discountable,
        sku=item.sku,
        category=item.category,
        weighed=item.weighed,
        promotable=item.promotable,
    )


def _promotions(form: CartForm) -> tuple[Promotion, ...]:
    found: dict[str, Promotion] = {}
    for number, one in enumerate(form.promotions):
        with at_place(f"$.promotions[{number}]"):
            promotion = read_promotion(one, form.currency, form.time_zone)
        if one.id in found:
            raise form_error(
                f"$.promotions[{number}].id", f"two promotions have the id {one.id!r}.", "promotion_id_twice"
            )
        found[one.id] = promotion
    return tuple(found.values())


def _in_force(promotions: tuple[Promotion, ...], form: CartForm) -> tuple[Promotion, ...]:
    """Those that count at the form's moment; without one, all."""
    if not form.at:
        return promotions
    with at_place("$.at"):
        at = parse_moment(form.at, form.time_zone)
    return tuple(one for one in promotions if in_force(one, at, form.time_zone))


def _tax_class(item: FormItem, path: str, form: CartForm, classes: dict[str, tuple[TaxRate, ...]]) -> str:
    given = [value for value in (item.tax_class, item.tax_rate, item.tax_rates) if value is not None]
    if len(given) > 1:
        raise form_error(path, "give one of `tax_class`, `tax_rate` and `tax_rates`, not several.")
    if item.tax_class is not None:
        if item.tax_class not in form.tax_classes:
            known = ", ".join(form.tax_classes) or "none"
            raise form_error(
                f"{path}.tax_class", f"`tax_classes` has no {item.tax_class!r}; it has: {known}."
            )
        return item.tax_class
    own = item.tax_rates if item.tax_rate is None else item.tax_rate
    if own is not None:
        # A name that no key of JSON text written by a person is likely to have, one for each item.
        name = f"{path}#rates"
        classes[name] = _rates(own, f"{path}.{'tax_rates' if isinstance(own, tuple) else 'tax_rate'}")
        return name
    if len(form.tax_classes) == 1:
        return next(iter(form.tax_classes))
    raise form_error(
        path, 'an item needs `tax_class`, `tax_rate` or `tax_rates`; for no tax: `"tax_rate": 0`.'
    )


def _rates(rates: FormRates, path: str) -> tuple[TaxRate, ...]:
    if isinstance(rates, tuple):
        return tuple(_rate(rate, f"{path}[{number}]") for number, rate in enumerate(rates))
    return (_rate(rates, path),)


def _rate(rate: Decimal | FormRate, path: str) -> TaxRate:
    form = rate if isinstance(rate, FormRate) else FormRate(rate=rate)
    text = _plain(form.rate, path)
    # Pricing knows rates up to 900 %, a form that says 7 means 7 %.
    if form.rate >= 1:
        raise form_error(path, f"{text[:40]} is not a tax rate here: write 7 % as 0.07.", "tax_rate_invalid")
    with at_place(path):
        return TaxRate(
            code=form.code,
            name=form.name or f"{_plain(form.rate * 100, path)} %",
            rate=text,
            letter=form.letter,
            compound=form.compound,
        )


def _discounts(forms: Sequence[FormDiscount], path: str, code: str) -> tuple[Discount, ...]:
    return tuple(_discount(form, f"{path}[{number}]", code) for number, form in enumerate(forms))


def _discount(form: FormDiscount, path: str, code: str) -> Discount:
    name = form.id or path.removeprefix("$.")
    if form.percent is not None and form.amount is None:
        value = _plain(form.percent, path)
        with at_place(f"{path}.percent"):
            return Discount(discount_id=name, kind="percent", value=value, reason=form.reason)
    if form.amount is not None and form.percent is None:
        minor = _amount(form.amount, code, f"{path}.amount")
        with at_place(f"{path}.amount"):
            return Discount(discount_id=name, kind="amount", value=minor, reason=form.reason)
    raise form_error(path, "a discount needs either `percent` or `amount`.")


def _tender(form: FormTender, number: int, code: str) -> Tender:
    path = f"$.tenders[{number}]"
    amount = _amount(form.amount, code, f"{path}.amount")
    with at_place(path):
        return Tender(
            payment_id=form.id or str(number + 1),
            kind=form.kind,
            amount=amount,
            brand=form.brand,
            last4=form.last4,
            reference=form.reference,
            at=0,
        )


def _amount(value: Decimal, code: str, path: str) -> int:
    text = _plain(value, path)
    with at_place(path):
        return parse_amount(text, code)


def _quantity(value: Decimal, path: str) -> int:
    """Thousandths of a unit."""
    text = _plain(value, path)
    whole, _, fraction = text.partition(".")
    if len(fraction) > _QUANTITY_DIGITS:
        raise form_error(path, f"{text[:40]} is finer than a thousandth of a unit.", "quantity_too_precise")
    return int(whole + fraction.ljust(_QUANTITY_DIGITS, "0"))


def _plain(value: Decimal, path: str) -> str:
    with at_place(path):
        return plain_number(value)


def _refuse_twice(ids: Sequence[str]) -> None:
    seen: set[str] = set()
    for number, line_id in enumerate(ids):
        if line_id in seen:
            raise form_error(f"$.items[{number}].id", f"two items have the id {line_id!r}.", "line_id_twice")
        seen.add(line_id)
