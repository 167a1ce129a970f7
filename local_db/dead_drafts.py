"""What lay open on a dead terminal: sales to be parked at the hub, payments begun, receipts not on paper."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Literal

import msgspec
from sqlalchemy import func, select

from local_db.dead_disk import DeadDisk
from local_db.pos_schema import draft, journal
from local_db.statements import Statement
from retail import hybrid_clock, sale
from retail.errors import KnownError
from retail.events import VERSIONS, Origin, SaleParked
from retail.ids import RANDOM_BYTES, timestamp_of, uuid7
from retail.journal import Op
from retail.parked_label import shared_label
from retail.store_config import StoreConfig
from retail.transaction import Transaction

SUSPENDED = "sale.suspended"
PROGRAM = "tillbridge recover"
"""Named in the entries; without a version, so that a second recovery writes the very same ones."""
_DRAFTS = Statement(select(draft.c.body).order_by(draft.c.txn_id))
_PARKED = Statement(
    select(func.json_extract(journal.c.body, "$.txn_id"))
    .where(journal.c.kind == SUSPENDED, func.json_extract(journal.c.body, "$.transaction").is_not(None))
    .distinct()
)


Unread = Literal["sales", "paper", "session"]


class LeftOpen(msgspec.Struct, frozen=True, kw_only=True):
    """What a person is told of."""

    parked: tuple[Transaction, ...] = ()
    """Sales that any till of the store may take now."""
    paid: tuple[Transaction, ...] = ()
    """Open sales on which money was taken: a person looks."""
    unprinted: tuple[str, ...] = ()
    """Receipt numbers that may not be on paper."""
    session_number: int = 0
    """The till session that was not closed; 0 for none."""
    unread: tuple[Unread, ...] = ()
    """What of this lies on a torn page, so that nobody knows."""


def settle_drafts(disk: DeadDisk) -> LeftOpen:
    """Journal each open sale as parked, once; and say what else lay open.

    Of a journal whose end is torn nothing is parked: its chain cannot be written on. Raises `KnownError`
    where the journal is whole and its open sales cannot be read; nothing else stops it.
    """
    unread: list[Unread] = []
    try:
        left = _settled(disk)
    except KnownError:
        if disk.proved.whole:
            raise
        disk.open_again()
        unread.append("sales")
        left = LeftOpen()
    unprinted: tuple[str, ...] = ()
    number = 0
    try:
        with disk.pos.read():
            waiting = disk.unit.print_jobs.waiting()
        unprinted = tuple(one.receipt_no for one in waiting if one.receipt_no)
    except KnownError:
        disk.open_again()
        unread.append("paper")
    try:
        with disk.pos.read():
            session = disk.unit.sessions.current()
        number = session.number if session else 0
    except KnownError:
        disk.open_again()
        unread.append("session")
    return msgspec.structs.replace(left, unprinted=unprinted, session_number=number, unread=tuple(unread))


def _settled(disk: DeadDisk) -> LeftOpen:
    with disk.pos.read():
        drafts = [msgspec.json.decode(body, type=Transaction) for (body,) in disk.pos.rows(_DRAFTS)]
    real = [txn for txn in drafts if not txn.training and txn.live_lines]
    paid = tuple(txn for txn in real if txn.tenders)
    if not disk.proved.whole:
        return LeftOpen(paid=paid)
    free = tuple(txn for txn in real if not txn.tenders)
    _park_all(disk, free)
    return LeftOpen(parked=free, paid=paid)


def _park_all(disk: DeadDisk, free: tuple[Transaction, ...]) -> None:
    with disk.pos.read():
        config = disk.unit.store_config()
        at_hub = {txn_id for (txn_id,) in disk.pos.rows(_PARKED)}
    if config is None:
        return
    with disk.pos.write():
        for txn in free:
            if txn.state == "open" or txn.txn_id not in at_hub:
                _park(disk, txn, config)


def _park(disk: DeadDisk, txn: Transaction, config: StoreConfig) -> None:
    """The entry follows from the sale alone: found again on the same disk, it is the same op."""
    parked = msgspec.structs.replace(txn, state="suspended")
    disk.unit.drafts.save(parked)
    at = timestamp_of(txn.txn_id)
    tax = txn.tax or config.tax
    body = SaleParked(
        origin=_origin(disk, txn, at),
        txn_id=txn.txn_id,
        currency=txn.currency,
        # For the list of parked sales; who takes it prices it anew, promotions and all.
        total=sale.priced(txn, tax.table, tax.policy, ()).total,
        line_count=len(txn.counted_lines),
        transaction=msgspec.structs.replace(parked, note=shared_label(parked.note)),
    )
    chance = hashlib.sha256(f"tillbridge recovered sale\n{txn.txn_id}".encode()).digest()[:RANDOM_BYTES]
    entries = disk.unit.journal
    entries.append(
        Op(
            op_id=uuid7(at, chance),
            kind=SUSPENDED,
            v=VERSIONS[SUSPENDED],
            hlc=hybrid_clock.tick(entries.last_hlc() or None, at, _terminal(disk)),
            body=msgspec.to_builtins(body),
        )
    )


def _origin(disk: DeadDisk, txn: Transaction, at: int) -> Origin:
    return Origin(
        store_id=txn.store_id,
        terminal_id=_terminal(disk),
        operator_id=txn.operator_id,
        session_id=txn.session_id,
        business_date=txn.business_date,
        at=at,
        local_time=datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds"),
        program=PROGRAM,
    )


def _terminal(disk: DeadDisk) -> str:
    return disk.who.terminal_id if disk.who else ""
