"""What follows when the hub answered about carts and parked sales, or could not be asked.

Whatever was given and is wanted by nobody goes back; a sale of this till is never kept from it by silence.
"""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.cart_asks import give_back, may_sell
from pos_app.handlers.cart_taking import take_basket, take_cart
from pos_app.handlers.parking import TAKEN
from pos_app.open_sale import none_begun
from pos_app.outcomes import done
from pos_app.parked import drop_taken, lines_had, off_the_list, open_claimed, resume_own
from pos_app.parked_view import till_name
from pos_app.ports.carts import CartAsk
from pos_app.ports.hub_desk import HubAnswer
from pos_app.step import Step
from pos_app.stock_rights import settle_unused
from pos_app.views import Notice, Outcome
from retail import sale
from retail.basket_qr import Basket
from retail.cart import CartReply, CartRequest
from retail.errors import RuleError
from retail.transaction import Transaction

_WHY_NOT = {
    "cart_token_invalid": (
        "cart_code_old",
        "This code is too old, or was used already. Ask the customer to show a new one.",
    ),
    "cart_of_other_store": ("cart_of_other_store", "This is of another shop. Scan the goods."),
    "cart_gone": ("cart_gone", "This was sold already, given up, or is at another till."),
    "parked_unknown": ("cart_gone", "This was sold already, given up, or is at another till."),
}
RESUMED_ALONE = Notice(
    code="resumed_alone",
    message="The hub is not reached. If another till takes this sale too, the hub tells a manager.",
    tone="caution",
)
SALE_OPEN = Notice(
    code="sale_open",
    message="Finish or park the open sale first; then open the parked one from the list.",
    tone="caution",
    acts=("suspend",),
)


def answered(step: Step, answer: HubAnswer) -> Outcome:
    """Open what was asked for, or say why not; an answer that nobody waits for gives back what it gave."""
    request = answer.question
    ask = step.uow.carts.ask(request.request_id) if isinstance(request, CartRequest) else None
    if ask is None:
        return done(step)
    step.changed.add("suspended")
    if answer.carts is None:
        return _unanswered(step, ask, answer)
    if ask.request.act != "claim" or answer.carts.transaction is None:
        step.uow.carts.drop_ask(ask.request.request_id)
    if ask.request.act == "adopt":
        return _adopted(step, ask, answer.carts)
    if ask.request.act == "claim":
        return _claimed(step, ask, answer.carts)
    return done(step)


def _unanswered(step: Step, ask: CartAsk, answer: HubAnswer) -> Outcome:
    """No word from the hub: what this till can do by itself it does; the rest is given up, and looked after
    when the hub is heard again, in case it had heard the question."""
    waited, act = ask.state != "dropped", ask.request.act
    own = _own(step, ask)
    if answer.unanswered == "refused" or own is not None:
        step.uow.carts.drop_ask(ask.request.request_id)
    elif act != "release":
        step.uow.carts.keep_ask(replace(ask, state="dropped", basket=None))
    if act == "release" or not waited:
        return done(step)
    if own is not None:
        return _resumed_alone(step, own)
    if ask.basket is not None:
        return _from_basket(step, ask.basket)
    return done(step, _no_hub(step, ask, answer))


def _no_hub(step: Step, ask: CartAsk, answer: HubAnswer) -> Notice:
    if answer.unanswered == "refused":
        return Notice(
            code="cart_refused",
            message=f"The hub refused: {answer.message}",
            tone="negative",
            params={"why": answer.message},
        )
    if ask.request.act == "adopt":
        message = "The hub is not reached, and only it knows the cart. Ask the customer to show the goods."
        return Notice(code="cart_needs_hub", message=message, tone="caution")
    shown = step.uow.carts.parked_one(ask.request.txn_id)
    name = till_name(step, shown.terminal_id) if shown else ""
    message = f"The hub is not reached. Open the sale at {name}, or scan its slip."
    return Notice(code="claim_needs_hub", message=message, tone="caution", params={"till": name})


def _resumed_alone(step: Step, own: Transaction) -> Outcome:
    if not _may_open(step):
        return _stays_parked(step)
    step.uow.carts.keep_own(own.txn_id)
    return resume_own(step, own, RESUMED_ALONE)


def _adopted(step: Step, ask: CartAsk, reply: CartReply) -> Outcome:
    waited = ask.state != "dropped"
    if reply.cart is None:
        return done(step, _why_not(reply) if waited else None)
    for right in reply.rights:
        step.uow.rights.put(right)
    why = "" if waited else "nobody"
    if not may_sell(step) or reply.cart.currency != step.config().currency:
        why = "closed"
    try:
        if not why:
            return take_cart(step, reply.cart)
    except RuleError:
        why = "paying"
    give_back(step, cart_id=reply.cart.cart_id)
    settle_unused(step)
    message = "Its goods could not come onto a sale here. The cart is back on the phone."
    return done(step, Notice(code="cart_given_back", message=message, tone="caution") if waited else None)


def _claimed(step: Step, ask: CartAsk, reply: CartReply) -> Outcome:
    own = _own(step, ask)
    if own is not None:
        own = own.without(reply.sold)
        if not own.live_lines:
            drop_taken(step, own.txn_id)
            return done(step, TAKEN)
    if reply.transaction is not None:
        return _granted(step, ask, reply.transaction, own)
    if reply.code == "parked_unknown":
        if own is not None and ask.state == "asked":
            return resume_own(step, own) if _may_open(step) else _stays_parked(step)
        if ask.basket is not None:
            left = tuple(line for line in ask.basket.lines if line.line_id not in reply.sold)
            return _from_basket(step, replace(ask.basket, lines=left))
    elif own is not None:
        drop_taken(step, own.txn_id)
        return done(step, TAKEN)
    off_the_list(step, ask.request.txn_id)
    return done(step, _why_not(reply) if ask.state == "asked" else None)


def _granted(step: Step, ask: CartAsk, parked: Transaction, own: Transaction | None) -> Outcome:
    """The sale is this till's. Where it cannot be opened now it waits in the list, a restart included."""
    carts, txn_id = step.uow.carts, ask.request.txn_id
    if own is not None:
        carts.drop_ask(ask.request.request_id)
        if ask.state == "asked" and _may_open(step):
            return resume_own(step, own)
        give_back(step, txn_id=txn_id)
        return _stays_parked(step) if ask.state == "asked" else done(step)
    if ask.state == "dropped":
        carts.drop_ask(ask.request.request_id)
        if not _has(step, parked):
            give_back(step, txn_id=txn_id)
        return done(step)
    if _may_open(step):
        carts.drop_ask(ask.request.request_id)
        return open_claimed(step, parked)
    carts.keep_ask(replace(ask, state="granted", transaction=parked, basket=None))
    message = "The parked sale is this till's now. Finish the open sale, then open it from the list."
    return done(step, Notice(code="claim_waits", message=message, tone="info"))


def _has(step: Step, parked: Transaction) -> bool:
    """Whether its goods are here already, from its slip: the claim stays, so that nobody else opens it."""
    line_ids = {line.line_id for line in parked.live_lines}
    return bool(line_ids & lines_had(step, sorted(line_ids)))


def _from_basket(step: Step, basket: Basket) -> Outcome:
    if not may_sell(step):
        return done(step)
    txn = step.uow.drafts.current()
    try:
        if txn is not None:
            sale.check_goods_may_change(txn)
    except RuleError:
        message = "A payment is on the sale. Finish it, then scan the code again."
        return done(step, Notice(code="basket_while_paying", message=message, tone="caution"))
    return take_basket(step, basket)


def _own(step: Step, ask: CartAsk) -> Transaction | None:
    """The sale of this till's own list that was asked about, while it is still parked."""
    found = step.uow.drafts.get(ask.request.txn_id) if ask.request.act == "claim" else None
    return found if found is not None and found.state == "suspended" else None


def _may_open(step: Step) -> bool:
    return may_sell(step) and none_begun(step)


def _stays_parked(step: Step) -> Outcome:
    """This till's own sale is in its list as before; whoever stands at goods of another is told."""
    return done(step, SALE_OPEN if may_sell(step) else None)


def _why_not(reply: CartReply) -> Notice:
    code, message = _WHY_NOT.get(reply.code, ("cart_refused", reply.message))
    return Notice(code=code, message=message, tone="caution", params={"why": reply.message})
