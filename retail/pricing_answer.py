"""The answer to a priced form: every intermediate amount as exact decimal text in its currency."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import msgspec

from retail.cash_rounding import CashRule, round_cash
from retail.currency import digits
from retail.discount import AppliedDiscount, Discount
from retail.money import amount_text
from retail.pricing import THOUSANDTHS, Priced, PricedLine, PriceLine, price
from retail.pricing_cart import Cart, read_cart
from retail.pricing_form import CartForm, at_place
from retail.promotion import PromotionOutcome, WhyNot
from retail.rounding import RoundingStep
from retail.tender import Settlement, quick_cash, settle

Answer = dict[str, object]
_EXACT_DIGITS: Final = 12
_SETTLED: Final = (
    "total",
    "rounding",
    "payable",
    "card_paid",
    "cash_given",
    "cash_due",
    "cash_kept",
    "change",
    "remaining",
    "cash_remaining",
)


def answer_form(form: CartForm) -> Answer:
    """Price a form and settle its tenders; errors as in `read_cart`, `price` and `settle`."""
    cart = read_cart(form)
    steps: list[RoundingStep] = []
    done = price(cart.work, steps)
    with at_place("$.tenders"):
        settlement = settle(done.total, cart.tenders, cart.rule)
    return {
        "currency": form.currency,
        "country": form.country,
        "state": form.state,
        "date": form.date,
        "policies": msgspec.to_builtins(form.policies),
        "items": [
            {"name": item.name, **_line(asked, line, cart)}
            for item, asked, line in zip(form.items, cart.work.lines, done.lines, strict=True)
        ],
        "promotions": _promotions(cart, done),
        "transaction_discounts": _discounts(cart.work.discounts, done.discounts, form.currency),
        "tax_groups": _groups(done, form.currency),
        "totals": _totals(done, form.currency),
        "cash": _cash(done.total, cart.rule, form.currency),
        "settlement": _settlement(settlement, cart),
        "roundings": [_step(step, form.currency) for step in [*steps, *_cash_step(settlement, cart.rule)]],
    }


def _line(asked: PriceLine, line: PricedLine, cart: Cart) -> Answer:
    def text(minor: int) -> str:
        return amount_text(minor, cart.work.currency)

    names = {(rate.code, rate.rate): rate.name for rate in cart.work.tax.rates(asked.tax_class)}
    return {
        "id": line.line_id,
        "quantity": quantity_text(asked.quantity),
        "unit_price": text(asked.unit_price),
        "extended": text(line.extended),
        "promotions": [
            {
                "id": one.promotion_id,
                "name": one.name,
                "applied": text(one.applied),
                "quantity": quantity_text(one.quantity),
            }
            for one in line.promotions
        ],
        "promotion_discount": text(line.promotion_discount),
        "discounts": _discounts(asked.discounts, line.discounts, cart.work.currency),
        "line_discount": text(line.line_discount),
        "transaction_shares": [
            {"id": share.discount_id, "applied": text(share.applied)} for share in line.transaction_shares
        ],
        "transaction_discount": text(line.transaction_discount),
        "amount": text(line.amount),
        "net": text(line.net),
        "taxes": [
            {
                "code": tax.code,
                "name": names[tax.code, tax.rate],
                "rate": tax.rate,
                "letter": tax.letter,
                "net": text(tax.net),
                "tax": text(tax.tax),
            }
            for tax in line.taxes
        ],
        "tax": text(line.tax),
        "total": text(line.total),
    }


def _discounts(asked: Sequence[Discount], applied: Sequence[AppliedDiscount], currency: str) -> list[Answer]:
    return [
        {
            "id": discount.discount_id,
            "kind": discount.kind,
            "value": discount.value
            if isinstance(discount.value, str)
            else amount_text(discount.value, currency),
            "asked": amount_text(done.asked, currency),
            "applied": amount_text(done.applied, currency),
        }
        for discount, done in zip(asked, applied, strict=True)
    ]


def _promotions(cart: Cart, done: Priced) -> list[Answer]:
    """What became of each promotion of the form, and why not."""
    told = {outcome.promotion_id: outcome for outcome in done.outcomes}
    counting = {one.promotion_id for one in cart.work.promotions}
    found = []
    for one in cart.promotions:
        why: WhyNot = "no_goods" if one.promotion_id in counting else "not_now"
        nothing = PromotionOutcome(promotion_id=one.promotion_id, name=one.name, why_not=why)
        outcome = told.get(one.promotion_id, nothing)
        found.append(
            {
                "id": outcome.promotion_id,
                "name": outcome.name,
                "applied": amount_text(outcome.applied, cart.work.currency),
                "times": outcome.times,
                "why_not": outcome.why_not,
                "missing_quantity": outcome.missing_quantity,
                "missing_amount": amount_text(outcome.missing_amount, cart.work.currency),
            }
        )
    return found


def _groups(done: Priced, currency: str) -> list[Answer]:
    return [
        {
            "code": group.code,
            "name": group.name,
            "rate": group.rate,
            "letter": group.letter,
            "net": amount_text(group.net, currency),
            "tax": amount_text(group.tax, currency),
            "gross": amount_text(group.gross, currency),
        }
        for group in done.tax_groups
    ]


def _totals(done: Priced, currency: str) -> Answer:
    amounts = {
        "subtotal": done.subtotal,
        "promotion": done.promotion_total,
        "line_discount": done.line_discount_total,
        "transaction_discount": done.transaction_discount_total,
        "net": done.net_total,
        "tax": done.tax_total,
        "total": done.total,
    }
    return {name: amount_text(minor, currency) for name, minor in amounts.items()}


def _cash(total: int, rule: CashRule | None, currency: str) -> Answer:
    """What the whole would come to in cash, by which rule."""
    in_cash = round_cash(total, rule)
    return {
        "total_in_cash": amount_text(in_cash, currency),
        "rounding": amount_text(in_cash - total, currency),
        "rule": None
        if rule is None
        else {
            "country": rule.country,
            "state": rule.state,
            "since": rule.since,
            "step": amount_text(rule.step, currency),
            "mode": rule.mode,
            "below_step": rule.below_step,
            "refund": rule.refund,
            "exact_change": rule.exact_change,
            "notice": rule.notice,
            "source": rule.source,
        },
        "quick_cash": [amount_text(amount, currency) for amount in quick_cash(in_cash, currency)],
    }


def _cash_step(done: Settlement, rule: CashRule | None) -> list[RoundingStep]:
    """The rounding of the part that no card paid, where a rule rounds it."""
    exact = done.total - done.card_paid
    if rule is None or exact == 0:
        return []
    step = RoundingStep(place="cash", subject="cash", numerator=exact, denominator=1, result=done.cash_due)
    return [step]


def _settlement(done: Settlement, cart: Cart) -> Answer:
    amounts = {name: amount_text(getattr(done, name), cart.work.currency) for name in _SETTLED}
    tenders = [
        {
            "id": tender.payment_id,
            "kind": tender.kind,
            "amount": amount_text(tender.amount, cart.work.currency),
            "brand": tender.brand,
            "last4": tender.last4,
            "reference": tender.reference,
        }
        for tender in cart.tenders
    ]
    return {**amounts, "complete": done.complete, "tenders": tenders}


def _step(step: RoundingStep, currency: str) -> Answer:
    exact = Fraction(step.numerator, step.denominator * 10 ** digits(currency))
    return {
        "place": step.place,
        "subject": step.subject,
        "exact": exact_text(exact),
        "rounded": amount_text(step.result, currency),
    }


def exact_text(value: Fraction) -> str:
    """An exact fraction as decimal text; one that never ends is cut after twelve digits and marked "…"."""
    scaled = abs(value) * 10**_EXACT_DIGITS
    cut, rest = divmod(scaled.numerator, scaled.denominator)
    whole, fraction = divmod(cut, 10**_EXACT_DIGITS)
    tail = f"{fraction:0{_EXACT_DIGITS}d}…" if rest else f"{fraction:0{_EXACT_DIGITS}d}".rstrip("0")
    return f"{'-' if value < 0 else ''}{whole}{'.' + tail if tail else ''}"


def quantity_text(quantity: int) -> str:
    """Thousandths of a unit as plain decimal text: 2000 is "2", 345 is "0.345"."""
    return exact_text(Fraction(quantity, THOUSANDTHS))
