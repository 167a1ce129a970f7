"""Looking for the receipt: by its number, the end of it, or an item on it; typed or scanned."""

from __future__ import annotations

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.queries import ShowSync
from pos_app.queries.returns import FindReceipts
from pos_app.views.returns import ReceiptFound
from pos_app.views.sync import SyncView
from ui.returns.receipts import ReceiptRow, receipt_row
from ui.rows import Rows
from ui.till import Till

translate = QCoreApplication.translate


class FindingModel(QObject):
    """The receipts found, newest first; `opened` is told of the one that is wanted."""

    changed = Signal()
    selected_changed = Signal()
    opened = Signal(str)
    """Its transaction's id."""

    def __init__(self, till: Till, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till = till
        self._rows = Rows(ReceiptRow, self)
        self._text = self._answered = ""
        self._loaded = self._open_first = False
        self._selected = -1
        self._as_of: int | None = None

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        """The receipts found."""
        return self._rows

    @Property(str, notify=changed)
    def text(self) -> str:
        """What stands in the field."""
        return self._text

    @Property(int, notify=selected_changed)
    def selected(self) -> int:
        """The one that Enter opens; -1 for none."""
        return self._selected

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether the answer has come and there is nothing."""
        return self._loaded and len(self._rows) == 0

    @Property(str, notify=changed)
    def empty_text(self) -> str:
        """What was not found."""
        if not self._answered:
            return translate("Returns", "No receipt yet")
        return translate("Returns", "No receipt found for {text}").format(text=self._answered)

    @Property(str, notify=changed)
    def known_text(self) -> str:
        """How old is what is known of the other tills' receipts."""
        if self._as_of is None:
            return translate("Returns", "Receipts of other tills as they were before this program started.")
        text = translate("Returns", "Receipts of other tills as of {moment}.")
        return text.format(moment=self._till.figures.moment(self._as_of))

    @property
    def any(self) -> bool:
        """Whether there is a receipt to open."""
        return len(self._rows) > 0

    def start(self) -> None:
        """The newest receipts, and how fresh those of other tills are."""
        self._text = ""
        self._open_first = False
        self.look()
        self._till.dispatcher.ask_latest("returns_sync", ShowSync(), self._take_sync)
        self.changed.emit()

    def look(self) -> None:
        """Ask anew for what stands in the field."""
        text = self._text.strip()
        query = FindReceipts(text=text)
        self._till.dispatcher.ask_latest("receipts", query, lambda found: self._take(text, found))

    def scanned(self, raw: str) -> None:
        """Look up what was scanned; the one receipt that fits is opened at once."""
        self._text = ""
        self._open_first = False
        query = FindReceipts(text=raw)
        self._till.dispatcher.ask_latest("receipts", query, lambda found: self._take_scanned(raw, found))

    def clear(self) -> bool:
        """Empty the field; False where it is empty."""
        typed = self._text != ""
        self.type_text("")
        return typed

    @Slot(str)
    def type_text(self, text: str) -> None:
        """The field was edited: look as it is typed."""
        if text != self._text:
            self._text = text
            self._open_first = False
            self.look()
            self.changed.emit()

    @Slot(int)
    def select(self, row: int) -> None:
        """Select a row, kept within the list."""
        row = min(row, len(self._rows) - 1)
        if row != self._selected:
            self._selected = row
            self.selected_changed.emit()

    def step(self, by: int) -> None:
        """Move the selection up (negative) or down."""
        self.select(max(0, self._selected + by))

    @Slot(int)
    def open_at(self, row: int) -> None:
        """A receipt was tapped."""
        self.select(row)
        self.open()

    def open(self) -> None:
        """The selected receipt is wanted; while the answer for what is typed is on its way, its first."""
        row = self._rows.at(self._selected)
        if self._text and self._text.strip() != self._answered:
            self._open_first = True
        elif row is not None:
            self.opened.emit(row.key)

    def _take(self, text: str, found: tuple[ReceiptFound, ...]) -> None:
        self._answered, self._loaded = text, True
        self._rows.show([receipt_row(one, self._till.figures) for one in found])
        self._selected = 0 if found else -1
        self.selected_changed.emit()
        self.changed.emit()
        if self._open_first:
            self._open_first = False
            self.open()

    def _take_scanned(self, raw: str, found: tuple[ReceiptFound, ...]) -> None:
        self._take("".join(sign for sign in raw if sign.isprintable()), found)
        if found:
            self._till.sounds.accepted()
        else:
            self._till.sounds.error()
        if len(found) == 1:
            self.opened.emit(found[0].txn_id)

    def _take_sync(self, view: SyncView) -> None:
        self._as_of = view.last_contact_at
        self.changed.emit()
