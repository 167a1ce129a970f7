"""Random acts on a sale never break what must hold: totals, deposits, voids, and the way back."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec.structs import replace

from retail import sale
from retail.discount import Discount
from retail.errors import RuleError
from retail.item import Item
from retail.pricing import Priced
from retail.sale_record import completed, reversal
from retail.tender import Tender, TenderKind, settle
from retail.transaction import Approval, PriceOverride, Transaction
from tests.fakes.clock import NOON
from tests.fakes.shop import APPLES, BEER, BERLIN, COLA, MILK, a_deposit, a_line, a_sale, an_origin

GOODS = st.sampled_from([MILK, COLA, BEER, APPLES])
QUANTITIES = st.one_of(st.integers(-1, 12).map(lambda pieces: pieces * 1000), st.integers(1, 9000))
DISCOUNTS = st.one_of(
    st.none(),
    st.decimals(0, 100, places=1).map(
        lambda share: Discount(discount_id="d", kind="percent", value=str(share))
    ),
    st.integers(0, 5000).map(lambda amount: Discount(discount_id="d", kind="amount", value=amount)),
)


class AnySale(RuleBasedStateMachine):
    """A cashier who presses anything; a refusal must leave the sale exactly as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.txn = a_sale()
        self.numbers = itertools.count()

    def pick(self, data: st.DataObject) -> str:
        """One of the lines, or one that is not there."""
        return data.draw(st.sampled_from([line.line_id for line in self.txn.lines] + ["nobody"]))

    def priced(self) -> Priced:
        """The sale as it stands."""
        return sale.priced(self.txn, BERLIN.tax_table, BERLIN.tax.policy)

    @rule(item=GOODS, quantity=QUANTITIES, by_code=st.booleans())
    def add(self, item: Item, quantity: int, by_code: bool) -> None:
        line_id = f"line-{next(self.numbers):04}"
        line = replace(a_line(item, quantity, line_id), priced_by_code=by_code)
        try:
            txn, added = sale.add_line(self.txn, line)
        except RuleError:
            return
        if item.deposit:
            txn = sale.add_deposit(txn, added, a_deposit(item, f"{added}-deposit"))
        self.txn = txn

    @rule(data=st.data(), quantity=QUANTITIES)
    def set_quantity(self, data: st.DataObject, quantity: int) -> None:
        self.try_to(lambda line_id: sale.set_quantity(self.txn, line_id, quantity), data)

    @rule(data=st.data(), price=st.integers(-5, 2000))
    def override(self, data: st.DataObject, price: int) -> None:
        by = PriceOverride(was=0, reason_id="label", operator_id="grace")
        self.try_to(lambda line_id: sale.override_price(self.txn, line_id, price, by), data)

    @rule(data=st.data(), discount=DISCOUNTS)
    def discount_line(self, data: st.DataObject, discount: Discount | None) -> None:
        self.try_to(lambda line_id: sale.discount_line(self.txn, line_id, discount), data)

    @rule(discount=DISCOUNTS)
    def discount_sale(self, discount: Discount | None) -> None:
        self.txn = sale.discount_sale(self.txn, discount)

    @rule(data=st.data())
    def void_and_undo(self, data: st.DataObject) -> None:
        """Undo right after a void brings back exactly what there was."""
        line_id = self.pick(data)
        try:
            voided = sale.void_line(self.txn, line_id)
        except RuleError:
            return
        assert sale.undo_void(voided, line_id) == self.txn

    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        self.try_to(lambda line_id: sale.void_line(self.txn, line_id), data)

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        self.try_to(lambda line_id: sale.undo_void(self.txn, line_id), data)

    @rule(data=st.data())
    def complete_and_cancel(self, data: st.DataObject) -> None:
        """Whatever was sold, its post-void takes away to the last cent and the last gram."""
        if not self.txn.live_lines:
            return
        done = self.priced()
        card = data.draw(st.integers(0, done.total))
        cash = done.total - card
        given: dict[TenderKind, int] = {"card": card, "cash": cash + (7 if cash else 0)}
        tenders = tuple(
            Tender(payment_id=kind, kind=kind, amount=amount, at=NOON)
            for kind, amount in given.items()
            if amount
        )
        settlement = settle(done.total, tenders, None)
        sold = completed(replace(self.txn, tenders=tenders), done, settlement, an_origin(), "S1-T2-000001")
        word = Approval(permission="post_void", operator_id="grace", at=NOON)
        back = reversal(sold, "back-1", an_origin(), "S1-T2-000002", word, NOON)
        assert sold.total + back.total == 0
        assert sold.tax_total + back.tax_total == 0
        assert sum(tender.amount for tender in back.tenders) == -settlement.payable
        deltas: dict[str, int] = {}
        for movement in (*sold.movements, *back.movements):
            deltas[movement.line_id] = deltas.get(movement.line_id, 0) + movement.delta
        assert set(deltas.values()) <= {0}

    def try_to(self, act: Callable[[str], Transaction], data: st.DataObject) -> None:
        before = self.txn
        try:
            self.txn = act(self.pick(data))
        except RuleError:
            assert self.txn is before

    @invariant()
    def the_total_is_the_sum_of_its_lines_and_never_negative(self) -> None:
        done = self.priced()
        assert done.total == sum(line.total for line in done.lines) >= 0
        assert all(line.total >= 0 for line in done.lines)

    @invariant()
    def what_is_void_is_never_priced(self) -> None:
        voided = {line.line_id for line in self.txn.lines if line.voided}
        assert not voided & {line.line_id for line in self.priced().lines}

    @invariant()
    def a_deposit_is_as_its_goods(self) -> None:
        for line in self.txn.lines:
            if line.kind == "deposit":
                parent = self.txn.line(line.parent)
                assert parent is not None
                assert (line.quantity, line.voided) == (parent.quantity, parent.voided)

    @invariant()
    def line_ids_are_all_different(self) -> None:
        ids = [line.line_id for line in self.txn.lines]
        assert len(ids) == len(set(ids))


AnySale.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestAnySale = AnySale.TestCase


def test_a_sale_is_only_data() -> None:
    """Acts never change the transaction they were given."""
    before = a_sale()
    after, _ = sale.add_line(before, a_line(MILK))
    assert before.lines == ()
    assert isinstance(after, Transaction)
