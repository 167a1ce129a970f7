"""Amounts, quantities and times as text of the operator's language, and what was typed as exact figures.

Views carry integers; text is made here and nowhere else, so that no amount ever crosses into QML as a number.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime, format_time
from babel.numbers import format_decimal

from retail.currency import digits

_TYPED = re.compile(r"([0-9]{0,12})(?:[.,]([0-9]{0,6}))?")
_THOUSANDTHS = 3


class Figures:
    """Formats for one language, currency and time zone."""

    def __init__(self, language: str = "en", currency: str = "EUR", time_zone: str = "UTC") -> None:
        self.locale = Locale.parse(language, sep="_" if "_" in language else "-")
        self.currency = currency
        self._zone = ZoneInfo(time_zone)

    @property
    def separator(self) -> str:
        """The sign before the fraction in this language."""
        return str(self.locale.number_symbols["latn"]["decimal"])

    def money(self, minor: int, currency: str = "") -> str:
        """Minor units as an amount with its currency sign; digits by ISO 4217, never by the language."""
        code = currency or self.currency
        count = digits(code)
        pattern = self.locale.currency_formats["standard"]
        text = pattern.apply(
            Decimal(minor).scaleb(-count),
            self.locale,
            currency=code,
            currency_digits=False,
            force_frac=(count, count),
        )
        return str(text).replace("-", "−")

    def bare(self, minor: int, currency: str = "") -> str:
        """The same without the sign: a column of one currency repeats it nowhere."""
        count = digits(currency or self.currency)
        form = "#,##0" + ("." + "0" * count if count else "")
        return str(format_decimal(Decimal(minor).scaleb(-count), format=form, locale=self.locale)).replace(
            "-", "−"
        )

    def typed(self, minor: int, currency: str = "") -> str:
        """An amount as a person would type it, to stand in a field."""
        count = digits(currency or self.currency)
        return f"{Decimal(minor).scaleb(-count):.{count}f}".replace(".", self.separator)

    def quantity(self, thousandths: int, unit: str = "pcs") -> str:
        """`3` pieces, or a measure with its unit: `0.345 kg`."""
        value = Decimal(thousandths).scaleb(-_THOUSANDTHS)
        if unit == "pcs":
            return str(format_decimal(value, format="#,##0.###", locale=self.locale)).replace("-", "−")
        figure = str(format_decimal(value, format="#,##0.000", locale=self.locale)).replace("-", "−")
        return f"{figure}\u00a0{unit}"

    def time(self, at: int) -> str:
        """UTC milliseconds as the shop's time of day."""
        return str(format_time(self._local(at), format="short", locale=self.locale))

    def moment(self, at: int) -> str:
        """UTC milliseconds as day and time of the shop."""
        return str(format_datetime(self._local(at), format="short", locale=self.locale))

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, tz=UTC).astimezone(self._zone)

    def read_amount(self, text: str, currency: str = "") -> int | None:
        """Minor units of a typed amount, or None for none; `.` and `,` both stand before the fraction."""
        return _scaled(text, digits(currency or self.currency))

    @staticmethod
    def read_quantity(text: str) -> int | None:
        """Thousandths of a typed quantity or weight, or None for what is none."""
        return _scaled(text, _THOUSANDTHS)

    @staticmethod
    def read_percent(text: str) -> str | None:
        """A typed percentage above 0 and up to 100 as decimal text, or None for what is none."""
        found = _scaled(text.removesuffix("%"), 2)
        if found is None or not 0 < found <= 10_000:  # noqa: PLR2004 - 100 % in hundredths
            return None
        return f"{Decimal(found).scaleb(-2).normalize():f}"


def _scaled(text: str, places: int) -> int | None:
    match = _TYPED.fullmatch(text.strip())
    if match is None or not (match[1] or match[2]):
        return None
    fraction = (match[2] or "").rstrip("0")
    if len(fraction) > places:
        return None
    return int((match[1] or "0") + fraction.ljust(places, "0"))
