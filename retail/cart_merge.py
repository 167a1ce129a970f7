"""How writers of a shared cart come to one result, and how sales take its lines out once.

Pure and independent of order: whatever comes first, and however often, the cart is the same (sync.md); the
rules and worked tables are in docs/algorithms/carts.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from retail import hybrid_clock
from retail.cart import CartLine
from retail.errors import DataError, RuleError
from retail.hybrid_clock import clamp
from retail.ids import timestamp_of

MAX_QUANTITY: Final = 9_999_000
"""Thousandths; as `retail.sale.MAX_QUANTITY`."""
MAX_LINES: Final = 200
"""Lines of a cart, removed ones counted."""
MAX_SKU: Final = 60
MAX_NODE: Final = 40


class Converted(msgspec.Struct, frozen=True, kw_only=True):
    """What a sale did to the lines of a cart."""

    lines: tuple[CartLine, ...]
    twice: tuple[CartLine, ...] = ()
    """Lines of the sale that another sale had before: `consumed_by` names it."""


def merge(lines: Iterable[CartLine], changes: Iterable[CartLine]) -> tuple[CartLine, ...]:
    """The cart's lines after the changes, by line id.

    Raises `RuleError` `cart_full` where they would be too many.
    """
    merged: dict[str, CartLine] = {}
    for line in (*lines, *changes):
        before = merged.get(line.line_id)
        merged[line.line_id] = line if before is None else merged_line(before, line)
    if len(merged) > MAX_LINES:
        raise RuleError("cart_full", f"A cart has at most {MAX_LINES} lines. Begin another.", most=MAX_LINES)
    return tuple(merged[line_id] for line_id in sorted(merged))


def merged_line(one: CartLine, other: CartLine) -> CartLine:
    """Two pictures of one line made one: associative, commutative, idempotent."""
    winner = max(one, other, key=_rank)
    sold = [txn_id for txn_id in (one.consumed_by, other.consumed_by) if txn_id]
    return replace(winner, removed=one.removed or other.removed, consumed_by=min(sold) if sold else "")


def live(lines: Iterable[CartLine]) -> tuple[CartLine, ...]:
    """The lines that wait to be sold."""
    return tuple(line for line in lines if not line.removed and not line.consumed_by)


def convert(lines: Iterable[CartLine], txn_id: str, sold: Collection[str]) -> Converted:
    """The lines after a sale took those of the ids `sold`; a removed line that was sold is sold."""
    after: list[CartLine] = []
    twice: list[CartLine] = []
    for line in lines:
        if line.line_id not in sold or line.consumed_by == txn_id:
            after.append(line)
        elif line.consumed_by:
            after.append(line)
            twice.append(line)
        else:
            after.append(replace(line, consumed_by=txn_id))
    return Converted(lines=tuple(after), twice=tuple(twice))


def checked(changes: Sequence[CartLine]) -> tuple[CartLine, ...]:
    """A writer's lines, looked at; what says that it was sold is not believed.

    Raises `RuleError` for a line that no honest writer makes.
    """
    return tuple(_checked(line) for line in changes)


def arriving(changes: Iterable[CartLine], held: Iterable[CartLine], now: int) -> tuple[CartLine, ...]:
    """Checked lines with their stamps as they count at the hub, which holds `held` at `now` (UTC ms).

    In the order of their writing: of two that come together from a fast clock the later one still counts.
    """
    newest = {line.line_id: line.stamp for line in held}
    said: list[CartLine] = []
    for line in sorted(changes, key=lambda one: one.stamp):
        before = newest.get(line.line_id, "")
        stamp = clamp(line.stamp, now, before)
        newest[line.line_id] = max(before, stamp)
        said.append(replace(line, stamp=stamp))
    return tuple(said)


def _rank(line: CartLine) -> tuple[bool, str, int, str]:
    # A removal need not know the goods, and must not take them from a line that is sold all the same.
    return (line.sku != "", line.stamp, line.quantity, line.sku)


def _checked(line: CartLine) -> CartLine:
    try:
        stamp = hybrid_clock.parse(line.stamp)
        timestamp_of(line.line_id)
    except DataError as error:
        raise RuleError("cart_line_invalid", f"A line of the cart is not one: {error.message}") from error
    unnamed = not (line.sku or line.removed) or not line.sku.isprintable()
    if len(stamp.node) > MAX_NODE or len(line.sku) > MAX_SKU or unnamed:
        raise RuleError("cart_line_invalid", "A line of the cart names no goods, or has too long a name.")
    if not 0 < line.quantity <= MAX_QUANTITY and not (line.removed and line.quantity == 0):
        raise RuleError(
            "cart_quantity",
            f"A quantity is above 0 and at most {MAX_QUANTITY // 1000} units.",
            most=MAX_QUANTITY // 1000,
        )
    return replace(line, consumed_by="")
