"""Packs with a number of their own, and packs that carry two barcodes: what a sale may do with them."""

from __future__ import annotations

from msgspec.structs import replace

from retail.errors import RuleError
from retail.pricing import THOUSANDTHS
from retail.transaction import Line, Transaction


def check_serial(txn: Transaction, line: Line) -> None:
    """Refuse a serial number (AI 21) that is on the sale already, or on more than one piece.

    Raises `RuleError`: `serial_twice`, `serial_is_one_piece`.
    """
    if not line.serial or line.returned:
        return
    check_one_piece(line, line.quantity)
    for one in txn.live_lines:
        same = (one.sku, one.serial) == (line.sku, line.serial)
        if same and one.line_id != line.line_id and one.returned is None:
            raise RuleError(
                "serial_twice",
                f"This piece of {line.name} is on the sale already: serial number {line.serial}.",
                name=line.name,
                serial=line.serial,
            )


def check_one_piece(line: Line, quantity: int) -> None:
    """Refuse another quantity (thousandths) than one piece of what has a serial number."""
    if line.serial and not line.measured and quantity != THOUSANDTHS:
        raise RuleError(
            "serial_is_one_piece",
            f"{line.name} has a serial number: it is one piece. Scan each piece.",
            name=line.name,
        )


def take_back(txn: Transaction, line_id: str, quantity: int) -> Transaction:
    """Take so much (thousandths) off a line, as if it had never been scanned; the last of it takes the line.

    For a pack whose other barcode comes in its place (S1.6): nothing is voided, as nothing was sold twice.
    """
    lines = []
    for line in txn.lines:
        if line_id not in (line.line_id, line.parent):
            lines.append(line)
        elif line.quantity > quantity:
            lines.append(replace(line, quantity=line.quantity - quantity))
    return replace(txn, lines=tuple(lines))
