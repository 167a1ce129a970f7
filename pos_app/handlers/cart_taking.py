"""What is said and asked after goods of a cart or a basket code came onto the sale."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.cart_asks import give_back
from pos_app.cart_lines import Taken, take_lines
from pos_app.commands.carts import AddCartLines
from pos_app.handlers.goods import ask_age
from pos_app.outcomes import changed_sale
from pos_app.step import Step
from pos_app.stock_rights import settle_unused
from pos_app.views import Notice, Outcome
from retail.basket_lines import BasketLine
from retail.basket_qr import Basket
from retail.cart import Cart
from retail.cart_merge import live
from retail.consent import consent_version
from retail.ids import timestamp_of
from retail.transaction import Transaction

_MINUTES = 16
"""Characters of a local time up to its minute."""


def take_cart(step: Step, cart: Cart) -> Outcome:
    """The lines of an adopted cart, and the customer whom it names."""
    wishes = (
        BasketLine(line_id=line.line_id, sku=line.sku, quantity=line.quantity) for line in live(cart.lines)
    )
    asked = AddCartLines(
        wishes=tuple(wishes), cart_id=cart.cart_id, touchpoint=cart.touchpoint, code="cart_taken"
    )
    taken = take_lines(step, asked)
    if cart.customer_id and taken.count and taken.txn.customer_id is None:
        taken = replace(taken, txn=_with_customer(step, taken, cart.customer_id))
    return added(step, taken, asked)


def take_basket(step: Step, basket: Basket) -> Outcome:
    """The lines of a basket code, at this till's prices; the notice says how old it is."""
    asked = AddCartLines(
        wishes=tuple(basket.lines),
        cart_id=basket.cart_id,
        touchpoint="till",
        code="basket_taken",
        signed=True,
        at=max(timestamp_of(line.line_id) for line in basket.lines),
    )
    return added(step, take_lines(step, asked), asked)


def added(step: Step, taken: Taken, asked: AddCartLines) -> Outcome:
    """The sale with the goods; a question of age comes before the word on what was left out."""
    if taken.aged:
        waiting = replace(
            asked,
            wishes=taken.aged,
            count=taken.count,
            left_out=taken.left_out,
            then=step.desk.awaiting_age,
        )
        return ask_age(step, waiting, taken.aged_name, taken.age_limit, taken.txn)
    leave(step, asked, taken.count)
    return changed_sale(step, taken.line_id, told(step, taken.count, taken.left_out, asked.code, asked.at))


def told(step: Step, count: int, left_out: tuple[str, ...], code: str, at: int) -> Notice:
    """How many lines came, and what was left out."""
    names = ", ".join(left_out)
    return Notice(
        code=f"{code}_in_part" if left_out else code,
        message=f"Not sold here, or to be weighed: {names}." if left_out else f"{count} line(s) came.",
        tone="caution" if left_out else "positive",
        params={"count": count, "names": names, "time": _time(step, at)},
    )


def leave(step: Step, asked: AddCartLines, count: int) -> None:
    """Give a phone's cart back of which no line came onto the sale: nobody would let go of it otherwise."""
    if not asked.signed and not count:
        give_back(step, cart_id=asked.cart_id)
        settle_unused(step)


def _time(step: Step, at: int) -> str:
    if not at:
        return ""
    there, now = step.local(at), step.local(step.clock.now())
    same_day = there[:10] == now[:10]
    return there[11:_MINUTES] if same_day else there[:_MINUTES].replace("T", " ")


def _with_customer(step: Step, taken: Taken, customer_id: str) -> Transaction:
    profile = step.uow.customers.get(customer_id)
    if profile is None:
        return taken.txn
    customer = profile.customer()
    txn = replace(
        taken.txn, customer_id=customer.customer_id, consent_version=consent_version(customer.consents)
    )
    step.uow.drafts.save(txn)
    return txn
