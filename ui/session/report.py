"""The figures of a session as sections of rows, in the words and the order of the printed X and Z."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from babel.numbers import format_percent
from PySide6.QtCore import QCoreApplication

from retail.report import SessionTotals
from ui.figures import Figures
from ui.marked import QT_TRANSLATE_NOOP, counted
from ui.rows import Row

translate = QCoreApplication.translate

TENDER_WORDS = {
    "cash": QT_TRANSLATE_NOOP("Report", "Cash"),
    "card": QT_TRANSLATE_NOOP("Report", "Card"),
    "points": QT_TRANSLATE_NOOP("Report", "Points"),
    "gift_card": QT_TRANSLATE_NOOP("Report", "Gift card"),
    "store_credit": QT_TRANSLATE_NOOP("Report", "Store credit"),
}


class ReportRow(Row, frozen=True, kw_only=True):
    """One line of the report; `heading` starts a section and has no figure."""

    label: str
    figure: str
    heading: bool = False
    strong: bool = False


class _Line(msgspec.Struct, frozen=True):
    label: str
    figure: str
    strong: bool = False


def report_rows(totals: SessionTotals, figures: Figures, *, with_cash: bool) -> list[ReportRow]:
    """All sections. `with_cash` False leaves out what would give a blind count away."""
    sections = [
        (translate("Report", "Sales"), _sales(totals, figures)),
        (translate("Report", "Payments"), _tenders(totals, figures, with_cash=with_cash)),
        (translate("Report", "VAT"), _taxes(totals, figures)),
        (translate("Report", "Cash in the till"), _cash(totals, figures) if with_cash else []),
        (translate("Report", "Counted acts"), _counts(totals, figures)),
    ]
    rows: list[ReportRow] = []
    for number, (heading, lines) in enumerate(sections):
        if lines:
            rows.append(ReportRow(key=f"h{number}", label=heading, figure="", heading=True))
            rows += [
                ReportRow(key=f"{number}-{place}", label=ln.label, figure=ln.figure, strong=ln.strong)
                for place, ln in enumerate(lines)
            ]
    return rows


def _sales(totals: SessionTotals, figures: Figures) -> list[_Line]:
    money, off = figures.money, totals.promotion_total
    receipts = [
        _Line(translate("Report", "First receipt"), totals.first_receipt),
        _Line(translate("Report", "Last receipt"), totals.last_receipt),
    ]
    return [
        _Line(
            counted("Report", "%n sale(s)", totals.sales_count),
            money(totals.sales_total, totals.currency),
            strong=True,
        ),
        *_returns(totals, figures),
        _Line(
            counted("Report", "%n cancelled sale(s)", totals.post_void_count),
            money(totals.post_void_total, totals.currency),
        ),
        _Line(translate("Report", "Discounts"), money(-totals.discount_total, totals.currency)),
        *([_Line(translate("Report", "Promotions"), money(-off, totals.currency))] if off else []),
        *(
            [_Line(translate("Report", "incl. gift cards sold"), money(loads, totals.currency))]
            if (loads := totals.gift_card_total)
            else []
        ),
        *(receipts if totals.first_receipt else []),
    ]


def _returns(totals: SessionTotals, figures: Figures) -> list[_Line]:
    """What came back, where anything did."""
    if not totals.return_count:
        return []
    label = counted("Report", "%n return(s)", totals.return_count)
    return [_Line(label, figures.money(totals.return_total, totals.currency))]


def _tenders(totals: SessionTotals, figures: Figures, *, with_cash: bool) -> list[_Line]:
    lines = [
        _Line(
            f"{translate('Report', TENDER_WORDS.get(one.kind, one.kind))} × {one.count}",
            figures.money(one.amount, totals.currency),
        )
        for one in totals.tenders
        if with_cash or one.kind != "cash"
    ]
    if totals.cash_rounding:
        rounding = figures.money(totals.cash_rounding, totals.currency)
        lines.append(_Line(translate("Report", "Cash rounding"), rounding))
    return lines


def _taxes(totals: SessionTotals, figures: Figures) -> list[_Line]:
    lines = []
    for one in totals.taxes:
        rate = format_percent(Decimal(one.rate), format="#,##0.##\u00a0%", locale=figures.locale)
        net = figures.money(one.net, totals.currency)
        label = translate("Report", "{rate} on {net}").format(rate=rate, net=net)
        lines.append(_Line(label, figures.money(one.tax, totals.currency)))
    return lines


def _cash(totals: SessionTotals, figures: Figures) -> list[_Line]:
    moved = [
        (translate("Report", "Opening float"), totals.opening_float),
        (translate("Report", "Float entries"), totals.float_entries),
        (translate("Report", "Cash pickups"), -totals.cash_pickups),
        (translate("Report", "Paid in"), totals.paid_in),
        (translate("Report", "Paid out"), -totals.paid_out),
    ]
    lines = [_Line(label, figures.money(amount, totals.currency)) for label, amount in moved]
    expected = figures.money(totals.expected_cash, totals.currency)
    return [*lines, _Line(translate("Report", "Expected in the till"), expected, strong=True)]


def _counts(totals: SessionTotals, figures: Figures) -> list[_Line]:
    counted = [
        (translate("Report", "Sales voided before payment"), totals.void_count),
        (translate("Report", "Lines voided"), totals.line_void_count),
        (translate("Report", "Drawer opened"), totals.drawer_count),
        (translate("Report", "of these, no-sale"), totals.no_sale_count),
        (translate("Report", "Receipts printed again"), totals.reprint_count),
    ]
    return [_Line(label, figures.quantity(count * 1000)) for label, count in counted]
