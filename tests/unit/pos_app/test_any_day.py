"""Random days at a till with real files, power cuts included: whatever is pressed, the books stay right."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from pos_app import commands as c
from pos_app.queries import ListSuspended, ShowTill
from pos_app.session_totals import session_totals
from pos_app.views import Outcome, SaleView
from retail.journal import GENESIS, entry_hash
from retail.receipt_number import parse
from tests.fakes.counter import Counter
from tests.fakes.shop import SUPERVISOR

CODES = st.sampled_from(
    ["4006381333931", "4012345678901", "012345678905", "96385074", "4011", "2112345003450", "nonsense", ""]
)
QUANTITIES = st.sampled_from([1000, 1000, 2000, 12_000, 345, 0, -1000])
AMOUNTS = st.one_of(st.integers(-10, 3000), st.sampled_from([0, 120, 5000, 10_000, 4006381333931]))
FLOAT = 20_000


class AnyDay(RuleBasedStateMachine):
    """A supervisor, so that every act is open; a refusal is fine, a bug or a wrong sum is not."""

    seeded: Path
    """The files of a terminal that has its catalogue; set by the test."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.counter = Counter(self.seeded, Path(self.folder.name) / "till")
        self.completed = 0
        self.turnover = 0
        self.sold: list[str] = []

    @initialize()
    def open(self) -> None:
        self.counter.stand(SUPERVISOR)
        self.counter.ok(c.OpenSession(opening_float=FLOAT))

    def send(self, command: c.Command) -> Outcome:
        """Press it; what goes wrong must be a refusal in words."""
        outcome = self.counter.send(command)
        assert outcome.notice is None or outcome.notice.code != "bug"
        assert outcome.ok or outcome.notice or outcome.approval or outcome.age or outcome.weight
        if outcome.change is not None:
            self.completed += 1
            self.turnover += outcome.change.total
            self.sold.append(outcome.change.txn_id)
            assert outcome.change.change >= 0
        return outcome

    def sale(self) -> SaleView | None:
        """The open sale."""
        return self.counter.ask(ShowTill()).sale

    def line(self, data: st.DataObject) -> str:
        """One of its lines, or one that is not there."""
        sale = self.sale()
        return data.draw(st.sampled_from([*(line.line_id for line in sale.lines), "no"] if sale else ["no"]))

    @rule(raw=CODES, quantity=QUANTITIES)
    def scan(self, raw: str, quantity: int) -> None:
        if self.send(c.Scan(raw=raw, quantity=quantity)).age:
            self.send(c.ConfirmAge(age_limit=18, confirmed=quantity > 1000))

    @rule(raw=CODES)
    def scan_plainly(self, raw: str) -> None:
        self.send(c.Scan(raw=raw))

    @rule(amount=AMOUNTS)
    def department(self, amount: int) -> None:
        self.send(c.AddDepartmentLine(department_id="misc", amount=amount))

    @rule(pieces=st.integers(1, 9), handed=st.integers(0, 4000), card=st.booleans())
    def sell(self, pieces: int, handed: int, card: bool) -> None:
        """A whole sale in one go, so that days are long; whatever was on the till before is paid with it."""
        self.send(c.Scan(raw="4006381333931", quantity=pieces * 1000))
        sale = self.sale()
        if sale is not None and card:
            self.send(c.TenderCard(txn_id=sale.txn_id, amount=sale.remaining // 2))
        if sale is not None:
            self.send(c.TenderCash(txn_id=sale.txn_id, amount=sale.remaining + 2 + handed))

    @rule(data=st.data(), quantity=QUANTITIES)
    def quantity(self, data: st.DataObject, quantity: int) -> None:
        self.send(c.SetQuantity(line_id=self.line(data), quantity=quantity))

    @rule(data=st.data(), price=AMOUNTS)
    def override(self, data: st.DataObject, price: int) -> None:
        self.send(c.OverridePrice(line_id=self.line(data), unit_price=price, reason_id="label"))

    @rule(data=st.data(), percent=st.sampled_from([None, "5", "33.3", "100"]), amount=AMOUNTS)
    def discount(self, data: st.DataObject, percent: str | None, amount: int) -> None:
        off = {"percent": percent, "amount": None if percent else amount, "reason_id": "damaged"}
        self.send(c.DiscountLine(line_id=self.line(data), **off))  # type: ignore[arg-type]
        self.send(c.DiscountSale(**off))  # type: ignore[arg-type]

    @rule(data=st.data(), undo=st.booleans())
    def void(self, data: st.DataObject, undo: bool) -> None:
        self.send(c.VoidLine(line_id=self.line(data)))
        if undo:
            self.send(c.UndoVoid())

    @rule(end=st.sampled_from(["void", "suspend"]))
    def leave(self, end: str) -> None:
        self.send(c.VoidSale() if end == "void" else c.SuspendSale())

    @rule()
    def resume(self) -> None:
        for parked in self.counter.ask(ListSuspended())[:1]:
            if self.send(c.ResumeSale(txn_id=parked.txn_id)).sale is None and self.counter.nudges.questions:
                self.counter.answer()

    @rule(kind=st.sampled_from(["cash", "card", "finish"]), amount=st.one_of(st.none(), AMOUNTS))
    def pay(self, kind: str, amount: int | None) -> None:
        sale = self.sale()
        txn_id = sale.txn_id if sale else "none"
        given = (sale.remaining + 3 if sale else 1) if amount is None else amount
        if kind == "cash":
            self.send(c.TenderCash(txn_id=txn_id, amount=given))
        elif kind == "card":
            self.send(
                c.TenderCard(txn_id=txn_id, amount=sale.remaining if sale and amount is None else given)
            )
        else:
            self.send(c.FinishSale(txn_id=txn_id))

    @rule()
    def take_a_tender_back(self) -> None:
        sale = self.sale()
        if sale and sale.tenders:
            tender = sale.tenders[0]
            self.send(c.RemoveTender(txn_id=sale.txn_id, payment_id=tender.payment_id))

    @rule()
    def cancel_the_last(self) -> None:
        for txn_id in self.sold[-1:]:
            if self.send(c.PostVoid(txn_id=txn_id, reason_id="mistake")).ok:
                self.completed += 1
                self.turnover -= self.counter.record(txn_id).body.total
                self.sold.pop()

    @rule()
    def pull_the_plug(self) -> None:
        before = self.counter.facts()
        self.counter.restart()
        assert self.counter.facts() == before
        self.counter.stand(SUPERVISOR)

    @invariant()
    def the_books_are_right(self) -> None:
        with self.counter.local.store.read() as uow:
            session = uow.sessions.current()
            if session is None:
                return
            sums = uow.sessions.sums(session.session_id)
            totals = session_totals(uow, session, 0)
            journal = uow.journal.page("2026-11-30", None, 10_000)
        assert sums.perpetual_total == self.turnover == sums.sales_total + sums.post_void_total
        assert sums.sales_count + sums.post_void_count == self.completed
        assert sum(amount for _, _, amount in sums.tenders) == self.turnover + sums.cash_rounding
        cash = sum(amount for kind, _, amount in sums.tenders if kind == "cash")
        assert totals.expected_cash == FLOAT + cash
        numbers = [
            line.entry.op.body["receipt_no"]
            for line in reversed(journal)
            if "receipt_no" in line.entry.op.body
        ]
        assert [parse(number).n for number in numbers] == list(range(1, self.completed + 1))
        prev = GENESIS
        for line in reversed(journal):
            assert line.entry.prev_hash == prev
            assert line.entry.hash == entry_hash(prev, line.entry.op)
            prev = line.entry.hash

    def teardown(self) -> None:
        self.counter.close()
        self.folder.cleanup()


def test_any_day(zurich_files: Path) -> None:
    run_state_machine_as_test(
        type("AnyDayInZurich", (AnyDay,), {"seeded": zurich_files}),
        settings=settings(
            max_examples=20,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
