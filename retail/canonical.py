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
        document = msgspec.to_builtins(value, order="sorted")
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
    # The order of the tests is by how often each type occurs in a journal body.
    if isinstance(node, str) or node is None or isinstance(node, bool):
        return True
    if isinstance(node, int):
        if not -_MAX_SAFE_INTEGER <= node <= _MAX_SAFE_INTEGER:
            raise DataError(
                "integer_out_of_range", f"{node} is too large for a JSON document.", number=str(node)
            )
        return True
    if isinstance(node, dict):
        return _check_object(node)
    if isinstance(node, list | tuple):
        # A list, not a generator: every element must be looked at, also after a non-ASCII key.
        return all([_check(element) for element in node])
    # Of the types that msgspec's to_builtins leaves, only the float is left here.
    raise DataError("float_in_document", f"A document holds no fractions, but found {node}.")


def _check_object(node: dict[object, object]) -> bool:
    plain = True
    for key, element in node.items():
        if not isinstance(key, str):
            raise DataError("key_not_text", f"Keys of a document are text, but found {key!r}.", key=repr(key))
        plain = key.isascii() and plain
        plain = _check(element) and plain
    return plain
