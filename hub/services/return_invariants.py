"""Checks at the hub that what came back is what the ops say, and never unseen more than was sold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import msgspec

from hub.services.returns import over_sold
from hub.store import returns, tasks
from hub.store.database import Connection
from retail.events import SaleCompleted
from retail.sold_receipt import return_facts

A_BATCH = 500


class _Of(msgspec.Struct):
    of_txn: str = ""


def too_much_back(connection: Connection) -> Iterator[str]:
    """The sales of which more came back than was sold, and nobody was told."""
    told = {
        msgspec.json.decode(row.detail, type=_Of).of_txn
        for row in tasks.of_kinds(connection, ("refund_over_sold", "return_of_unknown"))
    }
    rows = sorted(returns.live(connection), key=lambda row: str(row.of_txn))
    by_sale = [(str(of_txn), list(group)) for of_txn, group in groupby(rows, key=lambda row: row.of_txn)]
    for at in range(0, len(by_sale), A_BATCH):
        batch = by_sale[at : at + A_BATCH]
        txn_ids = [of_txn for of_txn, _ in batch]
        lines = returns.sold_lines(connection, txn_ids)
        gone = returns.cancelled(connection, txn_ids)
        for of_txn, mine in batch:
            if of_txn not in told and list(over_sold(mine, lines, cancelled=of_txn in gone)):
                yield of_txn


def follows_its_op(connection: Connection, body: SaleCompleted, txn_id: str) -> bool:
    """Whether the return lines that are kept of a transaction, under this id, are those of its op."""
    kept = sorted(
        (row.of_txn, row.line_id, row.of_line, row.quantity) for row in returns.made_by(connection, txn_id)
    )
    said = () if body.origin.training else return_facts(body)
    return kept == sorted((of, fact.line_id, fact.of_line, fact.quantity) for of, fact in said)
