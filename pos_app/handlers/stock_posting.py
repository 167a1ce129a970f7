"""Posts a stock document: one op, one transaction, movements as deltas only (sync.md)."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.commands.stock import PostStockDocument
from pos_app.handlers.stock import draft, shown
from pos_app.ports.stock import DocumentKind, StockDocument, StockLine
from pos_app.step import Step
from pos_app.views import Notice, Outcome
from retail.errors import RuleError
from retail.events import Counted, Movement, StockMoved
from retail.pricing import THOUSANDTHS
from retail.sale_record import DAMAGED
from retail.stock import ADJUSTED, ARRIVED, COUNTED, RECEIVED, SENT, counted_delta
from retail.transaction import Approval

OPS: dict[DocumentKind, tuple[str, str]] = {
    "count": ("stock.counted", COUNTED),
    "receive": ("stock.received", RECEIVED),
    "adjust": ("stock.adjusted", ADJUSTED),
    "send": ("stock.sent", SENT),
    "arrive": ("stock.arrived", ARRIVED),
}
"""Kind of op and reason of its movements, by kind of document."""


def post(step: Step, command: PostStockDocument) -> Outcome:
    """Put the document on record; posted twice it happens once."""
    document = draft(step, command.document_id)
    lines = tuple(_now(step, line) for line in step.uow.stock_documents.lines(document.document_id))
    if not lines:
        raise RuleError("stock_document_empty", "There is nothing on this document yet. Scan the goods.")
    _check_head(step, document)
    kind, reason = OPS[document.kind]
    movements = tuple(
        Movement(line_id=line_id, sku=line.sku, delta=delta, reason=why)
        for n, line in enumerate(lines)
        for line_id, delta, why in _moves(step, document, line, f"{document.document_id}/{n}", reason)
        if delta
    )
    approvals = _approvals(step, document, lines)
    body = StockMoved(
        origin=step.origin(),
        document_id=document.document_id,
        movements=movements,
        counts=tuple(map(_counted, lines)) if document.kind == "count" else (),
        reason_id=approvals[0].reason_id if approvals else "",
        reference=document.reference,
        other_store=document.other_store,
        transfer_id=_transfer(document),
        approvals=approvals,
    )
    entry = step.record(kind, body)
    step.uow.stock.moved(movements, entry.seq)
    posted = replace(
        document,
        posted_at=step.clock.now(),
        transfer_id=body.transfer_id,
        last_sku="",
        last_line=None,
    )
    step.uow.stock_documents.save(posted)
    notice = Notice(code="stock_posted", message="The stock is changed.", tone="positive")
    return replace(shown(step, posted), notice=notice)


def _check_head(step: Step, document: StockDocument) -> None:
    """A transfer has another side."""
    if document.kind not in ("send", "arrive"):
        return
    if not document.other_store:
        raise RuleError("other_store_needed", "Say which store the goods go to or come from.")
    if document.other_store == step.config().profile.store_id:
        raise RuleError("other_store_is_this", "A transfer goes to another store than this one.")


def _now(step: Step, line: StockLine) -> StockLine:
    """A first count has nothing that would know of sales since: they come off here, before it is posted."""
    moved = step.uow.stock.moved_since(line.sku, line.since) if line.first else 0
    return replace(line, quantity=line.quantity + moved) if moved else line


def _moves(
    step: Step, document: StockDocument, line: StockLine, line_id: str, reason: str
) -> tuple[tuple[str, int, str], ...]:
    """(line id, delta, reason): by hand the damaged goods leave first, or they would lie there for ever."""
    delta = _delta(document, line)
    known = step.uow.stock.get(line.sku) if document.kind == "adjust" and document.outgoing else None
    damaged = max(0, min(known.unavailable, -delta)) if known is not None else 0
    return (f"{line_id}/damaged", -damaged, DAMAGED), (line_id, delta + damaged, reason)


def _delta(document: StockDocument, line: StockLine) -> int:
    if document.kind == "count":
        return counted_delta(line.quantity, line.expected)
    return -line.quantity if document.outgoing else line.quantity


def _counted(line: StockLine) -> Counted:
    return Counted(
        sku=line.sku,
        counted=line.quantity,
        expected=line.expected,
        feed_seq=line.feed_seq,
        first=line.first,
    )


def _transfer(document: StockDocument) -> str:
    """Both sides have the id that the sender's document has."""
    if document.kind == "send":
        return document.document_id
    return document.transfer_id


def _approvals(step: Step, document: StockDocument, lines: tuple[StockLine, ...]) -> tuple[Approval, ...]:
    """A supervisor's word where goods could slip away: by hand, or by a count far from what is known."""
    if document.kind == "adjust":
        step.reason_id = step.reason_id or document.reason_id
        step.approval_reason = step.approval_reason or document.reason_id
        return (step.authorise("adjust_stock"),)
    if document.kind == "count" and _worth(step, lines) > step.config().profile.limits.count_difference:
        return (step.authorise("count_difference"),)
    return ()


def _worth(step: Step, lines: tuple[StockLine, ...]) -> int:
    """What was missing and too much would sell for, minor units; a first count differs from nothing."""
    worth = 0
    for line in lines:
        known, found = step.uow.stock.get(line.sku), step.catalogue.item(line.sku)
        if known is not None and found is not None and found.price:
            worth += abs(line.quantity - line.expected) * found.price
    return worth // THOUSANDTHS
