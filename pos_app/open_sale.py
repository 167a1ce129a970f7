"""Whether a sale is open: one on which there is a customer and nothing else is none."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.step import Step
from pos_app.stock_rights import sale_over
from pos_app.views import Notice
from retail.errors import RuleError
from retail.transaction import Transaction


def is_begun(txn: Transaction) -> bool:
    """Whether goods or money are or were on it; a voided line must still go on record."""
    return bool(txn.lines or txn.tenders)


def none_begun(step: Step) -> bool:
    """Whether another sale may open here: none is open, or there is only a customer on it."""
    txn = step.uow.drafts.current()
    return txn is None or not is_begun(txn)


def check_none_begun(step: Step) -> None:
    """Raises `RuleError` "sale_open" where a sale was begun; nothing is let go yet."""
    if not none_begun(step):
        raise RuleError("sale_open", "Finish or park the open sale first.")


def leave_none_open(step: Step) -> None:
    """Make sure that no sale is open; one with nothing but a customer is let go, and nothing is told of it.

    Raises `RuleError` "sale_open" where one was begun.
    """
    if _let_go(step) is not None:
        step.desk.awaiting_age = None


def take_over(step: Step, txn: Transaction) -> Transaction:
    """A parked sale that opens in place of one with nothing but a customer: she comes onto it.

    It keeps another customer that it has; the same one goes on with the consent now in force (rule 11). Goods
    that wait for the age question come onto it. Raises `RuleError` "sale_open" where a sale was begun.
    """
    alone = _let_go(step)
    if alone is None or alone.customer_id is None or txn.customer_id not in (None, alone.customer_id):
        return txn
    return replace(txn, customer_id=alone.customer_id, consent_version=alone.consent_version)


def customer_kept(step: Step, txn: Transaction) -> Notice | None:
    """What is said before a parked sale opens that keeps its customer, while another is alone on the till."""
    alone, customers = step.uow.drafts.current(), step.uow.customers
    if alone is None or alone.customer_id is None or txn.customer_id is None:
        return None
    owner, other = customers.get(txn.customer_id), customers.get(alone.customer_id)
    if owner is None or other is None or owner.customer_id == other.customer_id:
        return None
    name, other_name = owner.customer().called, other.customer().called
    return Notice(
        code="parked_customer",
        message=f"This is the sale of {name}; {other_name} is not on it.",
        tone="caution",
        params={"name": name, "other": other_name},
    )


def _let_go(step: Step) -> Transaction | None:
    check_none_begun(step)
    txn = step.uow.drafts.current()
    if txn is not None:
        step.uow.drafts.remove(txn.txn_id)
        sale_over(step, txn.txn_id)
    return txn
