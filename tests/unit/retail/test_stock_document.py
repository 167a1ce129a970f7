"""The worked table of docs/algorithms/stock.md is what the rules of the pool do."""

from __future__ import annotations

import re
from pathlib import Path

from retail.granting import Grant, settle, spend, write_off
from retail.stock import Pool, counted_delta, given_back, moved, taken

DOCUMENT = Path(__file__).parents[3] / "docs" / "algorithms" / "stock.md"
ROW = re.compile(r"\| ([a-z ]+?) ?(\d+)([a-z ]*) \|((?: +\d+ \|){6})")


class Store:
    """One item of one store, worked by the rules."""

    def __init__(self) -> None:
        self.pool = Pool()
        self.on_hand = self.damaged = self.reserved = 0
        self.grant = Grant(quantity=0, state="settled")

    def figures(self) -> list[int]:
        return [
            self.on_hand,
            self.damaged,
            self.pool.web_pool,
            self.grant.held,
            self.reserved,
            self.pool.oversold,
        ]

    def do(self, act: str, quantity: int) -> None:
        acts = {
            "receive": lambda: self.move(quantity),
            "sell": lambda: self.move(-quantity),
            "sell by right": lambda: self.sell_by_right(quantity),
            "sell of the reservation": lambda: self.sell_reserved(quantity),
            "take back damaged": lambda: self.take_back_damaged(quantity),
            "count": lambda: self.move(counted_delta(quantity, self.on_hand)),
            "grant": lambda: self.give(quantity),
            "reserve": lambda: self.reserve(quantity),
            "release": lambda: self.release(quantity),
            "settle": lambda: self.close(settle(self.grant, quantity).grant, quantity),
            "write off": lambda: self.close(write_off(self.grant).grant, quantity),
        }
        acts[act]()

    def move(self, delta: int, covered: int = 0) -> None:
        self.on_hand += delta
        self.pool = moved(self.pool, delta, covered)

    def sell_by_right(self, quantity: int) -> None:
        done = spend(self.grant, quantity)
        self.grant = done.grant
        self.move(-quantity, done.covered)

    def sell_reserved(self, quantity: int) -> None:
        self.reserved -= quantity
        self.move(-quantity, quantity)

    def take_back_damaged(self, quantity: int) -> None:
        self.on_hand += quantity
        self.damaged += quantity

    def give(self, quantity: int) -> None:
        self.pool, self.grant = taken(self.pool, quantity), Grant(quantity=quantity)

    def reserve(self, quantity: int) -> None:
        self.pool, self.reserved = taken(self.pool, quantity), self.reserved + quantity

    def release(self, quantity: int) -> None:
        self.pool, self.reserved = given_back(self.pool, quantity), self.reserved - quantity

    def close(self, after: Grant, quantity: int) -> None:
        assert self.grant.held - after.held == quantity
        self.pool, self.grant = given_back(self.pool, quantity), after


def test_the_worked_table_is_what_the_rules_do() -> None:
    rows = ROW.findall(DOCUMENT.read_text("utf-8"))
    assert len(rows) == 15
    store = Store()
    for before, number, behind, figures in rows:
        act = f"{before}{behind}".strip()
        store.do(act, int(number))
        assert store.figures() == [int(one) for one in re.findall(r"\d+", figures)], (act, number)
