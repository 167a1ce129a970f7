"""Turns stock, stock documents and rights into what screens show."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.person_view import name_of
from pos_app.ports.rights import RightQuestion
from pos_app.ports.stock import StockDocument, StockLine
from pos_app.queries.stock import ListRights, ListStockDocuments, ShowStockDocument, StockOf
from pos_app.step import Step
from pos_app.stock_rights import shortfall, to_approve, usable
from pos_app.views import ElsewhereView, Notice, SaleView, StockView
from pos_app.views.stock import (
    RightView,
    StockDocumentView,
    StockLineView,
    StockWorkView,
    StoreView,
    TransferView,
)
from retail.errors import RuleError
from retail.transaction import Transaction


def stock_of(step: Step, query: StockOf) -> StockView:
    """Stock of an item here and elsewhere; nothing is known of most items of most shops."""
    known, elsewhere = step.uow.stock.get(query.sku), step.uow.stock.elsewhere(query.sku)
    view = StockView(sku=query.sku)
    if known is not None:
        view = replace(
            view,
            tracked=known.tracked,
            on_hand=known.on_hand,
            unavailable=known.unavailable,
            available=max(0, known.available),
            held=sum(right.left for right in usable(step, query.sku)),
            at=known.at,
        )
    if elsewhere is None:
        return view
    names, here = step.uow.stock.store_names(), step.config().profile.store_id
    others = (
        ElsewhereView(store_id=store_id, name=names.get(store_id, store_id), available=quantity)
        for store_id, quantity in elsewhere.stores.items()
        if store_id != here and quantity > 0
    )
    in_order = tuple(sorted(others, key=lambda one: (-one.available, one.name, one.store_id)))
    return replace(view, elsewhere=in_order, elsewhere_at=elsewhere.at)


def stock_beside_price(step: Step, sku: str) -> StockView | None:
    """For the price check: None where nothing is known of it anywhere."""
    view = stock_of(step, StockOf(sku=sku))
    return view if view.at is not None or view.elsewhere_at is not None else None


def with_stock(step: Step, txn: Transaction, view: SaleView) -> SaleView:
    """The sale with a notice at each line whose units nobody has promised it yet."""
    questions = step.uow.rights.questions(txn.txn_id)
    if not questions:
        return view
    notices = {
        sku: notice
        for sku in dict.fromkeys(ask.subject for one in questions for ask in one.request.asks)
        if (notice := _notice(step, txn, sku, questions)) is not None
    }
    lines = tuple(
        replace(line, stock_notice=notices.get(line.sku)) if not line.voided and not line.is_return else line
        for line in view.lines
    )
    return replace(view, lines=lines)


def _notice(step: Step, txn: Transaction, sku: str, questions: tuple[RightQuestion, ...]) -> Notice | None:
    short = shortfall(step, txn, sku)
    if short is None or not to_approve(txn, short):
        return None
    newest = [one for one in questions if any(ask.subject == sku for ask in one.request.asks)][-1]
    known: dict[str, str | int] = {
        "uncovered": short.uncovered,
        "available": max(0, short.known.available),
        "at": short.known.at,
    }
    if newest.state == "asked":
        return Notice(code="right_asked", message="Asking whether these are still free …", params=known)
    if newest.state == "offline":
        message = (
            "These are the last ones known here, and the hub cannot be asked. A supervisor may sell them."
        )
        return Notice(code="right_offline", message=message, tone="caution", params=known)
    told = [one.code for one in (newest.reply.answers if newest.reply else ()) if one.subject == sku]
    known["why"] = told[0] if told else newest.code
    message = "The last ones are promised to others. They are here: a supervisor may sell them."
    return Notice(code="right_refused", message=message, tone="caution", params=known)


def stock_work(step: Step, query: ListStockDocuments) -> StockWorkView:
    """Drafts, what was posted last, and what is on its way here."""
    names = step.uow.stock.store_names()
    return StockWorkView(
        documents=tuple(_document(step, one, names) for one in step.uow.stock_documents.latest(query.limit)),
        transfers=tuple(
            TransferView(
                transfer_id=one.transfer_id,
                from_store=one.from_store,
                from_name=names.get(one.from_store, one.from_store),
                sent_at=one.sent_at,
                reference=one.reference,
                line_count=len(one.lines),
            )
            for one in step.uow.stock.transfers()
        ),
    )


def stock_document(step: Step, query: ShowStockDocument) -> StockDocumentView:
    """One with its lines."""
    document = known_document(step, query.document_id)
    lines = step.uow.stock_documents.lines(document.document_id)
    names = step.uow.stock.store_names()
    view = _document(step, document, names)
    view = replace(view, lines=tuple(_line(document, line) for line in lines))
    return replace(view, stores=_others(step, names)) if document.kind in ("send", "arrive") else view


def _others(step: Step, names: dict[str, str]) -> tuple[StoreView, ...]:
    here = step.config().profile.store_id
    found = (StoreView(store_id=one, name=name) for one, name in names.items() if one != here)
    return tuple(sorted(found, key=lambda one: (one.name, one.store_id)))


def known_document(step: Step, document_id: str) -> StockDocument:
    """Raises `RuleError("stock_document_gone")` where it is not there."""
    document = step.uow.stock_documents.get(document_id)
    if document is None:
        raise RuleError("stock_document_gone", "This stock document is no longer there.")
    return document


def _document(step: Step, document: StockDocument, names: dict[str, str]) -> StockDocumentView:
    return StockDocumentView(
        document_id=document.document_id,
        kind=document.kind,
        operator_name=name_of(step, document.operator_id),
        began_at=document.began_at,
        posted_at=document.posted_at,
        reference=document.reference,
        other_store=document.other_store,
        other_store_name=names.get(document.other_store, document.other_store),
        transfer_id=document.transfer_id,
        reason_id=document.reason_id,
        outgoing=document.outgoing,
        can_undo=bool(document.last_sku) and document.posted_at is None,
        line_count=step.uow.stock_documents.count_lines(document.document_id),
    )


def _line(document: StockDocument, line: StockLine) -> StockLineView:
    return StockLineView(
        sku=line.sku,
        name=line.name,
        unit=line.unit,
        quantity=line.quantity,
        expected=line.expected,
        first=document.kind == "count" and line.first,
    )


def rights_held(step: Step, query: ListRights) -> tuple[RightView, ...]:
    """Rights of all kinds, open ones first."""
    return tuple(
        RightView(
            grant_id=one.grant_id,
            kind=one.kind,
            subject=one.subject,
            name=_name(step, one.subject) if one.kind == "stock" else one.subject,
            quantity=one.quantity,
            left=one.left,
            use_by=one.use_by,
            state=one.state,
        )
        for one in step.uow.rights.latest(query.limit)
    )


def _name(step: Step, sku: str) -> str:
    found = step.catalogue.item(sku)
    return found.item.name if found else sku
