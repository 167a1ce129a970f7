"""The lines of a basket code as bytes: item numbers in few bits, ids by their distance in time."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Final

import msgspec

from retail.cart_merge import MAX_QUANTITY
from retail.errors import DataError, RuleError

_DIGITS: Final = 0x80
_WHOLE: Final = 0x40
_LENGTH: Final = 0x3F
_TIME: Final = 6
_REST: Final = 10
_UNIT: Final = 1000
_LONGEST_VARINT: Final = 7
"""Bytes of 48 bits; no number here is longer."""


class BasketLine(msgspec.Struct, frozen=True, kw_only=True):
    """A wish of the shopper; the line of the sale that it becomes has the same id."""

    line_id: str
    sku: str
    quantity: int
    """Thousandths of the unit."""


def torn() -> DataError:
    """The error for bytes that nobody wrote so."""
    return DataError("basket_torn", "This basket code is damaged. Scan it again, or scan the goods.")


def pack_lines(lines: Sequence[BasketLine]) -> bytes:
    """Base time, count, and each line. Raises `RuleError` for goods that do not fit."""
    ids = [uuid.UUID(line.line_id).bytes for line in lines]
    base = min(int.from_bytes(one[:_TIME], "big") for one in ids)
    data = bytearray(base.to_bytes(_TIME, "big") + bytes([len(lines)]))
    for line, one in zip(lines, ids, strict=True):
        if not 0 < line.quantity <= MAX_QUANTITY:
            raise RuleError("basket_quantity", "A quantity of the basket is not one that can be sold.")
        whole = line.quantity % _UNIT == 0
        data += _item(line.sku, _WHOLE if whole else 0)
        data += _varint(line.quantity // _UNIT if whole else line.quantity)
        data += _varint(int.from_bytes(one[:_TIME], "big") - base) + one[_TIME:]
    return bytes(data)


def unpack_lines(data: bytes) -> tuple[BasketLine, ...]:
    """The lines. Raises `DataError` `basket_torn` unless every byte is as `pack_lines` writes it."""
    reader = _Reader(data)
    base = int.from_bytes(reader.take(_TIME), "big")
    lines = tuple(_line(reader, base) for _ in range(reader.take(1)[0]))
    # Written again it must be the same: a number has one form, and nothing lies behind the last line.
    if not lines or pack_lines(lines) != data:
        raise torn()
    return lines


def _line(reader: _Reader, base: int) -> BasketLine:
    head = reader.take(1)[0]
    length = head & _LENGTH
    if head & _DIGITS:
        sku = str(int.from_bytes(reader.take(_width(length)), "big")).zfill(length)
    else:
        try:
            sku = reader.take(length).decode()
        except UnicodeDecodeError as error:
            raise torn() from error
    number = reader.varint()
    quantity = number * _UNIT if head & _WHOLE else number
    moment = base + reader.varint()
    if not sku or not 0 < quantity <= MAX_QUANTITY or moment >= 1 << (8 * _TIME):
        raise torn()
    line_id = str(uuid.UUID(bytes=moment.to_bytes(_TIME, "big") + reader.take(_REST)))
    return BasketLine(line_id=line_id, sku=sku, quantity=quantity)


def _item(sku: str, whole: int) -> bytes:
    digits = sku.isascii() and sku.isdigit()
    content = int(sku).to_bytes(_width(len(sku)), "big") if digits else sku.encode()
    length = len(sku) if digits else len(content)
    if not 0 < length <= _LENGTH:
        raise RuleError("basket_item", f"The item number {sku[:80]!r} does not fit into a basket code.")
    return bytes([(_DIGITS if digits else 0) | whole | length]) + content


def _width(digits: int) -> int:
    """Bytes that hold a number of so many digits."""
    largest: int = 10**digits - 1
    return (largest.bit_length() + 7) // 8


def _varint(number: int) -> bytes:
    data = bytearray()
    while number > 0x7F:  # noqa: PLR2004 - LEB128: seven bits a byte
        data.append(number & 0x7F | 0x80)
        number >>= 7
    data.append(number)
    return bytes(data)


class _Reader:
    """Takes bytes from the front; `basket_torn` where there are too few."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        found = self._data[self._at : self._at + count]
        if len(found) < count:
            raise torn()
        self._at += count
        return found

    def varint(self) -> int:
        number = 0
        for place in range(_LONGEST_VARINT):
            (byte,) = self.take(1)
            number |= (byte & 0x7F) << (7 * place)
            if byte < 0x80:  # noqa: PLR2004 - as above
                return number
        raise torn()
