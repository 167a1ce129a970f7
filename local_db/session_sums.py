"""The figures of a till session, added up by SQL over an index: a day of 1,000 sales in milliseconds."""

from __future__ import annotations

from sqlalchemy import bindparam, case, func, select

from local_db.database import Database
from local_db.pos_schema import counter, sale, sale_line, sale_tax, sale_tender, session_count
from local_db.sales import TURNOVER
from local_db.statements import Statement, constant
from pos_app.ports.store import SessionSums

_COUNTED = (sale.c.session_id == bindparam("session_id")) & (sale.c.training == 0)
_IS_SALE = sale.c.kind == "sale"
_SALES = Statement(
    select(
        func.count(case((_IS_SALE & (sale.c.return_kind != "return"), 1))),
        func.coalesce(func.sum(case((_IS_SALE, sale.c.total - sale.c.return_total))), 0),
        func.count(case((sale.c.return_kind != "", 1))),
        func.coalesce(func.sum(sale.c.return_total), 0),
        func.count(case((~_IS_SALE, 1))),
        func.coalesce(func.sum(case((~_IS_SALE, sale.c.total))), 0),
        func.coalesce(func.sum(sale.c.discount_total), 0),
        func.coalesce(func.sum(sale.c.promotion_total), 0),
        func.coalesce(func.sum(sale.c.rounding), 0),
        func.coalesce(func.sum(sale.c.cash_kept), 0),
        func.coalesce(func.sum(sale.c.change), 0),
        func.coalesce(func.min(sale.c.seq), 0),
        func.coalesce(func.max(sale.c.seq), 0),
    ).where(_COUNTED)
)
_RECEIPT = Statement(select(sale.c.receipt_no).where(sale.c.seq == bindparam("seq")))
_TAXES = Statement(
    select(sale_tax.c.code, sale_tax.c.rate, func.sum(sale_tax.c.net), func.sum(sale_tax.c.tax))
    .select_from(sale.join(sale_tax, sale_tax.c.seq == sale.c.seq))
    .where(_COUNTED)
    .group_by(sale_tax.c.code, sale_tax.c.rate)
    .order_by(sale_tax.c.code, sale_tax.c.rate)
)
_TENDERS = Statement(
    select(sale_tender.c.kind, func.count(), func.sum(sale_tender.c.amount))
    .select_from(sale.join(sale_tender, sale_tender.c.seq == sale.c.seq))
    .where(_COUNTED)
    .group_by(sale_tender.c.kind)
    .order_by(sale_tender.c.kind)
)
_GIFT_CARDS = Statement(
    select(func.coalesce(func.sum(sale_line.c.total), 0))
    .select_from(sale.join(sale_line, sale_line.c.seq == sale.c.seq))
    .where(_COUNTED, sale_line.c.kind == constant("gift_card"))
)
_COUNTS = Statement(
    select(session_count.c.name, session_count.c.n).where(
        session_count.c.session_id == bindparam("session_id")
    )
)
_TOTAL = Statement(select(counter.c.n).where(counter.c.name == TURNOVER))


def session_sums(database: Database, session_id: str) -> SessionSums:
    """Everything but training; tenders are net of the change given back."""
    (
        sales_count, sales_total, return_count, return_total, post_void_count, post_void_total, discounts,
        promotions, rounding, cash, change, first, last,
    ) = database.rows(_SALES, session_id=session_id)[0]  # fmt: skip
    turnover, loads = database.row(_TOTAL), database.rows(_GIFT_CARDS, session_id=session_id)
    return SessionSums(
        sales_count=sales_count,
        sales_total=sales_total,
        return_count=return_count,
        return_total=return_total,
        post_void_count=post_void_count,
        post_void_total=post_void_total,
        discount_total=discounts,
        promotion_total=promotions,
        gift_card_total=loads[0][0],
        cash_rounding=rounding,
        cash_net=cash,
        first_receipt=_receipt(database, first),
        last_receipt=_receipt(database, last),
        taxes=tuple(database.rows(_TAXES, session_id=session_id)),
        tenders=tuple(
            (kind, count, amount - change if kind == "cash" else amount)
            for kind, count, amount in database.rows(_TENDERS, session_id=session_id)
        ),
        counts=dict(database.rows(_COUNTS, session_id=session_id)),
        perpetual_total=turnover[0] if turnover else 0,
    )


def _receipt(database: Database, seq: int) -> str:
    row = database.row(_RECEIPT, seq=seq)
    return row[0] if row else ""
