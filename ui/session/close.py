"""Closing a till session: what blocks, the blind count, only then expected and over or short, then Z."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands import CloseSession, DeclareCount, ReopenSession
from pos_app.queries import ShowSession
from pos_app.views import Notice, Outcome, SessionView
from ui.keys import KeyTable
from ui.marked import counted
from ui.routes import Router
from ui.rows import Rows
from ui.session.counting import CountModel
from ui.session.report import ReportRow, report_rows
from ui.side_screen import SideScreen
from ui.till import Till
from ui.words import notice, say

translate = QCoreApplication.translate


class CloseModel(SideScreen):
    """Screen `close_session`, in two steps: count blind, then look at the difference and close."""

    changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sell: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("close_session", till, keys, router, sell, parent)
        self._count = CountModel(till, self)
        self._view: SessionView | None = None
        self._recounting = False
        self._busy = False
        self._problem = ""
        self._closed_text = ""
        self._rows = Rows(ReportRow, self)
        self._count.changed.connect(self._counted)
        till.sale_changed.connect(self.changed)
        till.view_changed.connect(self.changed)
        till.topic_changed.connect(self._on_topic)
        self.acts = {
            "declare": self.declare,
            "close": self.close,
            "recount": self.recount,
            "reopen": self.reopen,
            "suspended": lambda: router.go("suspended"),
            "pieces": lambda: self._count.choose_way("pieces"),
            "total": lambda: self._count.choose_way("total"),
            "back": self.go_back,
        }

    @Property(QObject, constant=True)
    def count(self) -> CountModel:
        """The count under way."""
        return self._count

    @Property(bool, notify=changed)
    def counting(self) -> bool:
        """Whether cash is being counted; otherwise a count is declared and its difference shown."""
        return not self._declared or self._recounting

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._busy

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why the last act did not work and what to do; empty while nothing is wrong."""
        return self._problem

    @Property(str, notify=changed)
    def open_sale_text(self) -> str:
        """That a sale is still open, and with how much; empty without one."""
        sale = self.till.sale
        if sale is None or not sale.begun:
            return ""
        total = self.till.figures.money(sale.total, sale.currency)
        return translate("CloseSession", "A sale of {total} is still open. Finish or void it first.").format(
            total=total
        )

    @Property(str, notify=changed)
    def suspended_text(self) -> str:
        """How many sales are still suspended; empty for none."""
        count = self._suspended
        if not count:
            return ""
        if self._declared:
            return counted(
                "CloseSession",
                "%n suspended sale(s). Go on selling, finish or void each, then count again.",
                count,
            )
        return counted(
            "CloseSession",
            "%n suspended sale(s). You can count now; before you close, finish or void each.",
            count,
        )

    @Property(bool, notify=changed)
    def blocked(self) -> bool:
        """Whether the session cannot be closed yet."""
        return bool(self.open_sale_text) or self._suspended > 0

    @Property(str, notify=changed)
    def counted_text(self) -> str:
        """What was declared."""
        return self._money("counted_cash")

    @Property(str, notify=changed)
    def expected_text(self) -> str:
        """What should be there; shown only after the count was declared."""
        return self._money("expected_cash")

    @Property(str, notify=changed)
    def difference_text(self) -> str:
        """Over or short, in a word and an amount."""
        difference = self._difference
        if difference is None:
            return ""
        amount = self.till.figures.money(abs(difference))
        if difference == 0:
            return translate("CloseSession", "Exact")
        if difference > 0:
            return translate("CloseSession", "Over by {amount}").format(amount=amount)
        return translate("CloseSession", "Short by {amount}").format(amount=amount)

    @Property(str, notify=changed)
    def difference_tone(self) -> str:
        """Its tone."""
        if not self._difference:
            return "positive" if self._difference == 0 else "quiet"
        return "caution" if self._difference > 0 else "negative"

    @Property(QObject, constant=True)
    def report(self) -> Rows:
        """The figures that Z will fix."""
        return self._rows

    @Property(str, notify=changed)
    def closed_text(self) -> str:
        """What became of the session closed last here; empty before."""
        return self._closed_text

    @property
    def last_closed(self) -> str:
        """The same, for the screen that comes next."""
        return self._closed_text

    def entered(self) -> None:
        """A fresh count, unless one is declared already."""
        self._recounting = False
        self._busy = False
        self._problem = ""
        self._closed_text = ""
        self._count.clear()
        super().entered()

    def refresh(self) -> None:
        """Ask how the session stands."""
        self.till.dispatcher.ask_latest("closing", ShowSession(), self._take)

    def go_back(self) -> None:
        """Leave a recount, or the screen; a declared count is taken back only by its own act."""
        if self._recounting:
            self._recounting = False
            self.changed.emit()
        elif not self._declared:
            super().go_back()

    def scan(self, _raw: str) -> None:
        """Refused aloud: who counts does not sell."""
        self.till.say(notice("scan_while_counting"), aloud=True)

    @Slot()
    def declare(self) -> None:
        """Declare the count; only now the expected figure is shown."""
        if self._busy or not self.counting:
            return
        total = self._count.total
        if total is None or self._count.untouched:
            self._count.blame(say(notice("count_missing")))
            return
        self._begin()
        self.till.send(DeclareCount(counted=total), self._declared_now, self._refused)

    @Slot()
    def recount(self) -> None:
        """Count again; the first count stands until another is declared."""
        if not self.counting and not self._busy:
            self._recounting = True
            self._count.clear()
            self.changed.emit()

    @Slot()
    def reopen(self) -> None:
        """Take the count back and sell on."""
        if self._declared and not self._busy:
            self._begin()
            self.till.send(ReopenSession(), self._ended, self._refused)

    @Slot()
    def close(self) -> None:
        """Close the session and fix Z."""
        if self.counting or self._busy:
            return
        if self._suspended:
            self._refused(notice("sales_suspended", count=self._suspended))
            return
        text = self._closing_words()
        self._begin()

        def closed(outcome: Outcome) -> None:
            if outcome.ok:
                self._closed_text = text
                self.till.say(None)  # the next screen says the same, and the difference
            self._ended(outcome)

        self.till.send(CloseSession(), closed, self._refused)

    def _closing_words(self) -> str:
        number = self._view.number if self._view is not None else 0
        text = translate("CloseSession", "Till session {number} is closed; its Z report is printing.")
        return f"{text.format(number=number)} {self.difference_text}."

    @Slot()
    def _counted(self) -> None:
        """What was wrong with the last count is not said of the next."""
        self._problem = ""
        self.changed.emit()

    def _begin(self) -> None:
        self._busy = True
        self._problem = ""
        self.changed.emit()

    def _declared_now(self, outcome: Outcome) -> None:
        if outcome.ok:
            self._recounting = False
            self.refresh()
        self._ended(outcome)

    def _ended(self, _outcome: Outcome) -> None:
        self._busy = False
        self.changed.emit()

    def _refused(self, found: Notice) -> None:
        self._busy = False
        self._problem = say(found)
        self.till.sounds.error()
        self.changed.emit()

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        if topic in {"session", "suspended"} and self.shown:
            self.refresh()

    def _take(self, view: SessionView) -> None:
        self._view = view
        totals = view.totals if view.state == "closing" else None
        figures = self.till.figures
        self._rows.show([] if totals is None else report_rows(totals, figures, with_cash=True))
        self.changed.emit()

    @property
    def _declared(self) -> bool:
        return self._view is not None and self._view.state == "closing"

    @property
    def _suspended(self) -> int:
        return self._view.suspended_count if self._view is not None else 0

    @property
    def _difference(self) -> int | None:
        if not self._declared or self._view is None or self._view.totals is None:
            return None
        return self._view.totals.over_short

    def _money(self, name: str) -> str:
        if not self._declared or self._view is None or self._view.totals is None:
            return ""
        amount = getattr(self._view.totals, name)
        return "" if amount is None else self.till.figures.money(int(amount), self._view.currency)
