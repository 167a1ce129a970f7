"""The list of suspended sales: who, when, what and how much, and the way back into one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot

from pos_app.commands import ResumeSale
from pos_app.queries import ListSuspended
from pos_app.views import Outcome, SuspendedView
from ui.keys import KeyTable
from ui.marked import counted
from ui.routes import Router
from ui.rows import Row, Rows
from ui.screen import ScreenModel
from ui.till import Till


class SuspendedRow(Row, frozen=True, kw_only=True):
    """One parked sale; its key is the transaction's id."""

    title: str
    items: str
    time_text: str
    total_text: str


class SuspendedModel(ScreenModel):
    """Newest first; a scan here starts or continues a sale and leaves the list."""

    changed = Signal()

    selected_changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        pass_scan: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("suspended", till, keys, parent)
        self._router = router
        self._pass_scan = pass_scan
        self._rows = Rows(SuspendedRow, self)
        self._selected = -1
        self._loaded = False
        self.acts = {
            "up": lambda: self.select(max(0, self._selected - 1)),
            "down": lambda: self.select(self._selected + 1),
            "resume": self._resume,
            "back": lambda: router.go("sell"),
        }
        till.topic_changed.connect(self._on_topic)

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        """The parked sales."""
        return self._rows

    @Property(int, notify=selected_changed)
    def selected(self) -> int:
        """The one that Enter resumes; -1 for none."""
        return self._selected

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether the answer has come and there is none."""
        return self._loaded and len(self._rows) == 0

    def entered(self) -> None:
        """Ask for the list."""
        self._loaded = False
        self._ask()

    def scan(self, raw: str) -> None:
        """The scan belongs to the sale."""
        self._router.go("sell")
        self._pass_scan(raw)

    @Slot(int)
    def select(self, row: int) -> None:
        """Select a row, kept within the list."""
        row = min(row, len(self._rows) - 1)
        if row != self._selected:
            self._selected = row
            self.selected_changed.emit()

    @Slot(int)
    def resume_at(self, row: int) -> None:
        """A row was tapped: take that sale back."""
        self.select(row)
        self._resume()

    def _resume(self) -> None:
        found = self._rows.at(self._selected)
        if found is not None:
            self.till.send(ResumeSale(txn_id=found.key), self._resumed)

    def _resumed(self, outcome: Outcome) -> None:
        if outcome.ok:
            self._router.go("sell")

    def _on_topic(self, topic: str) -> None:
        if topic == "suspended" and self._router.route.name == self.scope:
            self._ask()

    def _ask(self) -> None:
        self.till.dispatcher.ask_latest("suspended", ListSuspended(), self._take)

    def _take(self, found: tuple[SuspendedView, ...]) -> None:
        self._loaded = True
        self._rows.show([self._row(one) for one in found])
        self._selected = -1
        self.select(0)
        self.selected_changed.emit()
        self.changed.emit()

    def _row(self, one: SuspendedView) -> SuspendedRow:
        more = one.line_count - len(one.first_items)
        items = ", ".join(one.first_items)
        if more > 0:
            items += " " + counted("Suspended", "and %n more", more)
        return SuspendedRow(
            key=one.txn_id,
            title=one.note or counted("Suspended", "%n line(s)", one.line_count),
            items=items,
            time_text=f"{self.till.figures.time(one.at)} · {one.operator_name}",
            total_text=self.till.figures.money(one.total, one.currency),
        )
