"""Personal data beside an op, and the salted hash by which the op's body vouches for it (rule 10).

The body of an op holds the hash only: names, phones and addresses lie in a table of their own on both sides
and can be erased without touching the chain. Without the salt, which goes with them, the hash says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from retail.canonical import canonical, sha256_hex
from retail.errors import DataError

MAX_BYTES: Final = 4096
"""Largest personal data of one op, as canonical JSON."""
SALT_BYTES: Final = 16
_SALT: Final = re.compile(r"[0-9a-f]{32}")


class Personal(msgspec.Struct, frozen=True, kw_only=True):
    """What belongs to one op: a random salt (32 hex digits) and named texts."""

    salt: str
    data: dict[str, str]


def personal_hash(personal: Personal) -> str:
    """SHA-256 over the salt's bytes and the canonical JSON of the data, as hex."""
    return sha256_hex(bytes.fromhex(personal.salt) + canonical(personal.data))


def read_personal(document: Mapping[str, Any] | None, expected_hash: str) -> Personal:
    """Personal data as it came over the wire, proved to be what the op's body says.

    Raises `DataError`: `personal_missing`, `personal_malformed`, `personal_too_large`, `personal_altered`.
    """
    if document is None:
        raise DataError("personal_missing", "The personal data that belongs to this op did not come with it.")
    try:
        personal = msgspec.convert(dict(document), Personal)
    except msgspec.ValidationError as error:
        raise _malformed() from error
    if _SALT.fullmatch(personal.salt) is None:
        raise _malformed()
    if len(canonical(personal.data)) > MAX_BYTES:
        raise DataError(
            "personal_too_large", f"The personal data of an op has at most {MAX_BYTES} bytes.", most=MAX_BYTES
        )
    if personal_hash(personal) != expected_hash:
        raise DataError("personal_altered", "The personal data is not what the op's hash of it says.")
    return personal


def _malformed() -> DataError:
    return DataError("personal_malformed", "The personal data of this op cannot be read.")
