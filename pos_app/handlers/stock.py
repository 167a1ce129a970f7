"""Handlers that fill a stock document: begun, scanned into, corrected, thrown away; each a durable step."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.code_lookup import look_up
from pos_app.commands import stock as c
from pos_app.handlers.goods import stock_quantity_of
from pos_app.outcomes import done, refused
from pos_app.ports.stock import StockDocument, StockLine
from pos_app.ports.store import FoundItem
from pos_app.step import Step
from pos_app.stock_view import known_document
from pos_app.views import Notice, Outcome
from retail.errors import RuleError
from retail.item import Item
from retail.sale import MAX_QUANTITY, check_quantity
from retail.tender import refuse_card_digits

MOST_LINES = 500
"""Items of one document, so that its op stays small: post it, and go on with the next."""
MOST_COUNTED = 100 * MAX_QUANTITY


def begin(step: Step, command: c.BeginStockDocument) -> Outcome:
    """Begin a draft; goods that arrive by a known transfer are put in as they were sent."""
    operator = _may_write(step)
    refuse_card_digits(command.reference)
    transfer = next(
        (one for one in step.uow.stock.transfers() if one.transfer_id == command.transfer_id), None
    )
    document = StockDocument(
        document_id=step.ids.new(),
        kind=command.kind,
        operator_id=operator,
        began_at=step.clock.now(),
        reference=command.reference or (transfer.reference if transfer else ""),
        other_store=transfer.from_store if transfer else command.other_store,
        transfer_id=command.transfer_id,
        reason_id=command.reason_id,
        outgoing=command.kind == "send" or (command.kind == "adjust" and command.outgoing),
    )
    step.uow.stock_documents.save(document)
    for sent in transfer.lines if transfer else ():
        found = step.catalogue.item(sent.sku)
        line = StockLine(
            sku=sent.sku,
            name=found.item.name if found else sent.sku,
            unit=found.item.unit if found else "pcs",
            quantity=sent.quantity,
            expected=sent.quantity,
        )
        step.uow.stock_documents.put_line(document.document_id, line)
    return shown(step, document)


def set_head(step: Step, command: c.SetStockHead) -> Outcome:
    """Change what a draft says beside its lines."""
    document = draft(step, command.document_id)
    refuse_card_digits(command.reference or "")
    said = {
        "reference": command.reference,
        "other_store": command.other_store,
        "reason_id": command.reason_id,
        "outgoing": command.outgoing if document.kind == "adjust" else None,
    }
    document = replace(document, **{name: value for name, value in said.items() if value is not None})
    step.uow.stock_documents.save(document)
    return shown(step, document)


def scan(step: Step, command: c.ScanStock) -> Outcome:
    """One more of what the code means; an unknown one says so."""
    document, config = draft(step, command.document_id), step.config()
    year = int(step.business_date()[:4])
    hit = look_up(step.catalogue, command.raw, config.code_layouts, currency=config.currency, year=year)
    if isinstance(hit, Notice):
        return refused(step, hit)
    quantity = command.quantity if hit.quantity is None else command.quantity * hit.quantity // 1000
    # Of a pack with its price in the code: what a sale of it takes out.
    return _add(step, document, hit.found, stock_quantity_of(hit, command.quantity) or quantity)


def add_item(step: Step, command: c.AddStockItem) -> Outcome:
    """An item picked from the search."""
    document = draft(step, command.document_id)
    found = step.catalogue.item(command.sku)
    if found is None:
        return refused(step, Notice(code="item_gone", message="This item is no longer sold.", tone="caution"))
    return _add(step, document, found, command.quantity)


def _add(step: Step, document: StockDocument, found: FoundItem, quantity: int) -> Outcome:
    item = found.item
    check_quantity(quantity, measured=item.unit != "pcs")
    before = step.uow.stock_documents.line(document.document_id, item.sku)
    if before is None:
        if step.uow.stock_documents.count_lines(document.document_id) >= MOST_LINES:
            raise RuleError(
                "stock_document_full",
                f"A document holds {MOST_LINES} items. Post it, then go on with another.",
                most=MOST_LINES,
            )
        line = _begun(step, document, item, quantity)
    else:
        line = replace(before, quantity=_checked(before.quantity + quantity))
    return _changed(step, document, line.sku, before, line)


def _begun(step: Step, document: StockDocument, item: Item, quantity: int) -> StockLine:
    line = StockLine(sku=item.sku, name=item.name, unit=item.unit, quantity=quantity)
    return _as_expected(step, line) if document.kind == "count" else line


def _as_expected(step: Step, line: StockLine) -> StockLine:
    """What should be there at this moment: a count is compared with this, however late it is posted."""
    known = step.uow.stock.get(line.sku)
    first = known is None or not known.tracked
    on_hand = 0 if known is None or first else known.on_hand
    since = step.uow.journal.last_hlc() if first else ""
    return replace(line, expected=on_hand, first=first, since=since, feed_seq=step.uow.stock.feed_seq())


def set_quantity(step: Step, command: c.SetStockQuantity) -> Outcome:
    """Key a quantity; a count begins anew with it, at what should be there now."""
    document = draft(step, command.document_id)
    before = _line(step, document, command.sku)
    if command.quantity or document.kind != "count":
        if before.unit == "pcs" and command.quantity % 1000:
            raise RuleError("whole_pieces_only", "This item is counted by the piece: key a whole number.")
        _checked(command.quantity)
    line = replace(before, quantity=command.quantity)
    if document.kind == "count":
        line = _as_expected(step, line)
    return _changed(step, document, line.sku, before, line)


def _checked(quantity: int) -> int:
    if not 0 < quantity <= MOST_COUNTED:
        raise RuleError("quantity_out_of_range", "Such a quantity is not possible. Key it again.")
    return quantity


def remove_line(step: Step, command: c.RemoveStockLine) -> Outcome:
    """Take an item off the document."""
    document = draft(step, command.document_id)
    return _changed(step, document, command.sku, _line(step, document, command.sku), None)


def undo(step: Step, command: c.UndoStockChange) -> Outcome:
    """One act undoes the last change."""
    document = draft(step, command.document_id)
    if not document.last_sku:
        raise RuleError("nothing_to_undo", "There is no change to take back.")
    _put(step, document, document.last_sku, document.last_line)
    document = replace(document, last_sku="", last_line=None)
    step.uow.stock_documents.save(document)
    return shown(step, document)


def drop(step: Step, command: c.DropStockDocument) -> Outcome:
    """Throw a draft away."""
    document = draft(step, command.document_id)
    step.uow.stock_documents.remove(document.document_id)
    step.changed.add("stock")
    return done(step)


def _changed(
    step: Step, document: StockDocument, sku: str, before: StockLine | None, line: StockLine | None
) -> Outcome:
    _put(step, document, sku, line)
    document = replace(document, last_sku=sku, last_line=before)
    step.uow.stock_documents.save(document)
    return shown(step, document, sku)


def _put(step: Step, document: StockDocument, sku: str, line: StockLine | None) -> None:
    if line is None:
        step.uow.stock_documents.drop_line(document.document_id, sku)
    else:
        step.uow.stock_documents.put_line(document.document_id, line)


def _line(step: Step, document: StockDocument, sku: str) -> StockLine:
    line = step.uow.stock_documents.line(document.document_id, sku)
    if line is None:
        raise RuleError("line_not_there", "This line is no longer on the document.")
    return line


def draft(step: Step, document_id: str) -> StockDocument:
    """A document that is not posted yet, for somebody who is signed in and does not practise."""
    _may_write(step)
    document = known_document(step, document_id)
    if document.posted_at is not None:
        raise RuleError("stock_document_posted", "This document is posted. Correct it with another one.")
    return document


def _may_write(step: Step) -> str:
    operator = step.operator()
    if step.training:
        raise RuleError("training_stock", "Stock is not changed in training. Switch it off first.")
    return operator.operator_id


def shown(step: Step, document: StockDocument, sku: str = "") -> Outcome:
    """Which document changed; `line_id` is the SKU of the line to highlight."""
    step.changed.add("stock")
    return replace(done(step), line_id=sku, document_id=document.document_id)
