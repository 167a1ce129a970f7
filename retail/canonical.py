"""The one byte form of a document: RFC 8785 JSON, the ground that hashes and signatures stand on.

A document holds text, whole numbers within ±(2^53 - 1), booleans, null, lists and objects with text keys.
Floats are refused: money and quantities are integers here, and a float has no business in what is hashed
(M2.1, M5.1).
"""

from __future__ import annotations

import hashlib

import msgspec
import rfc8785

from retail.errors import DataError

_MAX_SAFE_INTEGER = 2**53 - 1
_sorted_encoder = msgspec.json.Encoder(order="sorted")


def canonical(value: object) -> bytes:
    """RFC 8785 bytes of `value`, a document or a msgspec Struct.

    Raises `DataError`: `float_in_document`, `integer_out_of_range`, `key_not_text`, `not_a_document` (a type
    that JSON does not know, lone surrogates, nested too deeply).
    """
    try:
        document = msgspec.to_builtins(value)
        if _check(document):
            return _sorted_encoder.encode(document)
        return rfc8785.dumps(document)
    except DataError:
        raise
    except (TypeError, ValueError, RecursionError) as error:
        raise DataError(
            "not_a_document", f"This value cannot be written as canonical JSON: {error}", detail=str(error)
        ) from error


def sha256_hex(data: bytes) -> str:
    """SHA-256 of `data` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _check(node: object) -> bool:
    """Refuse what a document may not hold; true when every key is ASCII.

    msgspec sorts keys by code point, RFC 8785 by UTF-16 unit; the two agree on ASCII, so only then may the
    fast encoder be used.
    """
    # A body has some four hundred nodes and is checked while the customer waits: exact types, plain loops.
    kind = type(node)
    if kind is dict:
        return _check_object(node)  # type: ignore[arg-type]
    if kind is list or kind is tuple:
        plain = True
        for element in node:  # type: ignore[attr-defined]
            if type(element) is str or (
                type(element) is int and -_MAX_SAFE_INTEGER <= element <= _MAX_SAFE_INTEGER
            ):
                continue
            plain = _check(element) and plain
        return plain
    if kind is int and not -_MAX_SAFE_INTEGER <= node <= _MAX_SAFE_INTEGER:  # type: ignore[operator]
        raise DataError("integer_out_of_range", f"{node} is too large for a JSON document.", number=str(node))
    if kind is float:
        raise DataError("float_in_document", f"A document holds no fractions, but found {node}.")
    return True


def _check_object(node: dict[object, object]) -> bool:
    plain = True
    for key, element in node.items():
        if type(key) is not str:
            raise DataError("key_not_text", f"Keys of a document are text, but found {key!r}.", key=repr(key))
        if not key.isascii():
            plain = False
        kind = type(element)
        if kind is str or kind is bool or element is None:
            continue
        if kind is int and -_MAX_SAFE_INTEGER <= element <= _MAX_SAFE_INTEGER:  # type: ignore[operator]
            continue
        plain = _check(element) and plain
    return plain
