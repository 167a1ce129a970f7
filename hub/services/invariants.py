"""Checks at the hub what must always hold: chains, movements, feeds, receipt numbers (sync.md)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec

from hub.services import loyalty_invariants, stock_invariants
from hub.services.customer_invariants import broken
from hub.services.return_invariants import follows_its_op, too_much_back
from hub.store import feeds, journal, sales, stock, terminals
from hub.store.database import Connection, Database, Engine
from hub.store.upgrade import damage
from retail.errors import KnownError
from retail.events import SaleCompleted
from retail.journal import GENESIS, entry_hash_of_text
from retail.receipt_number import parse
from retail.sale_record import movements
from sync.protocol import EMPTY_CHECKSUM, fold, row_digest

SALES = ("sale.completed", "sale.post_voided")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that must hold and does not."""

    rule: str
    """Stable word: account, customer, chain, head, sale, movements, returned, stock, pool,
    right, feed, receipts."""
    subject: str
    """Which terminal, op, feed or SKU."""
    message: str


class _Numbered(msgspec.Struct):
    receipt_no: str = ""


def check(engine: Engine) -> list[Finding]:
    """Everything that is wrong at the hub; empty where all invariants hold. Reads one state throughout."""
    with Database(engine).read() as connection:
        found = [
            Finding(rule="file", subject="hub.db", message=f"The file is damaged: {trouble}.")
            for trouble in damage(connection)
        ]
        found += [
            finding
            for terminal in terminals.every(connection)
            for finding in _terminal(connection, terminal.terminal_id)
        ]
        found += [
            Finding(
                rule="stock",
                subject=row.sku,
                message=f"On hand in {row.store_id} is {row.on_hand} and its movements come to {row.moved}.",
            )
            for row in stock.disagreements(connection)
        ]
        found += [
            Finding(rule="returned", subject=txn_id, message="More came back than was sold; nobody was told.")
            for txn_id in too_much_back(connection)
        ]
        found += [
            Finding(rule=rule, subject=subject, message=f"{subject}: {what}.")
            for rule, subject, what in stock_invariants.broken(connection)
        ]
        for head in feeds.heads(connection):
            found += _feed(connection, head.scope)
        found += [
            Finding(rule="customer", subject=customer_id, message=f"This customer: {what}.")
            for customer_id, what in broken(connection)
        ]
        found += [
            Finding(rule="account", subject=account_id, message=f"This account: {what}.")
            for account_id, what in loyalty_invariants.broken(connection)
        ]
    return found


def _terminal(connection: Connection, terminal_id: str) -> Iterator[Finding]:
    """The chain of a terminal under all its epochs, its sales, its heads and its receipt numbers."""
    prev = GENESIS
    receipts: list[str] = []
    for row in journal.ops_of(connection, terminal_id):
        if row.code != "hash_mismatch" and row.hash != _hash(row):
            yield _finding("chain", row, "its content is not what its hash says")
        # A new epoch begins behind an entry that was sent under an earlier one.
        if row.prev != prev and row.prev not in journal.hashes_at(connection, terminal_id, row.seq - 1):
            yield _finding("chain", row, "it does not follow the entry before it")
        prev = row.hash
        if row.kind in SALES:
            receipts.append(_receipt_no(row))
            if row.status == "applied":
                yield from _sale(connection, row)
        elif row.status == "applied" and not stock_invariants.moves_as_said(connection, row):
            yield _finding("movements", row, "the stock moved is not what its document says")
    for head in journal.heads(connection):
        if head.terminal_id == terminal_id and head.hash not in journal.hashes_at(
            connection, terminal_id, head.seq
        ):
            yield Finding(
                rule="head",
                subject=terminal_id,
                message=f"The head of epoch {head.epoch} is entry {head.seq} by a hash that no entry has.",
            )
    yield from _receipts(terminal_id, receipts)


def _hash(row: Any) -> str:
    try:
        return entry_hash_of_text(row.prev, row.op_id, row.kind, row.v, row.hlc, row.body)
    except KnownError:
        return ""


def _sale(connection: Connection, row: Any) -> Iterator[Finding]:
    """An applied sale has its row once, says what its op says, and moved exactly its lines."""
    try:
        body = msgspec.json.decode(row.body, type=SaleCompleted)
    except (msgspec.MsgspecError, KnownError):
        yield _finding("sale", row, "its body is not that of a sale")
        return
    # The second sale of an id is booked under the id of its op.
    words = (body.txn_id, row.op_id)
    rows = [one for word in words for one in sales.find(connection, word) if one.op_id == row.op_id]
    if len(rows) != 1:
        yield _finding("sale", row, f"it is applied and has {len(rows)} sales")
    elif (rows[0].receipt_no, rows[0].total) != (body.receipt_no, body.total):
        yield _finding("sale", row, "its sale says another receipt number or total than its op")
    moved = sorted((one.line_id, one.sku, one.delta) for one in stock.movements_of(connection, row.op_id))
    said = () if body.origin.training else body.movements
    if moved != sorted((one.line_id, one.sku, one.delta) for one in said):
        yield _finding("movements", row, "the stock moved is not what its op says")
    if not loyalty_invariants.follows_its_op(connection, row.op_id, body):
        yield _finding("account", row, "what it entered on accounts is not what its op says")
    if not follows_its_op(connection, body, rows[0].txn_id if rows else body.txn_id):
        yield _finding("returned", row, "what came back is not what its op says")
    live = tuple(line for line in body.lines if not line.voided)
    expected = () if body.origin.training else movements(live, "sale")
    if moved != sorted((one.line_id, one.sku, one.delta) for one in expected):
        yield _finding("movements", row, "the stock moved is not that of its lines")


def _receipt_no(row: Any) -> str:
    """The receipt number of a sale, also of one in quarantine, where it can be read."""
    try:
        return msgspec.json.decode(row.body, type=_Numbered).receipt_no
    except msgspec.MsgspecError:
        return ""


def _receipts(terminal_id: str, texts: list[str]) -> Iterator[Finding]:
    """Receipt numbers count from 1 without a gap or a double, training apart (M5.1)."""
    counts: dict[bool, list[int]] = {False: [], True: []}
    for text in filter(None, texts):
        try:
            number = parse(text)
        except KnownError:
            yield Finding(rule="receipts", subject=text, message="This is not a receipt number.")
            continue
        counts[number.training].append(number.n)
    for numbers in counts.values():
        for before, after in pairwise([0, *sorted(numbers)]):
            if after != before + 1:
                what = f"{after} is there twice" if after == before else f"{before + 1} is missing"
                yield Finding(rule="receipts", subject=terminal_id, message=f"Receipt number {what}.")


def _feed(connection: Connection, scope: str) -> Iterator[Finding]:
    """The checksum is that of the live rows, and no row is ahead of the head."""
    (head,) = feeds.heads(connection, [scope])
    checksum, last = EMPTY_CHECKSUM, 0
    for row in feeds.live_rows(connection, scope):
        checksum = fold(checksum, row_digest(scope, row))
        last = max(last, row.seq)
    if checksum != head.checksum:
        yield Finding(rule="feed", subject=scope, message="Its checksum is not that of its rows.")
    if last > head.seq:
        yield Finding(rule="feed", subject=scope, message=f"Row {last} is ahead of its head {head.seq}.")


def _finding(rule: str, row: Any, what: str) -> Finding:
    return Finding(rule=rule, subject=row.op_id, message=f"Entry {row.seq} of {row.terminal_id}: {what}.")
