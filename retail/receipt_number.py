"""Receipt numbers: gapless per terminal, `S1-T2-000123`; training receipts count apart, `S1-T2-TR000001`."""

from __future__ import annotations

import re

import msgspec

from retail.errors import DataError

_FORM = re.compile(r"S([1-9][0-9]*)-T([1-9][0-9]*)-(TR)?([0-9]{6,})", re.ASCII)
_DIGITS = 6


class ReceiptNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt number taken apart; `n` counts from 1 in the sequence of its terminal and mode."""

    store_no: int
    terminal_no: int
    n: int
    training: bool = False

    def text(self) -> str:
        """The printed form."""
        mark = "TR" if self.training else ""
        return f"S{self.store_no}-T{self.terminal_no}-{mark}{self.n:0{_DIGITS}d}"


def receipt_number(store_no: int, terminal_no: int, n: int, *, training: bool = False) -> str:
    """The text of receipt `n` of a terminal; beyond six digits it is written out in full (M5.1 gapless).

    Raises `DataError("bad_receipt_number")` when one of the numbers is below 1.
    """
    if min(store_no, terminal_no, n) < 1:
        raise DataError(
            "bad_receipt_number", "Store, terminal and receipt are numbered from 1.", store=store_no, n=n
        )
    return ReceiptNumber(store_no=store_no, terminal_no=terminal_no, n=n, training=training).text()


def parse(text: str) -> ReceiptNumber:
    """Take a printed number apart; `DataError("bad_receipt_number")` when it is not exactly one."""
    match = _FORM.fullmatch(text)
    if match is not None:
        number = ReceiptNumber(
            store_no=int(match[1]), terminal_no=int(match[2]), n=int(match[4]), training=match[3] is not None
        )
        # Only the form this program prints: 0000123 or a number zero was never printed.
        if number.n >= 1 and number.text() == text:
            return number
    raise DataError("bad_receipt_number", f"{text[:80]!r} is not a receipt number.", text=text[:80])
