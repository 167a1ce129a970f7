"""Points that paid for goods which now come back: they go back as points before any money does."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from pos_app.promotion_choice import promotions_for
from pos_app.sale_view import priced, rounding_rule
from pos_app.step import Step
from retail.errors import RuleError
from retail.loyalty import PointsEntry
from retail.loyalty_accrual import points_back
from retail.returns import facts_on
from retail.sold_receipt import SoldReceipt
from retail.tender import Tender, settle
from retail.transaction import Transaction


class PointsDue(msgspec.Struct, frozen=True, kw_only=True):
    """What goes back to one account: its entries, and the money that they stand for (minor units)."""

    account_id: str
    entries: tuple[PointsEntry, ...]
    amount: int

    @property
    def points(self) -> int:
        return sum(one.points for one in self.entries)


def receipts_of(step: Step, txn: Transaction) -> tuple[SoldReceipt, ...]:
    """The receipts of the goods that come back in this transaction, as far as they are known here."""
    ids = sorted({line.returned.txn_id for line in txn.live_lines if line.returned and line.returned.txn_id})
    known = (step.uow.receipts.get(txn_id) for txn_id in ids)
    return tuple(one.receipt for one in known if one is not None)


def points_due(step: Step, txn: Transaction, total: int) -> tuple[PointsDue, ...]:
    """Points to give back, an account each; none where the transaction takes money in.

    In an exchange that costs more than what came back, the points stay in the new goods.
    """
    most, dues = -total, []
    for receipt in receipts_of(step, txn) if most > 0 else ():
        worth = {one.entry_id: (one.amount, -one.points) for one in receipt.points if one.points < 0}
        back = points_back(txn.txn_id, receipt, facts_on(txn, receipt), receipt.returns)
        for account_id in sorted({one.account_id for one in back}):
            mine = [one for one in back if one.account_id == account_id]
            due = _limited(account_id, mine, worth, most)
            if due.amount:
                dues.append(due)
                most -= due.amount
    return _joined(dues)


def check_points_first(step: Step, txn: Transaction, tender: Tender) -> None:
    """Refuse to give money where points are due. RuleError "points_back_first"."""
    if tender.amount >= 0 or tender.kind == "points":
        return
    config = step.config()
    total = priced(txn, config, promotions_for(step, txn)).total
    given = {one.account_id for one in txn.tenders if one.kind == "points"}
    due = [one for one in points_due(step, txn, total) if one.account_id not in given]
    left = -settle(total, txn.tenders, rounding_rule(txn, config)).remaining
    if due and left + tender.amount < sum(one.amount for one in due):
        points = sum(one.points for one in due)
        raise RuleError(
            "points_back_first",
            f"{points} points paid for these goods. Give the points back first, then the rest.",
            points=points,
        )


def _limited(
    account_id: str, entries: list[PointsEntry], worth: dict[str, tuple[int, int]], most: int
) -> PointsDue:
    """The entries, cut where they stand for more than `most`."""
    kept, amount = [], 0
    for one in entries:
        paid, points = worth[one.of_entry]
        if paid <= 0:
            continue
        back = min(one.points, (most - amount) * points // paid)
        if back > 0:
            kept.append(replace(one, points=back))
            amount += back * paid // points
    return PointsDue(account_id=account_id, entries=tuple(kept), amount=amount)


def _joined(dues: Iterable[PointsDue]) -> tuple[PointsDue, ...]:
    """One an account, whichever of her receipts it is of."""
    found: dict[str, PointsDue] = {}
    for one in dues:
        first = found.get(one.account_id)
        found[one.account_id] = (
            one
            if first is None
            else replace(first, entries=(*first.entries, *one.entries), amount=first.amount + one.amount)
        )
    return tuple(found.values())
