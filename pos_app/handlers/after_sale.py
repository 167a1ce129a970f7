"""Handlers of what follows a completed sale: reprint, post-void, and prints that did not come out."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app import commands as c
from pos_app.account_entries import points_note, with_accounts_reversed
from pos_app.open_sale import leave_none_open
from pos_app.outcomes import done
from pos_app.ports.store import PrintJob, SaleRecord
from pos_app.step import Step
from pos_app.views import Notice, Outcome
from retail.cart_slips import CART_LINK
from retail.errors import RuleError
from retail.events import ReportReprinted, Reprinted, SaleCompleted
from retail.receipt import ReceiptDocument
from retail.receipt_number import receipt_number
from retail.report import SessionTotals
from retail.sale_receipt import duplicate, sale_receipt
from retail.sale_record import reversal
from retail.session_paper import session_report
from retail.tender import VALUE_KINDS


def reprint(step: Step, command: c.Reprint) -> Outcome:
    """Print the receipt again, marked DUPLICATE and counted (M5.2)."""
    step.operator()
    record = _record(step, command.txn_id)
    _print_duplicate(step, record)
    return done(step, Notice(code="reprinting", message="The duplicate is being printed."))


def reprint_z(step: Step, command: c.ReprintZ) -> Outcome:
    """Print a Z report again from the figures that were fixed, marked DUPLICATE and counted (M5.2)."""
    step.operator()
    totals = _z_report(step, command.number)
    step.print(duplicate(z_paper(step, command.number), step.ids.new(), totals.currency))
    origin = replace(step.origin(), training=False)
    step.record("report.reprinted", ReportReprinted(origin=origin, number=totals.number))
    session = step.uow.sessions.current()
    if session:
        step.uow.sessions.count(session.session_id, "reprint")
    return done(step, Notice(code="reprinting", message="The duplicate is being printed."))


def z_paper(step: Step, number: int) -> ReceiptDocument:
    """The paper of a Z report. Raises `RuleError` where this terminal has none of that number."""
    return session_report(_z_report(step, number), step.config().profile, "z_report", step.ids.new())


def retry_print(step: Step, command: c.RetryPrint) -> Outcome:
    """Print what did not come out. What may be on paper already goes out as a duplicate."""
    step.operator()
    job = _job(step, command.job_id)
    if job.state == "printing":
        raise RuleError("print_under_way", "This is being printed right now. Wait a moment.")
    if job.state == "unsure":
        step.uow.print_jobs.mark(job.job_id, "dropped")
        if job.txn_id:
            _print_duplicate(step, _record(step, job.txn_id))
        elif job.document.kind == CART_LINK:
            step.print(replace(job.document, document_id=step.ids.new()))
        else:
            step.print(duplicate(job.document, step.ids.new(), step.config().currency))
    else:
        step.uow.print_jobs.mark(job.job_id, "queued")
        step.prints = True
    step.changed.add("print")
    return done(step)


def drop_print(step: Step, command: c.DropPrint) -> Outcome:
    """Give a waiting print up."""
    step.operator()
    step.uow.print_jobs.mark(_job(step, command.job_id).job_id, "dropped")
    step.changed.add("print")
    return done(step)


def post_void(step: Step, command: c.PostVoid) -> Outcome:
    """Cancel a completed sale by its exact opposite, once, in the session that gives the money back."""
    session, operator, config = step.session(), step.operator(), step.config()
    leave_none_open(step)
    record = _record(step, command.txn_id)
    if record.reversed_by:
        raise RuleError("already_reversed", "This sale is already cancelled.")
    known = step.uow.receipts.get(command.txn_id)
    if known is not None and known.receipt.returns:
        raise RuleError(
            "sale_has_returns",
            "Goods of this sale came back. Cancel that return first, or take the rest back as well.",
        )
    sold = record.body
    if sold.origin.training != step.training:
        raise RuleError(
            "training_mix", "A training sale is cancelled in training mode, a real one outside it."
        )
    approval = step.authorise("post_void")
    number = receipt_number(
        config.profile.store_no,
        config.terminal.terminal_no,
        step.uow.settings.next_count("receipt_training" if step.training else "receipt"),
        training=step.training,
    )
    # It is the same customer's cart, but today's session and operator.
    origin = replace(
        step.origin(),
        channel=sold.origin.channel,
        cart_id=sold.origin.cart_id,
        customer_id=sold.origin.customer_id,
        offer_ids=sold.origin.offer_ids,
        consent_version=sold.origin.consent_version,
    )
    body = reversal(sold, step.ids.new(), origin, number, approval, step.clock.now())
    body = with_accounts_reversed(sold, body)
    entry = step.record("sale.post_voided", body)
    step.uow.sales.add(body, entry.seq, "post_void")
    cash_back = any(tender.kind == "cash" for tender in body.tenders) and not step.training
    if cash_back:
        step.uow.sessions.count(session.session_id, "drawer")
    note = points_note(step, body)
    paper = sale_receipt(body, config.profile, entry.hash, step.ids.new(), operator.name, note)
    step.print(replace(paper, open_drawer=cash_back), body.txn_id)
    step.changed.update({"journal", "session"})
    return done(step, _give_back(body))


def _give_back(body: SaleCompleted) -> Notice:
    return Notice(
        code="post_voided",
        message="The sale is cancelled. Give the money back; cancel card payments on the card terminal.",
        tone="positive",
        params={
            "receipt_no": body.receipt_no,
            "cash": -body.settlement.cash_kept,
            "card": -sum(one.amount for one in body.tenders if one.kind == "card"),
            "accounts": -sum(one.amount for one in body.tenders if one.kind in VALUE_KINDS),
            "currency": body.currency,
        },
    )


def _print_duplicate(step: Step, record: SaleRecord) -> None:
    paper = duplicate(original(step, record), step.ids.new(), record.body.currency)
    step.print(paper, record.body.txn_id)
    step.record(
        "receipt.reprinted",
        Reprinted(origin=step.origin(), txn_id=record.body.txn_id, receipt_no=record.body.receipt_no),
    )
    session = step.uow.sessions.current()
    if session and not record.body.origin.training:
        step.uow.sessions.count(session.session_id, "reprint")


def original(step: Step, record: SaleRecord) -> ReceiptDocument:
    """The receipt as it was first printed, also where shop, words or names have changed since.

    Where no print of it is kept, it is made again from the record.
    """
    kept = step.uow.print_jobs.original(record.body.txn_id)
    if kept is not None:
        return kept
    names = {one.operator_id: one.name for one in step.uow.people.operators()}
    served_by = names.get(record.body.origin.operator_id, "-")
    return sale_receipt(record.body, step.config().profile, record.entry_hash, step.ids.new(), served_by)


def _z_report(step: Step, number: int) -> SessionTotals:
    totals = step.uow.sessions.z_report(number)
    if totals is None:
        raise RuleError("z_unknown", f"There is no Z report {number} on this terminal.", number=number)
    return totals


def _record(step: Step, txn_id: str) -> SaleRecord:
    record = step.uow.sales.get(txn_id)
    if record is None:
        raise RuleError("sale_unknown", "This sale is not on this terminal.")
    return record


def _job(step: Step, job_id: str) -> PrintJob:
    job = step.uow.print_jobs.get(job_id)
    if job is None or job.state in ("printed", "dropped"):
        raise RuleError("print_gone", "This print is done already.")
    return job
