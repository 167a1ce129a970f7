"""Turns the open transaction into what the cart panel and the payment screen show."""

from __future__ import annotations

from collections.abc import Sequence

from pos_app.promotion_views import promotion_hints, promotion_views
from pos_app.views import LineView, PaymentView, SaleView, TaxView, TenderView
from retail import sale
from retail.cash_rounding import CashRule, cash_rule
from retail.discount import Discount
from retail.pricing import THOUSANDTHS, Priced, PricedLine
from retail.promotion import Promotion
from retail.returns import refund_total
from retail.store_config import StoreConfig
from retail.tender import quick_cash, settle
from retail.transaction import Line, Returned, Transaction


def priced(txn: Transaction, config: StoreConfig, promotions: Sequence[Promotion]) -> Priced:
    """The open sale priced by the taxes that it was begun with and the promotions that count for it."""
    tax = txn.tax or config.tax
    return sale.priced(txn, tax.table, tax.policy, promotions)


def rounding_rule(txn: Transaction, config: StoreConfig) -> CashRule | None:
    """The cash rounding rule in force at the store on the sale's day (M2.3)."""
    profile = config.profile
    return cash_rule(
        profile.country, txn.currency, txn.business_date, state=profile.region, opt_in=profile.rounds_cash
    )


def sale_view(
    txn: Transaction, config: StoreConfig, promotions: Sequence[Promotion], last_voided: str = ""
) -> SaleView:
    """The whole cart, newest line last."""
    result = priced(txn, config, promotions)
    settlement = settle(result.total, txn.tenders, rounding_rule(txn, config))
    amounts = {line.line_id: line for line in result.lines}
    back = [amounts[line.line_id] for line in txn.live_lines if line.returned]
    return SaleView(
        txn_id=txn.txn_id,
        currency=txn.currency,
        lines=tuple(_line_view(line, amounts.get(line.line_id)) for line in txn.lines),
        piece_count=sum(_pieces(line) for line in txn.live_lines),
        # A refund stands in the cart as what goes back, with everything taken off that was taken off.
        subtotal=result.subtotal - sum(line.extended - line.amount for line in back),
        discount_total=result.line_discount_total
        + result.transaction_discount_total
        - sum(line.line_discount + line.transaction_discount for line in back),
        promotion_total=result.promotion_total - sum(line.promotion_discount for line in back),
        refund_total=refund_total(result, txn),
        hints=promotion_hints(result.outcomes),
        sale_discount_text=_discount_text(txn.discounts),
        tax_total=result.tax_total,
        taxes=tuple(
            TaxView(name=group.name, rate=group.rate, net=group.net, tax=group.tax)
            for group in result.tax_groups
        ),
        prices_include_tax=(txn.tax or config.tax).policy.prices_include_tax,
        total=result.total,
        tenders=tender_views(txn),
        remaining=settlement.remaining,
        training=txn.training,
        can_undo_void=_is_voided(txn, last_voided),
    )


def payment_view(txn: Transaction, config: StoreConfig, promotions: Sequence[Promotion]) -> PaymentView:
    """What remains and how it can be paid; the exact amount is always the first quick-cash key."""
    rule = rounding_rule(txn, config)
    total = priced(txn, config, promotions).total
    settlement = settle(total, txn.tenders, rule)
    return PaymentView(
        txn_id=txn.txn_id,
        currency=txn.currency,
        total=total,
        remaining=settlement.remaining,
        cash_remaining=settlement.cash_remaining,
        cash_rounding=settlement.cash_remaining - settlement.remaining,
        rounding_notice=rule.notice if rule and settlement.cash_remaining != settlement.remaining else "",
        quick_cash=() if settlement.complete else quick_cash(settlement.cash_remaining, txn.currency),
        give_back=max(0, -settlement.remaining),
        cash_give_back=max(0, -settlement.cash_remaining),
        tenders=tender_views(txn),
    )


def tender_views(txn: Transaction) -> tuple[TenderView, ...]:
    """What was taken or given so far, in that order."""
    return tuple(
        TenderView(
            payment_id=tender.payment_id,
            kind=tender.kind,
            amount=tender.amount,
            brand=tender.brand or "",
            last4=tender.last4 or "",
            left=None if tender.kind == "points" else tender.left,
        )
        for tender in txn.tenders
    )


def _line_view(line: Line, amount: PricedLine | None) -> LineView:
    if line.returned:
        return _return_view(line, line.returned, amount)
    return LineView(
        line_id=line.line_id,
        kind=line.kind,
        # Two cards sold at once are told apart as on paper.
        name=f"{line.name} •••• {line.last4}" if line.kind == "gift_card" and line.last4 else line.name,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        amount=amount.extended - amount.promotion_discount - amount.line_discount if amount else 0,
        extended=amount.extended if amount else 0,
        discount=amount.line_discount if amount else 0,
        discount_text=_discount_text(line.discounts),
        promotions=promotion_views(amount.promotions) if amount else (),
        overridden_from=line.override.was if line.override else None,
        voided=line.voided,
        parent=line.parent,
        age_limit=line.age_limit,
        image=line.image,
        category=line.category,
        sku=line.sku,
        quantity_fixed=line.priced_by_code or line.kind == "deposit",
        batch=line.batch,
        serial=line.serial,
        expiry=line.expiry,
        best_before=line.best_before,
    )


def _return_view(line: Line, returned: Returned, amount: PricedLine | None) -> LineView:
    """Goods that come back: what was paid for them is not taken apart again."""
    refund = amount.amount if amount else 0
    return LineView(
        line_id=line.line_id,
        kind=line.kind,
        name=line.name,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        amount=refund,
        extended=refund,
        discount=0,
        voided=line.voided,
        parent=line.parent,
        image=line.image,
        category=line.category,
        sku=line.sku,
        batch=line.batch,
        serial=line.serial,
        quantity_fixed=True,
        is_return=True,
        return_of=returned.receipt_no,
        stock_fate=returned.stock,
    )


def _discount_text(discounts: tuple[Discount, ...]) -> str:
    """`10 %` for a percentage; an amount speaks for itself."""
    return " + ".join(f"{discount.value} %" for discount in discounts if discount.kind == "percent")


def _pieces(line: Line) -> int:
    """A weighed line counts as one piece; a deposit, and what comes back, as none."""
    if line.kind == "deposit" or line.returned:
        return 0
    return 1 if line.measured else line.quantity // THOUSANDTHS


def _is_voided(txn: Transaction, line_id: str) -> bool:
    line = txn.line(line_id)
    return line is not None and line.voided
