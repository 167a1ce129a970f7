"""The journal screen: today's entries, newest first, the receipt as on paper, reprint and post-void."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands import PostVoid, Reprint, ReprintZ
from pos_app.queries import ListJournal, ShowReceipt, ShowZReport
from pos_app.views import Outcome
from pos_app.views.journal import JournalEntryView, ReceiptView
from retail.errors import DataError
from retail.receipt_number import parse
from ui.customers.email_sheet import EmailSheet
from ui.journal.entries import SALES, EntryRow, entry_row, has_number
from ui.keys import KeyTable
from ui.reason_sheet import Question, ReasonSheet
from ui.routes import Router
from ui.rows import Rows
from ui.sell.sheets import Sheets
from ui.side_screen import SideScreen
from ui.till import Till
from ui.words import notice

translate = QCoreApplication.translate

_CUT = "[CUT]"
"""Where the printer cuts: on the screen the paper simply ends."""
_PAGE = 50
_SEARCH_PAGE = 200


class JournalModel(SideScreen):
    """Screen `journal`. The receipt of the selected entry is shown beside the list."""

    changed = Signal()

    selected_changed = Signal()
    find_cleared = Signal()
    """The search field is to be emptied."""

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sheets: Sheets,
        sell: Callable[[str], None],
        return_of: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("journal", till, keys, router, sell, parent)
        self._sheets = sheets
        self._return_of = return_of
        self._rows = Rows(EntryRow, self)
        self._entries: tuple[JournalEntryView, ...] = ()
        self._selected = -1
        self._receipts_only = True
        self._loaded = False
        self._complete = False
        self._wanted = ""
        self._finding = ""
        self._receipt: ReceiptView | None = None
        till.topic_changed.connect(self._on_topic)
        till.news.connect(self._on_news)
        self.acts = {
            **self.acts,
            "up": lambda: self.select(max(0, self._selected - 1)),
            "down": lambda: self.select(self._selected + 1),
            "older": self.more,
            "receipts_only": lambda: self.choose("all" if self._receipts_only else "receipts"),
            "reprint": self._reprint,
            "post_void": self._post_void,
            "returns": self._return,
            "email": self._email,
        }

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        """The entries."""
        return self._rows

    @Property(int, notify=selected_changed)
    def selected(self) -> int:
        """The entry whose receipt is shown; -1 for none."""
        return self._selected

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether the answer has come and there is nothing."""
        return self._loaded and not self._entries

    @Property(bool, notify=changed)
    def complete(self) -> bool:
        """Whether the oldest entry of the day is in the list."""
        return self._complete

    @Property(list, constant=True)
    def filters(self) -> list[dict[str, str]]:
        """Receipts only, or everything."""
        return [
            {"key": "receipts", "text": translate("Journal", "Receipts")},
            {"key": "all", "text": translate("Journal", "Everything")},
        ]

    @Property(str, notify=changed)
    def filter(self) -> str:
        """The one chosen."""
        return "receipts" if self._receipts_only else "all"

    @Property(str, notify=changed)
    def receipt_text(self) -> str:
        """The receipt as on paper; empty while there is none to show."""
        entry = self._entry
        if self._receipt is None or entry is None or entry.txn_id != self._receipt.txn_id:
            return ""
        return self._receipt.text.replace(_CUT, "").rstrip()

    @Property(bool, notify=changed)
    def can_reprint(self) -> bool:
        """Whether the selected entry has a paper: a sale its receipt, the end of a session its Z report."""
        return self._entry is not None and (self._entry.kind in SALES or self._entry.z_number > 0)

    @Property(bool, notify=changed)
    def can_return(self) -> bool:
        """Whether goods of the selected entry can come back, and its receipt be sent."""
        return self._entry is not None and self._entry.kind == "sale.completed"

    @Property(bool, notify=changed)
    def can_post_void(self) -> bool:
        """Whether the selected sale can be cancelled."""
        return self._entry is not None and self._entry.can_post_void

    @Property(str, notify=changed)
    def why_no_post_void(self) -> str:
        """Why a sale cannot be cancelled; empty where it can, or where there is none."""
        entry = self._entry
        if entry is None or entry.kind not in SALES or entry.can_post_void:
            return ""
        if entry.reversed:
            return translate("Journal", "This sale is cancelled already.")
        return translate("Journal", "A cancellation cannot be cancelled. Sell the items again.")

    def refresh(self) -> None:
        """Ask for as much as is shown, from the newest on."""
        self._ask(None, max(_PAGE, len(self._entries)))

    def go_back(self) -> None:
        """Esc empties the search first."""
        if self._wanted:
            self._wanted = ""
            self._finding = ""
            self.find_cleared.emit()
        else:
            super().go_back()

    def left(self) -> None:
        """The next look begins with today's newest."""
        super().left()
        self._entries = ()
        self._wanted = self._finding = ""
        self._loaded = self._complete = False
        self._receipt = None
        self._show(-1)
        self.find_cleared.emit()

    def scan(self, raw: str) -> None:
        """A receipt's own number is looked up; anything else is sold."""
        try:
            parse(raw)
        except DataError:
            super().scan(raw)
        else:
            self.find(raw)

    @Slot(str)
    def choose(self, key: str) -> None:
        """Show receipts only, or everything."""
        self._receipts_only = key == "receipts"
        self._entries = ()
        self._complete = False
        self._show(-1)
        self._ask(None, _PAGE)

    @Slot(int)
    def select(self, row: int) -> None:
        """Select a row, kept within the list, and show its receipt."""
        row = min(row, len(self._rows) - 1)
        if row != self._selected:
            self._selected = row
            self.selected_changed.emit()
            self._show_receipt()

    @Slot()
    def more(self) -> None:
        """The end of the list is in view: fetch the next page."""
        if self._loaded and not self._complete and self._entries:
            self._loaded = False  # until the page has come, so that it is asked for once
            self._ask(self._entries[-1].seq, _PAGE)

    @Slot(str)
    def type_number(self, text: str) -> None:
        """The search field was edited."""
        self._wanted = text.strip()
        self._finding = ""

    @Slot(str)
    def find(self, text: str) -> None:
        """Look for a receipt by its number, or the last figures of it, through the whole day."""
        self._wanted = self._finding = text.strip()
        if self._finding:
            self._go_on_finding()

    def _go_on_finding(self) -> None:
        wanted = self._finding
        place = next((i for i, one in enumerate(self._entries) if has_number(one, wanted)), -1)
        if place >= 0:
            self._finding = ""
            self.select(place)
        elif self._complete:
            self._finding = ""
            self.till.say(notice("receipt_not_found", number=wanted), aloud=True)
        else:
            self._ask(self._entries[-1].seq if self._entries else None, _SEARCH_PAGE)

    def _ask(self, before: int | None, limit: int) -> None:
        query = ListJournal(before_seq=before, limit=limit, receipts_only=self._receipts_only)
        ask = self.till.dispatcher.ask_latest
        ask("journal", query, lambda found: self._take(found, before, limit))

    def _take(self, found: tuple[JournalEntryView, ...], before: int | None, limit: int) -> None:
        shown = self._rows.at(self._selected)
        older = before is not None
        self._entries = (*self._entries, *found) if older else found
        self._complete = len(found) < limit
        self._loaded = True
        keys = [str(one.seq) for one in self._entries]
        self._show(keys.index(shown.key) if shown is not None and shown.key in keys else 0)
        if self._finding:
            self._go_on_finding()

    def _show(self, select: int) -> None:
        self._rows.show([entry_row(one, self.till.figures) for one in self._entries])
        self._selected = min(select, len(self._rows) - 1)
        self.selected_changed.emit()
        self._show_receipt()

    def _show_receipt(self) -> None:
        entry = self._entry
        ask = self.till.dispatcher.ask_latest
        if entry is not None and entry.kind in SALES:
            ask("receipt", ShowReceipt(txn_id=entry.txn_id), self._take_receipt)
        elif entry is not None and entry.z_number:
            self._receipt = None
            ask("receipt", ShowZReport(number=entry.z_number), self._take_receipt)
        else:
            self._receipt = None
            self.till.dispatcher.forget("receipt")
        self.changed.emit()

    def _take_receipt(self, view: ReceiptView) -> None:
        self._receipt = view
        self.changed.emit()

    @property
    def _entry(self) -> JournalEntryView | None:
        return self._entries[self._selected] if 0 <= self._selected < len(self._entries) else None

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        if topic in {"journal", "print"} and self.shown:
            self.refresh()

    @Slot(str, object)
    def _on_news(self, topic: str, _view: object) -> None:
        if topic in {"sync", "print"} and self.shown and not self._finding:
            self.refresh()

    def _reprint(self) -> None:
        entry = self._entry
        if entry is not None and entry.z_number:
            self.till.send(ReprintZ(number=entry.z_number))
        elif entry is None or entry.kind not in SALES:
            self.till.say(notice("no_receipt_selected"), aloud=True)
        else:
            self.till.send(Reprint(txn_id=entry.txn_id))

    def _return(self) -> None:
        """Take goods of the selected sale back."""
        entry = self._entry
        if entry is None or entry.kind != "sale.completed":
            self.till.say(notice("no_receipt_selected"), aloud=True)
        else:
            self._return_of(entry.txn_id)

    def _email(self) -> None:
        """Send the receipt of the selected sale to an address."""
        entry = self._entry
        if entry is None or entry.kind != "sale.completed":
            self.till.say(notice("no_receipt_selected"), aloud=True)
            return
        address = "" if self._receipt is None else self._receipt.email
        self._sheets.show(
            "email",
            lambda: EmailSheet(self.till, self._sheets.close, entry.txn_id, entry.receipt_no, address),
        )

    def _post_void(self) -> None:
        entry = self._entry
        if entry is None or entry.kind not in SALES:
            self.till.say(notice("no_receipt_selected"), aloud=True)
        elif not entry.can_post_void:
            self.till.say(notice("already_reversed" if entry.reversed else "not_reversible"), aloud=True)
        else:
            self._sheets.show("reason", lambda: self._question(entry))

    def _question(self, entry: JournalEntryView) -> ReasonSheet:
        amount = self.till.figures.money(entry.total or 0, entry.currency)
        title = translate("Journal", "Cancel sale {number} of {amount}?")
        question = Question(
            kind="post_void",
            title=title.format(number=entry.receipt_no, amount=amount),
            explanation=translate(
                "Journal",
                "An opposite sale is recorded and printed. The goods come back and the money goes back.",
            ),
            accept_text=translate("Journal", "Cancel the sale"),
            icon="undo-2",
            danger=True,
        )

        def command(reason_id: str) -> PostVoid:
            return PostVoid(txn_id=entry.txn_id, reason_id=reason_id)

        return ReasonSheet(self.till, self._sheets.close, question, command, self._cancelled)

    def _cancelled(self, outcome: Outcome) -> None:
        """Say how much goes back, as money."""
        found = outcome.notice
        if found is None or found.code != "post_voided":
            return
        currency = str(found.params.get("currency", ""))
        cash, card = int(found.params.get("cash", 0)), int(found.params.get("card", 0))
        money = self.till.figures.money
        code = "post_voided_both" if cash and card else "post_voided_card" if card else "post_voided_cash"
        self.till.say(
            notice(
                code,
                "positive",
                number=str(found.params.get("receipt_no", "")),
                cash=money(cash, currency),
                card=money(card, currency),
            )
        )
