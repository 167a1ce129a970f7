"""The answers that handlers give most: the sale as it now stands, or a refusal beside it."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.customer_view import customer_tile
from pos_app.promotion_choice import promotions_for
from pos_app.sale_view import sale_view
from pos_app.step import Step
from pos_app.stock_view import with_stock
from pos_app.views import Notice, Outcome, SaleView


def current_sale(step: Step) -> SaleView | None:
    """The open sale as a view, or None; also None while the configuration has not arrived."""
    txn = step.uow.drafts.current()
    config = step.uow.store_config()
    if txn is None or config is None:
        return None
    sale = sale_view(txn, config, promotions_for(step, txn), step.desk.last_voided)
    return with_stock(step, txn, replace(sale, customer=customer_tile(step, txn)))


def changed_sale(step: Step, line_id: str = "", notice: Notice | None = None) -> Outcome:
    """Done: here is the sale, with the line to select."""
    return Outcome(
        ok=True, sale=current_sale(step), line_id=line_id, notice=notice, changed=frozenset(step.changed)
    )


def done(step: Step, notice: Notice | None = None) -> Outcome:
    """Done: `step.changed` says what to look up anew."""
    return Outcome(ok=True, sale=current_sale(step), notice=notice, changed=frozenset(step.changed))


def refused(step: Step, notice: Notice) -> Outcome:
    """Not done, and why; the sale stands as it was."""
    return Outcome(ok=False, sale=current_sale(step), notice=notice, changed=frozenset(step.changed))
