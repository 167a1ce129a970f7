"""Stock of one item in words: here and elsewhere, with the age of both, and what this till may sell."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from pos_app.views import StockView
from ui.figures import Figures

translate = QCoreApplication.translate


class StockFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the price check shows beside the price."""

    here: str = ""
    """How many are in this store; empty where nobody keeps its stock."""
    tone: str = "quiet"
    note: str = ""
    """What of it is promised to others, damaged, or held by this till."""
    age: str = ""
    elsewhere: tuple[dict[str, str], ...] = ()
    """Other stores by name, as label and text."""
    elsewhere_age: str = ""
    elsewhere_known: bool = False


def facts_of(view: StockView | None, unit: str, figures: Figures) -> StockFacts:
    """Nothing known anywhere: all empty."""
    if view is None:
        return StockFacts()
    facts = StockFacts(
        elsewhere=tuple(
            {"label": one.name, "text": _units(one.available, unit, figures)}
            for one in sorted(view.elsewhere, key=lambda one: (one.name.casefold(), one.store_id))
        ),
        elsewhere_age="" if view.elsewhere_at is None else _as_of(view.elsewhere_at, figures),
        elsewhere_known=view.elsewhere_at is not None,
    )
    if not view.tracked or view.at is None:
        return facts
    there = view.on_hand > 0
    here = (
        translate("PriceCheck", "{quantity} here").format(quantity=_units(view.on_hand, unit, figures))
        if there
        else translate("PriceCheck", "None left here")
    )
    return msgspec.structs.replace(
        facts,
        here=here,
        tone="positive" if there and view.available > 0 else "caution",
        note=_note(view, unit, figures),
        age=_as_of(view.at, figures),
    )


def _note(view: StockView, unit: str, figures: Figures) -> str:
    promised = view.on_hand - view.unavailable - view.available - view.held
    parts = (
        (translate("PriceCheck", "{quantity} promised to others"), max(0, promised)),
        (translate("PriceCheck", "{quantity} damaged"), view.unavailable),
        (translate("PriceCheck", "{quantity} held for this till"), view.held),
    )
    said = (text.format(quantity=_units(n, unit, figures)) for text, n in parts if n)
    return " · ".join(said)


def _units(quantity: int, unit: str, figures: Figures) -> str:
    return figures.quantity(quantity, unit)


def _as_of(at: int, figures: Figures) -> str:
    return translate("PriceCheck", "as of {moment}").format(moment=figures.moment(at))
