"""Records that the hub put aside: what they were, why, what to do, and what became of them, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_app.views.stock import RightView
from pos_app.views.sync import QuarantinedView
from ui.figures import Figures
from ui.journal.entries import KINDS
from ui.marked import QT_TRANSLATE_NOOP, counted
from ui.rows import Row

translate = QCoreApplication.translate

_ALTERED = QT_TRANSLATE_NOOP("Sync", "Its content is not what its seal says. Keep the paper receipt.")
_UPGRADE = QT_TRANSLATE_NOOP(
    "Sync", "The hub does not know this kind of record yet. It is taken after an upgrade."
)
_STRANGER = QT_TRANSLATE_NOOP("Sync", "It says that it was made at another terminal or store.")
_FIGURES = QT_TRANSLATE_NOOP("Sync", "It holds a figure or text that cannot be right.")
WHY: dict[str, str] = {
    "hash_mismatch": _ALTERED,
    "unknown_kind": _UPGRADE,
    "newer_version": _UPGRADE,
    "foreign_origin": _STRANGER,
    "foreign_customer": QT_TRANSLATE_NOOP("Sync", "The customer is of another store."),
    "sale_known": QT_TRANSLATE_NOOP("Sync", "The hub has this sale already, from another record."),
    "movement_too_large": _FIGURES,
    "return_impossible": _FIGURES,
    "text_impossible": _FIGURES,
    "personal_malformed": _FIGURES,
    "personal_missing": QT_TRANSLATE_NOOP("Sync", "The customer's data did not come along."),
}
"""By the hub's code; every other is said by `UNKNOWN`."""
UNKNOWN = QT_TRANSLATE_NOOP("Sync", "The hub could not apply it.")
OUTCOMES: dict[str, str] = {
    "applied": QT_TRANSLATE_NOOP("Sync", "The hub has taken it after all. Nothing needs doing."),
    "kept": QT_TRANSLATE_NOOP("Sync", "A manager has dealt with it. Nothing needs doing."),
}
_DO = QT_TRANSLATE_NOOP("Sync", "Tell a manager the journal number: {seq}. For support: {code}.")


class QuarantineRow(Row, frozen=True, kw_only=True):
    """One record that the hub put aside; the key is its number in the journal."""

    title: str
    detail: str


def aside_row(one: QuarantinedView, figures: Figures) -> QuarantineRow:
    """What it was, and why it was put aside or what became of it."""
    title = [translate("Journal", KINDS.get(one.kind, one.kind)), one.receipt_no]
    if one.total is not None and one.currency:
        title.append(figures.money(one.total, one.currency))
    if one.at:
        title.append(figures.moment(one.at))
    if one.outcome:
        detail = translate("Sync", OUTCOMES.get(one.outcome, OUTCOMES["kept"]))
    else:
        why = translate("Sync", WHY.get(one.code, UNKNOWN))
        detail = f"{why} {translate('Sync', _DO).format(seq=one.seq, code=one.code)}"
    return QuarantineRow(key=str(one.seq), title=" \u00b7 ".join(filter(None, title)), detail=detail)


def rights_text(held: tuple[RightView, ...], figures: Figures) -> str:
    """How many rights are open here, and how many units of stock they promise; empty for none."""
    live = [one for one in held if one.state == "open" and one.left > 0]
    if not live:
        return ""
    text = counted("Sync", "%n right(s)", len(live))
    units = sum(one.left for one in live if one.kind == "stock")
    if not units:
        return text
    return translate("Sync", "{rights}; {units} units of stock").format(
        rights=text, units=figures.quantity(units)
    )
