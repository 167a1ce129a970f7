"""What a stock document comes to: pieces, and of a declared count how far it is from what should be there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_app.views.stock import StockDocumentView, StockLineView
from ui.figures import Figures
from ui.stock.rows import change_of

translate = QCoreApplication.translate


def differing(view: StockDocumentView) -> list[StockLineView]:
    """Lines of a count, or of goods that arrive, that are not as expected; a first count expects nothing."""
    return [line for line in view.lines if line.quantity != line.expected and not line.first]


def facts_of(
    view: StockDocumentView, figures: Figures, *, reviewed: bool, reason: str
) -> list[dict[str, str]]:
    """Rows of label and text."""
    pieces = sum(line.quantity for line in view.lines if line.unit == "pcs")
    rows = [(translate("Stock", "Pieces"), figures.quantity(pieces))]
    if view.kind == "count" and reviewed:
        changes = [change_of(view, line) for line in differing(view) if line.unit == "pcs"]
        rows += [
            (translate("Stock", "Items that differ"), str(len(differing(view)))),
            (translate("Stock", "Pieces missing"), figures.quantity(-sum(n for n in changes if n < 0))),
            (translate("Stock", "Pieces too many"), figures.quantity(sum(n for n in changes if n > 0))),
        ]
    if reason:
        rows.append((translate("Stock", "Reason"), reason))
    if view.reference:
        rows.append((translate("Stock", "Reference"), view.reference))
    return [{"label": label, "text": text} for label, text in rows]


def caution_of(view: StockDocumentView) -> str:
    """What happens when it is posted, where a person must know; empty for nothing."""
    if view.posted_at is not None:
        return ""
    if view.kind == "adjust":
        return translate("Stock", "A supervisor approves it.")
    if view.kind == "count" and differing(view):
        return translate("Stock", "A supervisor approves it where the differences are worth much.")
    return ""
