"""Handlers of returns: goods of a receipt that come back, and goods for which nobody can show one."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.commands.returns import ReturnLines, ReturnPick, ReturnWithoutReceipt
from pos_app.handlers.goods import open_or_new
from pos_app.outcomes import changed_sale
from pos_app.refund_limit import approved_refund
from pos_app.step import Step
from pos_app.views import Outcome
from retail import sale
from retail.errors import RuleError
from retail.item import Item
from retail.paid import negative, paid_of
from retail.returns import facts_on, return_line
from retail.sold_receipt import ReturnFact, SoldLine, SoldReceipt
from retail.transaction import Line, Returned, Transaction


def return_lines(step: Step, command: ReturnLines) -> Outcome:
    """Put lines that take goods of a receipt back on the sale, at what was paid for them (M2.4)."""
    step.operator()
    step.check_reason(command.reason_id, "return")
    txn = open_or_new(step)
    receipt = the_receipt(step, command.txn_id, txn)
    if not command.picks:
        raise RuleError("nothing_picked", "Pick what comes back.")
    facts = [*receipt.returns, *facts_on(txn, receipt)]
    lines: list[Line] = []
    for pick in command.picks:
        lines.extend(_picked(step, receipt, facts, pick, command.reason_id))
    txn = approved_refund(step, sale.add_returns(txn, tuple(lines)))
    step.uow.drafts.save(txn)
    return changed_sale(step, lines[-1].line_id)


def the_receipt(step: Step, txn_id: str, txn: Transaction) -> SoldReceipt:
    """A receipt of which this transaction may take goods back."""
    known = step.uow.receipts.get(txn_id)
    if known is None:
        raise RuleError(
            "receipt_unknown", "This receipt is not known here. Find it by its number, or return without it."
        )
    receipt = known.receipt
    if receipt.reversed:
        raise RuleError("already_reversed", "This sale is already cancelled.")
    if receipt.training != txn.training:
        raise RuleError(
            "training_mix", "A training sale is cancelled in training mode, a real one outside it."
        )
    if receipt.currency != txn.currency:
        raise RuleError("receipt_currency", "This receipt is in another currency.", currency=receipt.currency)
    return receipt


def _picked(
    step: Step, receipt: SoldReceipt, facts: list[ReturnFact], pick: ReturnPick, reason_id: str
) -> list[Line]:
    """The return line of a pick, and that of its deposit; both count in `facts` from now on."""
    sold = receipt.line(pick.line_id)
    if sold is None:
        raise RuleError("line_not_there", "This line is no longer on the sale.")
    if sold.kind == "deposit":
        raise RuleError("deposit_follows", "A deposit follows its item: change the item instead.")
    why = Returned(reason_id=reason_id, stock=pick.stock)
    goods = _taken(step, receipt, sold, facts, pick.quantity, why)
    deposits = [
        replace(_taken(step, receipt, one, facts, pick.quantity, why), parent=goods.line_id)
        for one in receipt.lines
        if one.parent == sold.line_id
    ]
    return [goods, *deposits]


def _taken(
    step: Step,
    receipt: SoldReceipt,
    sold: SoldLine,
    facts: list[ReturnFact],
    quantity: int,
    why: Returned,
) -> Line:
    line = return_line(
        receipt, sold, facts, quantity, line_id=step.ids.new(), returned=why, at=step.clock.now()
    )
    if line.returned and line.returned.refund:
        paid = negative(paid_of(line.returned.refund))
        facts.append(ReturnFact("", line.line_id, sold.line_id, quantity, paid))
    return line


def return_without_receipt(step: Step, command: ReturnWithoutReceipt) -> Outcome:
    """Take an item back at the price in force, or a keyed one: always with a supervisor's word."""
    step.operator()
    found = step.catalogue.item(command.sku)
    if found is None:
        raise RuleError("item_gone", "This item is no longer sold.")
    item = found.item
    sale.check_quantity(command.quantity, measured=item.measured)
    price = found.price if command.unit_price is None else command.unit_price
    if price is None:
        raise RuleError("return_price_needed", f"{item.name} has no price. Key what goes back for it.")
    sale.check_price(price)
    step.check_reason(command.reason_id, "return")
    txn = open_or_new(step)
    approval = step.authorise("return_without_receipt")
    why = Returned(reason_id=command.reason_id, stock=command.stock)
    line = _loose(step, item, command.quantity, price, why)
    lines = [line]
    if item.deposit:
        deposit = _loose(step, item, command.quantity, item.deposit, why)
        lines.append(replace(deposit, kind="deposit", sku="", category="", parent=line.line_id))
    txn = sale.add_returns(txn, tuple(lines))
    txn = sale.approved(txn, replace(approval, covers=tuple(one.line_id for one in lines)))
    step.uow.drafts.save(txn)
    return changed_sale(step, line.line_id)


def _loose(step: Step, item: Item, quantity: int, price: int, why: Returned) -> Line:
    return Line(
        line_id=step.ids.new(),
        sku=item.sku,
        name=item.name,
        quantity=-quantity,
        unit=item.unit,
        unit_price=price,
        tax_class=item.tax_class,
        category=item.category,
        entry="search",
        image=item.image,
        returned=why,
        at=step.clock.now(),
    )
