"""Turns a row of a catalogue file into an item and its price, or says what is wrong with it."""

from __future__ import annotations

import re

import msgspec

from hub.services.catalogue_files import NEEDED, RawRow
from hub.services.price_changes import DatedPrice
from retail.currency import digits
from retail.errors import KnownError, RuleError
from retail.identifiers import DEFAULT_LAYOUTS, parse, to_gtin14
from retail.identifiers.embedded import layout_for
from retail.item import Item, PriceChange
from retail.local_time import parse_moment
from retail.money import parse_amount

UNITS = ("pcs", "kg", "g", "l", "m")
MAX_AGE = 120
MAX_NAME = 200
MAX_WORD = 64
_REFERENCE = re.compile(r"ref:[0-9]{2}:[0-9]{4,6}")
_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_YES_NO = {"": True, "yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A row that reads as an item; its picture still has to be found."""

    line: int
    item: Item
    amount: int
    image: str
    """Path relative to the file, or the SHA-256 of a picture that is here, or empty."""


def read_row(
    row: RawRow, tax_classes: frozenset[str], currency: str, time_zone: str
) -> Candidate | DatedPrice:
    """The item in a row, or the price to come where it names a date. Raises `RuleError` that says what is
    wrong with it.
    """
    if row.problem:
        raise RuleError("row_unreadable", row.problem)
    if row.fields.get("price_from"):
        return _dated(row, currency, time_zone)
    fields = row.fields
    missing = [name for name in NEEDED if name not in fields]
    if missing:
        raise RuleError("field_missing", f"it has no {', '.join(missing)}, and no price_from either")
    tax_class = fields["tax_class"]
    if tax_class not in tax_classes:
        known = ", ".join(sorted(tax_classes))
        raise RuleError("tax_class_unknown", f"tax class {tax_class[:40]!r} is not set up; known are {known}")
    unit = fields.get("unit") or "pcs"
    if unit not in UNITS:
        raise RuleError("unit_unknown", f"unit {unit[:40]!r} is not one of {', '.join(UNITS)}")
    return Candidate(
        line=row.line,
        item=Item(
            sku=_word("sku", fields["sku"], MAX_WORD),
            name=_word("name", fields["name"], MAX_NAME),
            category=_word("category", fields.get("category", ""), MAX_WORD, needed=False),
            tax_class=tax_class,
            unit=unit,
            age_limit=_age(fields.get("age_limit", "")),
            deposit=_amount("deposit", fields.get("deposit", "") or "0", currency),
            identifiers=tuple(dict.fromkeys(identifier_of(code) for code in row.barcodes)),
            active=_active(fields.get("active", "")),
        ),
        amount=_amount("price", fields["price"], currency),
        image=fields.get("image", ""),
    )


def _dated(row: RawRow, currency: str, time_zone: str) -> DatedPrice:
    fields = row.fields
    change = PriceChange(
        sku=_word("sku", fields["sku"], MAX_WORD),
        amount=_amount("price", fields["price"], currency),
        effective_from=parse_moment(fields["price_from"], time_zone),
    )
    return DatedPrice(line=row.line, change=change)


def identifier_of(code: str) -> str:
    """The identifier under which a code is scanned. Raises `RuleError` for a wrong check digit."""
    if _REFERENCE.fullmatch(code):
        return code
    if len(code) > MAX_WORD:
        raise RuleError("code_too_long", f"barcode {code[:40]!r}… is longer than {MAX_WORD} characters")
    parsed = parse(code)
    if parsed.error == "empty_measure":
        # A price list names the label without its value, which is no label to sell by.
        return _label(to_gtin14(parsed.text)[1:])
    if not parsed.identifiers:
        raise RuleError(parsed.error or "code_invalid", f"barcode {code!r}: {_reason(parsed.error)}")
    return parsed.identifiers[0]


def _label(gtin13: str) -> str:
    """The identifier of a label that carries a price or weight."""
    layout = layout_for(gtin13, DEFAULT_LAYOUTS)
    if layout is None:
        raise RuleError("code_invalid", f"barcode {gtin13!r}: its prefix has no layout")
    start = len(layout.prefix)
    return f"ref:{layout.prefix}:{gtin13[start : start + layout.item_digits]}"


def _reason(error: str | None) -> str:
    return "its check digit is wrong" if error == "bad_check_digit" else "it cannot be scanned as it is"


def _word(name: str, text: str, most: int, *, needed: bool = True) -> str:
    if needed and not text:
        raise RuleError("field_empty", f"{name} is empty")
    if len(text) > most:
        raise RuleError("field_too_long", f"{name} is longer than {most} characters")
    if not text.isprintable():
        raise RuleError("field_unprintable", f"{name} holds a character that cannot be shown")
    return text


def _amount(name: str, text: str, currency: str) -> int:
    """An amount of 0 or more; a comma is the decimal mark where nothing else can be meant."""
    plain = text
    if _COMMA.fullmatch(text) and len(text) - text.index(",") - 1 <= digits(currency):
        plain = text.replace(",", ".")
    try:
        amount = parse_amount(plain, currency)
    except KnownError as error:
        raise RuleError(error.code, f"{name}: {error.message}") from error
    if amount < 0:
        raise RuleError("amount_negative", f"{name} {text[:40]!r} is below zero")
    return amount


def _age(text: str) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_AGE)) and int(text) <= MAX_AGE):
        raise RuleError(
            "age_limit_invalid", f"age limit {text[:40]!r} is not a number of years up to {MAX_AGE}"
        )
    return int(text)


def _active(text: str) -> bool:
    found = _YES_NO.get(text.lower())
    if found is None:
        raise RuleError("active_invalid", f"active is {text[:40]!r} and not yes or no")
    return found
