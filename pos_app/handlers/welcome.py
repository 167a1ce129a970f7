"""What the first person is told who signs in after the program started: where the till stood when it ended.

After a power cut nobody knows whether the sale on the screen was complete, what change was due, and whether
its receipt came out. The files do.
"""

from __future__ import annotations

from pos_app.open_sale import is_begun
from pos_app.promotion_choice import promotions_for
from pos_app.sale_view import priced
from pos_app.step import Step
from pos_app.views import Notice
from retail.events import SaleCompleted, read_body
from retail.formatting import format_money
from retail.transaction import Transaction

RECENT_MS = 600_000
"""A sale longer ago than this has left the shop: nobody asks about its change."""
PAPER = {
    "printed": ("last_sale_printed", "Its receipt is printed."),
    "queued": ("last_sale_waiting", "Its receipt waits for the printer."),
    "printing": ("last_sale_unsure", "Its receipt may not have come out: look at the paper."),
    "unsure": ("last_sale_unsure", "Its receipt may not have come out: look at the paper."),
    "failed": ("last_sale_unprinted", "Its receipt was not printed. The journal prints it."),
    "dropped": ("last_sale_unprinted", "Its receipt was not printed. The journal prints it."),
}
"""Code and words for each state of the receipt's print."""


def welcome(step: Step) -> Notice | None:
    """Once after a start: the open sale that is back, or else the sale completed last, if it is recent."""
    if step.desk.welcomed:
        return None
    step.later.append(lambda: setattr(step.desk, "welcomed", True))
    txn = step.uow.drafts.current()
    return _open_sale(step, txn) if txn and is_begun(txn) else _last_sale(step)


def _open_sale(step: Step, txn: Transaction) -> Notice:
    total = _money(step, priced(txn, step.config(), promotions_for(step, txn)).total, txn.currency)
    return Notice(
        code="sale_is_back",
        message=f"The sale that was open is back: {total} so far.",
        tone="caution",
        params={"total": total},
    )


def _last_sale(step: Step) -> Notice | None:
    if step.uow.sessions.current() is None:
        return None
    for line in step.uow.journal.page(step.business_date(), None, 1, ("sale.completed",)):
        body = read_body(line.entry.op.kind, line.entry.op.body, line.entry.op.v)
        if isinstance(body, SaleCompleted) and step.clock.now() - body.origin.at <= RECENT_MS:
            return _completed(step, body)
    return None


def _completed(step: Step, sale: SaleCompleted) -> Notice:
    state = step.uow.print_jobs.states([sale.txn_id]).get(sale.txn_id, "dropped")
    code, paper = PAPER[state]
    change = _money(step, sale.settlement.change, sale.currency)
    return Notice(
        code=code,
        message=f"The last sale {sale.receipt_no} is complete, change {change}. {paper}",
        tone="info" if state == "printed" else "caution",
        params={"number": sale.receipt_no, "change": change},
    )


def _money(step: Step, minor: int, currency: str) -> str:
    """As the language of the screen writes it, from this sign-in on."""
    chosen = step.desk.language or step.uow.settings.get("language")
    language = chosen or step.config().profile.languages[0]
    return format_money(minor, currency, language)
