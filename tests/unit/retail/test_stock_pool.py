"""The equation of the pool holds through any row of deliveries, sales, promises and takings back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from retail.errors import RuleError
from retail.granting import Grant, settle, spend, write_off
from retail.stock import Pool, counted_delta, given_back, moved, pool_of, taken

AMOUNT = st.integers(min_value=1, max_value=6)


class Shelf(RuleBasedStateMachine):
    """One SKU in one store; rights and reservations as lists, the pool by the rules under test."""

    def __init__(self) -> None:
        super().__init__()
        self.pool = Pool()
        self.sellable = 0
        self.grants: list[Grant] = []
        self.reserved: list[int] = []

    @rule(delta=st.integers(min_value=-5, max_value=5))
    def goods_move(self, delta: int) -> None:
        self.sellable += delta
        self.pool = moved(self.pool, delta)

    @rule(counted=st.integers(min_value=0, max_value=20))
    def count(self, counted: int) -> None:
        self.goods_move(counted_delta(counted, self.sellable))
        assert self.sellable == counted

    @rule(quantity=AMOUNT)
    def grant(self, quantity: int) -> None:
        if self._take(quantity):
            self.grants.append(Grant(quantity=quantity))

    @rule(quantity=AMOUNT)
    def reserve(self, quantity: int) -> None:
        if self._take(quantity):
            self.reserved.append(quantity)

    @rule(data=st.data(), quantity=AMOUNT)
    def sell_by_right(self, data: st.DataObject, quantity: int) -> None:
        if self.grants:
            place = data.draw(st.integers(0, len(self.grants) - 1))
            done = spend(self.grants[place], quantity)
            assert 0 <= done.covered <= quantity
            self.grants[place] = done.grant
            self._leave(quantity, done.covered)

    @rule(quantity=AMOUNT)
    def sell_a_reservation(self, quantity: int) -> None:
        if self.reserved:
            covered = min(quantity, self.reserved[-1])
            self.reserved[-1] -= covered
            self._leave(quantity, covered)

    @rule(unspent=st.integers(min_value=0, max_value=8), by_manager=st.booleans())
    def close(self, unspent: int, by_manager: bool) -> None:
        if self.grants:
            before = self.grants[-1]
            done = write_off(before) if by_manager else settle(before, unspent)
            assert done.back == before.held - done.grant.held
            self.grants[-1] = done.grant
            self.pool = given_back(self.pool, done.back)

    @rule()
    def release(self) -> None:
        if self.reserved:
            self.pool = given_back(self.pool, self.reserved.pop())

    @invariant()
    def equation(self) -> None:
        held = sum(one.held for one in self.grants) + sum(self.reserved)
        assert self.pool.web_pool + held - self.pool.oversold == self.sellable
        assert self.pool.web_pool >= 0 <= self.pool.oversold
        assert not (self.pool.web_pool and self.pool.oversold)
        assert all(0 <= one.spent + one.returned <= one.quantity for one in self.grants)

    def _take(self, quantity: int) -> bool:
        try:
            self.pool = taken(self.pool, quantity)
        except RuleError as error:
            assert error.code == "not_enough"
            assert quantity > self.pool.web_pool
            return False
        return True

    def _leave(self, quantity: int, covered: int) -> None:
        self.sellable -= quantity
        self.pool = moved(self.pool, -quantity, covered)


TestShelf = Shelf.TestCase


@given(st.integers(-100, 100))
def test_a_pool_is_either_free_or_oversold(free: int) -> None:
    assert pool_of(free).free == free


@pytest.mark.parametrize("quantity", [0, -1])
def test_a_promise_is_for_something(quantity: int) -> None:
    with pytest.raises(RuleError, match="for something"):
        taken(Pool(web_pool=5), quantity)


def test_less_than_nothing_does_not_come_back() -> None:
    with pytest.raises(RuleError, match="less than nothing"):
        given_back(Pool(), -1)


def test_what_a_holder_says_it_spent_waits_for_the_sale_that_says_so() -> None:
    done = settle(Grant(quantity=3000), 1000)
    assert (done.back, done.differs, done.grant.state, done.grant.held) == (1000, True, "settling", 2000)
    late = spend(done.grant, 2000)
    assert (late.covered, late.grant.state, late.grant.held) == (2000, "settled", 0)


def test_a_settle_said_twice_gives_nothing_back_twice() -> None:
    once = settle(Grant(quantity=3000, spent=1000), 2000)
    again = settle(once.grant, 2000)
    assert (once.back, once.differs, once.grant.state) == (2000, False, "settled")
    assert (again.back, again.differs, again.grant) == (0, True, once.grant)


def test_a_written_off_right_covers_nothing() -> None:
    gone = write_off(Grant(quantity=2000, spent=500))
    assert (gone.back, gone.grant.state) == (1500, "written_off")
    assert spend(gone.grant, 500).covered == 0
    assert write_off(gone.grant).back == 0
