"""The keys of the screens beside selling; they complete the table in `ui.keys`."""

from __future__ import annotations

from ui.keys import ANYWHERE, Binding
from ui.marked import QT_TRANSLATE_NOOP


def _row(scope: str, act: str, keys: str, label: str, icon: str = "") -> Binding:
    """`keys` with spaces between."""
    return Binding(scope=scope, act=act, keys=tuple(keys.split()), label=label, icon=icon)


SIDE_BINDINGS: tuple[Binding, ...] = (
    _row(ANYWHERE, "menu", "F11", QT_TRANSLATE_NOOP("Acts", "Menu"), "layout-grid"),
    _row(ANYWHERE, "sell", "Ctrl+S", QT_TRANSLATE_NOOP("Acts", "Sell"), "shopping-basket"),
    _row(ANYWHERE, "session", "Ctrl+T", QT_TRANSLATE_NOOP("Acts", "Till session"), "wallet"),
    _row(ANYWHERE, "close_session", "Ctrl+K", QT_TRANSLATE_NOOP("Acts", "Close the till"), "calculator"),
    _row(ANYWHERE, "journal", "Ctrl+J", QT_TRANSLATE_NOOP("Acts", "Journal"), "scroll-text"),
    _row(ANYWHERE, "prints", "Ctrl+P", QT_TRANSLATE_NOOP("Acts", "Prints"), "receipt-text"),
    _row(ANYWHERE, "devices", "Ctrl+D", QT_TRANSLATE_NOOP("Acts", "Devices"), "printer"),
    _row(ANYWHERE, "sync", "Ctrl+H", QT_TRANSLATE_NOOP("Acts", "Hub"), "cloud"),
    _row(ANYWHERE, "settings", "Ctrl+E", QT_TRANSLATE_NOOP("Acts", "Settings"), "settings"),
    _row(ANYWHERE, "lock", "Ctrl+L", QT_TRANSLATE_NOOP("Acts", "Lock"), "lock"),
    _row(ANYWHERE, "sign_out", "Ctrl+Q", QT_TRANSLATE_NOOP("Acts", "Sign out"), "log-out"),
    _row("sign_in", "previous", "Up Left", QT_TRANSLATE_NOOP("Acts", "Person before")),
    _row("sign_in", "next", "Down Right", QT_TRANSLATE_NOOP("Acts", "Next person")),
    _row("sign_in", "sync", "F9", QT_TRANSLATE_NOOP("Acts", "Hub"), "cloud"),
    _row("sign_in", "settings", "F10", QT_TRANSLATE_NOOP("Acts", "Settings"), "settings"),
    _row("open_session", "pieces", "F2", QT_TRANSLATE_NOOP("Acts", "Count notes and coins"), "coins"),
    _row("open_session", "total", "F3", QT_TRANSLATE_NOOP("Acts", "Type the total"), "hash"),
    _row("open_session", "open", "F12", QT_TRANSLATE_NOOP("Acts", "Open the till"), "wallet"),
    _row("open_session", "sign_out", "Esc", QT_TRANSLATE_NOOP("Acts", "Sign out"), "log-out"),
    _row("session", "x_report", "F2", QT_TRANSLATE_NOOP("Acts", "X report"), "receipt-text"),
    _row("session", "float_entry", "F3", QT_TRANSLATE_NOOP("Acts", "Float entry"), "plus"),
    _row("session", "cash_pickup", "F4", QT_TRANSLATE_NOOP("Acts", "Cash pickup"), "minus"),
    _row("session", "paid_in", "F5", QT_TRANSLATE_NOOP("Acts", "Paid in"), "arrow-right"),
    _row("session", "paid_out", "F6", QT_TRANSLATE_NOOP("Acts", "Paid out"), "arrow-left"),
    _row("session", "no_sale", "F7", QT_TRANSLATE_NOOP("Acts", "Open drawer"), "hand-coins"),
    _row("session", "training", "F9", QT_TRANSLATE_NOOP("Acts", "Training mode"), "info"),
    _row("session", "sign_out", "F10", QT_TRANSLATE_NOOP("Acts", "Sign out"), "log-out"),
    _row("session", "close", "F12", QT_TRANSLATE_NOOP("Acts", "Close the till"), "calculator"),
    _row("session", "back", "Esc", QT_TRANSLATE_NOOP("Acts", "Back to the sale"), "arrow-left"),
    _row("close_session", "pieces", "F2", QT_TRANSLATE_NOOP("Acts", "Count notes and coins"), "coins"),
    _row("close_session", "total", "F3", QT_TRANSLATE_NOOP("Acts", "Type the total"), "hash"),
    _row("close_session", "recount", "F4", QT_TRANSLATE_NOOP("Acts", "Count again"), "refresh-cw"),
    _row("close_session", "reopen", "F5", QT_TRANSLATE_NOOP("Acts", "Go on selling"), "undo-2"),
    _row("close_session", "suspended", "F6", QT_TRANSLATE_NOOP("Acts", "Suspended"), "inbox"),
    _row("close_session", "close", "F10", QT_TRANSLATE_NOOP("Acts", "Close and print Z"), "receipt-text"),
    _row("close_session", "declare", "F12", QT_TRANSLATE_NOOP("Acts", "Declare the count"), "check"),
    _row("close_session", "back", "Esc", QT_TRANSLATE_NOOP("Acts", "Back"), "arrow-left"),
    _row("journal", "up", "Up", QT_TRANSLATE_NOOP("Acts", "Entry above")),
    _row("journal", "down", "Down", QT_TRANSLATE_NOOP("Acts", "Entry below")),
    _row("journal", "reprint", "F4", QT_TRANSLATE_NOOP("Acts", "Print again"), "printer"),
    _row("journal", "receipts_only", "F5", QT_TRANSLATE_NOOP("Acts", "Receipts or everything"), "list"),
    _row("journal", "older", "PgDown", QT_TRANSLATE_NOOP("Acts", "Older entries"), "chevron-down"),
    _row("journal", "post_void", "F8", QT_TRANSLATE_NOOP("Acts", "Cancel the sale"), "undo-2"),
    _row("journal", "back", "Esc", QT_TRANSLATE_NOOP("Acts", "Back to the sale"), "arrow-left"),
    _row("prints", "up", "Up", QT_TRANSLATE_NOOP("Acts", "Print above")),
    _row("prints", "down", "Down", QT_TRANSLATE_NOOP("Acts", "Print below")),
    _row("prints", "retry", "F4", QT_TRANSLATE_NOOP("Acts", "Print now"), "printer"),
    _row("prints", "drop", "F8 Del", QT_TRANSLATE_NOOP("Acts", "Let it go"), "trash-2"),
    _row("prints", "devices", "F9", QT_TRANSLATE_NOOP("Acts", "Devices"), "printer"),
    _row("prints", "back", "Esc", QT_TRANSLATE_NOOP("Acts", "Back to the sale"), "arrow-left"),
    _row("devices", "next_driver", "F2", QT_TRANSLATE_NOOP("Acts", "Other driver"), "refresh-cw"),
    _row("devices", "all_options", "F3", QT_TRANSLATE_NOOP("Acts", "All options"), "settings"),
    _row("devices", "test_print", "F4", QT_TRANSLATE_NOOP("Acts", "Test print"), "printer"),
    _row("devices", "prints", "F9", QT_TRANSLATE_NOOP("Acts", "Prints"), "receipt-text"),
    _row("devices", "save", "F12", QT_TRANSLATE_NOOP("Acts", "Save"), "check"),
    _row("devices", "back", "Esc", QT_TRANSLATE_NOOP("Acts", "Back to the sale"), "arrow-left"),
    _row("sync", "sync_now", "F5", QT_TRANSLATE_NOOP("Acts", "Try now"), "refresh-cw"),
    _row("sync", "journal", "F6", QT_TRANSLATE_NOOP("Acts", "Journal"), "scroll-text"),
    _row("sync", "back", "Esc", QT_TRANSLATE_NOOP("Acts", "Back"), "arrow-left"),
    _row("settings", "next_language", "F2", QT_TRANSLATE_NOOP("Acts", "Other language")),
    _row("settings", "next_scheme", "F3", QT_TRANSLATE_NOOP("Acts", "Other colours")),
    _row("settings", "smaller", "F4", QT_TRANSLATE_NOOP("Acts", "Smaller text"), "minus"),
    _row("settings", "larger", "F5", QT_TRANSLATE_NOOP("Acts", "Larger text"), "plus"),
    _row("settings", "back", "Esc", QT_TRANSLATE_NOOP("Acts", "Back"), "arrow-left"),
)
