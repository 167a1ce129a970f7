"""Cuts GS1 Digital Link addresses into identifiers and values (Digital Link: URI syntax). Fetches nothing.

Any domain, any path before the key, http or https in any case. A key with its qualifiers in their order
stands in the path, everything else in the query.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from retail.errors import DataError
from retail.identifiers.application_identifiers import identifier
from retail.identifiers.check_digit import has_right_check_digit, is_digits
from retail.identifiers.gs1_values import Field, refuse
from retail.identifiers.gtin import CANONICAL_LENGTH, LENGTHS

_ADDRESS: Final = re.compile(r"\Ahttps?://[^/?#]+", re.IGNORECASE)
_ESCAPE: Final = re.compile(r"(%[0-9A-Fa-f]{2})")
_GTIN: Final = "01"

# The keys that a path may hold, each with the orders in which its qualifiers may follow.
_QUALIFIERS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = MappingProxyType(
    {
        "00": (),
        _GTIN: (("22", "10", "21"), ("235",)),
        "253": (),
        "255": (),
        "401": (),
        "402": (),
        "414": (("254",), ("7040",)),
        "415": (("8020",),),
        "417": (("7040",),),
        "8003": (),
        "8004": (("7040",),),
        "8006": (("22", "10", "21"),),
        "8010": (("8011",),),
        "8013": (),
        "8017": (("8019",),),
        "8018": (("8019",),),
    }
)

# Compressed links begin with the digits of an identifier, four bits each, or with a letter for a usual set of
# them; then 47 bits hold a GTIN.
_PACKED: Final = re.compile(r"[A-Za-z0-9_-]{10,}")
_PACKED_CHARACTERS: Final = 12
_PACKED_HEAD_BITS: Final = 8
_PACKED_GTIN_BITS: Final = 47
_PACKED_GTIN_HEADS: Final = frozenset({0x01, *range(0x0A, 0x10), *range(0x1A, 0x20)})


def is_address(text: str) -> bool:
    """Whether a text is a web address."""
    return _ADDRESS.match(text) is not None


def split_link(text: str) -> tuple[Field, ...] | None:
    """The fields of a Digital Link; None for another address. Places are counted in the whole text.

    Raises `DataError`: `link_compressed`, `link_bad_escape`, `link_misplaced`, `gs1_empty_value`,
    `gs1_unknown_ai`, `gs1_duplicate_ai`.
    """
    path, _, query = text.partition("#")[0].partition("?")
    segments = _segments(path, len(text) - len(_ADDRESS.sub("", text)))
    start = _key_at(segments)
    if start is None:
        _refuse_packed(segments)
        return None
    key, *qualifiers = (
        Field(known=identifier(ai, at), value=_decoded(value, place), at=at)
        for (at, ai), (place, value) in zip(segments[start::2], segments[start + 1 :: 2], strict=False)
    )
    if len(segments[start:]) % 2:
        at, ai = segments[-1]
        refuse(Field(known=identifier(ai, at), value="", at=at), "gs1_empty_value", "is empty")
    allowed = _QUALIFIERS[key.known.ai]
    _check_order(qualifiers, allowed)
    in_query = tuple(_query(query, len(path) + 1))
    names = {ai for order in allowed for ai in order}
    for field in in_query:
        if field.known.ai in names:
            refuse(field, "link_misplaced", "belongs into the path of the link, behind its key")
    return (_padded(key), *qualifiers, *in_query)


def _segments(path: str, start: int) -> list[tuple[int, str]]:
    """The parts of the path with the offset of each; one slash at the end is let pass."""
    found = []
    for part in path[start:].removesuffix("/").split("/")[1:]:
        start += 1
        found.append((start, part))
        start += len(part)
    return found


def _key_at(segments: Sequence[tuple[int, str]]) -> int | None:
    """Where the key stands: the first that its value fits, counted in pairs from the end; else a broken 01.

    Days and months of a newspaper's address, `/01/15/`, are no GTIN.
    """
    broken = None
    for at in range(len(segments) - 1):
        ai, value = segments[at][1], segments[at + 1][1]
        pairs = (len(segments) - at) % 2 == 0
        if ai in _QUALIFIERS and pairs and _could_be(ai, value):
            return at
        if ai == _GTIN and is_digits(value) and len(value) >= min(LENGTHS) and broken is None:
            broken = at
    return broken


def _could_be(ai: str, value: str) -> bool:
    """Whether a value has the length of the key; a GTIN may be short of its leading zeros."""
    if ai == _GTIN:
        return is_digits(value) and len(value) in LENGTHS
    parts = identifier(ai, 0).parts
    least = sum(part.least for part in parts if not part.optional)
    return least <= len(value) and (parts[0].charset != "N" or is_digits(value[: parts[0].least]))


def _padded(key: Field) -> Field:
    """A GTIN with its leading zeros, whose places the check digit of 14 digits needs."""
    if key.known.ai != _GTIN or len(key.value) not in LENGTHS:
        return key
    return Field(known=key.known, value=key.value.zfill(CANONICAL_LENGTH), at=key.at)


def _check_order(qualifiers: Sequence[Field], allowed: Sequence[Sequence[str]]) -> None:
    """Refuse a qualifier that does not belong to the key, or stands before one it must follow."""
    ais = [field.known.ai for field in qualifiers]
    for count in range(1, len(ais) + 1):
        if not any(ais[:count] == [ai for ai in order if ai in ais[:count]] for order in allowed):
            field = qualifiers[count - 1]
            if ais.count(field.known.ai) > 1:
                refuse(field, "gs1_duplicate_ai", "stands there twice")
            refuse(field, "link_misplaced", "does not belong at this place of the link")


def _query(query: str, start: int) -> Iterator[Field]:
    """The fields of the query; a name that is not all digits is somebody's own and means nothing here."""
    for part in query.split("&"):
        name, _, value = part.partition("=")
        if is_digits(name):
            yield Field(known=identifier(name, start), value=_decoded(value, start), at=start)
        start += len(part) + 1


def _decoded(value: str, at: int) -> str:
    """A value with its percent escapes decoded, once. Raises `DataError` "link_bad_escape"."""
    if "%" not in value:
        return value
    data = bytearray()
    for place, piece in enumerate(_ESCAPE.split(value)):
        if place % 2:
            data.append(int(piece[1:], 16))
        elif "%" in piece:
            raise _bad_escape(at)
        else:
            data += piece.encode("utf-8", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad_escape(at) from error


def _bad_escape(at: int) -> DataError:
    return DataError(
        "link_bad_escape",
        f"The link on the pack is damaged at character {at + 1}. Scan the other barcode on the pack.",
        at=at + 1,
    )


def _refuse_packed(segments: Sequence[tuple[int, str]]) -> None:
    """Say so where an address holds a compressed Digital Link, which is not read: its GTIN gives it away."""
    if not segments or not _PACKED.fullmatch(segments[-1][1]):
        return
    data = urlsafe_b64decode(segments[-1][1][:_PACKED_CHARACTERS].ljust(_PACKED_CHARACTERS, "A"))
    below = len(data) * 8 - _PACKED_HEAD_BITS - _PACKED_GTIN_BITS
    digits = str((int.from_bytes(data, "big") >> below) % (1 << _PACKED_GTIN_BITS)).zfill(CANONICAL_LENGTH)
    if data[0] in _PACKED_GTIN_HEADS and len(digits) == CANONICAL_LENGTH and has_right_check_digit(digits):
        raise DataError(
            "link_compressed", "This link is compressed and cannot be read here. Scan the other barcode."
        )
