"""The code that carries a whole basket where there is no network; layout in docs/algorithms/carts.md.

Made by a kiosk, scanned by a till of the same store, which prices the goods anew. The line ids travel with
it, so that a basket that is paid at both is found at the hub.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from retail import base45
from retail.basket_lines import BasketLine, pack_lines, torn, unpack_lines
from retail.errors import DataError, RuleError

PREFIX: Final = "TBB1:"
VERSION: Final = 1
LINES_A_PART: Final = 40
MOST_PARTS: Final = 15
MOST_TEXT: Final = 4_000
"""More characters than any QR code holds are looked at no further."""
_SIGNED: Final = b"tillbridge basket\n"
"""Signed before the bytes, so that no signature made for another purpose fits."""
_UUID: Final = 16
_KEY_ID: Final = 4
_DIGEST: Final = 8
_SIGNATURE: Final = 64
_HEAD: Final = 2 + _UUID + _KEY_ID


class BasketPart(msgspec.Struct, frozen=True, kw_only=True):
    """One scanned code whose signature holds."""

    cart_id: str
    part: int
    """From 1."""
    parts: int
    digest: str
    """Same for all parts of a basket; empty where there is one."""
    signer: str
    """Public key (hexadecimal) of the terminal that made it."""
    lines: tuple[BasketLine, ...]


class Basket(msgspec.Struct, frozen=True, kw_only=True):
    """A basket that came whole."""

    cart_id: str
    lines: tuple[BasketLine, ...]


def encode_basket(
    cart_id: str, lines: Sequence[BasketLine], sign: Callable[[bytes], bytes], public_key: bytes
) -> tuple[str, ...]:
    """The texts of the codes, in order. `sign` makes the Ed25519 signature that `public_key` verifies.

    Raises `RuleError` for an empty basket, one of more than 600 lines, or goods that do not fit.
    """
    chunks = [lines[start : start + LINES_A_PART] for start in range(0, len(lines), LINES_A_PART)]
    if not 1 <= len(chunks) <= MOST_PARTS:
        most = LINES_A_PART * MOST_PARTS
        raise RuleError("basket_size", f"A basket code holds 1 to {most} lines.", most=most)
    packed = [pack_lines(chunk) for chunk in chunks]
    digest = _digest(packed) if len(packed) > 1 else b""
    texts: list[str] = []
    for place, content in enumerate(packed, start=1):
        head = bytes([VERSION, place << 4 | len(packed)]) + uuid.UUID(cart_id).bytes + key_id(public_key)
        data = head + digest + content
        texts.append(PREFIX + base45.encode(data + sign(_SIGNED + data)))
    return tuple(texts)


def read_part(text: str, keys: Iterable[bytes]) -> BasketPart:
    """A scanned code, proved with the public keys of the store's terminals.

    Raises `DataError`: `basket_not_one`, `basket_version`, `basket_torn`, `basket_signer`,
    `basket_signature`.
    """
    if not text.startswith(PREFIX) or len(text) > MOST_TEXT:
        raise DataError("basket_not_one", "This is not a basket code.")
    try:
        data = base45.decode(text.removeprefix(PREFIX))
    except DataError as error:
        raise torn() from error
    if data[:1] and data[0] != VERSION:
        raise DataError(
            "basket_version", "This basket code is of a newer program. Update this till.", version=data[0]
        )
    if len(data) <= _HEAD + _SIGNATURE:
        raise torn()
    signed, signature = data[:-_SIGNATURE], data[-_SIGNATURE:]
    signer = _signer(signed, signature, keys)
    part, parts = signed[1] >> 4, signed[1] & 15
    rest = signed[_HEAD:]
    digest = rest[:_DIGEST] if parts > 1 else b""
    lines = unpack_lines(rest[len(digest) :])
    if not 1 <= part <= parts or not 1 <= len(lines) <= LINES_A_PART:
        raise torn()
    return BasketPart(
        cart_id=str(uuid.UUID(bytes=signed[2 : 2 + _UUID])),
        part=part,
        parts=parts,
        digest=digest.hex(),
        signer=signer.hex(),
        lines=lines,
    )


def join(parts: Sequence[BasketPart]) -> Basket:
    """The basket of its parts, scanned in any order, some perhaps twice.

    Raises `RuleError` `basket_mixed` for parts of several baskets, `basket_part_missing` (params `missing`,
    `parts`); `DataError` `basket_torn` where they do not make the whole that they say.
    """
    if len({(one.cart_id, one.parts, one.digest, one.signer) for one in parts}) > 1:
        raise RuleError("basket_mixed", "These codes are of different baskets. Scan all codes of one basket.")
    found = {one.part: one for one in parts}
    wanted = parts[0].parts if parts else 1
    missing = [place for place in range(1, wanted + 1) if place not in found]
    if missing:
        raise RuleError(
            "basket_part_missing",
            f"Scan code {missing[0]} of {wanted} too.",
            missing=tuple(missing),
            parts=wanted,
        )
    chunks = [found[place].lines for place in range(1, wanted + 1)]
    lines = tuple(line for chunk in chunks for line in chunk)
    whole = wanted == 1 or _digest([pack_lines(chunk) for chunk in chunks]).hex() == parts[0].digest
    if not whole or len({line.line_id for line in lines}) < len(lines):
        raise torn()
    return Basket(cart_id=parts[0].cart_id, lines=lines)


def key_id(public_key: bytes) -> bytes:
    """What tells the keys of a store's terminals apart: the first 4 bytes of the SHA-256."""
    return hashlib.sha256(public_key).digest()[:_KEY_ID]


def _signer(signed: bytes, signature: bytes, keys: Iterable[bytes]) -> bytes:
    wanted = signed[_HEAD - _KEY_ID : _HEAD]
    known = [key for key in keys if key_id(key) == wanted]
    if not known:
        raise DataError(
            "basket_signer", "This basket code was not made by a terminal of this store. Scan the goods."
        )
    for key in known:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, _SIGNED + signed)
        except InvalidSignature:
            continue
        return key
    raise DataError("basket_signature", "This basket code was altered. Scan the goods.")


def _digest(packed: Iterable[bytes]) -> bytes:
    return hashlib.sha256(b"".join(packed)).digest()[:_DIGEST]
