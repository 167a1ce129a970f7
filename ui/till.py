"""What every screen shares: the open sale, the till's view, the notice, and what an outcome leads to."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from pos_app.commands import AddDepartmentLine, AddItem, Command, ConfirmAge, Scan
from pos_app.queries import ShowTill
from pos_app.views import Notice, Outcome, SaleView, TillView
from ui.dispatch import Dispatcher
from ui.figures import Figures
from ui.platform.sound import Sounds

Then = Callable[[Outcome], None]
Refused = Callable[[Notice], None]

_ADDS_A_LINE = (Scan, AddItem, AddDepartmentLine, ConfirmAge)


class Till(QObject):
    """The screens' one picture of the till; it changes only when an answer arrives."""

    view_changed = Signal()
    sale_changed = Signal()
    notice_changed = Signal()
    topic_changed = Signal(str)
    """A topic of `Outcome.changed`: whoever shows it asks anew."""
    news = Signal(str, object)
    """News that no command of ours caused: topic and view."""
    approval_asked = Signal(object, object, object)
    """The command, the `ApprovalRequest`, and what to do with the outcome in the end."""
    age_asked = Signal(object)
    weight_asked = Signal(object)
    unknown_code = Signal(object)
    receipt_read = Signal(object)
    """The notice about a receipt that was scanned: its return is wanted, here or after a search."""
    gift_card_asked = Signal(str)
    """A gift card is looked at: its code as scanned, or empty where it is still to be scanned."""
    gift_card_pays = Signal(str)
    """The open sale is paid with the gift card of this code."""
    completed = Signal(object)

    def __init__(self, dispatcher: Dispatcher, sounds: Sounds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dispatcher = dispatcher
        self.sounds = sounds
        self.figures = Figures()
        self.view: TillView | None = None
        self.sale: SaleView | None = None
        self.line_id = ""
        """The line that the last command added or changed."""
        self.notice: Notice | None = None
        self._leading: Notice | None = None
        """What was said by the answer that is being followed up: it comes along to where that leads."""
        dispatcher.on_news(self._on_news)

    def refresh(self, then: Callable[[], None] | None = None) -> None:
        """Ask for the till's view anew: at start, and when configuration or people changed."""

        def take(view: TillView) -> None:
            self.take_view(view)
            if then is not None:
                then()

        self.dispatcher.ask(ShowTill(), take)

    def take_view(self, view: TillView) -> None:
        """Show this view of the till and its open sale."""
        self.figures = Figures(view.language or "en", view.currency or "EUR", view.time_zone or "UTC")
        self.view = view
        self.view_changed.emit()
        self._take_sale(view.sale, "")

    def send(self, command: Command, then: Then | None = None, refused: Refused | None = None) -> None:
        """Send a command and show what it did.

        `then` is told of every outcome; where a supervisor is asked first, of what came of that. `refused`
        takes the notice of a refusal, to be shown where it was typed instead of in the bar.
        """
        self.dispatcher.send(command, lambda outcome: self._arrived(command, outcome, then, refused))

    def say(self, notice: Notice | None, aloud: bool = False) -> None:
        """Show a notice in the bar, or take it away; `aloud` sounds the error tone with it."""
        if notice is not None or self.notice is not None:
            self.notice = notice
            self.notice_changed.emit()
        if aloud:
            self.sounds.error()

    def moved(self) -> None:
        """Another screen is shown: what was said on the one before goes, not what was said of the move."""
        if self.notice is not self._leading:
            self.say(None)

    def _arrived(
        self, command: Command, outcome: Outcome, then: Then | None, refused: Refused | None
    ) -> None:
        if outcome.ok or outcome.sale is not None:
            self._take_sale(outcome.sale, outcome.line_id)
        if outcome.ok:
            self.say(outcome.notice)
            if isinstance(command, _ADDS_A_LINE) and outcome.line_id:
                self.sounds.accepted()
        for topic in sorted(outcome.changed):
            if topic in {"till", "look"}:
                self.refresh()
            self.topic_changed.emit(topic)
        if outcome.approval is not None:
            self.approval_asked.emit(command, outcome.approval, then)
            return
        if refused is not None and not outcome.ok and outcome.notice is not None:
            refused(outcome.notice)
        else:
            self._show_questions(outcome)
        if then is not None:
            self._lead(outcome.notice if outcome.ok else None, lambda: then(outcome))

    def _lead(self, said: Notice | None, follow: Callable[[], None]) -> None:
        """Follow an answer up; a screen that this leads to keeps what it said."""
        self._leading = said
        try:
            follow()
        finally:
            self._leading = None

    def _show_questions(self, outcome: Outcome) -> None:
        if outcome.age is not None:
            self.sounds.error()
            self.age_asked.emit(outcome.age)
        elif outcome.weight is not None:
            self.weight_asked.emit(outcome.weight)
        elif outcome.change is not None:
            self.completed.emit(outcome.change)
        elif not outcome.ok and outcome.notice is not None:
            if {"return", "find_receipt"} & set(outcome.notice.acts):
                self.receipt_read.emit(outcome.notice)
            elif "department" in outcome.notice.acts or "search" in outcome.notice.acts:
                self.sounds.error()
                self.unknown_code.emit(outcome.notice)
            else:
                self.say(outcome.notice, aloud=True)

    def _take_sale(self, sale: SaleView | None, line_id: str) -> None:
        self.sale = sale
        self.line_id = line_id
        self.sale_changed.emit()

    def _on_news(self, topic: str, view: object) -> None:
        if topic == "till" and isinstance(view, TillView):
            self.take_view(view)
        if topic == "answer" and isinstance(view, Outcome):
            self._answered(view)
            said = self.notice if view.notice is not None else None
            self._lead(said, lambda: self.news.emit(topic, view))
        else:
            self.news.emit(topic, view)

    def _in_money(self, notice: Notice) -> Notice:
        """What is left on an account is an amount where a currency comes with it."""
        left, currency = notice.params.get("available"), notice.params.get("currency")
        if not isinstance(left, int) or not isinstance(currency, str):
            return notice
        return replace(notice, params=notice.params | {"available": self.figures.money(left, currency)})

    def _answered(self, outcome: Outcome) -> None:
        """What followed from an answer of the hub; whoever works at a line goes on at it."""
        self._take_sale(outcome.sale, outcome.line_id or self.line_id)
        if outcome.notice is not None:
            self.say(self._in_money(outcome.notice), aloud=outcome.notice.tone in {"caution", "negative"})
        for topic in sorted(outcome.changed):
            if topic == "till":
                self.refresh()
            self.topic_changed.emit(topic)
        if outcome.age is not None:
            self._show_questions(outcome)
        if outcome.change is not None:
            self.completed.emit(outcome.change)
