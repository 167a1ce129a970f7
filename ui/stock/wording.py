"""What the five kinds of stock documents are called, asked and concluded with."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from pos_app.ports.stock import DocumentKind
from pos_app.views.stock import StockDocumentView
from ui.figures import Figures
from ui.marked import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate


class KindWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one kind, to be translated in context `Stock`."""

    kind: DocumentKind
    act: str
    """The act that begins one; its key and icon stand in the table of keys."""
    title: str
    hint: str
    """What to do on an empty document."""
    finish: str
    """The button that ends the scanning."""
    post: str
    """The button that puts it on record."""


KINDS: dict[str, KindWords] = {
    one.kind: one
    for one in (
        KindWords(
            kind="count",
            act="count",
            title=QT_TRANSLATE_NOOP("Stock", "Count"),
            hint=QT_TRANSLATE_NOOP(
                "Stock", "Scan what is on the shelf, piece by piece, or key the quantity of a line."
            ),
            finish=QT_TRANSLATE_NOOP("Stock", "Declare the count"),
            post=QT_TRANSLATE_NOOP("Stock", "Post the count"),
        ),
        KindWords(
            kind="receive",
            act="receive",
            title=QT_TRANSLATE_NOOP("Stock", "Goods received"),
            hint=QT_TRANSLATE_NOOP("Stock", "Scan what was delivered, or key the quantity of a line."),
            finish=QT_TRANSLATE_NOOP("Stock", "Look it over"),
            post=QT_TRANSLATE_NOOP("Stock", "Put into stock"),
        ),
        KindWords(
            kind="send",
            act="send",
            title=QT_TRANSLATE_NOOP("Stock", "Transfer out"),
            hint=QT_TRANSLATE_NOOP("Stock", "Scan what goes to the other store."),
            finish=QT_TRANSLATE_NOOP("Stock", "Look it over"),
            post=QT_TRANSLATE_NOOP("Stock", "Send the goods"),
        ),
        KindWords(
            kind="arrive",
            act="arrive",
            title=QT_TRANSLATE_NOOP("Stock", "Transfer in"),
            hint=QT_TRANSLATE_NOOP("Stock", "Scan what has come from the other store."),
            finish=QT_TRANSLATE_NOOP("Stock", "Look it over"),
            post=QT_TRANSLATE_NOOP("Stock", "Put into stock"),
        ),
        KindWords(
            kind="adjust",
            act="adjust",
            title=QT_TRANSLATE_NOOP("Stock", "Adjustment"),
            hint=QT_TRANSLATE_NOOP("Stock", "Scan what was broken, used or found."),
            finish=QT_TRANSLATE_NOOP("Stock", "Look it over"),
            post=QT_TRANSLATE_NOOP("Stock", "Change the stock"),
        ),
    )
}


def words_of(kind: str) -> KindWords:
    """The words of a kind; those of a count for one that this version does not know."""
    return KINDS.get(kind, KINDS["count"])


def title_of(kind: str) -> str:
    """What a document of this kind is called."""
    return translate("Stock", words_of(kind).title)


def who_and_when(view: StockDocumentView, figures: Figures) -> str:
    """When it was posted, or begun, and by whom."""
    if view.posted_at is not None:
        text = translate("Stock", "Posted {moment} · {name}")
        return text.format(moment=figures.moment(view.posted_at), name=view.operator_name)
    text = translate("Stock", "Begun {moment} · {name}")
    return text.format(moment=figures.moment(view.began_at), name=view.operator_name)


def other_side(view: StockDocumentView) -> str:
    """Where the goods of a transfer go or come from; empty where nobody has said, and of other kinds."""
    if not view.other_store_name:
        return ""
    if view.kind == "send":
        return translate("Stock", "To {store}").format(store=view.other_store_name)
    return translate("Stock", "From {store}").format(store=view.other_store_name)
