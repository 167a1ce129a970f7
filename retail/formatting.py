"""Money, quantities, percents and times as a person in some country writes them, by CLDR data (babel).

How many digits a currency has comes from `retail.currency`, not from CLDR: CLDR shows, for example, the Iraqi
and the Serbian dinar without the digits that ISO 4217 gives them, and knows no cash rounding for EUR, HUF and
USD. Results hold the no-break spaces and direction marks that CLDR asks for.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel import dates, numbers, units

from retail.cldr import locale_of
from retail.currency import digits
from retail.errors import DataError
from retail.typed_number import parse_typed_amount, parse_typed_quantity

__all__ = [
    "format_business_date",
    "format_date",
    "format_date_time",
    "format_money",
    "format_percent",
    "format_quantity",
    "format_time",
    "parse_typed_amount",
    "parse_typed_quantity",
]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_FRACTION = re.compile(r"0(\.0+)?(?=[^#0.]|$)")
_LETTER_THEN_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")
_PERCENT_PLACES = 3

# Sales units to CLDR units; kilograms, litres and metres always show their thousandths, as scales do.
_UNITS = {
    "kg": ("mass-kilogram", "#,##0.000"),
    "g": ("mass-gram", "#,##0.###"),
    "l": ("volume-liter", "#,##0.000"),
    "m": ("length-meter", "#,##0.000"),
}
_PIECES = "pcs"
_PLAIN = "#,##0.###"


def format_money(minor: int, currency: str, locale: str) -> str:
    """An amount of minor units with its currency: 1999 EUR is "19,99 €" in German (M2.1)."""
    cldr = locale_of(locale)
    places = digits(currency)
    fraction = "." + "0" * places if places else ""
    pattern = _FRACTION.sub("0" + fraction, cldr.currency_formats["standard"].pattern)
    amount = Decimal(minor).scaleb(-places)
    text = numbers.format_currency(amount, currency, format=pattern, locale=cldr, currency_digits=False)
    # CLDR's alphaNextToNumber, which babel does not apply: "KWD 1.250", not "KWD1.250".
    return _LETTER_THEN_DIGIT.sub(_NO_BREAK_SPACE, text)


def format_quantity(quantity: int, unit: str, locale: str) -> str:
    """A quantity in thousandths of its unit: 345 kg-thousandths are "0,345 kg", 3000 pieces are "3"."""
    cldr = locale_of(locale)
    amount = Decimal(quantity).scaleb(-3)
    if unit in _UNITS:
        name, pattern = _UNITS[unit]
        text = units.format_unit(amount, name, "short", format=pattern, locale=cldr)
        return text.replace(" ", _NO_BREAK_SPACE)
    text = numbers.format_decimal(amount, format=_PLAIN, locale=cldr)
    return text if unit in (_PIECES, "") else f"{text}{_NO_BREAK_SPACE}{unit}"


@lru_cache(maxsize=256)
def format_percent(rate: Decimal | str, locale: str) -> str:
    """A rate as percent: "0.19" is "19 %" in German; up to three digits after the point are shown.

    Raises `DataError("bad_rate")` when the text is no finite number.
    """
    try:
        value = Decimal(rate)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise DataError(
            "bad_rate", f"{str(rate)[:40]!r} is not a rate. Write it as a fraction, such as 0.19."
        )
    cldr = locale_of(locale)
    pattern = cldr.percent_formats[None].pattern.replace("0", "0." + "#" * _PERCENT_PLACES)
    return numbers.format_percent(value, format=pattern, locale=cldr)


def format_date(at_ms: int, zone: str, locale: str) -> str:
    """The day of a UTC time in ms, as seen in `zone` ("Europe/Berlin")."""
    return dates.format_date(_local(at_ms, zone), format="medium", locale=locale_of(locale))


def format_time(at_ms: int, zone: str, locale: str) -> str:
    """Hours and minutes of a UTC time in ms, as seen in `zone`."""
    return dates.format_time(
        _local(at_ms, zone), format="short", tzinfo=_zone(zone), locale=locale_of(locale)
    )


def format_date_time(at_ms: int, zone: str, locale: str) -> str:
    """Day, hours and minutes of a UTC time in ms, as seen in `zone`."""
    return f"{format_date(at_ms, zone, locale)} {format_time(at_ms, zone, locale)}"


@lru_cache(maxsize=16)
def format_business_date(day: str, locale: str) -> str:
    """A business date "2026-11-21" in the writing of a country; `DataError("bad_date")` for other text."""
    try:
        parsed = date.fromisoformat(day)
    except ValueError as error:
        raise DataError("bad_date", f"{day[:40]!r} is not a date. Write it as year-month-day.") from error
    return dates.format_date(parsed, format="medium", locale=locale_of(locale))


@lru_cache(maxsize=16)
def _zone(name: str) -> tzinfo:
    try:
        return dates.get_timezone(name)
    except LookupError as error:
        raise DataError(
            "unknown_time_zone", f"{name[:40]!r} is no time zone, such as Europe/Berlin."
        ) from error


def _local(at_ms: int, zone: str) -> datetime:
    place = _zone(zone)
    try:
        return (_EPOCH + timedelta(milliseconds=at_ms)).astimezone(place)
    except OverflowError as error:
        raise DataError("bad_time", f"{at_ms} ms is outside the calendar.") from error
