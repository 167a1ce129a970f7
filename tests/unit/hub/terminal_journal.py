"""A terminal's journal for the hub's tests: true chains of ops with sales worked out by the real rules."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec

from retail.events import NoSale, Origin, SaleCompleted
from retail.ids import uuid7
from retail.journal import GENESIS, Op, entry_hash
from retail.receipt_number import receipt_number
from retail.sale import priced
from retail.sale_record import completed, reversal
from retail.tax import TaxPolicy, TaxRate, TaxTable
from retail.tender import Tender, settle
from retail.transaction import Approval, Line, Transaction
from sync import messages as m

AT = 1_780_000_000_000
TAX = TaxTable(classes={"reduced": (TaxRate(code="R", name="MwSt 7 %", rate="0.07", letter="B"),)})


def new_id() -> str:
    return uuid7(AT, secrets.token_bytes(10))


class Journal:
    """Makes ops one after the other; `ops` holds all of them."""

    def __init__(self, terminal_id: str, store_id: str, terminal_no: int = 1, *, epoch: str = "") -> None:
        self.terminal_id = terminal_id
        self.store_id = store_id
        self.terminal_no = terminal_no
        self.epoch = epoch or new_id()
        self.ops: list[m.WireOp] = []
        self.receipts = 0

    @property
    def head(self) -> m.JournalHead:
        if not self.ops:
            return m.JournalHead(seq=0, hash=GENESIS)
        return m.JournalHead(seq=self.ops[-1].seq, hash=self.ops[-1].hash)

    def origin(self, **changes: Any) -> Origin:
        origin = Origin(
            store_id=self.store_id,
            terminal_id=self.terminal_id,
            operator_id="o1",
            session_id="s1",
            business_date="2026-05-28",
            at=AT,
            local_time="2026-05-28T20:26:40+02:00",
            cart_id="c1",
            program="tillbridge test",
        )
        return msgspec.structs.replace(origin, **changes)

    def add(
        self, kind: str, body: Any, *, v: int = 1, op_id: str = "", stamp: str | None = None, **changes: Any
    ) -> m.WireOp:
        """Append an op; `changes` falsify it after it was hashed."""
        content = msgspec.to_builtins(body)
        hlc = f"{AT:012x}-{len(self.ops):04x}-t" if stamp is None else stamp
        made = Op(op_id=op_id or new_id(), kind=kind, v=v, hlc=hlc, body=content)
        seq, prev = self.head.seq + 1, self.head.hash
        op = m.WireOp(
            seq=seq,
            op_id=made.op_id,
            kind=kind,
            v=v,
            hlc=made.hlc,
            body=content,
            prev=prev,
            hash=entry_hash(prev, made),
        )
        op = msgspec.structs.replace(op, **changes)
        self.ops.append(op)
        return op

    def no_sale(self) -> m.WireOp:
        return self.add("drawer.no_sale", NoSale(origin=self.origin(), reason_id="no_sale.change"))

    def sale(self, *skus: str, **changes: Any) -> m.WireOp:
        """A sale of one piece at 1.19 of each SKU, paid in cash; `changes` alter its body."""
        body = self.sale_body(*(skus or ("milk",)))
        return self.add("sale.completed", msgspec.structs.replace(body, **changes))

    def sale_body(self, *skus: str, training: bool = False) -> SaleCompleted:
        lines = tuple(
            Line(
                line_id=new_id(), sku=sku, name=sku, quantity=1000, unit_price=119, tax_class="reduced", at=AT
            )
            for sku in skus
        )
        txn = Transaction(
            txn_id=new_id(),
            state="open",
            store_id=self.store_id,
            terminal_id=self.terminal_id,
            session_id="s1",
            operator_id="o1",
            business_date="2026-05-28",
            currency="EUR",
            started_at=AT,
            cart_id=new_id(),
            lines=lines,
            training=training,
        )
        amounts = priced(txn, TAX, TaxPolicy())
        tender = Tender(payment_id=new_id(), kind="cash", amount=amounts.total, at=AT)
        settlement = settle(amounts.total, [tender], None)
        self.receipts += 1
        number = receipt_number(1, self.terminal_no, self.receipts, training=training)
        paid = msgspec.structs.replace(txn, tenders=(tender,), state="completed")
        return completed(paid, amounts, settlement, self.origin(training=training), number)

    def post_void(self, sale: m.WireOp) -> m.WireOp:
        self.receipts += 1
        body = reversal(
            msgspec.convert(sale.body, SaleCompleted),
            new_id(),
            self.origin(),
            receipt_number(1, self.terminal_no, self.receipts),
            Approval(permission="post_void", operator_id="o2", at=AT),
            AT,
        )
        return self.add("sale.post_voided", body)

    def push(self, hub_gen: str, *ops: m.WireOp, epoch: str = "") -> m.PushRequest:
        """A push of these ops, or of all."""
        return m.PushRequest(hub_gen=hub_gen, epoch=epoch or self.epoch, ops=ops or tuple(self.ops))

    def hello(self, hub_gen: str, **changes: Any) -> m.Hello:
        hello = m.Hello(
            terminal_id=self.terminal_id,
            epoch=self.epoch,
            head=self.head,
            acked=m.JournalHead(seq=0, hash=GENESIS),
            hub_gen=hub_gen,
            op_versions={},
            program="tillbridge test",
            now=AT,
        )
        return msgspec.structs.replace(hello, **changes)
