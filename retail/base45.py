"""Base45 (RFC 9285): bytes as the characters that a QR code packs best."""

from __future__ import annotations

from typing import Final

from retail.errors import DataError

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}
_BASE: Final = 45
_PAIR: Final = 3
"""Characters for two bytes; two stand for a single last byte."""


def encode(data: bytes) -> str:
    """The text for `data`: three characters for two bytes, two for a last one."""
    text: list[str] = []
    for start in range(0, len(data), 2):
        chunk = data[start : start + 2]
        value = int.from_bytes(chunk, "big")
        for _ in range(len(chunk) + 1):
            value, digit = divmod(value, _BASE)
            text.append(ALPHABET[digit])
    return "".join(text)


def decode(text: str) -> bytes:
    """The bytes of `text`. Raises `DataError` `base45_invalid` for what no encoder writes."""
    data = bytearray()
    for start in range(0, len(text), _PAIR):
        chunk = text[start : start + _PAIR]
        digits = [_VALUES.get(character, -1) for character in chunk]
        length = len(chunk) - 1
        value = sum(digit * _BASE**place for place, digit in enumerate(digits))
        if -1 in digits or length == 0 or value >= 256**length:
            raise DataError("base45_invalid", "The text is not base45: it was cut or altered.")
        data += value.to_bytes(length, "big")
    return bytes(data)
