"""The base of the screens beside selling: the way back, and what a scan does while one of them is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.home import gate_of
from ui.keys import KeyTable
from ui.routes import Router
from ui.screen import ScreenModel
from ui.till import Till
from ui.words import notice


class SideScreen(ScreenModel):
    """A screen that one looks at and leaves again; a scan leaves it and sells."""

    def __init__(
        self,
        scope: str,
        till: Till,
        keys: KeyTable,
        router: Router,
        sell: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(scope, till, keys, parent)
        self.router = router
        self._sell = sell
        self.shown = False
        self.acts = {"back": self.go_back}

    def entered(self) -> None:
        """Ask for what is shown."""
        self.shown = True
        self.refresh()
        self.changed.emit()

    def left(self) -> None:
        """Another screen is shown."""
        self.shown = False

    def refresh(self) -> None:
        """Ask anew for what is shown; nothing where all is known."""

    def go_back(self) -> None:
        """Leave for where one belongs: the sale, or what stands before it."""
        self.router.go(self._home or "sell")

    def scan(self, raw: str) -> None:
        """Sell it, where selling is possible at all."""
        if self._home:
            refusal = "scan_while_signed_out" if self._home == "sign_in" else "scan_before_open"
            self.till.say(notice(refusal), aloud=True)
        else:
            self.router.go("sell")
            self._sell(raw)

    @property
    def _home(self) -> str:
        return "sign_in" if self.till.view is None else gate_of(self.till.view)
