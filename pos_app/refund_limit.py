"""How much a cashier may refund alone, and what of a receipt is still left when the money goes out."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.sale_view import priced
from pos_app.step import Step
from retail import sale
from retail.returns import check_returns, refund_total
from retail.transaction import Transaction


def approved_refund(step: Step, txn: Transaction) -> Transaction:
    """The transaction with a supervisor's word for its refunds, where they are above the cashier's limit.

    All refunds of the transaction count together. The word is for the return lines that now stand there: a
    later one is asked about again. Raises `ApprovalNeededError`.
    """
    covered = {covers for approval in txn.approvals for covers in approval.covers}
    waiting = tuple(line.line_id for line in txn.live_lines if line.returned and line.line_id not in covered)
    limit = step.config().profile.limits.refund_amount
    if not waiting or refund_total(priced(txn, step.config(), ()), txn) <= limit:
        return txn
    return sale.approved(txn, replace(step.authorise("refund_above_limit"), covers=waiting))


def check_left(step: Step, txn: Transaction) -> None:
    """Refuse what came back elsewhere meanwhile: a return line waits on an open or suspended transaction.

    Raises `RuleError` "return_more_than_left" or "already_reversed".
    """
    for txn_id in sorted({line.returned.txn_id for line in txn.live_lines if line.returned}):
        known = step.uow.receipts.get(txn_id) if txn_id else None
        if known is not None:
            check_returns(txn, known.receipt)
