"""The pack scanned last, kept until it is weighed, or its other barcode may be read too (S1.6)."""

from __future__ import annotations

from typing import Literal

import msgspec

from retail.identifiers import ParsedCode

SAME_PACK_MS = 1000
"""A scanner that reads both barcodes of one pack sends them within this time."""


class PackToWeigh(msgspec.Struct, frozen=True, kw_only=True):
    """What the code of a pack says of it, while its weight is asked for."""

    sku: str
    entry: str
    code: ParsedCode


class PackScan(msgspec.Struct, frozen=True, kw_only=True):
    """What was scanned, when, and what became of it.

    `packs` and `added` are thousandths: packs as keyed before the scan, and what the line grew by. `waits`:
    the pack is not sold until a supervisor lets an expired one go, or the buyer's age is confirmed.
    """

    code: ParsedCode
    at: int
    txn_id: str = ""
    line_id: str = ""
    packs: int
    added: int = 0
    waits: Literal["", "supervisor", "age"] = ""

    def may_be(self, code: ParsedCode, at: int) -> bool:
        """Whether a code read at `at` may be the other barcode of this pack: the same GTIN in another kind of
        code, or the same elements in another symbol. The same EAN twice is two packs."""
        if self.code.gtin14 is None or self.code.gtin14 != code.gtin14:
            return False
        if not 0 <= at - self.at <= SAME_PACK_MS:
            return False
        if {self.code.kind, code.kind} == {"gtin", "gs1"}:
            return True
        symbols = {self.code.symbology, code.symbology}
        return (
            self.code.kind == code.kind == "gs1"
            and len(symbols - {None}) > 1
            and self.code.elements == code.elements
        )
