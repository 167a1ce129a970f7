"""Handlers of payment: tenders, and the one transaction that completes a sale (rule 1)."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app import commands as c
from pos_app.account_entries import points_note, with_accounts
from pos_app.discount_limit import approved_discounts
from pos_app.outcomes import changed_sale
from pos_app.points_back import check_points_first
from pos_app.promotion_choice import promotions_for, promotions_said, with_frozen
from pos_app.refund_limit import approved_refund, check_left
from pos_app.sale_view import priced, rounding_rule, tender_views
from pos_app.step import Step
from pos_app.stock_rights import approved_stock, sale_over, with_rights
from pos_app.value_rights import check_rights_hold, settle_loose
from pos_app.views import ChangeView, Notice, Outcome
from retail.currency import currency
from retail.errors import RuleError
from retail.events import TenderRemoved
from retail.pricing import Priced
from retail.receipt_number import receipt_number
from retail.sale_receipt import sale_receipt
from retail.sale_record import completed
from retail.tender import Settlement, Tender, settle
from retail.transaction import TRANSACTION_STATES, Transaction


def tender_cash(step: Step, command: c.TenderCash) -> Outcome:
    """Cash handed over; the sale completes when nothing remains."""
    tender = Tender(payment_id=step.ids.new(), kind="cash", amount=command.amount, at=step.clock.now())
    return take(step, command.txn_id, tender)


def tender_card(step: Step, command: c.TenderCard) -> Outcome:
    """A card payment made on a terminal of its own, recorded by hand: never a card number (rule 7)."""
    tender = Tender(
        payment_id=step.ids.new(),
        kind="card",
        amount=command.amount,
        brand=command.brand or None,
        last4=command.last4 or None,
        reference=command.reference or None,
        at=step.clock.now(),
    )
    return take(step, command.txn_id, tender)


def remove_tender(step: Step, command: c.RemoveTender) -> Outcome:
    """Take a tender back before the sale is complete; a card payment is cancelled on its terminal too."""
    txn = the_sale(step, command.txn_id)
    removed = next((tender for tender in txn.tenders if tender.payment_id == command.payment_id), None)
    if removed is None:
        raise RuleError("tender_gone", "This payment is no longer on the sale.")
    rest = tuple(tender for tender in txn.tenders if tender is not removed)
    frozen = txn.promotions if rest else None
    step.uow.drafts.save(replace(txn, tenders=rest, promotions=frozen))
    body = TenderRemoved(origin=step.origin(txn), txn_id=txn.txn_id, currency=txn.currency, tender=removed)
    step.record("tender.removed", body)
    settle_loose(step)
    notice = None
    if removed.kind == "card":
        notice = Notice(
            code="cancel_card",
            message="Cancel this payment on the card terminal too.",
            tone="caution",
        )
    return changed_sale(step, notice=notice)


def finish_sale(step: Step, command: c.FinishSale) -> Outcome:
    """Complete a sale on which nothing is left to pay."""
    txn = limits_settled(step, _promotions_settled(step, the_sale(step, command.txn_id)))
    return _settle(step, txn, complete=True)


def take(step: Step, txn_id: str, tender: Tender) -> Outcome:
    """Put a tender on the sale, which completes when nothing remains."""
    txn = the_sale(step, txn_id)
    if not txn.live_lines:
        raise RuleError("sale_empty", "There is nothing on this sale to pay for.")
    txn = limits_settled(step, _promotions_settled(step, txn))
    check_points_first(step, txn, tender)
    return _settle(step, replace(txn, tenders=(*txn.tenders, tender)), complete=False)


def _promotions_settled(step: Step, txn: Transaction) -> Transaction:
    """Before the first money: what the customer was told stays in force for this sale."""
    if txn.tenders:
        return txn
    book = promotions_said(step, txn)
    if not book:
        # Nothing is on offer: the sale need not be priced once more to know that.
        return replace(txn, promotions=())
    return with_frozen(txn, priced(txn, step.config(), book), book)


def limits_settled(step: Step, txn: Transaction) -> Transaction:
    """Ask for a supervisor where discounts or refunds grew above the limit after they were given, and where
    the last units are sold without a right to them.

    An amount of 5.00 is within the limit on 100.00, and the whole price once all but one line is void; and a
    return that was voided may have been brought back beside others. So the limits are looked at again when
    the goods stand still, before the first money is taken.
    """
    if txn.tenders:
        return txn
    check_left(step, txn)
    return approved_stock(step, approved_refund(step, approved_discounts(step, txn)))


def _settle(step: Step, txn: Transaction, *, complete: bool) -> Outcome:
    config = step.config()
    result = priced(txn, config, promotions_for(step, txn))
    settlement = settle(result.total, txn.tenders, rounding_rule(txn, config))
    _check_change(settlement, txn.currency)
    if settlement.complete or complete:
        return _complete(step, txn, result, settlement)
    step.uow.drafts.save(txn)
    return changed_sale(step)


def _check_change(settlement: Settlement, code: str) -> None:
    """Refuse cash that nobody hands over, such as a barcode scanned into the amount.

    Who is given change of the largest note or more handed over one note too many.
    """
    if settlement.total < 0 and settlement.change:
        raise RuleError(
            "refund_too_much",
            "That is more than goes back to the customer. Key the amount again.",
            amount=-settlement.cash_due,
        )
    notes = currency(code).notes
    if notes and settlement.change >= max(notes):
        raise RuleError(
            "cash_too_much",
            "That is more cash than anybody hands over for this sale. Key the amount again.",
            change=settlement.change,
        )


def the_sale(step: Step, txn_id: str) -> Transaction:
    """The open sale, which must be the one the cashier saw: a second press on Pay pays nothing twice."""
    step.operator()
    step.session()
    txn = step.uow.drafts.current()
    if txn is None and step.uow.sales.get(txn_id) is None:
        raise RuleError("no_sale_open", "No sale is open. Scan an item to start one.")
    if txn is None or txn.txn_id != txn_id:
        raise RuleError("already_completed", "That sale is already completed.")
    return txn


def _complete(step: Step, txn: Transaction, result: Priced, settlement: Settlement) -> Outcome:
    """Transaction, journal entry, movements and print job in one unit of work; paper and drawer after."""
    TRANSACTION_STATES.advance(txn.state, "complete")
    check_rights_hold(step, txn)
    config = step.config()
    number = receipt_number(
        config.profile.store_no,
        config.terminal.terminal_no,
        step.uow.settings.next_count("receipt_training" if txn.training else "receipt"),
        training=txn.training,
    )
    body = with_accounts(step, txn, completed(txn, result, settlement, step.origin(txn), number))
    body = with_rights(step, txn, body)
    entry = step.record("sale.completed", body)
    step.uow.sales.add(body, entry.seq, "sale")
    step.uow.drafts.remove(txn.txn_id)
    sale_over(step, txn.txn_id)
    takes_cash = any(tender.kind == "cash" for tender in txn.tenders)
    if not txn.training:
        _count(step, txn, takes_cash=takes_cash)
    settle_loose(step)
    note = points_note(step, body)
    receipt = sale_receipt(body, config.profile, entry.hash, step.ids.new(), step.operator().name, note)
    step.print(replace(receipt, open_drawer=takes_cash and not txn.training), txn.txn_id)
    step.changed.update({"session", "journal"})
    step.desk.last_voided = ""
    step.desk.awaiting_age = None
    change = ChangeView(
        txn_id=txn.txn_id,
        receipt_no=number,
        currency=txn.currency,
        total=body.total,
        paid=settlement.card_paid + settlement.cash_given,
        change=settlement.change,
        given_back=max(0, -settlement.payable),
        tenders=tender_views(txn),
        cash_rounding=settlement.rounding,
        training=txn.training,
    )
    return Outcome(ok=True, change=change, changed=frozenset(step.changed))


def _count(step: Step, txn: Transaction, *, takes_cash: bool) -> None:
    voided = sum(1 for line in txn.lines if line.voided and not line.parent)
    if voided:
        step.uow.sessions.count(txn.session_id, "line_void", voided)
    if takes_cash:
        step.uow.sessions.count(txn.session_id, "drawer")
