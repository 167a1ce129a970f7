"""The sheet that sends the open sale to a phone: asks for the link, shows it as a code, and hands over."""

from __future__ import annotations

from collections.abc import Callable

import segno
from PySide6.QtCore import Property, QCoreApplication, Signal, Slot

from pos_app.commands.carts import HandOver, PrintLink, ShareCart
from pos_app.queries.carts import ShowHandOff
from pos_app.views import Outcome
from pos_app.views.carts import HandOffView
from pos_app.views.sync import SyncView
from ui.marked import counted
from ui.screen import SheetModel
from ui.till import Till
from ui.words import say

translate = QCoreApplication.translate
_MODULE = 8
"""Dots of one module of the picture; the sheet scales it down by whole steps at most."""


class ShareSheet(SheetModel):
    """The sale stays open until the cashier says that the customer has it."""

    changed = Signal()
    scans_pass = False
    """What is scanned now would be on the sale and not on the phone."""

    def __init__(self, till: Till, close: Callable[[SheetModel], None]) -> None:
        super().__init__(till, close)
        self._view = HandOffView(state="asked")
        self._cut = False
        till.news.connect(self._on_news)
        till.topic_changed.connect(self._on_topic)
        till.send(ShareCart(), self._asked)

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether the link is there."""
        return self._view.state == "ready"

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        """Whether the hub is being asked."""
        return self._view.state == "asked"

    @Property(bool, constant=True)
    def prints(self) -> bool:
        """Whether this till has a printer."""
        return self.till.view is not None and self.till.view.prints_slips is not None

    @Property(str, notify=changed)
    def code(self) -> str:
        """The link as a picture of its QR code; empty before it came."""
        if not self._view.link:
            return ""
        return str(segno.make(self._view.link, error="m", micro=False).png_data_uri(scale=_MODULE))

    @Property(str, notify=changed)
    def state_text(self) -> str:
        """How it stands, in words."""
        view = self._view
        if view.state == "asked":
            return translate("Share", "Asking the hub for the link …")
        if view.state == "ready" and self._cut:
            return translate(
                "Share",
                "The hub is not reached: the phone opens the link when it is back. Keep the sale here.",
            )
        if view.state == "ready":
            made = translate("Share", "Made at {time}. Scan it with the phone's camera.")
            return made.format(time=self.till.figures.time(view.at))
        if view.state == "offline":
            return translate(
                "Share", "The hub is not reached, so there is no link. The sale stays here as it is."
            )
        refused = translate("Share", "The hub did not make a link: {why} The sale stays here as it is.")
        return refused.format(why=view.message)

    @Property(str, notify=changed)
    def goods_text(self) -> str:
        """How much goes, and what stays behind."""
        view = self._view
        if not self.ready:
            return ""
        text = counted("Share", "%n line(s) are in it.", view.line_count)
        if view.left_out:
            left = translate("Share", "Not in it, to be paid here: {names}.")
            text += " " + left.format(names=", ".join(view.left_out))
        return text

    @Slot()
    def again(self) -> None:
        """Ask once more: the hub may be back."""
        self._view = HandOffView(state="asked")
        self.changed.emit()
        self.till.send(ShareCart(), self._asked)

    @Slot()
    def print_link(self) -> None:
        """On paper."""
        self.till.send(PrintLink(), None, lambda told: self.blame(told.message))

    @Slot()
    def accept(self) -> None:
        """Handed over where there is a link; otherwise ask again."""
        if self.ready:
            self.till.send(HandOver(), self._done, lambda told: self.blame(say(told)))
        elif not self.asking:
            self.again()

    def left(self) -> None:
        """Listen no longer."""
        self.till.news.disconnect(self._on_news)
        self.till.topic_changed.disconnect(self._on_topic)

    def _done(self, outcome: Outcome) -> None:
        if outcome.ok:
            self.close()

    def _asked(self, outcome: Outcome) -> None:
        if not outcome.ok:
            self.close()

    @Slot(str, object)
    def _on_news(self, topic: str, view: object) -> None:
        if topic == "sync" and isinstance(view, SyncView) and (view.state == "offline") is not self._cut:
            self._cut = not self._cut
            self.changed.emit()

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        if topic == "hand_off":
            self.till.dispatcher.ask_latest("hand_off", ShowHandOff(), self._take)

    def _take(self, view: HandOffView) -> None:
        self._view = view
        self.changed.emit()
