"""One thing that the doctor looked at: how it is, in a sentence, and how to mend it."""

from __future__ import annotations

from typing import Literal

import msgspec

State = Literal["ok", "warn", "fail"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """`fail` keeps something from working now; `warn` will, or keeps something small from working."""

    code: str
    """Stable word, for programs."""
    state: State
    message: str
    mend: str = ""
    """What to do; empty where nothing is wrong."""


def ok(code: str, message: str) -> Finding:
    """All is well with this."""
    return Finding(code=code, state="ok", message=message)


def warn(code: str, message: str, mend: str) -> Finding:
    """Something to see to soon."""
    return Finding(code=code, state="warn", message=message, mend=mend)


def fail(code: str, message: str, mend: str) -> Finding:
    """Something that does not work."""
    return Finding(code=code, state="fail", message=message, mend=mend)
