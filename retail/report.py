"""Figures of a till session: what the X report shows and the Z report fixes (M5.2)."""

from __future__ import annotations

import msgspec


class TaxTotal(msgspec.Struct, frozen=True, kw_only=True):
    """Turnover of one tax rate."""

    code: str
    rate: str
    net: int
    tax: int
    gross: int


class TenderTotal(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken by one kind of tender, change already given back."""

    kind: str
    count: int
    amount: int


class SessionTotals(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of a session, integer minor units of `currency`; training never counts."""

    session_id: str
    number: int
    currency: str
    business_date: str
    opened_at: int
    taken_at: int
    first_receipt: str = ""
    last_receipt: str = ""
    sales_count: int = 0
    sales_total: int = 0
    """Completed transactions that sold something, and what they sold for; what they took back is apart."""
    return_count: int = 0
    """Transactions that took goods back; an exchange counts as a sale too."""
    return_total: int = 0
    """Negative: what goods that came back were refunded with."""
    post_void_count: int = 0
    post_void_total: int = 0
    """Negative: what post-voids gave back."""
    void_count: int = 0
    """Transactions voided before completion."""
    line_void_count: int = 0
    discount_total: int = 0
    """What people took off, on lines and on the whole; promotions are apart."""
    promotion_total: int = 0
    """What promotions took off."""
    no_sale_count: int = 0
    reprint_count: int = 0
    gift_card_total: int = 0
    """What gift cards were loaded with, post-voids taken off: in the totals above, and yet no turnover."""
    drawer_count: int = 0
    """Times the drawer was opened: cash sales, cash movements and no-sales."""
    taxes: tuple[TaxTotal, ...] = ()
    tenders: tuple[TenderTotal, ...] = ()
    cash_rounding: int = 0
    opening_float: int = 0
    float_entries: int = 0
    cash_pickups: int = 0
    paid_in: int = 0
    paid_out: int = 0
    expected_cash: int = 0
    """Float + cash taken + entries + paid in − pickups − paid out."""
    counted_cash: int | None = None
    over_short: int | None = None
    """Counted − expected: positive is over."""
    perpetual_total: int = 0
    """Turnover of this terminal since it was enrolled; never reset (M5.2)."""
