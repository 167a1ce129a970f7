"""Money: integer minor units with their currency (M2.1), and amounts to and from exact decimal text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

import msgspec

from retail.currency import digits
from retail.errors import RuleError

# Fifteen digits keep every amount and every sum of a day inside a 64-bit column.
MAX_DIGITS: Final = 15
_MAX_EXPONENT: Final = 30
_AMOUNT: Final = re.compile(r"([+\-−]?)([0-9]+)(?:\.([0-9]+))?")


class Money(msgspec.Struct, frozen=True):
    """An amount in minor units (cents) of one currency; arithmetic across currencies is refused."""

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __str__(self) -> str:
        return f"{amount_text(self.minor, self.currency)} {self.currency}"

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, in this currency."""
        return cls(0, currency)

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """Money from decimal text; errors as in `parse_amount`."""
        return cls(parse_amount(text, currency), currency)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise RuleError(
                "currency_mismatch",
                f"{other.currency} and {self.currency} do not add up: one transaction has one currency.",
                expected=self.currency,
                got=other.currency,
            )
        return other.minor


def parse_amount(text: str, currency: str) -> int:
    """Minor units of plain decimal text such as "-12.50"; exact, nothing is ever rounded away.

    The point is the only separator (a screen turns local writing into this form first). RuleError
    "amount_invalid", "amount_too_precise" (more digits than the currency has) or "amount_too_large".
    """
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        raise RuleError(
            "amount_invalid", f"{text[:40]!r} is not an amount. Write digits and a point, such as 12.50."
        )
    sign, whole, fraction = found[1], found[2], found[3] or ""
    places = digits(currency)
    if len(fraction) > places:
        raise RuleError(
            "amount_too_precise",
            f"{text[:40]!r} has {len(fraction)} digits after the point, {currency} has {places}.",
            digits=places,
            currency=currency,
        )
    joined = (whole + fraction.ljust(places, "0")).lstrip("0") or "0"
    if len(joined) > MAX_DIGITS:
        raise RuleError("amount_too_large", f"{text[:40]!r} is too large for an amount of money.")
    return -int(joined) if sign in ("-", "−") else int(joined)


def plain_number(value: Decimal) -> str:
    """A number from a file as plain digits, without zeros at the end of its fraction; 1E+2 is "100".

    RuleError "number_invalid" for what is none, or is beyond all that anything costs or weighs.
    """
    if not value.is_finite() or abs(value.adjusted()) > _MAX_EXPONENT:
        raise RuleError("number_invalid", "that is not a number anything can cost or weigh.")
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_text(minor: int, currency: str) -> str:
    """Plain decimal text of an amount, such as "-12.50"; the inverse of `parse_amount`.

    For files and machines; people are shown the writing of their own country.
    """
    places = digits(currency)
    if places == 0:
        return str(minor)
    whole, fraction = divmod(abs(minor), 10**places)
    return f"{'-' if minor < 0 else ''}{whole}.{fraction:0{places}d}"
