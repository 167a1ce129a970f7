"""A receipt of the store as a row: its number, when and where it was printed, and what was on it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_app.views.returns import ReceiptFound
from ui.figures import Figures
from ui.marked import counted
from ui.rows import Row

translate = QCoreApplication.translate


class ReceiptRow(Row, frozen=True, kw_only=True):
    """One receipt found; its key is the transaction's id."""

    number: str
    detail: str
    total_text: str
    badge: str
    """Why nothing of it can come back; empty where something can."""
    struck: bool
    """It was cancelled."""


def receipt_row(found: ReceiptFound, figures: Figures) -> ReceiptRow:
    """One row."""
    items = ", ".join(found.first_items)
    more = found.line_count - len(found.first_items)
    if more > 0:
        items += " " + counted("Suspended", "and %n more", more)
    return ReceiptRow(
        key=found.txn_id,
        number=found.receipt_no,
        detail=" · ".join(filter(None, (figures.moment(found.at), till_word(found.terminal), items))),
        total_text=figures.money(found.total, found.currency),
        badge=_badge(found),
        struck=found.reversed,
    )


def till_word(terminal: str) -> str:
    """Which till printed it."""
    return translate("Returns", "till {name}").format(name=terminal)


def _badge(found: ReceiptFound) -> str:
    if found.reversed:
        return translate("Returns", "Cancelled")
    return translate("Returns", "All returned") if found.all_returned else ""
