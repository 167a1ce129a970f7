"""The tables of docs/algorithms/carts.md: what stands there is what the program does."""

from __future__ import annotations

from functools import reduce
from itertools import permutations
from pathlib import Path

import pytest
import segno

from retail.basket_lines import BasketLine
from retail.basket_qr import PREFIX, encode_basket
from retail.cart import CartLine
from retail.cart_merge import convert, live, merge
from retail.hybrid_clock import Stamp
from retail.ids import uuid7

PAPER = (Path(__file__).parents[3] / "docs" / "algorithms" / "carts.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the table whose first row starts so."""
    table = PAPER.split(f"\n| {heading} |", 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[2:]]


def written(text: str) -> CartLine:
    name, what, at = text.split()
    removed = what == "-"
    return CartLine(
        line_id=name,
        sku="" if removed else "goods",
        quantity=0 if removed else int(what),
        stamp=Stamp(ms=int(at[1:]), counter=0, node="w").text(),
        removed=removed,
    )


@pytest.mark.parametrize(("case", "one", "two", "three", "result"), rows("case"))
def test_merging(case: str, one: str, two: str, three: str, result: str) -> None:
    writers = [[written(cell)] for cell in (one, two, three)]
    for order in permutations(writers):
        left = live(reduce(merge, order, ()))
        told = ", ".join(f"{line.line_id} {line.quantity}" for line in left) or "nothing"
        assert told == result, case


@pytest.mark.parametrize(("sales", "a", "b", "tasks"), rows("sales, as they arrive"))
def test_converting(sales: str, a: str, b: str, tasks: str) -> None:
    cart = merge((), [written("A 1 @1"), written("B 1 @1")])
    twice: list[str] = []
    for sale in sales.replace(" then", "").split(", "):
        txn_id, names = sale.split(": ")
        done = convert(cart, txn_id, names.split())
        cart = done.lines
        twice += [f"{txn_id}: {line.line_id}" for line in done.twice]
    assert [line.consumed_by for line in cart] == [a, b]
    assert ", ".join(twice) == tasks


SIZES = [[int(cell.split()[0]) for cell in row] for row in rows("lines")]


@pytest.mark.parametrize(("lines", "size", "characters", "version", "modules"), SIZES)
def test_sizes(lines: int, size: int, characters: int, version: int, modules: int) -> None:

    basket = [
        BasketLine(
            line_id=uuid7(1_780_000_000_000 + number * 30_000, number.to_bytes(10, "big")),
            sku=f"{4_006_381_333_931 + number}",
            quantity=1000,
        )
        for number in range(lines)
    ]
    cart = uuid7(1_780_000_000_000, bytes(10))
    (text,) = encode_basket(cart, basket, lambda _data: bytes(64), bytes(32))
    body = len(text) - len(PREFIX)
    code = segno.make_qr(text, error="l", boost_error=False)
    found = (body * 2 // 3, len(text), code.version, code.symbol_size(border=0)[0])
    assert found == (size, characters, version, modules)
