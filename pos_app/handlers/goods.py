"""Handlers that put goods on the sale: a scan, a picked item, a department line, the age question."""

from __future__ import annotations

from datetime import date

from pos_app import commands as c
from pos_app.code_lookup import look_up
from pos_app.outcomes import changed_sale, refused
from pos_app.ports.store import FoundItem
from pos_app.step import Step
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
    hit = look_up(step.catalogue, command.raw, step.config().code_layouts)
    if isinstance(hit, Notice):
        return refused(step, hit)
    quantity: int | None = command.quantity
    if hit.quantity is not None:
        quantity = _times(command.quantity, hit.quantity)
    elif hit.found.item.measured and hit.price is None and command.quantity == THOUSANDTHS:
        quantity = None
    return _sell(
        step,
        command,
        hit.found,
        quantity=quantity,
        entry=command.entry,
        code=command.raw,
        price=hit.price,
        priced_by_code=hit.quantity is not None or hit.price is not None,
    )


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
    quantity = command.quantity
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
    code: str = "",
    price: int | None = None,
    priced_by_code: bool = False,
) -> Outcome:
    item = found.item
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
    txn = open_or_new(step)
    if item.age_limit > txn.age_confirmed:
        return _ask_age(step, command, item.name, item.age_limit, txn)
    if quantity is None:
        return Outcome(
            ok=False,
            sale=changed_sale(step).sale,
            weight=WeightPrompt(
                sku=item.sku, name=item.name, unit=item.unit, unit_price=unit_price, entry=entry
            ),
        )
    line = Line(
        line_id=step.ids.new(),
        sku=item.sku,
        name=item.name,
        quantity=quantity,
        # A price in the code is the price of this pack, whatever the item's unit.
        unit="pcs" if price is not None else item.unit,
        unit_price=unit_price,
        tax_class=item.tax_class,
        category=item.category,
        age_limit=item.age_limit,
        code=code,
        entry=entry,
        image=item.image,
        priced_by_code=priced_by_code,
        stock_quantity=_stock_quantity(found, quantity, price),
        at=step.clock.now(),
    )
    txn, line_id = sale.add_line(txn, line)
    if item.deposit:
        txn = sale.add_deposit(txn, line_id, _deposit(step, line, item.deposit))
    step.uow.drafts.save(txn)
    return changed_sale(step, line_id)


def _stock_quantity(found: FoundItem, packs: int, price: int | None) -> int | None:
    """What packs (thousandths) with this price on their label weigh; None where their quantity says it."""
    if price is None or not found.item.measured or not found.price:
        return None
    return divide(packs * price, found.price, Rounding.HALF_UP)


def _deposit(step: Step, goods: Line, amount: int) -> Line:
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


def _ask_age(step: Step, command: c.Command, name: str, limit: int, txn: Transaction) -> Outcome:
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
