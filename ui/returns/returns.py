"""The return screen: find the receipt, pick what comes back of it, and put that on the sale."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands.returns import ReturnLines
from pos_app.queries import CheckPrice
from pos_app.queries.returns import QuoteReturn, ShowReturnable
from pos_app.views import Notice, Outcome, PriceCheckView
from pos_app.views.returns import ReturnableView, ReturnQuote
from ui.keys import KeyTable
from ui.returns.figure_sheets import BackQuantitySheet
from ui.returns.finding import FindingModel
from ui.returns.picking import LineRow, Picking
from ui.returns.receipts import till_word
from ui.returns.why import WhyModel
from ui.routes import Router
from ui.rows import Rows
from ui.sell.sheets import Sheets
from ui.side_screen import SideScreen
from ui.till import Till
from ui.words import notice, say

translate = QCoreApplication.translate


class ReturnsModel(SideScreen):
    """Screen `returns`: first the receipts found, then the lines of one; a scan works in both."""

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
        super().__init__("returns", till, keys, router, sell, parent)
        self._sheets = sheets
        self._why = WhyModel(till, "return", self)
        self._why.changed.connect(self._answered)
        self._finding = FindingModel(till, self)
        self._finding.opened.connect(self._show)
        self._lines = Rows(LineRow, self)
        self._selected = -1
        self._picking: Picking | None = None
        self._quote: ReturnQuote | None = None
        self._problem = ""
        self._wanted = ""
        self._sending = False
        till.receipt_read.connect(self._receipt_read)
        picking_acts: dict[str, Callable[[], None]] = {
            "more": lambda: self.step_line(self._selected, 1),
            "fewer": lambda: self.step_line(self._selected, -1),
            "quantity": self._ask_quantity,
            "whole_line": lambda: self.whole_line(self._selected),
            "everything": self._everything,
            "next_fate": self._why.next_fate,
            "next_reason": self._why.next_reason,
            "take_back": self._take_back,
        }
        self._picking_acts = frozenset(picking_acts)
        self.acts = {
            **self.acts,
            **picking_acts,
            "up": lambda: self._step(-1),
            "down": lambda: self._step(1),
            "open": self._finding.open,
            "no_receipt": lambda: router.go("no_receipt"),
        }

    @Property(QObject, constant=True)
    def finding(self) -> FindingModel:
        """What is typed, and the receipts found."""
        return self._finding

    @Property(bool, notify=changed)
    def picking(self) -> bool:
        """Whether the lines of a receipt are shown."""
        return self._picking is not None

    @Property(int, notify=selected_changed)
    def selected(self) -> int:
        """The line that keys act on; -1 for none."""
        return self._selected

    @Property(QObject, constant=True)
    def lines(self) -> Rows:
        """The lines of the receipt, without the deposits that follow them."""
        return self._lines

    @Property(QObject, constant=True)
    def why(self) -> WhyModel:
        """Why goods come back, and where they go."""
        return self._why

    @Property(str, notify=changed)
    def receipt_no(self) -> str:
        """The receipt whose lines are shown."""
        return "" if self._picking is None else self._picking.view.receipt_no

    @Property(str, notify=changed)
    def receipt_detail(self) -> str:
        """When and where it was printed, and what was paid."""
        if self._picking is None:
            return ""
        view, figures = self._picking.view, self.till.figures
        total = figures.money(view.total, view.currency)
        return " · ".join((figures.moment(view.at), till_word(view.terminal), total))

    @Property(str, notify=changed)
    def caution(self) -> str:
        """Why nothing of it comes back, or how old the knowledge of another till's receipt is."""
        view = None if self._picking is None else self._picking.view
        if view is None:
            return ""
        if view.reversed:
            return translate("Returns", "This sale was cancelled. Nothing of it can come back.")
        if not any(line.left for line in view.lines):
            return translate("Returns", "Everything of this receipt came back already.")
        return "" if view.own else self._age(view.as_of)

    @Property(str, notify=changed)
    def refund_text(self) -> str:
        """What goes back to the customer for all that is picked."""
        quote = self._quote
        return self._money(0 if quote is None else quote.total)

    @Property(str, notify=changed)
    def deposit_text(self) -> str:
        """The deposit in it; empty for none."""
        if self._quote is None or not self._quote.deposits:
            return ""
        text = translate("Returns", "with {amount} deposit")
        return text.format(amount=self._money(self._quote.deposits))

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether something is picked and nothing under way."""
        return bool(self._picked) and not self._sending

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is still missing, or why it was refused."""
        return self._problem

    def entered(self) -> None:
        """Start with the newest receipts, or with the one that was asked for."""
        self._why.start()
        super().entered()
        if self._wanted:
            self._show(self._wanted)
            self._wanted = ""
        else:
            self._forget_receipt()
            self._finding.start()

    def left(self) -> None:
        """The next look begins anew."""
        super().left()
        self._forget_receipt()

    def can(self, act: str) -> bool:
        """Keys of the lines belong to the field while a receipt is looked for."""
        if act in self._picking_acts:
            return self._picking is not None
        if act == "open":
            return self._picking is None and self._finding.any
        return super().can(act)

    def go_back(self) -> None:
        """From the lines to the receipts, then out of the field, then to the sale."""
        if self._picking is not None:
            self._forget_receipt()
            self._finding.look()
        elif not self._finding.clear():
            super().go_back()

    def scan(self, raw: str) -> None:
        """An item on the receipt shown is picked once more; anything else is looked for."""
        if self._home:
            super().scan(raw)
        elif self._picking is None:
            self._finding.scanned(raw)
        else:
            self.till.dispatcher.ask_latest(
                "return_item", CheckPrice(raw=raw), lambda found: self._scanned(raw, found)
            )

    def show_receipt(self, txn_id: str) -> None:
        """Come here with a receipt known already."""
        if self.shown:
            self._show(txn_id)
        else:
            self._wanted = txn_id
            self.router.go("returns")

    @Slot(int)
    def select(self, row: int) -> None:
        """Select a row, kept within the list."""
        row = min(row, len(self._lines) - 1)
        if row != self._selected:
            self._selected = row
            self.selected_changed.emit()

    @Slot(int, int)
    def step_line(self, row: int, by: int) -> None:
        """One more, or one fewer, of a line."""
        self._pick(row, lambda picking, key: picking.step(key, by))

    @Slot(int)
    def whole_line(self, row: int) -> None:
        """All that is left of a line, or none of it again."""
        self._pick(row, lambda picking, key: picking.toggle_all(key))

    def _step(self, by: int) -> None:
        """Move through what is shown: the lines, or the receipts."""
        if self._picking is None:
            self._finding.step(by)
        else:
            self.select(max(0, self._selected + by))

    def _scanned(self, raw: str, found: PriceCheckView) -> None:
        picking = self._picking
        sku = found.item.sku if found.found and found.item is not None else ""
        line = picking.line_of(sku) if picking is not None and sku else None
        if picking is None or line is None:
            self._forget_receipt()
            self._finding.scanned(raw)
            return
        self.select(self._lines.place(line.line_id))
        if picking.of(line.line_id) < line.left:
            self.till.sounds.accepted()
            self.step_line(self._selected, 1)
        else:
            self.till.say(notice("return_more_than_left", name=line.name), aloud=True)

    @Slot(str)
    def _show(self, txn_id: str) -> None:
        self.till.dispatcher.ask_latest("returnable", ShowReturnable(txn_id=txn_id), self._take_receipt)

    def _take_receipt(self, view: ReturnableView) -> None:
        self._picking = Picking(view)
        self._quote = None
        self._problem = ""
        self._sending = False
        self._show_lines()
        self._selected = -1
        self.select(0)
        self.selected_changed.emit()
        self.changed.emit()

    @Slot(object)
    def _receipt_read(self, found: Notice) -> None:
        txn_id = str(found.params.get("txn_id", ""))
        if txn_id:
            self.show_receipt(txn_id)
            return
        self.router.go("returns")
        self.till.say(found, aloud=True)

    def _forget_receipt(self) -> None:
        self.till.dispatcher.forget("returnable")
        self.till.dispatcher.forget("return_quote")
        self._picking = None
        self._quote = None
        self._problem = ""
        self._sending = False
        self._lines.show([])
        self._selected = -1
        self.selected_changed.emit()
        self.changed.emit()

    def _pick(self, row: int, act: Callable[[Picking, str], None]) -> None:
        found = self._lines.at(row)
        if self._picking is not None and found is not None:
            self.select(row)
            act(self._picking, found.key)
            self._picked_anew()

    def _everything(self) -> None:
        if self._picking is not None:
            self._picking.toggle_everything()
            self._picked_anew()

    def _picked_anew(self) -> None:
        self._problem = ""
        self._show_lines()
        picking = self._picking
        if picking is not None:
            query = QuoteReturn(txn_id=picking.view.txn_id, picks=picking.picks(self._why.stock))
            self.till.dispatcher.ask_latest("return_quote", query, self._take_quote)
        self.changed.emit()

    def _take_quote(self, quote: ReturnQuote) -> None:
        if self._picking is not None and quote.txn_id == self._picking.view.txn_id:
            self._quote = quote
            self._show_lines()
            self.changed.emit()

    def _show_lines(self) -> None:
        if self._picking is not None:
            self._lines.show(self._picking.rows(self._quote, self.till.figures))

    def _ask_quantity(self) -> None:
        picking, row = self._picking, self._lines.at(self._selected)
        line = None if picking is None or row is None else picking.line(row.key)
        if picking is None or line is None:
            return

        def took(quantity: int) -> None:
            picking.set(line.line_id, quantity)
            self._picked_anew()

        about = (line.name, line.unit, picking.of(line.line_id))
        self._sheets.show(
            "quantity", lambda: BackQuantitySheet(self.till, self._sheets.close, about, line.left, took)
        )

    def _take_back(self) -> None:
        picking = self._picking
        if picking is None or self._sending:
            return
        if not self._picked:
            self._blame(notice("nothing_picked"))
        elif self._why.missing:
            self._blame(notice("reason_missing"))
        else:
            self._sending = True
            self.changed.emit()
            picks = picking.picks(self._why.stock)
            command = ReturnLines(txn_id=picking.view.txn_id, picks=picks, reason_id=self._why.reason_id)
            self.till.send(command, self._taken_back, self._blame)

    def _taken_back(self, outcome: Outcome) -> None:
        self._sending = False
        self.changed.emit()
        if outcome.ok:
            self.router.go("sell")

    def _blame(self, found: Notice) -> None:
        self._sending = False
        self._problem = say(found)
        self.till.sounds.error()
        self.changed.emit()

    @Slot()
    def _answered(self) -> None:
        self._problem = ""
        self.changed.emit()

    def _age(self, as_of: int | None) -> str:
        if as_of is None:
            return translate(
                "Returns", "The hub was not heard yet: what came back at other tills since is not known here."
            )
        text = translate("Returns", "As known at {moment}: later returns at other tills are not known here.")
        return text.format(moment=self.till.figures.moment(as_of))

    @property
    def _picked(self) -> bool:
        return self._picking is not None and bool(self._picking.picks("back"))

    def _money(self, minor: int) -> str:
        currency = "" if self._picking is None else self._picking.view.currency
        return self.till.figures.money(minor, currency)
