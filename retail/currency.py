"""The currencies as data: how many digits each has, and the notes and coins a drawer holds.

Digits follow ISO 4217 (not CLDR, which shows the Iraqi dinar without digits); notes and coins are those in
circulation, in minor units, largest first.
"""

from __future__ import annotations

from typing import Final

import msgspec

from retail.errors import RuleError


class Currency(msgspec.Struct, frozen=True, kw_only=True):
    """One currency: its ISO 4217 code, its digits after the point, and its cash in minor units."""

    code: str
    digits: int
    notes: tuple[int, ...] = ()
    coins: tuple[int, ...] = ()


_ZERO_DIGITS: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE_DIGITS: Final = "BHD IQD JOD KWD LYD OMR TND"
_TWO_DIGITS: Final = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD
    HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK
    MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD
    RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS
    UAH USD UYU UZS VES WST XCD YER ZAR ZMW
"""

# Code: notes; coins. In whole units, as people name them.
_CASH: Final[dict[str, tuple[str, str]]] = {
    "AUD": ("100 50 20 10 5", "2 1 0.50 0.20 0.10 0.05"),
    "BGN": ("100 50 20 10 5", "2 1 0.50 0.20 0.10 0.05 0.02 0.01"),
    "BHD": ("20 10 5 1 0.500", "0.100 0.050 0.025 0.010 0.005"),
    "BRL": ("200 100 50 20 10 5 2", "1 0.50 0.25 0.10 0.05"),
    "CAD": ("100 50 20 10 5", "2 1 0.25 0.10 0.05"),
    "CHF": ("1000 200 100 50 20 10", "5 2 1 0.50 0.20 0.10 0.05"),
    "CLP": ("20000 10000 5000 2000 1000", "500 100 50 10"),
    "CNY": ("100 50 20 10 5 1", "1 0.50 0.10"),
    "CZK": ("5000 2000 1000 500 200 100", "50 20 10 5 2 1"),
    "DKK": ("500 200 100 50", "20 10 5 2 1 0.50"),
    "EUR": ("500 200 100 50 20 10 5", "2 1 0.50 0.20 0.10 0.05 0.02 0.01"),
    "GBP": ("50 20 10 5", "2 1 0.50 0.20 0.10 0.05 0.02 0.01"),
    "HKD": ("1000 500 100 50 20 10", "10 5 2 1 0.50 0.20 0.10"),
    "HUF": ("20000 10000 5000 2000 1000 500", "200 100 50 20 10 5"),
    "ILS": ("200 100 50 20", "10 5 2 1 0.50 0.10"),
    "INR": ("500 200 100 50 20 10", "20 10 5 2 1"),
    "ISK": ("10000 5000 2000 1000 500", "100 50 10 5 1"),
    "JOD": ("50 20 10 5 1", "0.500 0.250 0.100 0.050"),
    "JPY": ("10000 5000 2000 1000", "500 100 50 10 5 1"),
    "KRW": ("50000 10000 5000 1000", "500 100 50 10"),
    "KWD": ("20 10 5 1 0.500 0.250", "0.100 0.050 0.020 0.010 0.005"),
    "MXN": ("1000 500 200 100 50 20", "20 10 5 2 1 0.50 0.20 0.10"),
    "MYR": ("100 50 20 10 5 1", "0.50 0.20 0.10 0.05"),
    "NOK": ("1000 500 200 100 50", "20 10 5 1"),
    "NZD": ("100 50 20 10 5", "2 1 0.50 0.20 0.10"),
    "OMR": ("50 20 10 5 1 0.500 0.100", "0.050 0.025 0.010 0.005"),
    "PLN": ("500 200 100 50 20 10", "5 2 1 0.50 0.20 0.10 0.05 0.02 0.01"),
    "RON": ("500 200 100 50 20 10 5 1", "0.50 0.10 0.05 0.01"),
    "SEK": ("1000 500 200 100 50 20", "10 5 2 1"),
    "SGD": ("1000 100 50 10 5 2", "1 0.50 0.20 0.10 0.05"),
    "TND": ("50 20 10 5", "5 2 1 0.500 0.200 0.100 0.050 0.020 0.010"),
    "TRY": ("200 100 50 20 10 5", "5 1 0.50 0.25 0.10 0.05"),
    "UAH": ("1000 500 200 100 50 20", "10 5 2 1 0.50 0.10"),
    "USD": ("100 50 20 10 5 1", "0.25 0.10 0.05 0.01"),
    "VND": ("500000 200000 100000 50000 20000 10000 5000 2000 1000", ""),
    "ZAR": ("200 100 50 20 10", "5 2 1 0.50 0.20 0.10"),
}


def _minor(words: str, digits: int) -> tuple[int, ...]:
    """Whole-unit amounts such as "2 0.50" as minor units."""
    amounts = []
    for word in words.split():
        whole, _, fraction = word.partition(".")
        amounts.append(int(whole + fraction.ljust(digits, "0")))
    return tuple(amounts)


def _table() -> dict[str, Currency]:
    table = {}
    for digits, codes in ((0, _ZERO_DIGITS), (2, _TWO_DIGITS), (3, _THREE_DIGITS)):
        for code in codes.split():
            notes, coins = _CASH.get(code, ("", ""))
            table[code] = Currency(
                code=code, digits=digits, notes=_minor(notes, digits), coins=_minor(coins, digits)
            )
    return table


CURRENCIES: Final[dict[str, Currency]] = _table()


def currency(code: str) -> Currency:
    """The currency with this ISO 4217 code; RuleError "currency_unknown" for any other word."""
    found = CURRENCIES.get(code)
    if found is None:
        raise RuleError(
            "currency_unknown",
            f"{code[:20]!r} is not a currency this program knows. Use its ISO 4217 code, such as EUR.",
            currency=code,
        )
    return found


def digits(code: str) -> int:
    """How many digits the currency has after the point: 0, 2 or 3."""
    return currency(code).digits
