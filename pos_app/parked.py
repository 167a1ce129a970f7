"""Takes parked sales back onto this till: its own, and those that another till parked."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pos_app.open_sale import customer_kept, take_over
from pos_app.outcomes import changed_sale, done
from pos_app.promotion_choice import promotions_for
from pos_app.sale_view import priced
from pos_app.step import Step
from pos_app.stock_rights import ask_for
from pos_app.views import Notice, Outcome
from retail.events import SaleParked
from retail.parked_label import shared_label
from retail.store_config import TaxSettings
from retail.transaction import TRANSACTION_STATES, Transaction

SOLD_ALREADY = Notice(
    code="cart_gone",
    message="This was sold already, given up, or is at another till.",
    tone="caution",
)


def resume_own(step: Step, parked: Transaction, notice: Notice | None = None) -> Outcome:
    """Go on with a sale that was parked here; it now belongs to the session that takes the money."""
    txn = replace(_of_now(step, parked), state=TRANSACTION_STATES.advance(parked.state, "resume"))
    notice = customer_kept(step, txn) or notice
    txn = take_over(step, txn)
    step.uow.drafts.save(txn)
    on_record(step, "sale.resumed", txn)
    return _opened(step, txn, notice)


def open_claimed(step: Step, parked: Transaction) -> Outcome:
    """Begin a transaction of this till's own with the lines of one that another parked.

    Its lines keep their ids: should the other till go on with them too, the hub finds both sales. What came
    onto a sale of this till before, from its slip, stays out, with its deposits.
    """
    there = lines_had(step, [line.line_id for line in parked.lines])
    left = parked.without(there)
    off_the_list(step, parked.txn_id)
    if not left.live_lines:
        step.changed.add("suspended")
        return done(step, SOLD_ALREADY)
    txn = replace(
        _of_now(step, left),
        txn_id=step.ids.new(),
        state="open",
        terminal_id=step.config().terminal.terminal_id,
        started_at=step.clock.now(),
    )
    notice = customer_kept(step, txn)
    txn = take_over(step, txn)
    step.uow.drafts.save(txn)
    return _opened(step, txn, notice)


def drop_taken(step: Step, txn_id: str) -> None:
    """Another till has it, or it was paid for there: it is on this one's list no more."""
    step.uow.drafts.remove(txn_id)
    off_the_list(step, txn_id)
    step.changed.update({"suspended", "till"})


def off_the_list(step: Step, txn_id: str) -> None:
    """The hub gave the sale to this till or to another: its list here is older than that."""
    step.desk.parked_gone |= {txn_id}


def lines_here(step: Step) -> frozenset[str]:
    """Ids of the lines on this till's open and parked sales."""
    current = step.uow.drafts.current()
    drafts = [*(txn for txn, _ in step.uow.drafts.suspended()), *((current,) if current else ())]
    return frozenset(line.line_id for txn in drafts for line in txn.lines)


def lines_had(step: Step, line_ids: Sequence[str]) -> frozenset[str]:
    """`lines_here`, and those of these lines that were sold here."""
    return lines_here(step) | step.uow.carts.sold_here(line_ids)


def on_record(step: Step, kind: str, txn: Transaction) -> None:
    """The journal's word on it; when parked with the whole sale, for other tills (not of practice)."""
    whole = kind == "sale.suspended" and not txn.training
    shown = replace(txn, note=shared_label(txn.note))
    body = SaleParked(
        origin=step.origin(txn),
        txn_id=txn.txn_id,
        currency=txn.currency,
        total=total_of(step, txn),
        line_count=len(txn.counted_lines),
        transaction=shown if whole else None,
    )
    step.record(kind, body)
    step.changed.add("suspended")


def total_of(step: Step, txn: Transaction) -> int:
    """What it comes to now, minor units."""
    return priced(txn, step.config(), promotions_for(step, txn)).total


def _opened(step: Step, txn: Transaction, notice: Notice | None) -> Outcome:
    step.changed.add("suspended")
    ask_for(step, txn, dict.fromkeys(line.sku for line in txn.live_lines))
    return changed_sale(step, notice=notice)


def _of_now(step: Step, parked: Transaction) -> Transaction:
    session = step.session()
    return replace(
        parked,
        session_id=session.session_id,
        business_date=session.business_date,
        operator_id=step.operator().operator_id,
        tax=_taxes(step, parked),
    )


def _taxes(step: Step, parked: Transaction) -> TaxSettings | None:
    """Today's taxes, or those it was parked with where today's no longer know one of its classes."""
    now = step.config().tax
    taxed = (line for line in parked.lines if line.kind != "gift_card")
    return now if all(line.tax_class in now.classes for line in taxed) else parked.tax
