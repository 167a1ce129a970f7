"""One stock document: filled by scanning or searching, looked over and posted; all five kinds alike."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands import Command
from pos_app.commands import stock as c
from pos_app.queries.stock import ShowStockDocument
from pos_app.views import Notice, Outcome
from pos_app.views.stock import StockDocumentView, StockLineView
from ui.keys import KeyTable
from ui.marked import counted
from ui.routes import Router
from ui.rows import Rows
from ui.sell.cart_rows import PIECE
from ui.sell.sheets import Sheets
from ui.side_screen import SideScreen
from ui.stock.finding import ItemFinding
from ui.stock.head import HeadModel
from ui.stock.rows import LineRow, line_rows
from ui.stock.sheets import ReferenceSheet, StockQuantitySheet
from ui.stock.summary import caution_of, facts_of
from ui.stock.wording import other_side, title_of, who_and_when, words_of
from ui.till import Till
from ui.words import notice

translate = QCoreApplication.translate

_LINE_ACTS = frozenset({"quantity", "more", "fewer", "remove"})
_DRAFT_ACTS = frozenset({"reference", "drop", "finish", "next_store", "next_reason", "other_way"})


class StockDocumentModel(SideScreen):
    """Screen `stock_document`. A count is blind: what should be there is shown once it is declared."""

    changed = Signal()

    selected_changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sheets: Sheets,
        sell: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("stock_document", till, keys, router, sell, parent)
        self._sheets = sheets
        self._finding = ItemFinding(till, self._add_sku, self._add_code, self)
        self._finding.changed.connect(self.changed)
        self._head = HeadModel(till, self._send, self)
        self._lines = Rows(LineRow, self)
        self._document_id = ""
        self._view: StockDocumentView | None = None
        self._selected = -1
        self._touched = ""
        self._reviewed = self._sending = self._sure = False
        till.topic_changed.connect(self._on_topic)
        self.acts = {
            **self.acts,
            "up": lambda: self._step(-1),
            "down": lambda: self._step(1),
            "more": lambda: self.step_line(self._selected, 1),
            "fewer": lambda: self.step_line(self._selected, -1),
            "quantity": lambda: self.ask_quantity(self._selected),
            "remove": self._remove,
            "undo": lambda: self._send(c.UndoStockChange(document_id=self._document_id)),
            "reference": self._ask_reference,
            "next_store": self._head.next_store,
            "next_reason": self._head.next_reason,
            "other_way": self._head.other_way,
            "drop": self._drop,
            "go_on": self._go_on,
            "finish": self._finish,
        }

    # --- what is shown

    @Property(QObject, constant=True)
    def finding(self) -> ItemFinding:
        """The field and what it finds."""
        return self._finding

    @Property(QObject, constant=True)
    def head(self) -> HeadModel:
        """Store, reason and direction."""
        return self._head

    @Property(QObject, constant=True)
    def lines(self) -> Rows:
        """The items on it."""
        return self._lines

    @Property(int, notify=selected_changed)
    def selected(self) -> int:
        """The line that keys act on; -1 for none."""
        return self._selected

    @Property(str, notify=changed)
    def title(self) -> str:
        """What it is."""
        return "" if self._view is None else title_of(self._view.kind)

    @Property(str, notify=changed)
    def detail(self) -> str:
        """Where the goods go or come from, who began it and when."""
        if self._view is None:
            return ""
        words = (other_side(self._view), who_and_when(self._view, self.till.figures))
        return " · ".join(word for word in words if word)

    @Property(str, notify=changed)
    def reference(self) -> str:
        """Number of the delivery note or the like; empty for none."""
        return "" if self._view is None else self._view.reference

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What to do on an empty document."""
        return "" if self._view is None else translate("Stock", words_of(self._view.kind).hint)

    @Property(bool, notify=changed)
    def draft(self) -> bool:
        """Whether it can still be changed."""
        return self._view is not None and self._view.posted_at is None

    @Property(bool, notify=changed)
    def working(self) -> bool:
        """Whether goods are scanned onto it: it is neither looked over nor posted."""
        return bool(self.draft) and not self._reviewed

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether nothing is on it."""
        return self._view is not None and not self._view.lines

    @Property(bool, notify=changed)
    def blind(self) -> bool:
        """Whether what should be there is kept back until the count is declared."""
        return bool(self.working) and self._kind == "count"

    @Property(str, notify=changed)
    def count_text(self) -> str:
        """How many items."""
        return counted("Stock", "%n item(s)", 0 if self._view is None else len(self._view.lines))

    @Property(list, notify=changed)
    def facts(self) -> list[dict[str, str]]:
        """The summary: pieces in all, and of a count that is declared how it differs."""
        if self._view is None:
            return []
        reason = "" if self.draft else str(self._head.reason_text)
        return facts_of(self._view, self.till.figures, reviewed=self._reviewed, reason=reason)

    @Property(str, notify=changed)
    def caution(self) -> str:
        """What happens when it is posted, where a person must know."""
        return caution_of(self._view) if self._view is not None and self._reviewed else ""

    @Property(str, notify=changed)
    def finish_text(self) -> str:
        """The label of the one large button."""
        words = words_of(self._kind)
        return translate("Stock", words.post if self._reviewed else words.finish)

    @Property(list, notify=changed)
    def tools(self) -> list[str]:
        """The acts that have a button now."""
        if not self.draft:
            return []
        if self._reviewed:
            return ["go_on"]
        wanted = ("quantity", "undo", "remove", "reference", "drop")
        return [act for act in wanted if self.can(act)]

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether it can be looked over or posted now."""
        return bool(self.draft) and not self.empty and not self._sending

    # --- coming and going

    def open(self, document_id: str) -> None:
        """Show this document from now on."""
        self._document_id = document_id
        self._view = None
        self._selected, self._touched = -1, ""
        self._reviewed = self._sending = self._sure = False
        self._lines.show([])
        self._finding.type_text("")
        self.router.go("stock_document")

    def refresh(self) -> None:
        """Ask for the document anew."""
        if self._document_id:
            query = ShowStockDocument(document_id=self._document_id)
            self.till.dispatcher.ask_latest("stock_document", query, self._take)

    def can(self, act: str) -> bool:
        """A posted document is only read; Del, + and - belong to the field while something is typed."""
        if act in _LINE_ACTS:
            return bool(self.working) and self._selected >= 0 and not self._finding.text
        if act == "undo":
            return bool(self.working) and self._view is not None and self._view.can_undo
        if act == "go_on":
            return self._reviewed and bool(self.draft)
        return super().can(act) and (act not in _DRAFT_ACTS or bool(self.draft))

    def go_back(self) -> None:
        """Out of the field, from the summary to the goods, then to the list; the draft stays."""
        if self._finding.text:
            self._finding.type_text("")
        elif self._reviewed and self.draft:
            self._go_on()
        elif self.working and self.empty and self._view is not None and not self._view.can_undo:
            # Begun by mistake: an empty draft is nothing to keep.
            self._send(c.DropStockDocument(document_id=self._document_id), self._left)
        else:
            self.router.go("stock")

    def scan(self, raw: str) -> None:
        """One more of it; refused aloud where the document is looked over or posted."""
        if self._home == "sign_in":
            super().scan(raw)
        elif self.working:
            self._finding.type_text("")
            self._add_code(raw)
        else:
            self.till.say(
                notice("scan_in_stock_review" if self.draft else "stock_document_posted"), aloud=True
            )

    # --- what a person does

    @Slot(int)
    def select(self, row: int) -> None:
        """Select a line, kept within the list."""
        row = min(row, len(self._lines) - 1)
        if row != self._selected:
            self._selected = row
            self.selected_changed.emit()
            self.changed.emit()

    @Slot(int, int)
    def step_line(self, row: int, by: int) -> None:
        """One more, or one fewer, of a line."""
        line = self._line(row)
        if line is not None and self.working:
            self.select(row)
            quantity = max(0, line.quantity + by * PIECE)
            if quantity or self._kind == "count":
                self._set(line.sku, quantity)

    @Slot(int)
    def ask_quantity(self, row: int) -> None:
        """Key the quantity of a line."""
        line, view = self._line(row), self._view
        if line is not None and view is not None and self.working:
            self.select(row)
            sheets = self._sheets
            sheets.show("quantity", lambda: StockQuantitySheet(self.till, sheets.close, view, line))

    def _ask_reference(self) -> None:
        view, sheets = self._view, self._sheets
        if view is not None:
            sheets.show("stock_reference", lambda: ReferenceSheet(self.till, sheets.close, view))

    def _add_sku(self, sku: str) -> None:
        self._send(c.AddStockItem(document_id=self._document_id, sku=sku), self._added)

    def _add_code(self, raw: str) -> None:
        self._send(c.ScanStock(document_id=self._document_id, raw=raw), self._added)

    def _added(self, outcome: Outcome) -> None:
        if outcome.ok:
            self.till.sounds.accepted()

    def _set(self, sku: str, quantity: int) -> None:
        self._send(c.SetStockQuantity(document_id=self._document_id, sku=sku, quantity=quantity))

    def _remove(self) -> None:
        line = self._line(self._selected)
        if line is not None:
            self._send(c.RemoveStockLine(document_id=self._document_id, sku=line.sku))

    def _drop(self) -> None:
        """Asked once where something is on it."""
        if self._view is not None and self._view.lines and not self._sure:
            self._sure = True
            self.till.say(notice("stock_drop_again", key=self.key_of("drop"), count=len(self._view.lines)))
            return
        self._send(c.DropStockDocument(document_id=self._document_id), self._left)

    def _go_on(self) -> None:
        self._reviewed = False
        self._show_lines()

    def _finish(self) -> None:
        """First look it over, then post it."""
        if not self.ready:
            self.till.say(notice("stock_document_empty"), aloud=True)
        elif self._head.missing and self._reviewed:
            self.till.say(notice(self._head.missing), aloud=True)
        elif not self._reviewed:
            self._finding.type_text("")
            self._reviewed = True
            self.till.say(None)
            self._show_lines()
        else:
            self._sending = True
            self.changed.emit()
            reason = "" if self._view is None else self._view.reason_id
            command = c.PostStockDocument(document_id=self._document_id, reason_id=reason)
            self._send(command, self._posted)

    def _posted(self, outcome: Outcome) -> None:
        self._sending = False
        self.changed.emit()
        if outcome.ok:
            self.till.sounds.accepted()
            self.router.go("stock")

    def _left(self, outcome: Outcome) -> None:
        if outcome.ok:
            self.router.go("stock")

    # --- what comes back

    def _send(self, command: Command, then: Callable[[Outcome], None] | None = None) -> None:
        if not isinstance(command, c.DropStockDocument):
            self._sure = False

        def done(outcome: Outcome) -> None:
            self._touched = outcome.line_id
            if then is not None:
                then(outcome)

        self.till.send(command, done, self._refused)

    def _refused(self, found: Notice) -> None:
        self._sending = False
        self.changed.emit()
        if found.code == "unknown_barcode":
            found = notice("stock_code_unknown", code=str(found.params.get("code", "")))
        self.till.say(found, aloud=True)

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        if topic == "stock" and self.shown:
            self.refresh()

    def _take(self, view: StockDocumentView) -> None:
        if view.document_id != self._document_id:
            return
        self._view = view
        self._reviewed = view.posted_at is not None or (self._reviewed and bool(view.lines))
        self._head.show(view)
        self._show_lines()

    def _show_lines(self) -> None:
        if self._view is not None:
            before = self._lines.at(self._selected)
            self._lines.show(line_rows(self._view, self.till.figures, reviewed=self._reviewed))
            place = self._lines.place(self._touched) if self._touched else -1
            if place < 0 and before is not None:
                place = self._lines.place(before.key)
            self._touched = ""
            self._selected = place if place >= 0 else len(self._lines) - 1
            if self._reviewed:
                self._selected = min(0, self._selected)
        self.selected_changed.emit()
        self.changed.emit()

    def _step(self, by: int) -> None:
        if self._finding.searching:
            self._finding.step(by)
        else:
            self.select(max(0, self._selected + by))

    def _line(self, row: int) -> StockLineView | None:
        found = self._lines.at(row)
        lines = () if self._view is None else self._view.lines
        return next((line for line in lines if found is not None and line.sku == found.key), None)

    @property
    def _kind(self) -> str:
        return "" if self._view is None else self._view.kind
