"""The key of every act: the one table that the key filter, the buttons' hints and `docs/keys.md` share."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from ui.marked import QT_TRANSLATE_NOOP


class Binding(msgspec.Struct, frozen=True, kw_only=True):
    """Keys that do `act` on the screen or sheet named by `scope`; `label` is translated in context `Acts`."""

    scope: str
    act: str
    keys: tuple[str, ...]
    label: str
    icon: str = ""


ANYWHERE = "anywhere"
ANY_SHEET = "sheet"

BINDINGS: tuple[Binding, ...] = (
    Binding(
        scope=ANYWHERE, act="acts", keys=("F1",), label=QT_TRANSLATE_NOOP("Acts", "All keys"), icon="keyboard"
    ),
    Binding(
        scope="sell", act="quantity", keys=("F2",), label=QT_TRANSLATE_NOOP("Acts", "Quantity"), icon="hash"
    ),
    Binding(
        scope="sell",
        act="discount_line",
        keys=("F3",),
        label=QT_TRANSLATE_NOOP("Acts", "Discount"),
        icon="percent",
    ),
    Binding(
        scope="sell", act="override_price", keys=("F4",), label=QT_TRANSLATE_NOOP("Acts", "Price"), icon="tag"
    ),
    Binding(
        scope="sell",
        act="void_line",
        keys=("F8", "Del"),
        label=QT_TRANSLATE_NOOP("Acts", "Void line"),
        icon="trash-2",
    ),
    Binding(
        scope="sell",
        act="department",
        keys=("F10",),
        label=QT_TRANSLATE_NOOP("Acts", "Open price"),
        icon="pencil",
    ),
    Binding(
        scope="sell", act="suspend", keys=("F5",), label=QT_TRANSLATE_NOOP("Acts", "Suspend"), icon="pause"
    ),
    Binding(
        scope="sell",
        act="gift_card",
        keys=("Shift+F5",),
        label=QT_TRANSLATE_NOOP("Acts", "Gift card"),
        icon="tag",
    ),
    Binding(
        scope="sell",
        act="suspended",
        keys=("F6",),
        label=QT_TRANSLATE_NOOP("Acts", "Suspended"),
        icon="inbox",
    ),
    Binding(
        scope="sell",
        act="share",
        keys=("Shift+F6",),
        label=QT_TRANSLATE_NOOP("Acts", "Send to a phone"),
        icon="smartphone",
    ),
    Binding(
        scope="sell",
        act="price_check",
        keys=("F7",),
        label=QT_TRANSLATE_NOOP("Acts", "Price check"),
        icon="scan-barcode",
    ),
    Binding(
        scope="sell",
        act="discount_sale",
        keys=("F9",),
        label=QT_TRANSLATE_NOOP("Acts", "Discount on sale"),
        icon="percent",
    ),
    Binding(
        scope="sell",
        act="void_sale",
        keys=("Shift+F8",),
        label=QT_TRANSLATE_NOOP("Acts", "Void sale"),
        icon="ban",
    ),
    Binding(
        scope="sell",
        act="undo",
        keys=("Ctrl+Z",),
        label=QT_TRANSLATE_NOOP("Acts", "Undo void"),
        icon="undo-2",
    ),
    Binding(scope="sell", act="pay", keys=("F12",), label=QT_TRANSLATE_NOOP("Acts", "Pay"), icon="banknote"),
    Binding(scope="sell", act="up", keys=("Up",), label=QT_TRANSLATE_NOOP("Acts", "Line above")),
    Binding(scope="sell", act="down", keys=("Down",), label=QT_TRANSLATE_NOOP("Acts", "Line below")),
    Binding(
        scope="sell", act="next_category", keys=("PgDown",), label=QT_TRANSLATE_NOOP("Acts", "Next category")
    ),
    Binding(
        scope="sell",
        act="last_category",
        keys=("PgUp",),
        label=QT_TRANSLATE_NOOP("Acts", "Category before"),
    ),
    Binding(scope="sell", act="clear", keys=("Esc",), label=QT_TRANSLATE_NOOP("Acts", "Clear what is typed")),
    *(
        Binding(
            scope="tender",
            act=f"quick_{number}",
            keys=(f"F{number + 1}",),
            label=QT_TRANSLATE_NOOP("Acts", "Quick cash"),
        )
        for number in range(1, 7)
    ),
    Binding(
        scope="tender",
        act="exact",
        keys=("F8",),
        label=QT_TRANSLATE_NOOP("Acts", "Exact amount in cash"),
        icon="banknote",
    ),
    Binding(
        scope="tender", act="card", keys=("F9",), label=QT_TRANSLATE_NOOP("Acts", "Card"), icon="credit-card"
    ),
    Binding(
        scope="tender",
        act="gift_card",
        keys=("F10", "Shift+F9"),
        label=QT_TRANSLATE_NOOP("Acts", "Pay with a gift card"),
        icon="tag",
    ),
    Binding(
        scope="tender",
        act="points",
        keys=("Shift+F8",),
        label=QT_TRANSLATE_NOOP("Acts", "Pay with points"),
        icon="coins",
    ),
    Binding(
        scope="tender",
        act="credit",
        keys=("Shift+F10",),
        label=QT_TRANSLATE_NOOP("Acts", "Pay with store credit"),
        icon="wallet",
    ),
    Binding(
        scope="tender",
        act="remove_tender",
        keys=("Del",),
        label=QT_TRANSLATE_NOOP("Acts", "Take back the last tender"),
        icon="undo-2",
    ),
    Binding(
        scope="tender",
        act="back",
        keys=("Esc",),
        label=QT_TRANSLATE_NOOP("Acts", "Back to the sale"),
        icon="arrow-left",
    ),
    Binding(
        scope="change",
        act="next_sale",
        keys=("Return", "Esc", "Space"),
        label=QT_TRANSLATE_NOOP("Acts", "Next sale"),
        icon="shopping-basket",
    ),
    Binding(
        scope="change",
        act="email",
        keys=("F4",),
        label=QT_TRANSLATE_NOOP("Acts", "Receipt by e-mail"),
        icon="mail",
    ),
    Binding(scope="suspended", act="up", keys=("Up",), label=QT_TRANSLATE_NOOP("Acts", "Sale above")),
    Binding(scope="suspended", act="down", keys=("Down",), label=QT_TRANSLATE_NOOP("Acts", "Sale below")),
    Binding(
        scope="suspended",
        act="resume",
        keys=("Return",),
        label=QT_TRANSLATE_NOOP("Acts", "Resume"),
        icon="history",
    ),
    Binding(
        scope="suspended",
        act="slip",
        keys=("F4",),
        label=QT_TRANSLATE_NOOP("Acts", "Print slip"),
        icon="printer",
    ),
    Binding(
        scope="suspended",
        act="drop",
        keys=("F8", "Del"),
        label=QT_TRANSLATE_NOOP("Acts", "Wait no longer"),
        icon="x",
    ),
    Binding(
        scope="suspended",
        act="back",
        keys=("Esc",),
        label=QT_TRANSLATE_NOOP("Acts", "Back to the sale"),
        icon="arrow-left",
    ),
    Binding(
        scope="price_check",
        act="add",
        keys=("F2",),
        label=QT_TRANSLATE_NOOP("Acts", "Add to the sale"),
        icon="plus",
    ),
    Binding(
        scope="price_check",
        act="back",
        keys=("Esc",),
        label=QT_TRANSLATE_NOOP("Acts", "Back to the sale"),
        icon="arrow-left",
    ),
    Binding(scope=ANY_SHEET, act="cancel", keys=("Esc",), label=QT_TRANSLATE_NOOP("Acts", "Close the sheet")),
)


class KeyTable:
    """Looks acts up by scope and key, and keys by act."""

    def __init__(self, bindings: tuple[Binding, ...] = BINDINGS) -> None:
        self._bindings = bindings
        self._acts = {(b.scope, key): b.act for b in bindings for key in b.keys}
        self._by_act = {(b.scope, b.act): b for b in bindings}

    def act(self, scope: str, key: str) -> str:
        """The act of a key on a screen, or empty."""
        return self._acts.get((scope, key), "")

    def binding(self, scope: str, act: str) -> Binding:
        """The row of an act; KeyError where it has none: every act has a key."""
        return self._by_act[scope, act]

    def of(self, scope: str) -> tuple[Binding, ...]:
        """All rows of one screen, in the table's order."""
        return tuple(b for b in self._bindings if b.scope == scope)


def label_of(binding: Binding) -> str:
    """The act's label in the operator's language."""
    return QCoreApplication.translate("Acts", binding.label)


_KEY_NAMES = {
    "Return": QT_TRANSLATE_NOOP("Keys", "Enter"),
    "Esc": QT_TRANSLATE_NOOP("Keys", "Esc"),
    "Del": QT_TRANSLATE_NOOP("Keys", "Del"),
    "Space": QT_TRANSLATE_NOOP("Keys", "Space"),
    "Up": "↑",
    "Down": "↓",
    "PgUp": QT_TRANSLATE_NOOP("Keys", "PgUp"),
    "PgDown": QT_TRANSLATE_NOOP("Keys", "PgDn"),
}


def key_name(key: str) -> str:
    """A key as it is printed on the keyboard of the operator's country."""
    shift = QCoreApplication.translate("Keys", "Shift")
    control = QCoreApplication.translate("Keys", "Ctrl")
    *modifiers, last = key.split("+")
    words = [shift if word == "Shift" else control for word in modifiers]
    return "+".join([*words, QCoreApplication.translate("Keys", _KEY_NAMES.get(last, last))])
