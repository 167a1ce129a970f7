"""Opening a till session: count the float, or key it."""

from __future__ import annotations

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands import OpenSession, SignOut
from pos_app.views import Notice, Outcome
from ui.keys import KeyTable
from ui.screen import ScreenModel
from ui.session.close import CloseModel
from ui.session.counting import CountModel
from ui.till import Till
from ui.words import notice, say

translate = QCoreApplication.translate


class OpeningModel(ScreenModel):
    """Screen `open_session`. The gate leads on to selling once the session is open."""

    changed = Signal()

    def __init__(
        self, till: Till, keys: KeyTable, closing: CloseModel, parent: QObject | None = None
    ) -> None:
        super().__init__("open_session", till, keys, parent)
        self._closing = closing
        self._count = CountModel(till, self)
        self._count.choose_way("total")
        self._busy = False
        self._count.changed.connect(self.changed)
        till.view_changed.connect(self.changed)
        closing.changed.connect(self.changed)
        self.acts = {
            "open": self.accept,
            "pieces": lambda: self._count.choose_way("pieces"),
            "total": lambda: self._count.choose_way("total"),
            "sign_out": lambda: till.send(SignOut()),
        }

    @Property(QObject, constant=True)
    def count(self) -> CountModel:
        """The float being counted."""
        return self._count

    @Property(str, notify=changed)
    def greeting(self) -> str:
        """Who opens which day."""
        view = self.till.view
        if view is None or view.operator is None:
            return ""
        return translate("OpenSession", "Signed in: {name}").format(name=view.operator.name)

    @Property(str, notify=changed)
    def closed_text(self) -> str:
        """What became of the session closed just now; empty where none was."""
        return self._closing.last_closed

    @Property(str, notify=changed)
    def open_text(self) -> str:
        """The label of the button, with the float it will record."""
        if self._count.untouched or self._count.total is None:
            return translate("OpenSession", "Open the till")
        return translate("OpenSession", "Open with {amount}").format(amount=self._count.total_text)

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether the session is being opened."""
        return self._busy

    def entered(self) -> None:
        """A fresh count each time."""
        self._busy = False
        self._count.clear()

    def scan(self, _raw: str) -> None:
        """Nothing can be sold yet: said aloud."""
        self.till.say(notice("scan_before_open"), aloud=True)

    @Slot()
    def accept(self) -> None:
        """Open with what was counted; an empty till is a zero that was typed, never an empty field."""
        if self._busy:
            return
        total = self._count.total
        if total is None or self._count.untouched:
            self._count.blame_unreadable()
            return
        self._busy = True
        self.changed.emit()
        self.till.send(OpenSession(opening_float=total), self._done, self._refused)

    def _done(self, _outcome: Outcome) -> None:
        self._busy = False
        self.changed.emit()

    def _refused(self, found: Notice) -> None:
        self._count.blame(say(found))
