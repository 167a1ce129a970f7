"""Handlers of scanned carts: a phone's code is asked of the hub, a basket code carries the goods itself."""

from __future__ import annotations

import base64

from msgspec.structs import replace

from pos_app.cart_asks import ask_of, claim, put_ask
from pos_app.cart_lines import take_lines
from pos_app.commands import AddItem, Command, ConfirmAge, ResumeSale, Scan
from pos_app.commands.carts import AddCartLines
from pos_app.handlers import customers, goods, parking
from pos_app.handlers.cart_taking import added, leave, told
from pos_app.handlers.gift_cards import without_aim
from pos_app.outcomes import done, refused
from pos_app.parked import lines_had
from pos_app.step import Step
from pos_app.views import Notice, Outcome
from retail import sale
from retail.basket_qr import PREFIX, Basket, BasketPart, join, read_part
from retail.cart import TOKEN_PREFIX, CartRequest
from retail.errors import RuleError


def scan(step: Step, command: Scan) -> Outcome:
    """A cart's code brings its goods; every other code means what it always did."""
    text = without_aim(command.raw)
    if text.startswith(TOKEN_PREFIX):
        return _adopt(step, text.removeprefix(TOKEN_PREFIX))
    if text.startswith(PREFIX):
        return _basket(step, text)
    return customers.scan(step, command)


def confirm_age(step: Step, command: ConfirmAge) -> Outcome:
    """The cashier's word on the age; goods of a cart may have waited for it, and others behind them."""
    waiting = step.desk.awaiting_age
    outcome = goods.confirm_age(step, command)
    if not isinstance(waiting, AddCartLines):
        return outcome
    try:
        return _answered(step, command, waiting, outcome)
    except Exception:
        # Nothing of it happened: the goods wait on for an answer.
        step.desk.awaiting_age = waiting
        raise


def _answered(step: Step, command: ConfirmAge, waiting: AddCartLines, outcome: Outcome) -> Outcome:
    step.desk.awaiting_age = waiting.then
    if command.confirmed:
        outcome = add_lines(step, waiting)
    else:
        leave(step, waiting, waiting.count)
        if waiting.left_out:
            outcome = replace(outcome, notice=_told_without(step, waiting))
        outcome = replace(outcome, changed=frozenset(step.changed))
    return _go_on(step, waiting.then, outcome)


def _go_on(step: Step, then: Command | None, before: Outcome) -> Outcome:
    """What had waited for its own question when the cart came."""
    if then is None:
        return before
    step.desk.awaiting_age = None
    if isinstance(then, AddCartLines):
        step.desk.awaiting_age = then.then
        outcome = add_lines(step, then)
        return outcome if outcome.age is not None else _go_on(step, then.then, outcome)
    outcome = goods.add_item(step, then) if isinstance(then, AddItem) else _scanned_again(step, then)
    return outcome if outcome.notice is not None else replace(outcome, notice=before.notice)


def _scanned_again(step: Step, then: Command) -> Outcome:
    """A scan that had asked for an age."""
    assert isinstance(then, Scan)  # noqa: S101 - nothing else asks for one
    return goods.scan(step, then)


def _told_without(step: Step, waiting: AddCartLines) -> Notice:
    """What was left out, with the goods that the buyer is too young for."""
    items = [step.catalogue.item(wish.sku) for wish in waiting.wishes]
    names = (*waiting.left_out, *(one.item.name for one in items if one is not None))
    return told(step, waiting.count, names, waiting.code, waiting.at)


def add_lines(step: Step, command: AddCartLines) -> Outcome:
    """The goods that had waited."""
    taken = take_lines(step, command)
    left_out = (*command.left_out, *taken.left_out)
    taken = replace(taken, count=command.count + taken.count, left_out=left_out)
    return added(step, taken, command)


def _check_may_take(step: Step) -> None:
    step.operator()
    step.session()
    if step.training:
        raise RuleError("training_cart", "Carts of customers are not taken in training. Switch it off first.")
    txn = step.uow.drafts.current()
    if txn is not None:
        sale.check_goods_may_change(txn)


def _adopt(step: Step, token: str) -> Outcome:
    _check_may_take(step)
    put_ask(step, CartRequest(request_id="", act="adopt", token=token))
    return done(step, Notice(code="cart_asking", message="The hub is being asked for the cart.", tone="info"))


def _basket(step: Step, text: str) -> Outcome:
    """One code of a basket; when it is whole, the hub is asked whether the goods are still to be had."""
    _check_may_take(step)
    keys = [base64.b64decode(one.public_key) for one in step.uow.carts.terminal_keys()]
    part = read_part(text, keys)
    held, step.desk.basket_parts = step.desk.basket_parts, ()
    parts = (*(one for one in held if _together(one, part)), part)
    missing = [number for number in range(1, part.parts + 1) if number not in {one.part for one in parts}]
    if not missing:
        return _whole(step, join(parts))
    step.desk.basket_parts = parts
    mixed = len(parts) == 1 and bool(held)
    message = f"Scan code {missing[0]} of {part.parts} too."
    notice = Notice(
        code="basket_mixed" if mixed else "basket_part_missing",
        message=message,
        tone="caution" if mixed else "info",
        params={"next": missing[0], "parts": part.parts},
    )
    return done(step, notice)


def _together(one: BasketPart, other: BasketPart) -> bool:
    return (one.cart_id, one.parts, one.digest, one.signer) == (
        other.cart_id,
        other.parts,
        other.digest,
        other.signer,
    )


def _whole(step: Step, basket: Basket) -> Outcome:
    own, ask = step.uow.drafts.get(basket.cart_id), ask_of(step, basket.cart_id)
    granted = ask is not None and ask.state == "granted"
    if granted or (own is not None and own.state == "suspended"):
        return parking.resume(step, ResumeSale(txn_id=basket.cart_id))
    line_ids = [line.line_id for line in basket.lines]
    here = lines_had(step, line_ids)
    if here.issuperset(line_ids):
        return refused(
            step,
            Notice(
                code="basket_here",
                message="The goods of this code are on a sale of this till, or were paid for here.",
                tone="caution",
            ),
        )
    claim(step, basket.cart_id, line_ids, basket)
    return done(step, Notice(code="basket_asking", message="The hub is being asked.", tone="info"))
