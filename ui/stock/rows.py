"""Rows of stock work: documents and transfers of the list, and the lines of one document."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_app.views.stock import StockDocumentView, StockLineView, StockWorkView, TransferView
from ui.figures import Figures
from ui.marked import counted
from ui.rows import Row
from ui.sell.cart_rows import glued
from ui.stock.wording import other_side, title_of, who_and_when

translate = QCoreApplication.translate

TRANSFER, DOCUMENT = "transfer:", "document:"
"""How the keys of the two sorts of rows begin."""
ICONS = {
    "count": "clipboard-list",
    "receive": "package",
    "send": "arrow-right",
    "arrive": "truck",
    "adjust": "pencil",
}


class WorkRow(Row, frozen=True, kw_only=True):
    """A transfer on its way here, a draft, or what was posted."""

    section: str
    """The heading that it stands under."""
    icon_name: str
    title: str
    detail: str
    figure: str
    badge: str


class LineRow(Row, frozen=True, kw_only=True):
    """One item of a document; its key is the SKU."""

    name: str
    quantity_text: str
    detail: str
    """What was sent or should be there, where that may be known."""
    change_text: str
    """What posting does to the stock, with its sign; empty while the goods are scanned."""
    word: str
    """The same as a word, so that no colour has to say it."""
    tone: str
    can_fewer: bool


def work_rows(view: StockWorkView, figures: Figures) -> list[WorkRow]:
    """What is on its way, then drafts, then what was posted; goods being booked in are a draft."""
    taken = {one.transfer_id for one in view.documents if one.kind == "arrive" and one.transfer_id}
    coming = [_coming(one, figures) for one in view.transfers if one.transfer_id not in taken]
    drafts = [_document(one, figures) for one in view.documents if one.posted_at is None]
    return coming + drafts + [_document(one, figures) for one in view.documents if one.posted_at is not None]


def _coming(one: TransferView, figures: Figures) -> WorkRow:
    sent = translate("Stock", "sent {moment}").format(moment=figures.moment(one.sent_at))
    return WorkRow(
        key=TRANSFER + one.transfer_id,
        section=translate("Stock", "On its way here"),
        icon_name="truck",
        title=translate("Stock", "From {store}").format(store=one.from_name),
        detail=" · ".join(word for word in (sent, one.reference) if word),
        figure=counted("Stock", "%n line(s)", one.line_count),
        badge="",
    )


def _document(one: StockDocumentView, figures: Figures) -> WorkRow:
    is_draft = one.posted_at is None
    words = (other_side(one), one.reference, who_and_when(one, figures))
    return WorkRow(
        key=DOCUMENT + one.document_id,
        section=translate("Stock", "Not posted yet") if is_draft else translate("Stock", "Posted"),
        icon_name=ICONS.get(one.kind, "list"),
        title=title_of(one.kind),
        detail=" · ".join(word for word in words if word),
        figure=counted("Stock", "%n line(s)", one.line_count),
        badge=translate("Stock", "Draft") if is_draft else "",
    )


def line_rows(view: StockDocumentView, figures: Figures, *, reviewed: bool) -> list[LineRow]:
    """The lines as they were scanned; a declared count shows first what differs."""
    lines = view.lines
    if reviewed and view.kind == "count":
        lines = tuple(sorted(lines, key=lambda line: line.first or line.quantity == line.expected))
    return [_line(view, line, figures, reviewed=reviewed) for line in lines]


def change_of(view: StockDocumentView, line: StockLineView) -> int:
    """What posting the line adds to the stock, thousandths."""
    if view.kind == "count":
        return line.quantity - line.expected
    return -line.quantity if view.outgoing or view.kind == "send" else line.quantity


def _line(view: StockDocumentView, line: StockLineView, figures: Figures, *, reviewed: bool) -> LineRow:
    change = change_of(view, line)
    detail, word, tone = "", "", "quiet"
    if view.kind == "arrive" and view.transfer_id:
        detail = translate("Stock", "{quantity} sent").format(
            quantity=figures.quantity(line.expected, line.unit)
        )
        if line.quantity != line.expected:
            word, tone = _difference(line.quantity - line.expected, line.unit, figures)
    elif view.kind == "count" and reviewed and line.first:
        detail = translate("Stock", "counted for the first time")
    elif view.kind == "count" and reviewed:
        detail = translate("Stock", "{quantity} expected").format(
            quantity=figures.quantity(line.expected, line.unit)
        )
        word, tone = translate("Stock", "as expected"), "positive"
        if change:
            word, tone = _difference(change, line.unit, figures)
    return LineRow(
        key=line.sku,
        name=glued(line.name),
        quantity_text=figures.quantity(line.quantity, line.unit),
        detail=detail,
        change_text=_signed(change, line.unit, figures) if reviewed and change else "",
        word=word,
        tone=tone,
        can_fewer=line.quantity > (0 if view.kind == "count" else 1000),
    )


def _difference(by: int, unit: str, figures: Figures) -> tuple[str, str]:
    text = translate("Stock", "{quantity} missing") if by < 0 else translate("Stock", "{quantity} too many")
    return text.format(quantity=figures.quantity(abs(by), unit)), "caution"


def _signed(change: int, unit: str, figures: Figures) -> str:
    return ("+" if change > 0 else "") + figures.quantity(change, unit)
