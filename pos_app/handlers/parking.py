"""Handlers that park a sale and take it back."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app import commands as c
from pos_app.outcomes import changed_sale
from pos_app.promotion_choice import promotions_for
from pos_app.sale_view import priced
from pos_app.step import Step
from pos_app.stock_rights import ask_for, sale_over
from pos_app.views import Notice, Outcome
from retail.errors import RuleError
from retail.events import SaleParked
from retail.store_config import TaxSettings
from retail.tender import refuse_card_digits
from retail.transaction import TRANSACTION_STATES, Transaction


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
    _on_record(step, "sale.suspended", parked)
    sale_over(step, parked.txn_id)
    notice = Notice(code="sale_suspended", message="The sale is parked.", tone="positive", acts=("resume",))
    return changed_sale(step, notice=notice)


def resume(step: Step, command: c.ResumeSale) -> Outcome:
    """Take a parked sale back; an open one must be finished or parked first."""
    step.operator()
    session = step.session()
    if step.uow.drafts.current() is not None:
        raise RuleError("sale_open", "Finish or park the open sale first.")
    parked = step.uow.drafts.get(command.txn_id)
    if parked is None or parked.state != "suspended":
        raise RuleError("not_suspended", "This sale is no longer parked; somebody took it back.")
    if parked.training != step.training:
        raise RuleError(
            "training_parked", "A sale parked in training goes on in training, a real one outside it."
        )
    # It now belongs to the session that takes the money.
    txn = replace(
        parked,
        state=TRANSACTION_STATES.advance(parked.state, "resume"),
        session_id=session.session_id,
        business_date=session.business_date,
        operator_id=step.operator().operator_id,
        tax=_taxes(step, parked),
    )
    step.uow.drafts.save(txn)
    _on_record(step, "sale.resumed", txn)
    ask_for(step, txn, dict.fromkeys(line.sku for line in txn.live_lines))
    return changed_sale(step)


def _taxes(step: Step, parked: Transaction) -> TaxSettings | None:
    """Today's taxes, or those it was parked with where today's no longer know one of its classes."""
    now = step.config().tax
    taxed = (line for line in parked.lines if line.kind != "gift_card")
    return now if all(line.tax_class in now.classes for line in taxed) else parked.tax


def _on_record(step: Step, kind: str, txn: Transaction) -> None:
    body = SaleParked(
        origin=step.origin(txn),
        txn_id=txn.txn_id,
        currency=txn.currency,
        total=priced(txn, step.config(), promotions_for(step, txn)).total,
        line_count=len(txn.live_lines),
    )
    step.record(kind, body)
    step.changed.add("suspended")
