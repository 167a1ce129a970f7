"""Shared carts for the hub's tests: goods, lines, what a till asks, and sales of the lines of a cart."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from msgspec.structs import replace

from hub.bootstrap import Hub
from hub.services.setup import STANDARD_LIST
from hub.store import carts, catalogue, tasks
from retail.cart import CartLine, CartReply, CartRequest
from retail.errors import KnownError
from retail.events import SaleCompleted
from retail.hybrid_clock import Stamp
from retail.item import Item
from tests.unit.hub.terminal_journal import AT, Journal, new_id


def put_goods(hub: Hub) -> None:
    """Milk and bread are sold; the others are odd."""
    with hub.database.write() as connection:
        made = [
            Item(sku="milk", name="Milk", tax_class="reduced"),
            Item(sku="bread", name="Bread", tax_class="reduced", deposit=25, age_limit=18),
            Item(sku="dusty", name="Dusty", tax_class="reduced", active=False),
            Item(sku="odd", name="Odd", tax_class="none such"),
            Item(sku="unpriced", name="Unpriced", tax_class="reduced"),
        ]
        catalogue.put_items(connection, made)
        amounts = {"milk": 119, "bread": 250, "dusty": 1, "odd": 1}
        catalogue.put_amounts(connection, STANDARD_LIST, amounts)


def line(sku: str = "milk", quantity: int = 1000, *, at: int = AT, **more: object) -> CartLine:
    stamp = Stamp(ms=at, counter=0, node="web").text()
    return replace(CartLine(line_id=new_id(), sku=sku, quantity=quantity, stamp=stamp), **more)


def ask(hub: Hub, terminal_id: str, act: str, **more: object) -> CartReply:
    request = {"request_id": new_id(), "act": act} | more
    return hub.terminal_service(terminal_id).carts(msgspec.convert(request, CartRequest))


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as refusal:
        call()
    return refusal.value.code


def sale_of(journal: Journal, *lines: CartLine, voided: tuple[CartLine, ...] = ()) -> SaleCompleted:
    """A sale whose lines have the ids of these lines."""
    body = journal.sale_body(*(one.sku for one in lines))
    ids = {old.line_id: one.line_id for old, one in zip(body.lines, lines, strict=True)}
    gone = tuple(replace(body.lines[0], line_id=one.line_id, sku=one.sku, voided=True) for one in voided)
    return replace(
        body,
        lines=(*(replace(old, line_id=ids[old.line_id]) for old in body.lines), *gone),
        amounts=tuple(replace(one, line_id=ids[one.line_id]) for one in body.amounts),
        movements=tuple(replace(one, line_id=ids[one.line_id]) for one in body.movements),
    )


def found_tasks(hub: Hub) -> list[tuple[str, dict[str, object]]]:
    with hub.database.read() as connection:
        rows = tasks.open_tasks(connection, 100)
    return [(row.kind, msgspec.json.decode(row.detail)) for row in rows]


def state_of(hub: Hub, cart_id: str) -> tuple[str, str]:
    with hub.database.read() as connection:
        record = carts.find(connection, cart_id)
    assert record is not None
    return record.cart.state, record.adopted_by
