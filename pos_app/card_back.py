"""How much of what goes back a gift card may take: what it paid, less what earlier returns gave it."""

from __future__ import annotations

from collections.abc import Iterable

from retail.given_back import may_go_back
from retail.returns import facts_on
from retail.sold_receipt import SoldReceipt
from retail.transaction import Transaction


def card_takes(txn: Transaction, receipts: Iterable[SoldReceipt], account_id: str) -> int:
    """Minor units that the open transaction may still give to this gift card; 0 or less: nothing."""
    most = sum(may_go_back(receipt, account_id, facts_on(txn, receipt)) for receipt in receipts)
    return most + sum(one.amount for one in txn.tenders if one.account_id == account_id)
