"""Handlers that bring the open sale's goods onto a phone: ask for the link, print it, and hand over.

The sale stays open until the cashier says that the customer has it, or takes the money after all: goods that
are paid for on both sides are found by their lines at the hub.
"""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.commands.carts import HandOver, PrintLink, ShareCart
from pos_app.hand_off import HandOff
from pos_app.handlers.edit import discard
from pos_app.outcomes import changed_sale, done
from pos_app.parked_paper import can_print, left_out, travels
from pos_app.ports.hub_desk import HubAnswer
from pos_app.queries.carts import ShowHandOff
from pos_app.step import Step
from pos_app.views import Notice, Outcome
from pos_app.views.carts import HandOffView
from retail.cart import HANDED_OVER, CartLine, CartRequest
from retail.cart_slips import link_slip
from retail.errors import RuleError
from retail.transaction import Transaction


def share(step: Step, _command: ShareCart) -> Outcome:
    """Put the goods into the cart of this sale at the hub; nothing about the sale changes."""
    txn = step.transaction()
    if step.training:
        raise RuleError("training_cart", "Nothing is sent to phones in training. Switch it off first.")
    if txn.tenders:
        raise RuleError("payment_begun", "A payment is on this sale. Finish it, or remove the payment first.")
    waiting = [line for line in txn.live_lines if travels(line)]
    if not waiting:
        raise RuleError("sale_empty", "There is nothing on this sale that can go to a phone.")
    stamp = step.stamp()
    lines = tuple(
        CartLine(
            line_id=line.line_id,
            sku=line.sku,
            quantity=line.quantity,
            stamp=stamp,
            removed=line.voided,
        )
        for line in txn.lines
        if travels(line)
    )
    request = CartRequest(
        request_id=step.ids.new(),
        act="share",
        cart_id=txn.cart_id,
        lines=lines,
        customer_id=txn.customer_id,
    )
    # At once, not after COMMIT: the sheet that asks shows it. Nothing of it is to outlive the program.
    step.desk.hand_off = HandOff(
        request_id=request.request_id,
        txn_id=txn.txn_id,
        line_count=len(waiting),
        goods=_goods(txn),
        left_out=left_out(txn),
    )
    step.ask(request)
    step.changed.add("hand_off")
    return done(step)


def shared(step: Step, answer: HubAnswer) -> Outcome:
    """The link came, or the hub could not be asked."""
    asked = step.desk.hand_off
    if asked is None or asked.request_id != answer.question.request_id:
        return done(step)
    reply = answer.carts
    if reply is not None and reply.link:
        told = replace(asked, state="ready", link=reply.link, at=reply.at)
    elif reply is None and answer.unanswered == "offline":
        told = replace(asked, state="offline")
    else:
        code, message = (reply.code, reply.message) if reply else (answer.code, answer.message)
        told = replace(asked, state="refused", code=code, message=message)
    step.desk.hand_off = told
    step.changed.add("hand_off")
    return done(step)


def print_link(step: Step, _command: PrintLink) -> Outcome:
    """The link on paper, for who cannot scan the screen."""
    _, given = _ready(step)
    if not can_print(step):
        raise RuleError("no_printer", "This till has no printer. Add one under Devices.")
    config = step.config()
    step.print(link_slip(given.link, given.at, config.currency, config.profile, step.ids.new()))
    return done(step, Notice(code="slip_printing", message="The slip is printing.", tone="positive"))


def hand_over(step: Step, _command: HandOver) -> Outcome:
    """The customer has the goods on the phone: here they are void, under a reason of their own.

    RuleError "hand_over_rest" or "link_outdated" where the phone lacks some of them: void here, nobody
    would pay for them.
    """
    txn, given = _ready(step)
    if txn.tenders:
        raise RuleError("payment_begun", "Remove the payments first, then void the sale.")
    rest = ", ".join(left_out(txn))
    if rest:
        raise RuleError(
            "hand_over_rest",
            f"Not on the phone: {rest}. Void that here and hand over, then sell it on its own.",
            names=rest,
        )
    if _goods(txn) != given.goods:
        raise RuleError("link_outdated", "The sale changed since this code was made. Make the code anew.")
    discard(step, txn, HANDED_OVER)
    step.desk.hand_off = None
    notice = Notice(code="handed_over", message="The sale went to the phone.", tone="positive")
    return changed_sale(step, notice=notice)


def _goods(txn: Transaction) -> frozenset[tuple[str, int]]:
    return frozenset((line.line_id, line.quantity) for line in txn.live_lines if travels(line))


def show_hand_off(step: Step, _query: ShowHandOff) -> HandOffView:
    """Of the open sale; `none` where no link was asked for, or for another sale."""
    given, txn = step.desk.hand_off, step.uow.drafts.current()
    if given is None or txn is None or given.txn_id != txn.txn_id:
        return HandOffView()
    return HandOffView(
        state=given.state,
        link=given.link,
        at=given.at,
        line_count=given.line_count,
        left_out=given.left_out,
        message=given.message,
    )


def _ready(step: Step) -> tuple[Transaction, HandOff]:
    txn, given = step.transaction(), step.desk.hand_off
    if given is None or given.state != "ready" or given.txn_id != txn.txn_id:
        raise RuleError("no_link", "There is no link for this sale. Ask for it first.")
    return txn, given
