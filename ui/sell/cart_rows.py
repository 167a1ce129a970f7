"""One line of the cart as text: what it is, how its amount came about, and what is special about it."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from pos_app.views import LineView
from ui.figures import Figures
from ui.marked import QT_TRANSLATE_NOOP
from ui.rows import Row
from ui.sell.stock_note import stock_note

translate = QCoreApplication.translate

PIECE = 1000
"""One piece in thousandths."""
FATES: dict[str, str] = {
    "back": QT_TRANSLATE_NOOP("Cart", "back on the shelf"),
    "damaged": QT_TRANSLATE_NOOP("Cart", "damaged"),
    "none": QT_TRANSLATE_NOOP("Cart", "not into stock"),
}
_FIGURE_AND_UNIT = re.compile(r"([0-9]) (%|[kmc]?g|[mcd]?l|[kcm]?m|Stk?|pcs)(?= |$)")


class CartRow(Row, frozen=True, kw_only=True):
    """One line of the cart, ready to be drawn."""

    name: str
    quantity_text: str
    price_text: str
    """Unit price, where it differs from the amount."""
    amount_text: str
    extended_text: str
    """The amount before discounts and promotions, struck through; empty without any."""
    note_text: str
    offer_text: str
    """The promotions on it, a line each; empty without any."""
    pack_text: str
    """Expiry, batch and serial number as its code said them."""
    stock_text: str
    """What is known where nobody has promised the line its last units; empty where all is well."""
    stock_tone: str
    badge: str
    """The word that tells goods which come back from goods which go; empty for the latter."""
    voided: bool
    belongs: bool
    """A deposit below its line."""
    bumps: int
    """Counts the times a scan raised the quantity: each step is a brief highlight."""


def cart_row(line: LineView, figures: Figures, bumps: int) -> CartRow:
    """The line ready to be drawn."""
    money = figures.bare
    stock_text, stock_tone = stock_note(line, figures)
    cheaper = (line.discount or line.promotions) and not line.voided
    return CartRow(
        key=line.line_id,
        name=glued(line.name),
        quantity_text="" if line.unit != "pcs" else figures.quantity(line.quantity, line.unit),
        price_text=_price_text(line, figures),
        amount_text=money(line.amount),
        extended_text=money(line.extended) if cheaper and line.extended != line.amount else "",
        note_text=" · ".join(_notes(line, figures)),
        offer_text="" if line.voided else _offers(line, figures),
        pack_text="" if line.voided else _pack(line, figures),
        stock_text=stock_text,
        stock_tone=stock_tone,
        badge=translate("Cart", "Return") if line.is_return and not line.parent else "",
        voided=line.voided,
        belongs=bool(line.parent),
        bumps=bumps,
    )


def _notes(line: LineView, figures: Figures) -> list[str]:
    if line.voided:
        return [translate("Cart", "Void")]
    if line.is_return:
        return [] if line.parent else _return_notes(line)
    notes = [line.discount_text] if line.discount_text else []
    if line.overridden_from is not None:
        was = figures.bare(line.overridden_from)
        notes.append(translate("Cart", "Price changed from {was}").format(was=was))
    return notes


def _return_notes(line: LineView) -> list[str]:
    """Which receipt it comes from, and where the goods go."""
    of = line.return_of or translate("Cart", "without a receipt")
    fate = FATES.get(line.stock_fate)
    return [of] if fate is None else [of, translate("Cart", fate)]


def _offers(line: LineView, figures: Figures) -> str:
    return "\n".join(f"{one.name}  {figures.bare(-one.amount)}" for one in line.promotions)


def _pack(line: LineView, figures: Figures) -> str:
    """As printed on the pack; the day first, because it decides whether the goods may be sold."""
    said = [
        (translate("Cart", "Use by {day}"), line.expiry and figures.short_day(line.expiry)),
        (translate("Cart", "Best before {day}"), line.best_before and figures.short_day(line.best_before)),
        (translate("Cart", "Batch {text}"), line.batch),
        (translate("Cart", "No. {text}"), line.serial),
    ]
    return " · ".join(text.format(day=value, text=value) for text, value in said if value)


def _price_text(line: LineView, figures: Figures) -> str:
    """How the amount came about, where that is not plain: `× 0.89`, `0.848 kg × 2.99 / kg`."""
    price = figures.bare(line.unit_price)
    if line.unit != "pcs":
        return f"{figures.quantity(line.quantity, line.unit)} × {price}\u00a0/\u00a0{line.unit}"
    return "" if abs(line.quantity) == PIECE else f"× {price}"


def glued(name: str) -> str:
    """A name whose figures keep their unit: a line is never broken between `750` and `g`."""
    return _FIGURE_AND_UNIT.sub("\\1\u00a0\\2", name)
