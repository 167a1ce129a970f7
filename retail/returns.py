"""What of a sale may come back, and the line of a transaction that takes it back.

The rules and their worked tables are in docs/algorithms/returns.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from retail.errors import RuleError
from retail.paid import Paid, negative, paid_of, priced_of
from retail.pricing import Priced
from retail.refund import left, over_refunded, refund, stock_part
from retail.sale import check_quantity
from retail.sold_receipt import ReturnFact, SoldLine, SoldReceipt
from retail.transaction import Line, Returned, Transaction


def facts_on(txn: Transaction, receipt: SoldReceipt) -> tuple[ReturnFact, ...]:
    """What the open transaction takes back of this receipt already."""
    return tuple(
        ReturnFact(
            txn_id=txn.txn_id,
            line_id=line.line_id,
            of_line=line.returned.line_id,
            quantity=-line.quantity,
            paid=_refunded(line.returned),
        )
        for line in txn.live_lines
        if line.returned and line.returned.txn_id == receipt.txn_id
    )


def return_line(
    receipt: SoldReceipt,
    sold: SoldLine,
    facts: Sequence[ReturnFact],
    quantity: int,
    *,
    line_id: str,
    returned: Returned,
    at: int,
) -> Line:
    """The line that takes `quantity` of `sold` back; `returned` says why and where the goods go.

    RuleError "quantity_out_of_range", "whole_pieces_only" or "return_more_than_left".
    """
    rest = left(sold, facts)
    check_quantity(quantity, measured=sold.measured)
    if quantity > rest:
        raise RuleError(
            "return_more_than_left",
            f"Not so much of {sold.name} is left to return. What came back before counts.",
            name=sold.name,
            left=max(rest, 0),
        )
    so_far = sold.quantity - rest
    stock = sold.stock_quantity
    paid = negative(refund(sold, facts, quantity))
    return Line(
        line_id=line_id,
        kind=sold.kind,
        sku=sold.sku,
        name=sold.name,
        quantity=-quantity,
        unit=sold.unit,
        unit_price=sold.unit_price,
        tax_class=sold.tax_class,
        batch=sold.batch,
        serial=sold.serial,
        category=sold.category,
        department_id=sold.department_id,
        entry="search",
        stock_quantity=None if stock is None else -stock_part(stock, so_far, quantity, sold.quantity),
        returned=replace(
            returned,
            txn_id=receipt.txn_id,
            line_id=sold.line_id,
            receipt_no=receipt.receipt_no,
            refund=priced_of(paid, line_id),
        ),
        at=at,
    )


def check_returns(txn: Transaction, receipt: SoldReceipt) -> None:
    """Refuse a transaction that takes back more of a receipt than is left of it, in goods or in money.

    RuleError "return_more_than_left", or "already_reversed" where the sale is cancelled.
    """
    here = facts_on(txn, receipt)
    if here and receipt.reversed:
        raise RuleError("already_reversed", "This sale is already cancelled.")
    facts = (*receipt.returns, *here)
    for of_line in {fact.of_line for fact in here}:
        sold = receipt.line(of_line)
        if sold is None or left(sold, facts) < 0 or over_refunded(sold, facts):
            raise RuleError(
                "return_more_than_left",
                "More of this receipt came back meanwhile than was sold. Void the return line.",
                name=sold.name if sold else "",
                left=0,
            )


def refund_total(done: Priced, txn: Transaction) -> int:
    """What goes back for all goods taken back in this transaction, minor units, as a positive amount."""
    back = {line.line_id for line in txn.live_lines if line.returned}
    return -sum(line.total for line in done.lines if line.line_id in back)


def _refunded(returned: Returned) -> Paid:
    return negative(paid_of(returned.refund)) if returned.refund else Paid(0, on_top=False)
