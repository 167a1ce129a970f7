"""What can be done to an open transaction: pure acts that take it and give back the changed one.

Each raises `RuleError` where a rule forbids it; nothing is then changed. Amounts come from `retail.pricing`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from retail.discount import Discount
from retail.errors import RuleError
from retail.packs import check_one_piece, check_serial
from retail.pricing import THOUSANDTHS, Priced, PriceInput, PriceLine, price
from retail.promotion import Promotion
from retail.returned_price import with_returns
from retail.tax import TaxPolicy, TaxTable
from retail.transaction import Approval, Line, PriceOverride, Transaction

MAX_QUANTITY = 9_999 * THOUSANDTHS
"""More than this on one line is a slip of the finger, such as a barcode typed into the quantity."""
MAX_UNIT_PRICE = 9_999_999_999
"""Largest price that may be keyed, minor units: a telephone in rupiah is above a billion of them."""


def add_line(txn: Transaction, line: Line) -> tuple[Transaction, str]:
    """Add a line, or raise the quantity of the one that sells the same; returns the line's id too."""
    check_goods_may_change(txn)
    check_quantity(line.quantity, measured=line.measured)
    check_serial(txn, line)
    twin = next((one for one in txn.lines if _same_goods(one, line)), None)
    if twin is None:
        return replace(txn, lines=(*txn.lines, line)), line.line_id
    return _with_quantity(txn, twin, twin.quantity + line.quantity), twin.line_id


def add_deposit(txn: Transaction, parent_id: str, deposit: Line) -> Transaction:
    """Put a deposit line below its goods, in the same quantity; nothing where there is one already."""
    if any(line.parent == parent_id for line in txn.lines):
        return txn
    parent = _goods(txn, parent_id)
    child = replace(deposit, kind="deposit", parent=parent_id, quantity=parent.quantity)
    at = txn.lines.index(parent) + 1
    return replace(txn, lines=(*txn.lines[:at], child, *txn.lines[at:]))


def add_returns(txn: Transaction, lines: tuple[Line, ...]) -> Transaction:
    """Add goods that come back; `retail.returns` makes their lines."""
    check_goods_may_change(txn)
    return replace(txn, lines=(*txn.lines, *lines))


def set_quantity(txn: Transaction, line_id: str, quantity: int) -> Transaction:
    """Set a line's quantity in thousandths; zero voids it."""
    check_goods_may_change(txn)
    line = _goods(txn, line_id) if quantity == 0 else _sold_goods(txn, line_id)
    if line.priced_by_code:
        raise RuleError(
            "quantity_in_code", f"The quantity of {line.name} comes from its barcode. Void it and scan again."
        )
    if quantity == 0:
        return void_line(txn, line_id)
    check_quantity(quantity, measured=line.measured)
    check_one_piece(line, quantity)
    return _with_quantity(txn, line, quantity)


def override_price(txn: Transaction, line_id: str, unit_price: int, override: PriceOverride) -> Transaction:
    """Give a line a keyed price; the price first in force stays on record."""
    check_goods_may_change(txn)
    line = _sold_goods(txn, line_id)
    if line.priced_by_code:
        raise RuleError("price_in_code", f"The price of {line.name} comes from its barcode. Use a discount.")
    check_price(unit_price)
    was = line.override.was if line.override else line.unit_price
    return _replace_line(txn, replace(line, unit_price=unit_price, override=replace(override, was=was)))


def discount_line(txn: Transaction, line_id: str, discount: Discount | None) -> Transaction:
    """Put one manual discount on a line in place of the one there; None takes it away."""
    check_goods_may_change(txn)
    return _replace_line(txn, replace(_sold_goods(txn, line_id), discounts=(discount,) if discount else ()))


def discount_sale(txn: Transaction, discount: Discount | None) -> Transaction:
    """Put one manual discount on the whole transaction in place of the one there; None takes it away."""
    check_goods_may_change(txn)
    return replace(txn, discounts=(discount,) if discount else ())


def void_line(txn: Transaction, line_id: str) -> Transaction:
    """Void a line and its deposit; it stays on record."""
    check_goods_may_change(txn)
    _goods(txn, line_id)
    return _set_voided(txn, line_id, voided=True)


def undo_void(txn: Transaction, line_id: str) -> Transaction:
    """Bring a voided line back, with its deposit."""
    check_goods_may_change(txn)
    line = txn.line(line_id)
    if line is None or not line.voided or line.parent:
        raise RuleError("nothing_to_undo", "There is no voided line to bring back.")
    check_serial(txn, line)
    return _set_voided(txn, line_id, voided=False)


def confirm_age(txn: Transaction, age_limit: int) -> Transaction:
    """The cashier checked that the buyer is old enough for goods with this limit."""
    return replace(txn, age_confirmed=max(txn.age_confirmed, age_limit))


def approved(txn: Transaction, approval: Approval | None) -> Transaction:
    """Keep a supervisor's word with the transaction."""
    return replace(txn, approvals=(*txn.approvals, approval)) if approval else txn


def priced(
    txn: Transaction, tax: TaxTable, policy: TaxPolicy, promotions: Sequence[Promotion] = ()
) -> Priced:
    """Price the live lines. Deposits take no discount: they are given back in full; nor do gift cards, which
    also bear no tax: what is bought with them is taxed.

    `promotions` are those in force; a price that a person keyed, or that stands on the label, is left alone.
    """
    lines = tuple(
        PriceLine(
            line_id=line.line_id,
            quantity=line.quantity,
            unit_price=line.unit_price,
            tax_class=line.tax_class,
            discounts=line.discounts,
            discountable=line.kind not in ("deposit", "gift_card"),
            untaxed=line.kind == "gift_card",
            sku=line.sku,
            category=line.category,
            weighed=line.measured,
            promotable=_promotable(line),
        )
        for line in txn.live_lines
        if line.returned is None
    )
    done = price(
        PriceInput(
            currency=txn.currency,
            lines=lines,
            discounts=txn.discounts,
            promotions=promotions,
            tax=tax,
            policy=policy,
        )
    )
    return with_returns(done, txn, tax, policy)


def _promotable(line: Line) -> bool:
    """An item at the price of its list: a weight may come from the label, a price may not."""
    price_on_label = line.priced_by_code and not line.measured
    return line.kind == "sale" and line.override is None and not price_on_label


def check_goods_may_change(txn: Transaction) -> None:
    """Refuse to touch the goods of a sale that is not open, or on which there is money already.

    RuleError "sale_not_open" or "payment_begun".
    """
    if txn.state != "open":
        raise RuleError("sale_not_open", "This sale is not open. Start or resume one.")
    if txn.tenders:
        raise RuleError(
            "payment_begun", "A payment is already on this sale. Finish paying, or remove the payment first."
        )


def check_price(unit_price: int) -> None:
    """Refuse a keyed price that is negative or absurd."""
    if not 0 <= unit_price <= MAX_UNIT_PRICE:
        raise RuleError("price_out_of_range", "This price is not possible. Key it again.", price=unit_price)


def check_quantity(quantity: int, *, measured: bool) -> None:
    """Refuse what nobody hands over the counter: nothing, a slip of the finger, or half a piece.

    RuleError "quantity_out_of_range" or "whole_pieces_only".
    """
    if not 0 < quantity <= MAX_QUANTITY:
        raise RuleError(
            "quantity_out_of_range",
            f"A quantity is from 1 to {MAX_QUANTITY // THOUSANDTHS}.",
            quantity=quantity,
        )
    if not measured and quantity % THOUSANDTHS:
        raise RuleError("whole_pieces_only", "This item is sold by the piece: key a whole number.")


def _goods(txn: Transaction, line_id: str) -> Line:
    """A live line that a person may change: not voided, not a deposit."""
    line = txn.line(line_id)
    if line is None or line.voided:
        raise RuleError("line_not_there", "This line is no longer on the sale.")
    if line.kind == "deposit":
        raise RuleError("deposit_follows", "A deposit follows its item: change the item instead.")
    return line


def _sold_goods(txn: Transaction, line_id: str) -> Line:
    """A line that a person may give another quantity or price: goods that are sold, not taken back."""
    line = _goods(txn, line_id)
    if line.returned:
        raise RuleError(
            "return_is_fixed", "What comes back is refunded as it was paid. Void the line instead."
        )
    if line.kind == "gift_card":
        raise RuleError("gift_card_fixed", "A gift card is loaded with what was keyed. Void the line.")
    return line


def _same_goods(one: Line, new: Line) -> bool:
    """Whether a new line is only more of `one`: same goods and price, nothing special about either."""
    plain = not (one.voided or one.measured or one.priced_by_code or one.discounts or one.override)
    # A line of a cart is known elsewhere by its id: what it is there, it stays here.
    plain = plain and one.returned is None and one.entry != "cart"
    return (
        plain
        and not new.priced_by_code
        and one.kind == new.kind == "sale"
        and (one.sku, one.unit_price, one.tax_class, one.unit)
        == (new.sku, new.unit_price, new.tax_class, new.unit)
        and (one.batch, one.serial, one.expiry, one.best_before)
        == (new.batch, new.serial, new.expiry, new.best_before)
    )


def _with_quantity(txn: Transaction, line: Line, quantity: int) -> Transaction:
    check_quantity(quantity, measured=line.measured)
    lines = tuple(
        replace(one, quantity=quantity, weighed=False) if line.line_id in (one.line_id, one.parent) else one
        for one in txn.lines
    )
    return replace(txn, lines=lines)


def _set_voided(txn: Transaction, line_id: str, *, voided: bool) -> Transaction:
    lines = tuple(
        replace(one, voided=voided) if line_id in (one.line_id, one.parent) else one for one in txn.lines
    )
    return replace(txn, lines=lines)


def _replace_line(txn: Transaction, line: Line) -> Transaction:
    lines = tuple(line if one.line_id == line.line_id else one for one in txn.lines)
    return replace(txn, lines=lines)
