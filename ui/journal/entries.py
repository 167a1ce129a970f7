"""A journal entry as a row: what it was, who did it, where it stands with hub and paper, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_app.views.journal import JournalEntryView
from ui.figures import Figures
from ui.marked import QT_TRANSLATE_NOOP
from ui.rows import Row

translate = QCoreApplication.translate

KINDS: dict[str, str] = {
    "sale.completed": QT_TRANSLATE_NOOP("Journal", "Sale"),
    "sale.post_voided": QT_TRANSLATE_NOOP("Journal", "Cancellation"),
    "sale.voided": QT_TRANSLATE_NOOP("Journal", "Sale voided"),
    "sale.suspended": QT_TRANSLATE_NOOP("Journal", "Sale suspended"),
    "sale.resumed": QT_TRANSLATE_NOOP("Journal", "Sale resumed"),
    "tender.removed": QT_TRANSLATE_NOOP("Journal", "Payment taken back"),
    "training.switched": QT_TRANSLATE_NOOP("Journal", "Training switched on or off"),
    "device.changed": QT_TRANSLATE_NOOP("Journal", "Device set up or removed"),
    "session.opened": QT_TRANSLATE_NOOP("Journal", "Till opened"),
    "session.counted": QT_TRANSLATE_NOOP("Journal", "Cash counted"),
    "session.closed": QT_TRANSLATE_NOOP("Journal", "Till closed, Z report"),
    "cash.moved": QT_TRANSLATE_NOOP("Journal", "Cash moved"),
    "drawer.no_sale": QT_TRANSLATE_NOOP("Journal", "Drawer opened without a sale"),
    "operator.signed_in": QT_TRANSLATE_NOOP("Journal", "Signed in"),
    "operator.signed_out": QT_TRANSLATE_NOOP("Journal", "Signed out"),
    "operator.locked_out": QT_TRANSLATE_NOOP("Journal", "Locked out after wrong PINs"),
    "receipt.reprinted": QT_TRANSLATE_NOOP("Journal", "Receipt printed again"),
    "report.reprinted": QT_TRANSLATE_NOOP("Journal", "Z report printed again"),
    "report.x": QT_TRANSLATE_NOOP("Journal", "X report"),
    "customer.saved": QT_TRANSLATE_NOOP("Journal", "Customer saved"),
    "customer.consented": QT_TRANSLATE_NOOP("Journal", "Consent of a customer"),
    "stock.adjusted": QT_TRANSLATE_NOOP("Journal", "Stock corrected"),
    "stock.counted": QT_TRANSLATE_NOOP("Journal", "Stock counted"),
    "stock.received": QT_TRANSLATE_NOOP("Journal", "Goods received"),
    "stock.sent": QT_TRANSLATE_NOOP("Journal", "Goods sent to another store"),
    "stock.arrived": QT_TRANSLATE_NOOP("Journal", "Goods from another store arrived"),
    "right.settled": QT_TRANSLATE_NOOP("Journal", "What was held is given back to the hub"),
    "epoch.begun": QT_TRANSLATE_NOOP("Journal", "History goes on under another name"),
    "receipt.emailed": QT_TRANSLATE_NOOP("Journal", "Receipt sent by e-mail"),
}
MOVES: dict[str, str] = {
    "return": QT_TRANSLATE_NOOP("Journal", "Return"),
    "exchange": QT_TRANSLATE_NOOP("Journal", "Exchange"),
    "float_entry": QT_TRANSLATE_NOOP("Journal", "Float entry"),
    "cash_pickup": QT_TRANSLATE_NOOP("Journal", "Cash pickup"),
    "paid_in": QT_TRANSLATE_NOOP("Journal", "Paid in"),
    "paid_out": QT_TRANSLATE_NOOP("Journal", "Paid out"),
    "on": QT_TRANSLATE_NOOP("Journal", "Training switched on"),
    "off": QT_TRANSLATE_NOOP("Journal", "Training switched off"),
}
"""What `JournalEntryView.detail` says better than the kind of entry alone."""
SALES = frozenset({"sale.completed", "sale.post_voided"})
HUB: dict[str, str] = {
    "waiting": QT_TRANSLATE_NOOP("Journal", "not yet at the hub"),
    "applied": QT_TRANSLATE_NOOP("Journal", "at the hub"),
    "duplicate": QT_TRANSLATE_NOOP("Journal", "at the hub"),
    "quarantined": QT_TRANSLATE_NOOP("Journal", "put aside by the hub"),
    "conflict": QT_TRANSLATE_NOOP("Journal", "differs from the hub's record"),
}
PAPER: dict[str, str] = {
    "queued": QT_TRANSLATE_NOOP("Journal", "waiting for the printer"),
    "printing": QT_TRANSLATE_NOOP("Journal", "printing"),
    "printed": QT_TRANSLATE_NOOP("Journal", "printed"),
    "failed": QT_TRANSLATE_NOOP("Journal", "not printed"),
    "unsure": QT_TRANSLATE_NOOP("Journal", "may not have come out"),
    "dropped": QT_TRANSLATE_NOOP("Journal", "not printed"),
}
_BADGES: dict[str, tuple[str, str]] = {
    "quarantined": (QT_TRANSLATE_NOOP("Journal", "At the hub: look"), "negative"),
    "conflict": (QT_TRANSLATE_NOOP("Journal", "At the hub: look"), "negative"),
    "failed": (QT_TRANSLATE_NOOP("Journal", "Not printed"), "caution"),
    "unsure": (QT_TRANSLATE_NOOP("Journal", "Check the paper"), "caution"),
}


class EntryRow(Row, frozen=True, kw_only=True):
    """One entry, ready to be drawn; the key is its number in the journal."""

    time_text: str
    title: str
    detail: str
    figure: str
    badge: str
    """What a person should look at; empty for nothing."""
    badge_tone: str
    struck: bool
    """A sale that was cancelled since."""


def entry_row(entry: JournalEntryView, figures: Figures) -> EntryRow:
    """One row. Kinds of a newer program are shown by their own name."""
    number = str(entry.z_number) if entry.z_number else entry.receipt_no
    words = [translate("Journal", MOVES.get(entry.detail, KINDS.get(entry.kind, entry.kind))), number]
    details = [entry.operator_name, translate("Journal", HUB[entry.state])]
    if entry.printed:
        details.append(translate("Journal", PAPER[entry.printed]))
    badge, tone = _badge(entry)
    return EntryRow(
        key=str(entry.seq),
        time_text=figures.time(entry.at),
        title=" ".join(filter(None, words)),
        detail=" · ".join(filter(None, details)),
        figure="" if entry.total is None else figures.money(entry.total, entry.currency),
        badge=badge,
        badge_tone=tone,
        struck=_cancelled(entry),
    )


def _badge(entry: JournalEntryView) -> tuple[str, str]:
    for word in (entry.state, entry.printed):
        if word in _BADGES:
            text, tone = _BADGES[word]
            return translate("Journal", text), tone
    if _cancelled(entry):
        return translate("Journal", "Cancelled"), "quiet"
    return (translate("Journal", "Training"), "quiet") if entry.training else ("", "quiet")


def _cancelled(entry: JournalEntryView) -> bool:
    """Only the sale itself: that its receipt was printed again stays true."""
    return entry.reversed and entry.kind in SALES


def has_number(entry: JournalEntryView, wanted: str) -> bool:
    """Whether this is the receipt meant by `S1-T2-000123`, `000123` or `123`."""
    if not entry.receipt_no:
        return False
    if entry.receipt_no.casefold() == wanted.casefold():
        return True
    number = entry.receipt_no.rpartition("-")[2].lstrip("TR")
    return wanted.isdecimal() and number.isdecimal() and int(number) == int(wanted)
