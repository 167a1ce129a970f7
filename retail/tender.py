"""Tenders and how they settle a total: cash, cards, points, gift cards, credit; cash rounding, change due."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from retail.cash_rounding import CashRule, round_cash
from retail.currency import currency as currency_of
from retail.errors import RuleError

TenderKind = Literal["cash", "card", "points", "gift_card", "store_credit"]
MAX_QUICK_CASH: Final = 4
VALUE_KINDS: Final[frozenset[TenderKind]] = frozenset({"points", "gift_card", "store_credit"})
"""Tenders that an account at the hub pays, by a right of this terminal."""
_LAST4: Final = re.compile(r"[0-9]{4}")
_LAST4_OF_CODE: Final = re.compile(r"[0-9A-Z]{4}")
_CARD_NUMBER: Final = re.compile(r"(?:[0-9][ .\-]?){12,18}[0-9]")


class Tender(msgspec.Struct, frozen=True, kw_only=True):
    """A means of payment as taken.

    `amount` in minor units: cash as handed over (change is worked out by `settle`), a card as charged,
    points, a gift card or credit as what they pay; negative when money goes back. `reference` is the slip's
    number. No card number is ever kept (M4.1), nor the code of a gift card: brand and last four only. `at` is
    UTC milliseconds. RuleError "last4_invalid", "card_number_refused", "account_missing", "points_amount".
    """

    payment_id: str
    kind: TenderKind
    amount: int
    brand: str | None = None
    last4: str | None = None
    reference: str | None = None
    account_id: str = ""
    """Of points, gift card and store credit: the account that pays or is paid."""
    points: int = 0
    """Of a tender of points: how many, of the sign of the amount."""
    grant_id: str = ""
    """The right that it spends; empty for cash, cards, what goes back, and points within the offline cap."""
    left: int | None = None
    """What the account may still spend after this tender, as the hub said; None where it did not."""
    at: int

    def __post_init__(self) -> None:
        digits = _LAST4_OF_CODE if self.kind == "gift_card" else _LAST4
        if self.last4 is not None and digits.fullmatch(self.last4) is None:
            raise RuleError("last4_invalid", "The card's last digits are exactly four digits.")
        if (self.kind in VALUE_KINDS) is not bool(self.account_id):
            raise RuleError("account_missing", "Points, gift cards and credit are of an account.")
        # Points worth less than a cent pay an amount of their own, so that only the signs must agree.
        if self.points * self.amount <= 0 if self.kind == "points" else self.points:
            raise RuleError("points_amount", "So many points do not pay this amount.")
        for text in (self.brand, self.reference):
            refuse_card_digits(text or "")


class Settlement(msgspec.Struct, frozen=True, kw_only=True):
    """Where a payment stands, in minor units; all negative when money goes back.

    Always `payable == total + rounding`, and once complete `card_paid + cash_given == payable + change`.

    - `card_paid`: all that was not paid in cash: by cards, points, gift cards and store credit. It stands
      under this name in journal entries made when cards were the only other tender.
    - `rounding`: the signed line of its own, 0 until cash settles the sale.
    - `cash_due`: what the cash part comes to, rounded; `cash_kept`: what stays in the drawer.
    - `remaining`: the exact amount that a card, points, a gift card or credit may still pay;
      `cash_remaining`: what is open in cash.
    """

    total: int
    rounding: int
    payable: int
    card_paid: int
    cash_given: int
    cash_due: int
    cash_kept: int
    change: int
    remaining: int
    cash_remaining: int
    complete: bool


def settle(total: int, tenders: Sequence[Tender], rule: CashRule | None) -> Settlement:
    """Work out what `tenders` leave to pay or to give back of `total`.

    Only the part that is paid in cash is rounded (M2.3); a sale paid wholly otherwise is never rounded. A
    total of nothing is complete by itself. RuleError "tender_sign" (a payment in a refund or the reverse, or
    nothing), "tender_over" (a tender that is not cash pays more than is left) or "already_paid".
    """
    settlement = _stand(total, (), rule)
    for count, tender in enumerate(tenders, start=1):
        _check(tender, settlement)
        settlement = _stand(total, tenders[:count], rule)
    return settlement


def _stand(total: int, tenders: Sequence[Tender], rule: CashRule | None) -> Settlement:
    """Where the payment stands after `tenders`, each of which has been checked."""
    other = sum(tender.amount for tender in tenders if tender.kind != "cash")
    coins = [tender.amount for tender in tenders if tender.kind == "cash"]
    cash, exact = sum(coins), total - other
    due = exact if _pays_exactly(tenders, exact - cash, rule) else round_cash(exact, rule)
    complete = abs(cash) >= abs(due) if coins else exact == 0
    return Settlement(
        total=total,
        rounding=other + due - total if complete else 0,
        payable=other + due if complete else total,
        card_paid=other,
        cash_given=cash,
        cash_due=due,
        cash_kept=due if complete else cash,
        change=cash - due if complete else 0,
        # Coins may cover the exact amount and still fall short of the rounded one: only coins can pay that.
        remaining=0 if complete or abs(cash) > abs(exact) else exact - cash,
        cash_remaining=0 if complete else due - cash,
        complete=complete,
    )


def _pays_exactly(tenders: Sequence[Tender], left: int, rule: CashRule | None) -> bool:
    """Whether nothing is left to round: the exact rest was paid without cash, or in exact coins (S2.5)."""
    if left != 0 or not tenders:
        return False
    return tenders[-1].kind != "cash" or (rule is not None and rule.exact_change)


def _check(tender: Tender, before: Settlement) -> None:
    """Refuse a tender that cannot follow what was paid before it."""
    if before.complete:
        raise RuleError("already_paid", "Everything is paid; no further tender is needed.")
    sign = -1 if before.total < 0 else 1
    # What rounds to nothing is settled by a cash tender of nothing.
    if sign * tender.amount < 0 or (
        tender.amount == 0 and (tender.kind != "cash" or before.cash_remaining != 0)
    ):
        raise RuleError(
            "tender_sign", "A sale takes money in and a refund gives it back; the amount does not fit."
        )
    if tender.kind != "cash" and sign * tender.amount > sign * before.remaining:
        raise RuleError(
            "tender_over",
            "The amount is larger than what is left to pay. Charge the rest, or less.",
            remaining=before.remaining,
        )


def quick_cash(amount: int, currency: str) -> tuple[int, ...]:
    """Amounts a customer is likely to hand over for `amount`: the exact one and the next that notes make.

    At most four, ascending, without repeats; 17.35 EUR gives 17.35, 20, 50, 100. For nothing, or money given
    back, only the exact amount. RuleError "currency_unknown".
    """
    notes = currency_of(currency).notes
    if amount <= 0:
        return (amount,)
    above = {-(-amount // note) * note for note in notes} - {amount}
    return (amount, *sorted(above))[:MAX_QUICK_CASH]


def refuse_card_digits(text: str) -> None:
    """RuleError "card_number_refused" where a text that would be kept holds a card number (M4.1)."""
    if holds_card_number(text):
        raise RuleError(
            "card_number_refused",
            "That looks like a whole card number. Only the last four digits may be kept.",
        )


def holds_card_number(text: str) -> bool:
    """Whether `text` holds 13 to 19 digits that pass the check of card numbers (Luhn)."""
    return any(_luhn(re.sub(r"[^0-9]", "", found[0])) for found in _CARD_NUMBER.finditer(text))


def _luhn(number: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(sum(divmod(value, 10)) for value in doubled) % 10 == 0
