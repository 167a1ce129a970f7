"""The day's journal as a list: what happened, who did it, and where it stands with hub and paper."""

from __future__ import annotations

from typing import Literal, cast

from pos_app.ports.store import JournalLine
from pos_app.queries import ListJournal
from pos_app.step import Step
from pos_app.views.journal import JournalEntryView
from retail.events import (
    Body,
    CashMoved,
    SaleCompleted,
    SaleParked,
    SaleVoided,
    SessionClosed,
    SessionCounted,
    TenderRemoved,
    TrainingSwitched,
    read_body,
)
from retail.sale_record import return_kind

RECEIPTS = ("sale.completed", "sale.post_voided")

HubState = Literal["waiting", "applied", "duplicate", "quarantined", "conflict"]


def entries(step: Step, query: ListJournal) -> tuple[JournalEntryView, ...]:
    """Entries of a business date, newest first."""
    day = query.business_date or step.business_date()
    kinds = RECEIPTS if query.receipts_only else ()
    lines = step.uow.journal.page(day, query.before_seq, query.limit, kinds)
    bodies = [read_body(line.entry.op.kind, line.entry.op.body, line.entry.op.v) for line in lines]
    txn_ids = [body.txn_id for body in bodies if isinstance(body, SaleCompleted)]
    reversals = step.uow.sales.reversals(txn_ids)
    printed = step.uow.print_jobs.states(txn_ids)
    names = {one.operator_id: one.name for one in step.uow.people.operators()}
    return tuple(
        _entry(line, body, names, reversals, cast(dict[str, str], printed))
        for line, body in zip(lines, bodies, strict=True)
    )


def _entry(
    line: JournalLine, body: Body, names: dict[str, str], reversals: dict[str, str], printed: dict[str, str]
) -> JournalEntryView:
    origin = body.origin
    sale = body if isinstance(body, SaleCompleted) else None
    txn_id = getattr(body, "txn_id", "")
    reversed_ = txn_id in reversals
    return JournalEntryView(
        seq=line.entry.seq,
        kind=line.entry.op.kind,
        at=origin.at,
        operator_name=names.get(origin.operator_id, origin.operator_id),
        txn_id=txn_id,
        receipt_no=getattr(body, "receipt_no", ""),
        z_number=body.number if isinstance(body, SessionClosed) else 0,
        total=_amount(body),
        currency=getattr(body, "currency", ""),
        training=origin.training,
        state=cast(HubState, line.status or "waiting"),
        printed=cast(Literal["", "queued", "printed"], printed.get(txn_id, "")) if sale else "",
        can_post_void=sale is not None and not sale.reverses and not reversed_,
        reversed=reversed_,
        reason=getattr(body, "reason_id", ""),
        detail=_detail(body),
    )


def _detail(body: Body) -> str:
    """What the kind of entry leaves open."""
    if isinstance(body, CashMoved):
        return body.move
    if isinstance(body, SaleCompleted):
        return return_kind(body)
    return ("on" if body.on else "off") if isinstance(body, TrainingSwitched) else ""


def _amount(body: Body) -> int | None:
    """What to show in the amount column: sales by what was paid, counts and movements by their cash."""
    if isinstance(body, SaleCompleted):
        return body.settlement.payable
    if isinstance(body, (SaleVoided, SaleParked)):
        return body.total
    if isinstance(body, TenderRemoved):
        return body.tender.amount
    if isinstance(body, SessionCounted):
        return body.counted
    return body.amount if isinstance(body, CashMoved) else None
