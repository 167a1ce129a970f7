"""The menu: a sheet above any screen that leads to the screens beside selling, each with its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, Slot

from pos_app.commands import Lock, SignOut
from ui.keys import ANYWHERE, KeyTable, key_name, label_of
from ui.marked import counted
from ui.routes import Router
from ui.screen import SheetModel
from ui.till import Till

translate = QCoreApplication.translate

SCREENS = (
    "customers",
    "returns",
    "stock",
    "session",
    "close_session",
    "journal",
    "prints",
    "devices",
    "camera",
    "sync",
    "settings",
)
"""Screens that have an act of the same name in the menu."""
OPEN_TO_ALL = frozenset({"sync", "settings"})
"""What may be looked at with nobody signed in."""
_PLACES = ("sell", *SCREENS, "gift_card_balance", "lock", "sign_out")


class Ways:
    """The acts behind the menu's lines and their keys, from whatever screen."""

    def __init__(self, till: Till, router: Router) -> None:
        self._till = till
        self._router = router

    def can(self, act: str) -> bool:
        """Whether the act is open to whoever stands here now."""
        view = self._till.view
        inside = view is not None and view.operator is not None and not view.locked
        if act in {"sell", "customers", "returns", "gift_card_balance"}:
            return inside and view is not None and view.session.state == "open"
        if act == "close_session":
            return inside and view is not None and view.session.state in {"open", "closing"}
        return act in _PLACES and (inside or act in OPEN_TO_ALL)

    def run(self, act: str) -> None:
        """Do it; nothing happens where it is not open."""
        if not self.can(act):
            return
        if act == "lock":
            self._till.send(Lock())
        elif act == "sign_out":
            self._till.send(SignOut())
        elif act == "gift_card_balance":
            self._till.gift_card_asked.emit("")
        else:
            self._router.go(act)


class MenuSheet(SheetModel):
    """Closes itself before the act."""

    def __init__(
        self,
        till: Till,
        close: Callable[[SheetModel], None],
        keys: KeyTable,
        ways: Ways,
    ) -> None:
        super().__init__(till, close)
        self._keys = keys
        self._ways = ways

    @Property(list, constant=True)
    def rows(self) -> list[dict[str, str]]:
        """Act, label, key, icon, and what waits there."""
        bindings = [self._keys.binding(ANYWHERE, act) for act in _PLACES if self._ways.can(act)]
        return [
            {
                "act": one.act,
                "label": label_of(one),
                "key": key_name(one.keys[0]),
                "icon": one.icon,
                "note": self._note(one.act),
            }
            for one in bindings
        ]

    @Property(str, constant=True)
    def title(self) -> str:
        """Who is here."""
        view = self.till.view
        return "" if view is None or view.operator is None else view.operator.name

    @Slot(str)
    def run(self, act: str) -> None:
        """A line was tapped."""
        self.close()
        self._ways.run(act)

    def _note(self, act: str) -> str:
        view = self.till.view
        if view is not None and act == "prints" and view.unprinted:
            return counted("Menu", "%n not on paper", view.unprinted)
        if view is not None and act == "close_session" and view.suspended_count:
            return counted("Menu", "%n suspended", view.suspended_count)
        return ""
