"""Whether a sale is open: one on which there is a customer and nothing else is none."""

from __future__ import annotations

from pos_app.step import Step
from pos_app.stock_rights import sale_over
from retail.errors import RuleError
from retail.transaction import Transaction


def is_begun(txn: Transaction) -> bool:
    """Whether goods or money are or were on it; a voided line must still go on record."""
    return bool(txn.lines or txn.tenders)


def leave_none_open(step: Step) -> None:
    """Make sure that no sale is open; one with nothing but a customer is let go, and nothing is told of it.

    Raises `RuleError` "sale_open" where one was begun.
    """
    txn = step.uow.drafts.current()
    if txn is None:
        return
    if is_begun(txn):
        raise RuleError("sale_open", "Finish or park the open sale first.")
    step.uow.drafts.remove(txn.txn_id)
    sale_over(step, txn.txn_id)
    step.desk.awaiting_age = None
