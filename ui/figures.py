"""Amounts, quantities and times as text of the operator's language, and what was typed as exact figures.

Views carry integers; text is made here and nowhere else, so that no amount ever crosses into QML as a number.
The writing itself is `retail.formatting`'s.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from retail.cldr import locale_of
from retail.currency import digits
from retail.errors import KnownError
from retail.formatting import (
    format_date_time,
    format_money,
    format_quantity,
    format_time,
    parse_typed_amount,
    parse_typed_quantity,
)

_PIECES = "pcs"
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


class Figures:
    """Formats for one language, currency and time zone."""

    def __init__(self, language: str = "en", currency: str = "EUR", time_zone: str = "UTC") -> None:
        self.language = language
        self.locale: Locale = locale_of(language)
        self.currency = currency
        self._zone = time_zone

    @property
    def separator(self) -> str:
        """The sign before the fraction in this language."""
        return str(self.locale.number_symbols["latn"]["decimal"])

    def money(self, minor: int, currency: str = "") -> str:
        """Minor units as an amount with its currency sign; digits by ISO 4217, never by the language."""
        return format_money(minor, currency or self.currency, self.language).replace("-", "−")

    def bare(self, minor: int, currency: str = "") -> str:
        """The same without the sign: a column of one currency repeats it nowhere."""
        count = digits(currency or self.currency)
        form = "#,##0" + ("." + "0" * count if count else "")
        text = format_decimal(Decimal(minor).scaleb(-count), format=form, locale=self.locale)
        return str(text).replace("-", "−")

    def typed(self, minor: int, currency: str = "") -> str:
        """An amount as a person would type it, to stand in a field."""
        count = digits(currency or self.currency)
        return f"{Decimal(minor).scaleb(-count):.{count}f}".replace(".", self.separator)

    def quantity(self, thousandths: int, unit: str = _PIECES) -> str:
        """`3` pieces, or a measure with its unit: `0.345 kg`."""
        return format_quantity(thousandths, unit, self.language).replace("-", "−")

    def time(self, at: int) -> str:
        """UTC milliseconds as the shop's time of day."""
        return format_time(at, self._zone, self.language)

    def moment(self, at: int) -> str:
        """UTC milliseconds as day and time of the shop."""
        text = format_date_time(at, self._zone, self.language)
        # Beside words of the other direction its parts must not change places.
        return f"{_ISOLATE}{text}{_END}" if self.locale.text_direction == "rtl" else text

    def day(self, iso: str) -> str:
        """A day `YYYY-MM-DD` written out: `21 November 2026`."""
        return str(format_date(date.fromisoformat(iso), format="long", locale=self.locale))

    def short_day(self, iso: str) -> str:
        """The same in short: `21 Nov 2026`."""
        return str(format_date(date.fromisoformat(iso), format="medium", locale=self.locale))

    def read_amount(self, text: str, currency: str = "") -> int | None:
        """Minor units of a typed amount, or None for none; `.` and `,` both stand before the fraction."""
        try:
            return parse_typed_amount(text, currency or self.currency, self.language)
        except KnownError:
            return None

    def read_quantity(self, text: str) -> int | None:
        """Thousandths of a typed quantity or weight, or None for what is none."""
        try:
            return parse_typed_quantity(text, self.language)
        except KnownError:
            return None

    def read_percent(self, text: str) -> str | None:
        """A typed percentage above 0 and up to 100 as decimal text, or None for what is none."""
        found = self.read_quantity(text.strip().removesuffix("%"))
        if found is None or not 0 < found <= 100_000:  # noqa: PLR2004 - 100 % in thousandths
            return None
        return f"{Decimal(found).scaleb(-3).normalize():f}"
