"""The faults that a virtual printer shows on command, as words for command line, tests and control port."""

from __future__ import annotations

from typing import Literal

import msgspec

from retail.errors import KnownError

Fault = Literal["paper_out", "cover_open", "paper_low", "drop_line", "swallow", "mute", "slow"]

DEFAULT_SLOW = 200
"""Bytes a second."""


class Misbehaviour(msgspec.Struct, frozen=True, kw_only=True):
    """One fault and its number.

    `paper_out`, `cover_open`: the printer stops after `amount` bytes of a job (0: it is so from the
    start). `drop_line`: the connection breaks after `amount` bytes (0: as soon as it is made). `swallow`:
    answers status questions and throws the job away. `mute`: answers nothing at all. `slow`: takes
    `amount` bytes a second. `paper_low`: prints, and says so.
    """

    fault: Fault
    amount: int = 0


def parse_misbehaviour(text: str) -> Misbehaviour | None:
    """`slow:500`, `drop_line:after 40`, `paper_out`; `ok` is None. Raises KnownError for anything else."""
    word, _, number = text.strip().partition(":")
    if word == "ok":
        return None
    number = number.removeprefix("after").removesuffix("bytes").removesuffix("bytes/s").strip()
    try:
        amount = int(number) if number else (DEFAULT_SLOW if word == "slow" else 0)
        fault = msgspec.convert({"fault": word, "amount": amount}, Misbehaviour)
    except (ValueError, msgspec.ValidationError) as error:
        raise KnownError(
            "unknown_misbehaviour",
            f"{text!r} is not a fault of the virtual printer: say ok, paper_out, cover_open, paper_low, "
            "drop_line, swallow, mute or slow, with :NUMBER of bytes where it applies.",
            text=text,
        ) from error
    if fault.amount < 0 or (fault.fault == "slow" and fault.amount == 0):
        raise KnownError("bad_misbehaviour_amount", f"{text!r} needs a larger number.", text=text)
    return fault
