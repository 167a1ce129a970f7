"""What a line of the sale says where nobody has promised it its last units: calmly, with the age of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_app.views import LineView, SaleView
from ui.figures import Figures
from ui.marked import counted

translate = QCoreApplication.translate

_SHOWN = 3
"""Lines that a supervisor is told by name: the PIN below stays in sight."""


def stock_note(line: LineView, figures: Figures) -> tuple[str, str]:
    """Text and tone (`quiet` or `caution`); empty for a line that may be sold as it is."""
    found = line.stock_notice
    if found is None or line.voided:
        return "", "quiet"
    if found.code == "right_asked":
        return translate("Cart", "Last ones: asking the hub …"), "quiet"
    known = _known(line, figures)
    if found.code == "right_offline":
        text = translate("Cart", "Last ones: {known}. The hub cannot be asked; a supervisor decides.")
    elif found.params.get("why") == "rights_frozen":
        text = translate("Cart", "Last ones: {known}. The hub promises nothing now; a supervisor decides.")
    else:
        text = translate("Cart", "Promised to others: {known}. A supervisor decides.")
    return text.format(known=known), "caution"


def _known(line: LineView, figures: Figures) -> str:
    """How many are free, as this till knows it, and since when."""
    params = {} if line.stock_notice is None else line.stock_notice.params
    available, at = params.get("available", 0), params.get("at", 0)
    text = translate("Cart", "{quantity} free as of {moment}")
    return text.format(quantity=figures.quantity(int(available), line.unit), moment=figures.moment(int(at)))


def uncovered_text(sale: SaleView | None, figures: Figures) -> str:
    """What a supervisor is asked about, a row a line: which goods, and what is known of them."""
    lines = () if sale is None else sale.lines
    rows = [
        f"{line.name}: {_known(line, figures)}"
        for line in lines
        if line.stock_notice is not None and not line.voided
    ]
    more = [counted("Cart", "%n more line(s)", len(rows) - _SHOWN)] if len(rows) > _SHOWN else []
    return "\n".join(rows[:_SHOWN] + more)
