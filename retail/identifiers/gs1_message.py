"""What the fields of a GS1 code say together: checked against each other, and read as facts for a till."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec

from retail.errors import DataError
from retail.identifiers.application_identifiers import matches
from retail.identifiers.currency_numbers import currency_of
from retail.identifiers.gs1_measures import amount_of, decimal_text, measures
from retail.identifiers.gs1_values import Field, check_value, date_of, refuse

_DAY: Final = 6
_NUMBER: Final = 3


class Element(msgspec.Struct, frozen=True, kw_only=True):
    """One application identifier of a code: its value as scanned, and what it means to a person."""

    ai: str
    title: str
    value: str
    meaning: str


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of a GS1 code. Dates are ISO; an empty text or None is a fact it does not carry.

    `weight`, `length`, `volume`: thousandths of a kilogram, metre, litre. `price`: minor units of `currency`,
    or of the store's where that is empty.
    """

    elements: tuple[Element, ...]
    gtin14: str | None = None
    expiry: str = ""
    best_before: str = ""
    batch: str = ""
    serial: str = ""
    weight: int | None = None
    length: int | None = None
    volume: int | None = None
    count: int | None = None
    price: int | None = None
    currency: str = ""


def read_message(fields: Sequence[Field], *, year: int, digits: Callable[[str], int]) -> Message:
    """Check the fields one by one and together, and say what they mean.

    `year` is the current one, for the century of dates; `digits` says how many a currency has after the
    point, the store's own for an empty code. Raises `DataError`: those of `check_value`, `gs1_duplicate_ai`,
    `gs1_missing_ai`, `gs1_not_together`, `empty_measure` for a weight, count or price of zero.
    """
    by_ai: dict[str, Field] = {}
    for field in fields:
        if field.known.ai in by_ai:
            refuse(field, "gs1_duplicate_ai", "stands there twice")
        check_value(field, year)
        by_ai[field.known.ai] = field
    for field in fields:
        _check_company(field, by_ai)
    values = {ai: field.value for ai, field in by_ai.items()}
    found = measures(values)
    price = amount_of(values, digits)
    count = values.get("30") or values.get("37")
    message = Message(
        elements=tuple(_element(field, year) for field in fields),
        gtin14=values.get("01") or values.get("02"),
        expiry=_expiry(values, year),
        best_before=_date(values.get("15"), year),
        batch=values.get("10", ""),
        serial=values.get("21", ""),
        weight=found.get("kg"),
        length=found.get("m"),
        volume=found.get("l"),
        count=int(count) if count else None,
        price=price.minor if price else None,
        currency=price.currency if price else "",
    )
    if 0 in (message.weight, message.length, message.volume, message.count, message.price):
        raise DataError("empty_measure", "The label carries no price or weight: weigh the goods again.")
    return message


def _check_company(field: Field, by_ai: Mapping[str, Field]) -> None:
    """Hold a field against what it needs beside it and what it must not stand with (4.13)."""
    for group in field.known.needs:
        if not any(_standing(pattern, by_ai) for pattern in group):
            refuse(field, "gs1_missing_ai", f"needs {' or '.join(group)} beside it, which is missing")
    for pattern in field.known.not_with:
        for ai in _standing(pattern, by_ai):
            if ai != field.known.ai:
                refuse(field, "gs1_not_together", f"may not stand with {ai}")


def _standing(pattern: str, by_ai: Mapping[str, Field]) -> list[str]:
    """The identifiers of the message that a pattern means; looked for one by one only where it has an `n`."""
    if pattern.isdigit():
        return [pattern] if pattern in by_ai else []
    return [ai for ai in by_ai if matches(ai, pattern)]


def _expiry(values: Mapping[str, str], year: int) -> str:
    """The earlier of the expiry date (17) and the day of the expiry time (7003)."""
    days = (_date(values.get("17"), year), _date(values.get("7003", "")[:_DAY], year))
    return min((day for day in days if day), default="")


def _date(digits: str | None, year: int) -> str:
    return date_of(digits, year) or "" if digits else ""


def _element(field: Field, year: int) -> Element:
    return Element(
        ai=field.known.ai, title=field.known.title, value=field.value, meaning=_meaning(field, year)
    )


def _meaning(field: Field, year: int) -> str:
    """A value for a person: dates by ISO, measures and amounts with their point and unit."""
    value, checks = field.value, [part.check for part in field.known.parts]
    if checks[0] in ("day", "day0"):
        day, rest = _date(value[:_DAY], year), value[_DAY:]
        if checks[1:] == ["day"] and rest:
            return f"{day} to {_date(rest, year)}"
        if checks[1:2] == ["hour"]:
            rest = ":".join(rest[at : at + 2] for at in range(0, len(rest), 2))
        elif rest:
            rest = f"{rest[:2]}:{rest[2:]}"
        return f"{day} {rest}".strip()
    if field.known.decimals is None:
        return value
    if checks[0] == "currency":
        return f"{decimal_text(value[_NUMBER:], field.known.decimals)} {currency_of(value[:_NUMBER])}"
    unit = field.known.title.partition("(")[2].partition(")")[0]
    if field.known.family == "394":
        unit = "%"
    return f"{decimal_text(value, field.known.decimals)} {unit}".strip()
