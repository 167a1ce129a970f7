"""Handlers that park a sale and take it back, from this till's list and from those of others."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app import commands as c
from pos_app.cart_asks import ask_of, claim, give_back
from pos_app.commands.carts import DropClaim, PrintSlip
from pos_app.open_sale import check_none_begun
from pos_app.outcomes import changed_sale, done, refused
from pos_app.parked import drop_taken, on_record, open_claimed, resume_own
from pos_app.parked_paper import SLIP, can_print, slip_of
from pos_app.step import Step
from pos_app.stock_rights import sale_over
from pos_app.views import Notice, Outcome
from retail.cart import ParkedSale
from retail.errors import RuleError
from retail.tender import refuse_card_digits
from retail.transaction import TRANSACTION_STATES, Transaction

TAKEN = Notice(
    code="parked_taken",
    message="Another till took this sale, or its goods were paid for there. It is off this till's list.",
    tone="caution",
)
ASKING = Notice(code="parked_asking", message="The hub is being asked for this sale.", tone="info")


def suspend(step: Step, command: c.SuspendSale) -> Outcome:
    """Park the open sale; the till is free for the next customer."""
    txn = step.transaction()
    if txn.tenders:
        raise RuleError("payment_begun", "A payment is on this sale. Finish it, or remove the payment first.")
    if not txn.live_lines:
        raise RuleError("sale_empty", "There is nothing on this sale to park.")
    refuse_card_digits(command.note)
    parked = replace(txn, state=TRANSACTION_STATES.advance(txn.state, "suspend"), note=command.note)
    step.uow.drafts.save(parked)
    step.desk.awaiting_age = None
    on_record(step, "sale.suspended", parked)
    sale_over(step, parked.txn_id)
    if command.slip is not None:
        step.uow.settings.put(SLIP, "1" if command.slip else "0")
        step.changed.add("till")
    if step.uow.settings.get(SLIP) == "1" and can_print(step):
        step.print(slip_of(step, parked, step.clock.now()))
    notice = Notice(code="sale_suspended", message="The sale is parked.", tone="positive", acts=("resume",))
    return changed_sale(step, notice=notice)


def print_slip(step: Step, command: PrintSlip) -> Outcome:
    """The slip of a sale that is parked here, as often as it is wanted."""
    step.operator()
    found = next((one for one in step.uow.drafts.suspended() if one[0].txn_id == command.txn_id), None)
    if found is None:
        raise RuleError("slip_not_here", "Its slip is printed at the till where it was parked.")
    if not can_print(step):
        raise RuleError("no_printer", "This till has no printer. Add one under Devices.")
    step.print(slip_of(step, *found))
    return done(step, Notice(code="slip_printing", message="The slip is printing.", tone="positive"))


def resume(step: Step, command: c.ResumeSale) -> Outcome:
    """Take a parked sale back; an open one must be finished or parked first.

    Of a sale that other tills could take too the hub is asked first. What it answers, or that it cannot be
    reached, is followed up in `cart_answers`.
    """
    step.operator()
    step.session()
    check_none_begun(step)
    parked = step.uow.drafts.get(command.txn_id)
    if parked is not None and parked.state == "suspended":
        return _own(step, parked)
    granted = ask_of(step, command.txn_id)
    if granted is not None and granted.transaction is not None and not step.training:
        step.uow.carts.drop_ask(granted.request.request_id)
        return open_claimed(step, granted.transaction)
    if not _free(step, step.uow.carts.parked_one(command.txn_id)):
        raise RuleError("not_suspended", "This sale is no longer parked; somebody took it back.")
    _check_training(step, training=False)
    claim(step, command.txn_id)
    return done(step, ASKING)


def drop_claim(step: Step, command: DropClaim) -> Outcome:
    """Wait no longer; what was granted, or is granted yet, goes back to the list of all tills."""
    step.operator()
    ask = ask_of(step, command.txn_id)
    if ask is None:
        raise RuleError("nothing_asked", "Nobody is waiting for this sale.")
    if ask.state == "granted":
        step.uow.carts.drop_ask(ask.request.request_id)
        give_back(step, txn_id=command.txn_id)
    else:
        step.uow.carts.keep_ask(replace(ask, state="dropped"))
    step.changed.add("suspended")
    return done(step)


def _own(step: Step, parked: Transaction) -> Outcome:
    _check_training(step, training=parked.training)
    alone = parked.training or not step.uow.carts.at_hub()
    if alone or step.uow.carts.is_kept(parked.txn_id):
        return resume_own(step, parked)
    if not _free(step, step.uow.carts.parked_one(parked.txn_id), unknown=True):
        drop_taken(step, parked.txn_id)
        return refused(step, TAKEN)
    claim(step, parked.txn_id, (line.line_id for line in parked.live_lines))
    return done(step, ASKING)


def _free(step: Step, shown: ParkedSale | None, *, unknown: bool = False) -> bool:
    """Whether the hub's list says that this till may have it; `unknown`: where it does not stand there."""
    if shown is None:
        return unknown
    return shown.claimed_by in ("", step.config().terminal.terminal_id)


def _check_training(step: Step, *, training: bool) -> None:
    if training != step.training:
        raise RuleError(
            "training_parked", "A sale parked in training goes on in training, a real one outside it."
        )
