"""The list of suspended sales, here and at other tills: who, when, how much, and the way into one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands import ResumeSale
from pos_app.commands.carts import DropClaim, PrintSlip
from pos_app.queries import ListSuspended
from pos_app.views import Outcome, ParkedState, SuspendedView
from ui.keys import KeyTable
from ui.marked import counted
from ui.routes import Router
from ui.rows import Row, Rows
from ui.screen import ScreenModel
from ui.till import Till

translate = QCoreApplication.translate


class SuspendedRow(Row, frozen=True, kw_only=True):
    """One parked sale; its key is the transaction's id."""

    title: str
    items: str
    time_text: str
    total_text: str
    where: str
    """The other till that suspended it; empty for this one."""
    state_text: str
    """What is in the way, or under way; empty where it simply opens."""
    dimmed: bool
    """It cannot be opened here now."""


class SuspendedModel(ScreenModel):
    """Own ones first; the hub is asked for each, so that no two tills open the same.

    A scan here starts or continues a sale and leaves the list.
    """

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
        self._states: dict[str, ParkedState] = {}
        self._waiting = ""
        """The sale that opens when the hub has answered."""
        self.acts = {
            "up": lambda: self.select(max(0, self._selected - 1)),
            "down": lambda: self.select(self._selected + 1),
            "resume": self._resume,
            "slip": self._print_slip,
            "drop": self._drop,
            "back": lambda: router.go("sell"),
        }
        till.topic_changed.connect(self._on_topic)
        till.news.connect(self._on_news)

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

    @Property(bool, notify=selected_changed)
    def here(self) -> bool:
        """Whether the chosen sale was suspended at this till, and its slip can be printed."""
        return self.can("slip")

    @Property(bool, notify=selected_changed)
    def under_way(self) -> bool:
        """Whether the hub is being asked for the chosen sale, or has given it."""
        return self.can("drop")

    @Property(bool, notify=selected_changed)
    def openable(self) -> bool:
        """Whether the chosen sale can be opened now."""
        return self._state() in {"here", "elsewhere", "granted"}

    def can(self, act: str) -> bool:
        """A slip of own sales, and an end to waiting where there is any."""
        if act == "slip":
            return self._state() == "here" and self._prints()
        if act == "drop":
            return self._state() in {"asking", "granted"}
        return super().can(act)

    def entered(self) -> None:
        """Ask for the list."""
        self._loaded = False
        self._waiting = ""
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
        if found is not None and self._state() != "asking":
            self._waiting = found.key
            self.till.send(ResumeSale(txn_id=found.key), self._resumed)

    def _print_slip(self) -> None:
        found = self._rows.at(self._selected)
        if found is not None:
            self.till.send(PrintSlip(txn_id=found.key))

    def _drop(self) -> None:
        found = self._rows.at(self._selected)
        if found is not None:
            self._waiting = ""
            self.till.send(DropClaim(txn_id=found.key))

    def _state(self) -> str:
        found = self._rows.at(self._selected)
        return "" if found is None else self._states.get(found.key, "")

    def _prints(self) -> bool:
        return self.till.view is not None and self.till.view.prints_slips is not None

    def _resumed(self, outcome: Outcome) -> None:
        """Open at once, or when the hub has answered."""
        if not outcome.ok:
            self._waiting = ""
        elif _opened(outcome):
            self._open()

    def _open(self) -> None:
        self._waiting = ""
        if self._router.route.name == self.scope:
            self._router.go("sell")

    @Slot(str, object)
    def _on_news(self, topic: str, view: object) -> None:
        if topic == "suspended" or (topic == "sync" and self._router.route.name == self.scope):
            self._on_topic("suspended")
        if topic == "answer" and self._waiting and isinstance(view, Outcome) and _opened(view):
            self._open()

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        if topic == "suspended" and self._router.route.name == self.scope:
            self._ask()

    def _ask(self) -> None:
        self.till.dispatcher.ask_latest("suspended", ListSuspended(), self._take)

    def _take(self, found: tuple[SuspendedView, ...]) -> None:
        self._loaded = True
        chosen = self._rows.at(self._selected)
        keys = [one.txn_id for one in found]
        self._states = {one.txn_id: one.state for one in found}
        self._rows.show([self._row(one) for one in found])
        self._selected = -1
        # The list also follows other tills: what was chosen stays chosen.
        self.select(keys.index(chosen.key) if chosen is not None and chosen.key in keys else 0)
        self.selected_changed.emit()
        self.changed.emit()

    def _row(self, one: SuspendedView) -> SuspendedRow:
        more = one.line_count - len(one.first_items)
        items = ", ".join(one.first_items)
        if not items:
            items = counted("Suspended", "%n line(s)", one.line_count) if one.note else ""
        elif more > 0:
            items += " " + counted("Suspended", "and %n more", more)
        return SuspendedRow(
            key=one.txn_id,
            title=one.note or counted("Suspended", "%n line(s)", one.line_count),
            items=items,
            time_text=f"{self.till.figures.time(one.at)} · {one.operator_name}",
            total_text=self.till.figures.money(one.total, one.currency),
            where=_where(one),
            state_text=_state_text(one),
            dimmed=one.state == "unreachable",
        )


def _opened(outcome: Outcome) -> bool:
    """Whether a sale lies open now; one with nothing but a customer gives way to what is asked for."""
    return outcome.sale is not None and outcome.sale.begun


def _where(one: SuspendedView) -> str:
    """Where it waits; what is in the way says so already."""
    if not one.till or one.state == "unreachable":
        return ""
    return translate("Suspended", "at {till}").format(till=one.till)


def _state_text(one: SuspendedView) -> str:
    if one.state == "asking":
        return translate("Suspended", "Asking the hub …")
    if one.state == "granted":
        return translate("Suspended", "Taken for this till: press Enter to open it")
    if one.state == "unreachable":
        text = translate("Suspended", "The hub is not reached: open it at {till}, or scan its slip")
        return text.format(till=one.till)
    return ""
