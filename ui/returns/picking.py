"""What is picked of a receipt: how much of each line comes back, never more than is left."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_app.commands.returns import ReturnPick
from pos_app.views.returns import ReturnableLine, ReturnableView, ReturnQuote
from retail.transaction import StockFate
from ui.figures import Figures
from ui.rows import Row
from ui.sell.cart_rows import glued

translate = QCoreApplication.translate


class LineRow(Row, frozen=True, kw_only=True):
    """One line of the receipt, ready to be drawn."""

    name: str
    detail: str
    """How much was sold, came back already, and is left."""
    picked_text: str
    """How much comes back now."""
    amount_text: str
    """What goes back for it; empty while nothing is picked."""
    can_more: bool
    can_fewer: bool
    spent: bool
    """Nothing of it is left."""


class Picking:
    """Quantities by line, in thousandths."""

    def __init__(self, view: ReturnableView) -> None:
        self.view = view
        self.lines = tuple(line for line in view.lines if line.kind != "deposit")
        self._picked: dict[str, int] = {}

    def line(self, line_id: str) -> ReturnableLine | None:
        """A line that can be picked, or None."""
        return next((line for line in self.lines if line.line_id == line_id), None)

    def line_of(self, sku: str) -> ReturnableLine | None:
        """The first line of an item of which more can be picked, else any line of it, or None."""
        of_item = [line for line in self.lines if line.sku == sku]
        free = (line for line in of_item if self.of(line.line_id) < line.left)
        return next(free, of_item[0] if of_item else None)

    def of(self, line_id: str) -> int:
        """How much of a line is picked."""
        return self._picked.get(line_id, 0)

    def set(self, line_id: str, quantity: int) -> None:
        """Pick so much, within what is left."""
        line = self.line(line_id)
        if line is not None:
            self._picked[line_id] = max(0, min(quantity, line.left))

    def step(self, line_id: str, by: int) -> None:
        """One piece more or fewer; what is measured comes back whole or not at all by a step."""
        line = self.line(line_id)
        if line is None:
            return
        if line.quantity_step == 1:
            self.set(line_id, line.left if by > 0 else 0)
        else:
            self.set(line_id, self.of(line_id) + by * line.quantity_step)

    def toggle_all(self, line_id: str) -> None:
        """All that is left of a line, or none where all is picked already."""
        line = self.line(line_id)
        if line is not None:
            self.set(line_id, 0 if self.of(line_id) == line.left else line.left)

    def toggle_everything(self) -> None:
        """All that is left of the receipt, or nothing where all is picked already."""
        whole = all(self.of(line.line_id) == line.left for line in self.lines)
        for line in self.lines:
            self.set(line.line_id, 0 if whole else line.left)

    def picks(self, stock: StockFate) -> tuple[ReturnPick, ...]:
        """As the command takes them."""
        return tuple(
            ReturnPick(line_id=line.line_id, quantity=self.of(line.line_id), stock=stock)
            for line in self.lines
            if self.of(line.line_id)
        )

    def rows(self, quote: ReturnQuote | None, figures: Figures) -> list[LineRow]:
        """All lines; amounts once they are known."""
        return [self._row(line, quote, figures) for line in self.lines]

    def _row(self, line: ReturnableLine, quote: ReturnQuote | None, figures: Figures) -> LineRow:
        picked = self.of(line.line_id)
        amount = quote.lines.get(line.line_id) if quote is not None and picked else None
        return LineRow(
            key=line.line_id,
            name=glued(line.name),
            detail=_detail(line, figures, self.view.currency),
            picked_text=figures.quantity(picked, line.unit if picked else "pcs"),
            amount_text="" if amount is None else figures.money(amount, self.view.currency),
            can_more=picked < line.left,
            can_fewer=picked > 0,
            spent=line.left == 0 and line.on_sale == 0,
        )


def _detail(line: ReturnableLine, figures: Figures, currency: str) -> str:
    """In words: figures alone would be guessed at."""
    parts = [
        (translate("Returns", "{quantity} sold for {paid}"), line.sold),
        (translate("Returns", "{quantity} returned before"), line.returned),
        (translate("Returns", "{quantity} on this sale"), line.on_sale),
        (translate("Returns", "{quantity} left"), line.left),
    ]
    paid = figures.money(line.paid, currency)
    said = [
        text.format(quantity=figures.quantity(quantity, line.unit), paid=paid)
        for place, (text, quantity) in enumerate(parts)
        if quantity or place in {0, len(parts) - 1}
    ]
    packs = ((translate("Cart", "Batch {text}"), line.batch), (translate("Cart", "No. {text}"), line.serial))
    return " · ".join(said + [text.format(text=value) for text, value in packs if value])
