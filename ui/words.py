"""What the till says, in the operator's language: notices and permissions by their stable codes.

A code without a translation here is shown as the plain English message that came with it.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_app.views import Notice, Tone
from ui.cart_words import CART_NOTICES
from ui.customer_words import CUSTOMER_NOTICES
from ui.marked import QT_TRANSLATE_NOOP
from ui.notice_texts import TILL_NOTICES
from ui.plugged_words import PLUGGED_NOTICES
from ui.stock_words import STOCK_NOTICES
from ui.value_words import VALUE_NOTICES

SCREEN_NOTICES: dict[str, str] = {
    **TILL_NOTICES,
    "unknown_barcode": QT_TRANSLATE_NOOP(
        "Notices", "Unknown barcode {code}. Search by name, or key the price."
    ),
    "scan_in_payment": QT_TRANSLATE_NOOP(
        "Notices", "Not added: payment is under way. Press Esc to go back to the sale, then scan again."
    ),
    "scan_in_question": QT_TRANSLATE_NOOP(
        "Notices", "Not added: answer the question on the screen first, then scan again."
    ),
    "scan_torn": QT_TRANSLATE_NOOP("Notices", "The scan broke off at {code}. Scan it again."),
    "scan_too_long": QT_TRANSLATE_NOOP("Notices", "That code is too long for any item. Nothing was added."),
    "amount_unreadable": QT_TRANSLATE_NOOP("Notices", "Type an amount, such as {example}."),
    "quantity_unreadable": QT_TRANSLATE_NOOP("Notices", "Type a quantity, such as 3."),
    "weight_unreadable": QT_TRANSLATE_NOOP("Notices", "Type the weight, such as {example}."),
    "percent_unreadable": QT_TRANSLATE_NOOP("Notices", "Type a percentage from 0.01 to 100."),
    "last4_unreadable": QT_TRANSLATE_NOOP("Notices", "The last four are four figures, or nothing."),
    "reason_missing": QT_TRANSLATE_NOOP("Notices", "Pick a reason."),
    "supervisor_missing": QT_TRANSLATE_NOOP("Notices", "Pick who approves."),
    "nothing_selected": QT_TRANSLATE_NOOP("Notices", "Select a line first: ↑ and ↓ move through the sale."),
    "nothing_to_pay": QT_TRANSLATE_NOOP("Notices", "Nothing to pay yet. Scan an item first."),
    "nothing_to_undo": QT_TRANSLATE_NOOP("Notices", "No void to undo in this sale."),
    "already_void": QT_TRANSLATE_NOOP("Notices", "{name} is already void. {key} brings it back."),
    "line_voided": QT_TRANSLATE_NOOP("Notices", "Voided: {name}."),
    "type_amount_or_exact": QT_TRANSLATE_NOOP(
        "Notices", "Type the amount given, or press {key} for the exact amount."
    ),
    "customer_card_unknown": QT_TRANSLATE_NOOP(
        "Notices", "Nobody here has the card {code}. Create the customer, or find her by her name."
    ),
    "not_saved_yet": QT_TRANSLATE_NOOP(
        "Notices", "Not saved yet. Press {key} again to leave without saving."
    ),
    "scan_in_stock_review": QT_TRANSLATE_NOOP(
        "Notices", "Not added: this is looked over. Go on scanning first, then scan again."
    ),
    "stock_code_unknown": QT_TRANSLATE_NOOP(
        "Notices", "Unknown barcode {code}. Find the item by its name; nothing was added."
    ),
    "stock_drop_again": QT_TRANSLATE_NOOP(
        "Notices", "Press {key} again to throw {count} lines away. Nothing of them was posted."
    ),
    "quantity_fixed": QT_TRANSLATE_NOOP(
        "Notices", "The quantity of {name} stands in its barcode. Void the line and scan the right one."
    ),
}

NOTICES: dict[str, str] = (
    TILL_NOTICES
    | CUSTOMER_NOTICES
    | PLUGGED_NOTICES
    | STOCK_NOTICES
    | VALUE_NOTICES
    | CART_NOTICES
    | SCREEN_NOTICES
)


def say(notice: Notice) -> str:
    """The notice in the operator's language."""
    source = NOTICES.get(notice.code)
    if source is None:
        return notice.message
    text = QCoreApplication.translate("Notices", source)
    return text.format_map(_Params(notice.params))


class _Params(dict[str, str | int]):
    """Leaves a place open rather than fail: a notice is shown in any case."""

    def __missing__(self, key: str) -> str:
        return "…"


def notice(code: str, /, tone: Tone = "caution", **params: str | int) -> Notice:
    """A notice of the screens' own: the code must be in `NOTICES`."""
    return Notice(code=code, message=NOTICES[code], tone=tone, params=params)
