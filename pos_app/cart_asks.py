"""Puts questions about carts and parked sales on record before they are asked (docs/algorithms/carts.md)."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from pos_app.ports.carts import CartAsk
from pos_app.step import Step
from retail.basket_qr import Basket
from retail.cart import CartLine, CartRequest


def put_ask(step: Step, request: CartRequest, basket: Basket | None = None) -> None:
    """Ask after COMMIT. The same question that never had an answer is asked again under its id, so that what
    the hub gave to it already is not given twice; `request.request_id` is made here.

    Where it says more or less about the same, as a slip's lines after a look at the list, it takes the place
    of the older one: of a claim the hub tells its holder the same again.
    """
    ask = CartAsk(request=replace(request, request_id=step.ids.new()), at=step.clock.now(), basket=basket)
    for one in step.uow.carts.asks():
        if one.request.act != request.act or one.subject != ask.subject or one.state == "granted":
            continue
        if replace(one.request, request_id="") == replace(request, request_id=""):
            ask = replace(one, state="asked", basket=basket)
        else:
            step.uow.carts.drop_ask(one.request.request_id)
    step.uow.carts.keep_ask(ask)
    step.ask(ask.request)
    step.changed.add("suspended")


def claim(step: Step, txn_id: str, line_ids: Iterable[str] = (), basket: Basket | None = None) -> None:
    """Ask for a parked sale; with its lines the hub can also say that they were sold."""
    for one in step.uow.carts.asks():
        if one.request.act == "release" and one.request.txn_id == txn_id:
            # Never heard, it would come after the claim and give away what is sold here.
            step.uow.carts.drop_ask(one.request.request_id)
    lines = tuple(CartLine(line_id=one, sku="", quantity=0, stamp="") for one in line_ids)
    put_ask(step, CartRequest(request_id="", act="claim", txn_id=txn_id, lines=lines), basket)


def give_back(step: Step, *, txn_id: str = "", cart_id: str = "") -> None:
    """What the hub gave is not needed: others may have it."""
    put_ask(step, CartRequest(request_id="", act="release", txn_id=txn_id, cart_id=cart_id))


def ask_of(step: Step, txn_id: str) -> CartAsk | None:
    """The claim of this parked sale for which somebody waits, or that was granted."""
    return next(
        (
            one
            for one in step.uow.carts.asks()
            if one.request.act == "claim" and one.request.txn_id == txn_id and one.state != "dropped"
        ),
        None,
    )


def may_sell(step: Step) -> bool:
    """Whether goods could come onto a sale now: somebody stands here, the till is open, it is no practice."""
    desk, session = step.desk, step.uow.sessions.current()
    here = desk.operator is not None and not desk.locked
    return here and session is not None and session.state == "open" and not step.training
