"""Lets msgspec learn every kind of struct before threads read them.

msgspec looks at the fields of a struct when it reads the first of its kind, and keeps what it found with the
class before that is complete. Two threads that read the first of a kind at the same moment meet there, and
the process dies (`StructInfo_Convert` of msgspec 0.22). A kind that is known is looked at no more.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import msgspec


def know_structs() -> None:
    """Learn all kinds that were imported until now; those that are known cost next to nothing.

    For the beginning of a program, before its threads. Not for two threads at once.
    """
    for kind in kinds():
        # Some are handed on and never read: msgspec could not tell what their fields may hold.
        with contextlib.suppress(TypeError):
            msgspec.json.Decoder(kind)


def kinds(below: type[msgspec.Struct] = msgspec.Struct) -> Iterator[type[msgspec.Struct]]:
    """All kinds of struct that are imported."""
    for kind in below.__subclasses__():
        yield kind
        yield from kinds(kind)
