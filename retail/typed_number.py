"""Amounts and quantities as a cashier types them, in the writing of any country, to exact integers.

Nothing is guessed where two readings are possible: the locale decides what a separator means. Only where a
separator cannot be what the locale says ("1.50" in German, where groups have three digits) is it read as the
point.
"""

from __future__ import annotations

import re
import unicodedata

from babel import numbers

from retail.cldr import locale_of
from retail.errors import RuleError
from retail.money import parse_amount

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]*)?")
_PLAIN = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
_QUANTITY_PLACES = 3
_QUANTITY_DIGITS = 7
_LONGEST = 40


def parse_typed_amount(text: str, currency: str, locale: str) -> int:
    """Minor units of an amount typed with or without currency, groups and decimals; never negative.

    "1.234,50 €" in German and "1,234.5" in English are 123450. Raises `RuleError` amount_invalid,
    amount_too_precise or amount_too_large, as `retail.money.parse_amount`.
    """
    cldr = locale_of(locale)
    bare = text.strip()
    for name in (currency, numbers.get_currency_symbol(currency, cldr)):
        bare = bare.removeprefix(name).removesuffix(name).strip()
    number = _ascii_number(bare, numbers.get_decimal_symbol(cldr))
    if _GROUPED.fullmatch(number):
        number = number.replace(",", "")
    elif number.count(",") == 1:
        number = number.replace(",", ".")
    if len(bare) > _LONGEST or not _PLAIN.fullmatch(number):
        raise _invalid("amount", bare, "12.50")
    whole, _, fraction = number.partition(".")
    return parse_amount(f"{whole or '0'}.{fraction}".removesuffix("."), currency)


def parse_typed_quantity(text: str, locale: str) -> int:
    """Thousandths of a quantity typed by hand; a single point or comma is the point, groups are not read.

    "0,345" and "0.345" are both 345 in every locale: a weight is never typed with groups, and reading 1.345
    kg as 1345 kg would be dear. Raises RuleError quantity_invalid, quantity_too_precise, quantity_too_large.
    """
    bare = text.strip()
    number = _ascii_number(bare, numbers.get_decimal_symbol(locale_of(locale))).replace(",", ".")
    if len(bare) > _LONGEST or not _PLAIN.fullmatch(number):
        raise _invalid("quantity", bare, "0.345")
    whole, _, fraction = number.partition(".")
    if len(fraction) > _QUANTITY_PLACES:
        raise RuleError(
            "quantity_too_precise", f"{bare!r} has more than three digits after the point.", typed=bare
        )
    if len(whole.lstrip("0")) > _QUANTITY_DIGITS:
        raise RuleError("quantity_too_large", f"{bare!r} is too large for a quantity.", typed=bare)
    return int((whole or "0") + fraction.ljust(_QUANTITY_PLACES, "0"))


def _invalid(what: str, bare: str, example: str) -> RuleError:
    typed = bare[:_LONGEST]
    return RuleError(
        f"{what}_invalid",
        f"{typed!r} cannot be read as {what}. Type digits, such as {example}.",
        typed=typed,
    )


def _ascii_number(text: str, decimal: str) -> str:
    """`text` with the digits 0-9, "." for the locale's decimal sign, "," for the other one, and no blanks.

    Apostrophes (Swiss groups) are dropped like blanks.
    """
    return "".join(_ascii_sign(character, decimal) for character in text)


def _ascii_sign(character: str, decimal: str) -> str:
    if character.isspace() or character in "'’":
        return ""
    if character in (decimal, "\N{ARABIC DECIMAL SEPARATOR}"):
        return "."
    if character in (".", ",", "\N{ARABIC THOUSANDS SEPARATOR}"):
        return ","
    return str(unicodedata.decimal(character, character))
