"""Builds the figures of X and Z from what the database adds up."""

from __future__ import annotations

from pos_app.ports.store import UnitOfWork
from retail.report import SessionTotals, TaxTotal, TenderTotal
from retail.session import TillSession, cash_delta


def session_totals(uow: UnitOfWork, session: TillSession, taken_at: int) -> SessionTotals:
    """All figures of a session as of now; with the count, once there is one, and its difference."""
    sums = uow.sessions.sums(session.session_id)
    moves = uow.sessions.moves(session.session_id)
    moved = {kind: 0 for kind in ("float_entry", "cash_pickup", "paid_in", "paid_out")}
    for move in moves:
        moved[move.kind] += move.amount
    expected = session.opening_float + sums.cash_net + cash_delta(moves)
    return SessionTotals(
        session_id=session.session_id,
        number=session.number,
        currency=session.currency,
        business_date=session.business_date,
        opened_at=session.opened_at,
        taken_at=taken_at,
        first_receipt=sums.first_receipt,
        last_receipt=sums.last_receipt,
        sales_count=sums.sales_count,
        sales_total=sums.sales_total,
        return_count=sums.return_count,
        return_total=sums.return_total,
        post_void_count=sums.post_void_count,
        post_void_total=sums.post_void_total,
        void_count=sums.counts.get("void", 0),
        line_void_count=sums.counts.get("line_void", 0),
        discount_total=sums.discount_total,
        promotion_total=sums.promotion_total,
        no_sale_count=sums.counts.get("no_sale", 0),
        reprint_count=sums.counts.get("reprint", 0),
        gift_card_total=sums.gift_card_total,
        drawer_count=sums.counts.get("drawer", 0),
        taxes=tuple(
            TaxTotal(code=code, rate=rate, net=net, tax=tax, gross=net + tax)
            for code, rate, net, tax in sums.taxes
        ),
        tenders=tuple(
            TenderTotal(kind=kind, count=count, amount=amount) for kind, count, amount in sums.tenders
        ),
        cash_rounding=sums.cash_rounding,
        opening_float=session.opening_float,
        float_entries=moved["float_entry"],
        cash_pickups=moved["cash_pickup"],
        paid_in=moved["paid_in"],
        paid_out=moved["paid_out"],
        expected_cash=expected,
        counted_cash=session.counted,
        over_short=None if session.counted is None else session.counted - expected,
        perpetual_total=sums.perpetual_total,
    )
