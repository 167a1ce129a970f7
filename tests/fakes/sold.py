"""Completed sales of the made-up shops, made by the rules themselves: what papers and reports start from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from retail import sale
from retail.cash_rounding import cash_rule
from retail.events import SaleCompleted
from retail.sale_record import completed
from retail.store_config import StoreConfig
from retail.tender import Tender, TenderKind, settle
from retail.transaction import Line, Transaction
from tests.fakes.clock import NOON
from tests.fakes.shop import BERLIN, a_sale, an_origin


def paid(kind: TenderKind, amount: int, **more: Any) -> Tender:
    """Money taken."""
    return Tender(payment_id=f"{kind}-{amount}", kind=kind, amount=amount, at=NOON, **more)


def a_cart(lines: Sequence[Line], config: StoreConfig = BERLIN, *, training: bool = False) -> Transaction:
    """An open sale with these lines."""
    return replace(a_sale(config, training=training), lines=tuple(lines))


def sold(
    cart: Transaction,
    tenders: Sequence[Tender],
    config: StoreConfig = BERLIN,
    receipt_no: str = "S1-T2-000001",
) -> SaleCompleted:
    """The cart, paid with the tenders under the store's taxes and coins."""
    done = sale.priced(cart, config.tax_table, config.tax.policy)
    rule = cash_rule(config.profile.country, cart.currency, cart.business_date)
    settlement = settle(done.total, tenders, rule)
    origin = an_origin(config, training=cart.training)
    return completed(replace(cart, tenders=tuple(tenders)), done, settlement, origin, receipt_no)
