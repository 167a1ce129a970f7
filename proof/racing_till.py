"""A till that races for the last unit: asks for a right, and sells in any case: goods in hand always are."""

from __future__ import annotations

import secrets

import msgspec

from hub.bootstrap import Hub
from hub.store.terminals import TerminalRecord
from retail.events import VERSIONS, Origin, StockOverride
from retail.ids import uuid7
from retail.journal import GENESIS, Op, entry_hash
from retail.receipt_number import receipt_number
from retail.rights import Right, RightAsk, RightSpent, RightsRequest
from retail.sale import priced
from retail.sale_record import completed
from retail.tax import TaxPolicy, TaxRate, TaxTable
from retail.tender import Tender, settle
from retail.transaction import Line, Transaction
from sync import messages as m

ONE = 1000
PRICE = 499
KIND = "sale.completed"
TAX = TaxTable(classes={"standard": (TaxRate(code="V", name="VAT", rate="0.19", letter="A"),)})


class RacingTill:
    """One terminal of the hub, with a journal of its own."""

    def __init__(self, hub: Hub, record: TerminalRecord, generation: str) -> None:
        self._hub = hub
        self._record = record
        self._service = hub.service_of(record)
        self._generation = generation
        self._epoch = self._id()
        self._head = m.JournalHead(seq=0, hash=GENESIS)

    def race(self, sku: str) -> Right | None:
        """Ask for the unit, then sell it by the right or by a supervisor's word; the right, where it won."""
        asks = (RightAsk(kind="stock", subject=sku, quantity=ONE),)
        answer = self._service.rights(RightsRequest(request_id=self._id(), asks=asks)).answers[0]
        self.sell(sku, right=answer.right, available=answer.available)
        return answer.right

    def sell(self, sku: str, *, right: Right | None = None, available: int = 0, cart_id: str = "") -> None:
        """Sell one: by a right, by the reservation of the cart, or else by a supervisor's word."""
        now = self._hub.clock.now()
        number = self._head.seq + 1
        line = Line(
            line_id=self._id(),
            sku=sku,
            name=sku,
            quantity=ONE,
            unit_price=PRICE,
            tax_class="standard",
            at=now,
        )
        txn = Transaction(
            txn_id=self._id(),
            store_id=self._record.store_id,
            terminal_id=self._record.terminal_id,
            session_id="race",
            operator_id="race",
            business_date="2026-01-02",
            currency="EUR",
            started_at=now,
            cart_id=cart_id or self._id(),
            lines=(line,),
        )
        amounts = priced(txn, TAX, TaxPolicy())
        tender = Tender(payment_id=self._id(), kind="cash", amount=amounts.total, at=now)
        body = completed(
            msgspec.structs.replace(txn, tenders=(tender,)),
            amounts,
            settle(amounts.total, [tender], None),
            self._origin(now, txn.cart_id),
            receipt_number(1, self._record.terminal_no, number),
        )
        if right is not None:
            part = RightSpent(
                grant_id=right.grant_id, kind="stock", subject=sku, quantity=ONE, line_id=line.line_id
            )
            body = msgspec.structs.replace(body, rights=(part,))
        elif not cart_id:
            word = StockOverride(line_id=line.line_id, sku=sku, quantity=ONE, available=available, as_of=now)
            body = msgspec.structs.replace(body, overrides=(word,))
        self._push(msgspec.to_builtins(body), number, now)

    def _push(self, body: dict[str, object], seq: int, now: int) -> None:
        op = Op(
            op_id=self._id(), kind=KIND, v=VERSIONS[KIND], hlc=f"{now:012x}-{seq % 65536:04x}-r", body=body
        )
        wire = m.WireOp(
            seq=seq,
            op_id=op.op_id,
            kind=op.kind,
            v=op.v,
            hlc=op.hlc,
            body=op.body,
            prev=self._head.hash,
            hash=entry_hash(self._head.hash, op),
        )
        push = m.PushRequest(hub_gen=self._generation, epoch=self._epoch, ops=(wire,))
        self._head = self._service.push(push).head

    def _origin(self, now: int, cart_id: str) -> Origin:
        return Origin(
            store_id=self._record.store_id,
            terminal_id=self._record.terminal_id,
            operator_id="race",
            session_id="race",
            business_date="2026-01-02",
            at=now,
            local_time="2026-01-02T10:00:00+01:00",
            cart_id=cart_id,
            program="tillbridge race",
        )

    def _id(self) -> str:
        return uuid7(self._hub.clock.now(), secrets.token_bytes(10))
