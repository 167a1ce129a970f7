"""Closing a session of many sales: the Z report, worked out, journaled and durable."""

from __future__ import annotations

from contextlib import closing

from local_db.keys import new_keys
from pos_app import commands as c
from proof.bench.catalogues import catalogue
from proof.bench.counter import Counter
from proof.bench.figures import milliseconds
from proof.bench.report import Limit, Measure, measure
from proof.bench.shop import cashier, configure, open_terminal
from proof.bench.sizes import Sizes
from proof.bench.suite import Place
from proof.bench.turns import in_turn, timed


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """An X report adds up the same figures and closes nothing, so it can be taken again and again."""
    keys, operator = new_keys(), cashier()
    goods = catalogue(place.kept, sizes.shop_items)
    with closing(open_terminal(place.work / "till", keys, goods)) as terminal:
        configure(terminal, operator)
        counter = Counter(terminal, keys, operator, sizes.shop_items)
        counter.open_session()
        counter.sell(1)
        report = c.TakeXReport(print=False)
        few = in_turn(sizes.closes, 1, lambda _number: timed(lambda: counter.dispatcher.dispatch(report)))[0]
        counter.sell(sizes.closed_sales - 1)
        many = in_turn(sizes.closes, 1, lambda _number: timed(lambda: counter.dispatcher.dispatch(report)))[0]
        counter.declare_count()
        closed = timed(counter.fix_z)
    return [
        measure(
            "close_day",
            f"the figures of a session of {sizes.closed_sales:,} sales, added up and journaled (X report)",
            milliseconds(many),
            limit=Limit(name="the same for a session of one sale", figures=milliseconds(few)),
            parts={"the Z report itself, once": milliseconds([closed])},
        )
    ]
