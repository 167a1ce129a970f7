"""The prints screen: what is not on paper, why, and the two acts on it: print it again, or let it go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands import DropPrint, RetryPrint
from pos_app.queries import ListPrintJobs
from pos_app.views import Outcome
from pos_app.views.journal import PrintJobView
from ui.device_words import device_words
from ui.keys import KeyTable
from ui.marked import QT_TRANSLATE_NOOP, counted
from ui.routes import Router
from ui.rows import Row, Rows
from ui.side_screen import SideScreen
from ui.till import Till
from ui.words import notice

translate = QCoreApplication.translate

PAPERS: dict[str, str] = {
    "receipt": QT_TRANSLATE_NOOP("Prints", "Receipt"),
    "duplicate": QT_TRANSLATE_NOOP("Prints", "Duplicate of receipt"),
    "x_report": QT_TRANSLATE_NOOP("Prints", "X report"),
    "z_report": QT_TRANSLATE_NOOP("Prints", "Z report"),
    "paid_in": QT_TRANSLATE_NOOP("Prints", "Paid in"),
    "paid_out": QT_TRANSLATE_NOOP("Prints", "Paid out"),
    "float_entry": QT_TRANSLATE_NOOP("Prints", "Float entry"),
    "cash_pickup": QT_TRANSLATE_NOOP("Prints", "Cash pickup"),
    "no_sale": QT_TRANSLATE_NOOP("Prints", "Drawer opening"),
    "test": QT_TRANSLATE_NOOP("Prints", "Test print"),
}
STATES: dict[str, tuple[str, str]] = {
    "queued": (QT_TRANSLATE_NOOP("Prints", "Waiting"), "quiet"),
    "printing": (QT_TRANSLATE_NOOP("Prints", "Printing"), "quiet"),
    "failed": (QT_TRANSLATE_NOOP("Prints", "Not printed"), "caution"),
    "unsure": (QT_TRANSLATE_NOOP("Prints", "Check the paper"), "negative"),
}


class PrintRow(Row, frozen=True, kw_only=True):
    """One print; the key is the job's id."""

    title: str
    time_text: str
    detail: str
    state_text: str
    state_tone: str


class PrintsModel(SideScreen):
    """Screen `prints`, oldest first: what should have come out first stands first."""

    changed = Signal()

    selected_changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sell: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("prints", till, keys, router, sell, parent)
        self._rows = Rows(PrintRow, self)
        self._jobs: tuple[PrintJobView, ...] = ()
        self._selected = -1
        self._loaded = False
        till.topic_changed.connect(self._on_topic)
        till.news.connect(self._on_news)
        self.acts = {
            **self.acts,
            "up": lambda: self.select(max(0, self._selected - 1)),
            "down": lambda: self.select(self._selected + 1),
            "retry": self._retry,
            "drop": self._drop,
            "devices": lambda: router.go("devices"),
        }

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        """The prints."""
        return self._rows

    @Property(int, notify=selected_changed)
    def selected(self) -> int:
        """The print that the keys act on; -1 for none."""
        return self._selected

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether the answer has come and all is on paper."""
        return self._loaded and not self._jobs

    @Property(bool, notify=changed)
    def doubtful(self) -> bool:
        """Whether the selected one may be on paper already: printing it again marks it a duplicate."""
        job = self._job
        return job is not None and job.state == "unsure"

    def refresh(self) -> None:
        """Ask what is not on paper."""
        self.till.dispatcher.ask_latest("prints", ListPrintJobs(), self._take)

    @Slot(int)
    def select(self, row: int) -> None:
        """Select a row, kept within the list."""
        row = min(row, len(self._rows) - 1)
        if row != self._selected:
            self._selected = row
            self.selected_changed.emit()
            self.changed.emit()

    def _take(self, jobs: tuple[PrintJobView, ...]) -> None:
        shown = self._rows.at(self._selected)
        self._jobs = jobs
        self._loaded = True
        self._rows.show([self._row(job) for job in jobs])
        place = self._rows.place(shown.key) if shown is not None else 0
        self._selected = min(max(place, 0), len(jobs) - 1)
        self.selected_changed.emit()
        self.changed.emit()

    def _row(self, job: PrintJobView) -> PrintRow:
        state, tone = STATES.get(job.state, (job.state, "quiet"))
        why = device_words(job.error, job.error_message)
        tries = counted("Prints", "%n tries so far.", job.attempts) if job.attempts > 1 else ""
        return PrintRow(
            key=job.job_id,
            title=" ".join(
                filter(None, (translate("Prints", PAPERS.get(job.kind, job.kind)), job.receipt_no))
            ),
            time_text=self.till.figures.time(job.at),
            detail=" ".join(filter(None, (why, tries))),
            state_text=translate("Prints", state),
            state_tone=tone,
        )

    @property
    def _job(self) -> PrintJobView | None:
        return self._jobs[self._selected] if 0 <= self._selected < len(self._jobs) else None

    def _retry(self) -> None:
        job = self._job
        if job is None:
            self.till.say(notice("no_print_selected"), aloud=True)
        else:
            self.till.send(RetryPrint(job_id=job.job_id))

    def _drop(self) -> None:
        job = self._job
        if job is None:
            self.till.say(notice("no_print_selected"), aloud=True)
            return

        def dropped(outcome: Outcome) -> None:
            if outcome.ok:
                self.till.say(notice("print_dropped" if job.txn_id else "paper_dropped", "info"))

        self.till.send(DropPrint(job_id=job.job_id), dropped)

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        if topic in {"print", "devices"} and self.shown:
            self.refresh()

    @Slot(str, object)
    def _on_news(self, topic: str, _view: object) -> None:
        if topic == "print" and self.shown:
            self.refresh()
