"""The cart as shown: its lines as rows, the selected one, and the totals as text."""

from __future__ import annotations

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.views import LineView, PromotionHint, SaleView
from ui.figures import Figures
from ui.marked import counted
from ui.rows import Rows
from ui.sell.cart_rows import CartRow, cart_row
from ui.till import Till


class CartModel(QObject):
    """Follows the till's sale. The line last changed is the selected one."""

    changed = Signal()
    selected_changed = Signal()

    def __init__(self, till: Till, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till = till
        self._rows = Rows(CartRow, self)
        self._selected = -1
        self._bumps: dict[str, int] = {}
        self._quantities: dict[str, int] = {}
        self._written: dict[str, tuple[Figures, LineView, CartRow]] = {}
        self._txn_id = ""
        till.sale_changed.connect(self._show)
        till.view_changed.connect(self._show)

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        """The lines, oldest first."""
        return self._rows

    @Property(int, notify=selected_changed)
    def selected(self) -> int:
        """The row that quantity, discount, price and void act on; -1 for none."""
        return self._selected

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether the sale has no line at all."""
        return len(self._rows) == 0

    @Property(str, notify=changed)
    def total_text(self) -> str:
        """What the sale costs, or what goes back to the customer."""
        return self._till.figures.money(abs(self._sale.total), self._sale.currency)

    @Property(str, notify=changed)
    def rest_text(self) -> str:
        """What is still to pay where a part is paid; empty where nothing is, or money goes back."""
        if not self._sale.tenders or self._sale.remaining <= 0:
            return ""
        return self._till.figures.money(self._sale.remaining, self._sale.currency)

    @Property(bool, notify=changed)
    def gives_back(self) -> bool:
        """Whether the customer gets money back in the end."""
        return self._sale.total < 0

    @Property(str, notify=changed)
    def total_label(self) -> str:
        """What the total means: a plain total, or which way the money goes in a return or an exchange."""
        if self._sale.total < 0:
            return QCoreApplication.translate("Cart", "To give back")
        if self._sale.refund_total:
            return QCoreApplication.translate("Cart", "To pay")
        return QCoreApplication.translate("Cart", "Total")

    @Property(str, notify=changed)
    def refund_text(self) -> str:
        """What the goods taken back are worth; empty without any."""
        back = self._sale.refund_total
        return self._till.figures.money(-back, self._sale.currency) if back else ""

    @Property(str, notify=changed)
    def count_text(self) -> str:
        """How many pieces."""
        return counted("Cart", "%n item(s)", self._sale.piece_count)

    @Property(str, notify=changed)
    def savings_text(self) -> str:
        """All that was taken off, by people and by promotions; empty for nothing."""
        off = self._sale.discount_total + self._sale.promotion_total
        return self._till.figures.money(-off, self._sale.currency) if off else ""

    @Property(str, notify=changed)
    def sale_discount_text(self) -> str:
        """The discount on the whole sale in words; empty without one."""
        return self._sale.sale_discount_text

    @Property(str, notify=changed)
    def tax_text(self) -> str:
        """The tax in it, or on top of it."""
        return self._till.figures.money(self._sale.tax_total, self._sale.currency)

    @Property(str, notify=changed)
    def tax_label(self) -> str:
        """Whether the tax is included in the prices or added to them."""
        if self._sale.prices_include_tax:
            return QCoreApplication.translate("Cart", "Tax included")
        return QCoreApplication.translate("Cart", "Tax added")

    @Property(list, notify=changed)
    def hints(self) -> list[str]:
        """Promotions that a little more would bring, each as a quiet line."""
        return [self._hint(hint) for hint in self._sale.hints]

    @Property(bool, notify=changed)
    def has_customer(self) -> bool:
        """Whether somebody is on the sale."""
        return self._sale.customer is not None

    @Property(str, notify=changed)
    def customer_name(self) -> str:
        """Who the sale is for, by the best that is known of her; empty for nobody."""
        one = self._sale.customer
        if one is None:
            return ""
        known = one.name or one.phone or one.email
        return known or QCoreApplication.translate("Cart", "Customer, not known here any more")

    @Property(str, notify=changed)
    def customer_points(self) -> str:
        """Her points with their age, and what this sale earns; empty where the store gives none."""
        one = self._sale.customer
        if one is None or not one.loyalty:
            return ""
        parts = []
        if one.as_of:
            text = QCoreApplication.translate("Cart", "{count} points, as of {time}")
            parts.append(text.format(count=one.points, time=self._till.figures.moment(one.as_of)))
        else:
            parts.append(QCoreApplication.translate("Cart", "Points not known here yet"))
        if one.earns:
            text = QCoreApplication.translate("Cart", "+{count} with this sale")
            parts.append(text.format(count=one.earns))
        return " · ".join(parts)

    @Property(bool, notify=changed)
    def payable(self) -> bool:
        """Whether there is a line that counts."""
        return any(not line.voided for line in self._sale.lines)

    @property
    def _sale(self) -> SaleView:
        return self._till.sale or SaleView(txn_id="", currency=self._till.figures.currency)

    @property
    def line(self) -> LineView | None:
        """The selected line, or None."""
        row = self._rows.at(self._selected)
        return None if row is None else next((ln for ln in self._sale.lines if ln.line_id == row.key), None)

    @Slot(int)
    def select(self, row: int) -> None:
        """Select a row, kept within the list."""
        self._set_selected(max(-1, min(row, len(self._rows) - 1)))

    @Slot(int)
    def step(self, by: int) -> None:
        """Move the selection up (negative) or down."""
        if len(self._rows):
            self.select(max(0, self._selected + by))

    @Slot()
    def _show(self) -> None:
        sale = self._sale
        if sale.txn_id != self._txn_id:
            self._txn_id = sale.txn_id
            self._bumps.clear()
            self._quantities.clear()
            self._written.clear()
        for line in sale.lines:
            if line.quantity > self._quantities.get(line.line_id, line.quantity):
                self._bumps[line.line_id] = self._bumps.get(line.line_id, 0) + 1
            self._quantities[line.line_id] = line.quantity
        before = self._rows.at(self._selected)
        self._rows.show([self._row(line) for line in sale.lines])
        self.changed.emit()
        self._follow("" if before is None else before.key)

    def _hint(self, hint: PromotionHint) -> str:
        if hint.missing_quantity:
            more = counted("Cart", "%n more for", hint.missing_quantity)
        else:
            text = QCoreApplication.translate("Cart", "{amount} more for")
            more = text.format(amount=self._till.figures.money(hint.missing_amount, self._sale.currency))
        return f"{more} {hint.name}"

    def _row(self, line: LineView) -> CartRow:
        """The line's row; a line that has not changed is not written out again, however long the sale."""
        figures, bumps = self._till.figures, self._bumps.get(line.line_id, 0)
        known = self._written.get(line.line_id)
        if known is not None and known[0] is figures and known[1] == line and known[2].bumps == bumps:
            return known[2]
        row = cart_row(line, figures, bumps)
        self._written[line.line_id] = (figures, line, row)
        return row

    def _follow(self, before: str) -> None:
        """Select the line last changed; otherwise stay, or fall back to the newest."""
        place = self._rows.place(self._till.line_id) if self._till.line_id else -1
        if place < 0 and before:
            place = self._rows.place(before)
        self._set_selected(place if place >= 0 else len(self._rows) - 1)

    def _set_selected(self, row: int) -> None:
        if row != self._selected:
            self._selected = row
            self.selected_changed.emit()
