"""Puts the wishes of a phone's cart or a basket code on the sale: their ids, this till's goods and prices."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from pos_app.commands.carts import AddCartLines
from pos_app.handlers.goods import deposit_of, open_or_new
from pos_app.parked import lines_had
from pos_app.step import Step
from pos_app.stock_rights import ask_for
from retail import sale
from retail.basket_lines import BasketLine
from retail.errors import RuleError
from retail.item import Item
from retail.transaction import Line, Transaction


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the wishes."""

    txn: Transaction
    count: int = 0
    line_id: str = ""
    """The line added last."""
    left_out: tuple[str, ...] = ()
    """Names of what is not sold here, or has to be weighed first."""
    aged: tuple[BasketLine, ...] = ()
    """These wait for the question of the buyer's age."""
    age_limit: int = 0
    aged_name: str = ""


def take_lines(step: Step, asked: AddCartLines) -> Taken:
    """Add a line for each wish and save the sale; one that is on a sale of this till, or was, is passed over.

    A sale with nothing on it becomes the cart's: its id and where it was begun go into the books (rule 11).
    Into one with goods it only brings its id, unless it has another cart's already.
    Raises `RuleError` for a sale on which there is money already.
    """
    there = lines_had(step, [wish.line_id for wish in asked.wishes])
    txn = open_or_new(step)
    sale.check_goods_may_change(txn)
    if not txn.live_lines:
        txn = replace(txn, touchpoint=asked.touchpoint)
    if txn.cart_id == txn.txn_id:
        txn = replace(txn, cart_id=asked.cart_id)
    taken = Taken(txn=txn)
    for wish in asked.wishes:
        if wish.line_id not in there:
            taken = _take(step, taken, wish, weighed=asked.signed)
    if taken.count:
        step.uow.drafts.save(taken.txn)
        ask_for(step, taken.txn, dict.fromkeys(wish.sku for wish in asked.wishes))
    return taken


def _take(step: Step, taken: Taken, wish: BasketLine, *, weighed: bool) -> Taken:
    found = step.catalogue.item(wish.sku)
    if found is None or found.price is None:
        return replace(taken, left_out=(*taken.left_out, found.item.name if found else wish.sku))
    item = found.item
    if item.measured and not weighed:
        return replace(taken, left_out=(*taken.left_out, item.name))
    if item.age_limit > taken.txn.age_confirmed:
        limit = max(item.age_limit, taken.age_limit)
        name = item.name if limit == item.age_limit else taken.aged_name
        return replace(taken, aged=(*taken.aged, wish), age_limit=limit, aged_name=name)
    try:
        sale.check_quantity(wish.quantity, measured=item.measured)
    except RuleError:
        return replace(taken, left_out=(*taken.left_out, item.name))
    return _added(step, taken, wish, item, found.price)


def _added(step: Step, taken: Taken, wish: BasketLine, item: Item, price: int) -> Taken:
    line = Line(
        line_id=wish.line_id,
        sku=item.sku,
        name=item.name,
        quantity=wish.quantity,
        unit=item.unit,
        unit_price=price,
        tax_class=item.tax_class,
        category=item.category,
        age_limit=item.age_limit,
        entry="cart",
        image=item.image,
        at=step.clock.now(),
    )
    # Never one line with what stands there: it is known by its id, at the hub and at whoever else has it.
    txn = replace(taken.txn, lines=(*taken.txn.lines, line))
    if item.deposit:
        txn = sale.add_deposit(txn, line.line_id, deposit_of(step, line, item.deposit))
    return replace(taken, txn=txn, count=taken.count + 1, line_id=line.line_id)
