"""Checks the chain hash of an op as it came over the wire, and gives the text of its body as it is stored.

The same bytes as `retail.journal`, by a shorter way: what msgspec writes with sorted keys is RFC 8785 but for
fractions, huge numbers, and keys with signs outside the basic plane. So the short way may only miss a hash
that holds, never the other way round; then the careful way decides.
"""

from __future__ import annotations

import hashlib

import msgspec

from retail.errors import DataError
from retail.journal import Op, body_text, entry_hash_of_text
from sync import messages as m

_ENCODER = msgspec.json.Encoder(order="sorted")


def checked_text(op: m.WireOp) -> tuple[bool, str]:
    """Whether the op's hash is that of its content, and the text of its body: canonical where it is."""
    encoded = _ENCODER.encode(op.body)
    # In canonical order the keys are body < hlc < kind < op_id < prev < v.
    rest = _ENCODER.encode({"hlc": op.hlc, "kind": op.kind, "op_id": op.op_id, "prev": op.prev, "v": op.v})
    digest = hashlib.sha256(b'{"body":' + encoded + b"," + rest[1:]).hexdigest()
    if digest == op.hash:
        return True, encoded.decode()
    try:
        text = body_text(Op(op_id=op.op_id, kind=op.kind, v=op.v, hlc=op.hlc, body=op.body))
        careful = entry_hash_of_text(op.prev, op.op_id, op.kind, op.v, op.hlc, text)
    except DataError:
        careful = ""
    return (True, text) if careful == op.hash else (False, encoded.decode())
