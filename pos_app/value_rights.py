"""Rights to points, gift cards and store credit: what tenders spend of them, and what is given back."""

from __future__ import annotations

from pos_app.settling import settle
from pos_app.step import Step
from retail.errors import RuleError
from retail.rights import RightKind, RightSpent
from retail.tender import TenderKind
from retail.transaction import Transaction

_RIGHTS: dict[TenderKind, RightKind] = {
    "points": "points",
    "gift_card": "gift_card",
    "store_credit": "store_credit",
}


def spent_by(txn: Transaction) -> tuple[RightSpent, ...]:
    """What the tenders of a sale use up of rights."""
    return tuple(
        RightSpent(
            grant_id=tender.grant_id,
            kind=_RIGHTS[tender.kind],
            subject=tender.account_id,
            quantity=tender.points or tender.amount,
            payment_id=tender.payment_id,
        )
        for tender in txn.tenders
        if tender.grant_id
    )


def check_rights_hold(step: Step, txn: Transaction) -> None:
    """Refuse to complete on a right that has run out, or that the hub wrote off. RuleError "right_gone"."""
    for use in spent_by(txn):
        right = step.uow.rights.get(use.grant_id)
        if right is None or right.left < use.quantity or right.use_by <= step.clock.now():
            raise RuleError(
                "right_gone", "This payment waited too long to be held. Remove it, then take it again."
            )


def settle_loose(step: Step) -> None:
    """Give back every right to points or money that no tender of the open sale needs.

    A right whose answer is still awaited is left alone: it may have come by the feed first. Nobody waits any
    more for what another sale asked.
    """
    txn = step.uow.drafts.current()
    needed = {tender.grant_id for tender in txn.tenders} if txn else set()
    awaited = set()
    for ask in step.uow.accounts.asks():
        if txn is not None and ask.txn_id == txn.txn_id:
            awaited.add((ask.kind, ask.account_id))
        elif ask.txn_id:
            step.uow.accounts.drop_ask(ask.request_id)
    for right in step.uow.rights.open():
        if right.kind == "stock" or right.grant_id in needed or (right.kind, right.subject) in awaited:
            continue
        settle(step, right)
