"""Handlers that put goods on the sale: a scan, a picked item, a department line, the age question."""

from __future__ import annotations

from datetime import date

from pos_app import commands as c
from pos_app.code_lookup import Hit, look_up
from pos_app.handlers import packs
from pos_app.handlers.weighing import weight_of
from pos_app.outcomes import changed_sale, refused
from pos_app.permissions import ApprovalNeededError
from pos_app.ports.store import FoundItem
from pos_app.return_view import receipt_number_in, scanned_receipt
from pos_app.step import Step
from pos_app.stock_rights import ask_for
from pos_app.views import AgePrompt, Notice, Outcome, WeightPrompt
from retail import sale
from retail.errors import RuleError
from retail.pricing import THOUSANDTHS
from retail.rounding import Rounding, divide
from retail.tender import holds_card_number
from retail.transaction import EntryMethod, Line, Transaction

LONGEST_BARCODE = 14
"""Digits of the longest number on goods (GTIN-14)."""


def scan(step: Step, command: c.Scan) -> Outcome:
    """Find what a code means and sell it; an unknown one says so and offers what can be done."""
    step.operator()
    number = receipt_number_in(command.raw)
    if number is not None:
        return refused(step, scanned_receipt(step, number))
    config = step.config()
    year = int(step.business_date()[:4])
    hit = look_up(step.catalogue, command.raw, config.code_layouts, currency=config.currency, year=year)
    if isinstance(hit, Notice):
        return refused(step, hit)
    first = packs.other_code(step, hit.code)
    if first is not None and (first.waits or first.code.kind == "gs1"):
        return packs.counted_once(step, first)
    command, line_id = packs.asked_again(step, command), ""
    if first is not None:
        command, line_id = packs.take_back(step, command, first)
    quantity = _scanned_quantity(command, hit)
    try:
        outcome = _sell(
            step, command, hit.found, quantity=quantity, entry=command.entry, hit=hit, line_id=line_id
        )
    except (ApprovalNeededError, RuleError) as error:
        return packs.blocked(step, command, hit, error, paired=first is not None)
    packs.remember(step, command, hit, outcome, added=quantity or 0, paired=first is not None)
    return outcome


def _scanned_quantity(command: c.Scan, hit: Hit) -> int | None:
    """Thousandths that a scan sells; None where the goods have to be weighed first."""
    if hit.price is not None:
        return command.quantity
    if hit.quantity is not None:
        return _times(command.quantity, hit.quantity)
    if hit.found.item.measured and command.quantity == THOUSANDTHS:
        return None
    return command.quantity


def _times(packs: int, quantity: int) -> int:
    """What so many packs (thousandths) with this weight or count on their label come to."""
    if packs % THOUSANDTHS:
        raise RuleError("whole_pieces_only", "Packs are counted by the piece: key a whole number.")
    return packs // THOUSANDTHS * quantity


def add_item(step: Step, command: c.AddItem) -> Outcome:
    """Sell an item picked from the grid or the search."""
    step.operator()
    found = step.catalogue.item(command.sku)
    if found is None:
        return refused(step, Notice(code="item_gone", message="This item is no longer sold.", tone="caution"))
    quantity = weight_of(step, found.item) if command.weigh else command.quantity
    if quantity is None and not found.item.measured:
        quantity = THOUSANDTHS
    return _sell(step, command, found, quantity=quantity, entry=command.entry)


def _sell(
    step: Step,
    command: c.Scan | c.AddItem,
    found: FoundItem,
    *,
    quantity: int | None,
    entry: EntryMethod,
    hit: Hit | None = None,
    line_id: str = "",
) -> Outcome:
    item = found.item
    price = hit.price if hit else None
    unit_price = found.price if price is None else price
    if unit_price is None:
        return refused(
            step,
            Notice(
                code="no_price",
                message=f"{item.name} has no price yet. Key the price on a department, or leave it out.",
                tone="caution",
                params={"name": item.name},
                acts=("department",),
            ),
        )
    if price is not None:
        sale.check_price(price)
    txn = open_or_new(step)
    # Before anybody is asked for an age, a weight or a supervisor's word in vain.
    sale.check_goods_may_change(txn)
    if item.age_limit > txn.age_confirmed:
        return ask_age(step, command, item.name, item.age_limit, txn)
    approval = packs.approved_expiry(step, hit.code if hit else None, txn.business_date)
    code = hit.code if hit else packs.on_the_scale(step, command)
    if quantity is None:
        packs.to_the_scale(step, command, item.sku, code)
        if approval is not None:
            step.uow.drafts.save(sale.approved(txn, approval))
        return Outcome(
            ok=False,
            sale=changed_sale(step).sale,
            weight=WeightPrompt(
                sku=item.sku, name=item.name, unit=item.unit, unit_price=unit_price, entry=entry
            ),
        )
    line = Line(
        line_id=line_id or step.ids.new(),
        sku=item.sku,
        name=item.name,
        quantity=quantity,
        # A price in the code is the price of this pack, whatever the item's unit.
        unit="pcs" if price is not None else item.unit,
        unit_price=unit_price,
        tax_class=item.tax_class,
        category=item.category,
        age_limit=item.age_limit,
        code=code.raw if code else "",
        entry=entry,
        weighed=isinstance(command, c.AddItem) and command.weigh,
        image=item.image,
        priced_by_code=hit is not None and (hit.quantity is not None or price is not None),
        stock_quantity=stock_quantity_of(hit, quantity) if hit else None,
        batch=(code and code.batch) or "",
        serial=(code and code.serial) or "",
        expiry=(code and code.expiry) or "",
        best_before=(code and code.best_before) or "",
        at=step.clock.now(),
    )
    txn, line_id = sale.add_line(sale.approved(txn, approval), line)
    if item.deposit:
        txn = sale.add_deposit(txn, line_id, deposit_of(step, line, item.deposit))
    step.uow.drafts.save(txn)
    ask_for(step, txn, (item.sku,))
    return changed_sale(step, line_id, packs.past_best_before(code, item.name, txn.business_date))


def stock_quantity_of(hit: Hit, count: int) -> int | None:
    """What so many packs (thousandths) with a price in their code hold; None where their quantity says it."""
    if hit.price is None:
        return None
    if hit.quantity is not None:
        return divide(count * hit.quantity, THOUSANDTHS, Rounding.HALF_UP)
    if not hit.found.item.measured or not hit.found.price:
        return None
    return divide(count * hit.price, hit.found.price, Rounding.HALF_UP)


def deposit_of(step: Step, goods: Line, amount: int) -> Line:
    """The line of a deposit, minor units a piece, for the line of its goods."""
    return Line(
        line_id=step.ids.new(),
        kind="deposit",
        name=goods.name,
        quantity=goods.quantity,
        unit_price=amount,
        tax_class=goods.tax_class,
        entry=goods.entry,
        at=goods.at,
    )


def ask_age(step: Step, command: c.Command, name: str, limit: int, txn: Transaction) -> Outcome:
    """Put the age question; `command` waits for its answer."""

    def wait() -> None:
        step.desk.awaiting_age = command

    step.later.append(wait)
    today = date.fromisoformat(txn.business_date)
    try:
        born = today.replace(year=today.year - limit)
    except ValueError:  # 29 February: of age on 1 March, so born on 28 February is old enough
        born = today.replace(year=today.year - limit, day=28)
    return Outcome(
        ok=False,
        sale=changed_sale(step).sale,
        age=AgePrompt(age_limit=limit, born_on_or_before=born.isoformat(), item_name=name),
    )


def confirm_age(step: Step, command: c.ConfirmAge) -> Outcome:
    """Take the cashier's word on the buyer's age, then do what had waited for it."""
    step.operator()
    waiting = step.desk.awaiting_age
    step.later.append(lambda: setattr(step.desk, "awaiting_age", None))
    if not command.confirmed:
        notice = Notice(code="age_refused", message="The item was left out.", tone="info")
        return Outcome(ok=True, sale=changed_sale(step).sale, notice=notice)
    step.uow.drafts.save(sale.confirm_age(open_or_new(step), command.age_limit))
    if isinstance(waiting, c.Scan):
        return scan(step, waiting)
    if isinstance(waiting, c.AddItem):
        return add_item(step, waiting)
    return changed_sale(step)


def add_department_line(step: Step, command: c.AddDepartmentLine) -> Outcome:
    """Sell something that has no item, at a price keyed by hand."""
    step.operator()
    department = next(
        (one for one in step.config().departments if one.department_id == command.department_id), None
    )
    if department is None:
        raise RuleError("department_gone", "This department is no longer used. Pick another.")
    if command.amount <= 0:
        raise RuleError("price_out_of_range", "Key a price above zero.", price=command.amount)
    sale.check_price(command.amount)
    line = Line(
        line_id=step.ids.new(),
        kind="department",
        name=department.name,
        quantity=command.quantity,
        unit_price=command.amount,
        tax_class=department.tax_class,
        department_id=department.department_id,
        code=_kept(command.code),
        entry="department",
        at=step.clock.now(),
    )
    txn, line_id = sale.add_line(open_or_new(step), line)
    step.uow.drafts.save(txn)
    return changed_sale(step, line_id)


def _kept(code: str) -> str:
    """The unknown code for the audit, unless it is a card swiped through the wedge (rule 7).

    One in ten barcodes passes the check of card numbers by chance; none has more than 14 digits.
    """
    return "" if len(code) > LONGEST_BARCODE and holds_card_number(code) else code


def open_or_new(step: Step) -> Transaction:
    """The open sale, or a new one of this session; its id is made with the first keystroke (rule 5)."""
    txn = step.uow.drafts.current()
    if txn is not None:
        return txn
    session, config, operator = step.session(), step.config(), step.operator()
    txn_id = step.ids.new()
    return Transaction(
        txn_id=txn_id,
        store_id=config.profile.store_id,
        terminal_id=config.terminal.terminal_id,
        session_id=session.session_id,
        operator_id=operator.operator_id,
        business_date=session.business_date,
        currency=config.currency,
        tax=config.tax,
        started_at=step.clock.now(),
        training=step.training,
        cart_id=txn_id,
    )
