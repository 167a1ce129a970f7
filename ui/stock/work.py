"""The list of stock work: what can be begun, what is on its way here, drafts, and what was posted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot

from pos_app.commands.stock import BeginStockDocument
from pos_app.ports.stock import DocumentKind
from pos_app.queries.stock import ListStockDocuments
from pos_app.views import Outcome
from pos_app.views.stock import StockWorkView
from ui.keys import KeyTable
from ui.routes import Router
from ui.rows import Rows
from ui.side_screen import SideScreen
from ui.stock.document import StockDocumentModel
from ui.stock.rows import DOCUMENT, TRANSFER, WorkRow, work_rows
from ui.stock.wording import KINDS
from ui.till import Till


class StockWorkModel(SideScreen):
    """Screen `stock`. A scan asks what is here of the item: nothing is sold or counted from a list."""

    changed = Signal()

    selected_changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        look_up: Callable[[str], None],
        document: StockDocumentModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__("stock", till, keys, router, look_up, parent)
        self._look_up = look_up
        self._document = document
        self._rows = Rows(WorkRow, self)
        self._selected = -1
        self._loaded = self._beginning = False
        till.topic_changed.connect(self._on_topic)
        till.news.connect(self._on_news)
        self.acts = {
            **self.acts,
            "up": lambda: self.select(max(0, self._selected - 1)),
            "down": lambda: self.select(self._selected + 1),
            "open": lambda: self.open_at(self._selected),
            "count": lambda: self._begin("count"),
            "receive": lambda: self._begin("receive"),
            "send": lambda: self._begin("send"),
            "arrive": lambda: self._begin("arrive"),
            "adjust": lambda: self._begin("adjust"),
        }

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        """Transfers, drafts, and what was posted."""
        return self._rows

    @Property(int, notify=selected_changed)
    def selected(self) -> int:
        """The row that Enter opens; -1 for none."""
        return self._selected

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether the answer has come and there is nothing."""
        return self._loaded and len(self._rows) == 0

    @Property(list, constant=True)
    def kinds(self) -> list[str]:
        """The acts that begin something, in the order of their keys."""
        return [one.act for one in KINDS.values()]

    def entered(self) -> None:
        """Ask anew; what was chosen last time is not."""
        self._loaded = self._beginning = False
        super().entered()

    def refresh(self) -> None:
        """Ask for the list."""
        self.till.dispatcher.ask_latest("stock_work", ListStockDocuments(), self._take)

    def can(self, act: str) -> bool:
        """There must be a row to open."""
        return super().can(act) and (act != "open" or self._selected >= 0)

    def scan(self, raw: str) -> None:
        """Show price and stock of it."""
        if self._home == "sign_in":
            super().scan(raw)
        else:
            self.router.go("price_check")
            self._look_up(raw)

    @Slot(int)
    def select(self, row: int) -> None:
        """Select a row, kept within the list."""
        row = min(row, len(self._rows) - 1)
        if row != self._selected:
            self._selected = row
            self.selected_changed.emit()

    @Slot(int)
    def open_at(self, row: int) -> None:
        """Show a document, or begin to book a transfer in."""
        self.select(row)
        found = self._rows.at(row)
        if found is None:
            return
        if found.key.startswith(DOCUMENT):
            self._document.open(found.key.removeprefix(DOCUMENT))
        else:
            self._begin("arrive", found.key.removeprefix(TRANSFER))

    def _begin(self, kind: DocumentKind, transfer_id: str = "") -> None:
        """A second press while the first is under way begins nothing more."""
        if not self._beginning:
            self._beginning = True
            self.till.send(BeginStockDocument(kind=kind, transfer_id=transfer_id), self._begun)

    def _begun(self, outcome: Outcome) -> None:
        self._beginning = False
        if outcome.ok:
            self._document.open(outcome.document_id)

    def _take(self, view: StockWorkView) -> None:
        before = self._rows.at(self._selected)
        self._rows.show(work_rows(view, self.till.figures))
        self._loaded = True
        self._selected = -1
        self.select(max(0, self._rows.place(before.key) if before is not None else 0))
        self.selected_changed.emit()
        self.changed.emit()

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        if topic == "stock" and self.shown:
            self.refresh()

    @Slot(str, object)
    def _on_news(self, topic: str, view: object) -> None:  # noqa: ARG002 - the shape of all news
        # Goods on their way are told by the hub: look again when something came from it.
        if topic == "till" and self.shown:
            self.refresh()
