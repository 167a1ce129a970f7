"""Handlers that change the lines of the open sale: quantity, price, discounts, void and undo."""

from __future__ import annotations

from pos_app import commands as c
from pos_app.discount_limit import approved_discounts
from pos_app.outcomes import changed_sale
from pos_app.promotion_choice import promotions_for
from pos_app.refund_limit import check_left
from pos_app.sale_view import priced
from pos_app.step import Step
from pos_app.stock_rights import ask_for, sale_over
from pos_app.views import Outcome
from retail import sale
from retail.discount import Discount, percent_fraction
from retail.errors import RuleError
from retail.events import SaleVoided
from retail.transaction import TRANSACTION_STATES, PriceOverride, Transaction


def set_quantity(step: Step, command: c.SetQuantity) -> Outcome:
    txn = sale.set_quantity(step.transaction(), command.line_id, command.quantity)
    if command.quantity == 0:
        _remember_void(step, command.line_id)
    step.uow.drafts.save(txn)
    _ask_for(step, txn, command.line_id)
    return changed_sale(step, command.line_id)


def override_price(step: Step, command: c.OverridePrice) -> Outcome:
    """A keyed price needs a supervisor and a reason."""
    txn = step.transaction()
    approval = step.authorise("price_override")
    override = PriceOverride(was=0, reason_id=approval.reason_id, operator_id=approval.operator_id)
    txn = sale.override_price(txn, command.line_id, command.unit_price, override)
    step.uow.drafts.save(sale.approved(txn, approval))
    return changed_sale(step, command.line_id)


def discount_line(step: Step, command: c.DiscountLine) -> Outcome:
    """A line discount; above the cashier's limit a supervisor approves. Taking one away is open to all."""
    discount = _discount(step, command)
    txn = sale.discount_line(step.transaction(), command.line_id, discount)
    step.uow.drafts.save(approved_discounts(step, txn) if discount else txn)
    return changed_sale(step, command.line_id)


def discount_sale(step: Step, command: c.DiscountSale) -> Outcome:
    """A discount on the whole transaction, with the same limit."""
    discount = _discount(step, command)
    txn = sale.discount_sale(step.transaction(), discount)
    step.uow.drafts.save(approved_discounts(step, txn) if discount else txn)
    return changed_sale(step)


def void_line(step: Step, command: c.VoidLine) -> Outcome:
    """One act, and one act undoes it."""
    step.uow.drafts.save(sale.void_line(step.transaction(), command.line_id))
    _remember_void(step, command.line_id)
    return changed_sale(step, command.line_id)


def undo_void(step: Step, command: c.UndoVoid) -> Outcome:
    line_id = command.line_id or step.desk.last_voided
    txn = sale.undo_void(step.transaction(), line_id)
    check_left(step, txn)
    step.uow.drafts.save(txn)
    _ask_for(step, txn, line_id)
    return changed_sale(step, line_id)


def _ask_for(step: Step, txn: Transaction, line_id: str) -> None:
    """A line takes more, or counts again: rights may be needed for it."""
    line = txn.line(line_id)
    ask_for(step, txn, (line.sku,) if line else ())


def _remember_void(step: Step, line_id: str) -> None:
    # Set at once, not after COMMIT: the view that goes back with this command already offers the undo.
    step.desk.last_voided = line_id


def _discount(step: Step, command: c.DiscountLine | c.DiscountSale) -> Discount | None:
    """The discount asked for; None where the one there is to go. A zero takes it away too."""
    reason = command.reason_id or (command.approval.reason_id if command.approval else "") or None
    if command.percent is not None:
        if percent_fraction(command.percent)[0] == 0:
            return None
        return Discount(discount_id=step.ids.new(), kind="percent", value=command.percent, reason=reason)
    if not command.amount:
        return None
    return Discount(discount_id=step.ids.new(), kind="amount", value=command.amount, reason=reason)


def void_sale(step: Step, command: c.VoidSale) -> Outcome:
    """Cancel the open sale; what was on it stays in the journal (glossary: void).

    Every cashier may, and says why where the store keeps reasons for it.
    """
    txn = step.transaction()
    if txn.tenders:
        raise RuleError("payment_begun", "Remove the payments first, then void the sale.")
    step.check_reason(command.reason_id, "void")
    discard(step, txn, command.reason_id)
    return changed_sale(step)


def discard(step: Step, txn: Transaction, reason_id: str) -> None:
    """Put a transaction on record as voided and take its draft away."""
    TRANSACTION_STATES.advance(txn.state, "void")
    step.record(
        "sale.voided",
        SaleVoided(
            origin=step.origin(txn),
            txn_id=txn.txn_id,
            currency=txn.currency,
            lines=txn.lines,
            total=priced(txn, step.config(), promotions_for(step, txn)).total,
            reason_id=reason_id,
            approvals=txn.approvals,
        ),
    )
    if not txn.training:
        step.uow.sessions.count(txn.session_id, "void")
    step.uow.drafts.remove(txn.txn_id)
    sale_over(step, txn.txn_id)
    step.desk.awaiting_age = None
    step.changed.update({"suspended", "session"})
