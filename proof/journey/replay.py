"""Rings baskets up by the real handlers and compares each total with a sum that knows nothing of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import msgspec

from local_db.finding import Finding
from local_db.invariants import check
from local_db.keys import TerminalKeys, create_keys
from pos_app import commands as c
from pos_app.bootstrap.verification import check_hub, compare
from pos_app.views import SaleView
from proof.bench.counter import Counter
from proof.journey.shop import JourneyTerminal, import_goods, open_hub, write_csv
from proof.journey.source import Basket, Goods, read_baskets, read_goods

T = TypeVar("T")


class Journey(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it, and how long each part took (seconds)."""

    products: int
    refused: int
    """Rows that the importer did not take."""
    swaps: int
    """Snapshots that came into use; 1 for catalogue and prices together."""
    baskets: int
    lines: int
    turnover: int
    """Cents over all baskets, as the independent sum has it."""
    wrong: tuple[int, ...]
    """Baskets whose total was another."""
    findings: tuple[str, ...]
    """What `verify` says of terminal and hub together; empty where all is well."""
    seconds: dict[str, float]


def run(folder: Path, baskets: int, *, most_goods: int | None = None, least_rows: int = 5_000) -> Journey:
    """Replay the first baskets in an empty folder; `most_goods` leaves out goods that no basket holds."""
    watch = _Watch()
    wanted = watch.timed("read", lambda: read_baskets(baskets))
    goods = watch.timed("read goods", read_goods)
    bought = {product for basket in wanted for product, _ in basket.lines}
    if most_goods is not None:
        ordered = sorted(goods, key=lambda one: one.product_id not in bought)
        goods = ordered[: max(most_goods, len(bought))]
    write_csv(folder / "goods.csv", goods)
    hub = open_hub(folder / "hub", least_rows=least_rows)
    with closing(hub):
        report = watch.timed("import", lambda: import_goods(hub, folder / "goods.csv"))
        keys = create_keys(folder / "terminal.key")
        terminal = JourneyTerminal(hub, folder / "till", keys)
        with closing(terminal.files):
            swaps = watch.timed("snapshot", terminal.read_all)
            counter = Counter(terminal.files, keys, terminal.cashier(), len(goods))
            counter.open_session()
            known = {one.product_id: one for one in goods}
            wrong = watch.timed(
                "replay", lambda: [each.basket_id for each in wanted if not _ring(counter, each, known)]
            )
            watch.timed("push", terminal.push_all)
        found = watch.timed("verify", lambda: _verify(folder, keys))
    return Journey(
        products=report.added,
        refused=report.refused,
        swaps=swaps,
        baskets=len(wanted),
        lines=sum(len(each.lines) for each in wanted),
        turnover=sum(_sum(each, known) for each in wanted),
        wrong=tuple(wrong),
        findings=tuple(f"{each.invariant}: {each.message}" for each in found),
        seconds=watch.seconds,
    )


def _ring(counter: Counter, basket: Basket, goods: Mapping[int, Goods]) -> bool:
    """Scan and pay one basket; whether its total is the independent sum, and was paid."""
    sale: SaleView | None = None
    for product, pieces in basket.lines:
        outcome = counter.dispatcher.dispatch(c.Scan(raw=goods[product].code, quantity=pieces * 1000))
        if not outcome.ok or outcome.sale is None:
            raise RuntimeError(f"product {product} was refused: {outcome.notice}")
        sale = outcome.sale
    if sale is None:
        return False
    paid = counter.pay(sale)
    return paid.ok and sale.total == _sum(basket, goods)


def _verify(folder: Path, keys: TerminalKeys) -> list[Finding]:
    """What `tillbridge verify` looks at: each side by itself, and both together."""
    data, hub = folder / "till", folder / "hub"
    return [*check(data, keys), *check_hub(hub), *compare(data, keys, hub)[1]]


def _sum(basket: Basket, goods: Mapping[int, Goods]) -> int:
    return sum(goods[product].amount * pieces for product, pieces in basket.lines)


class _Watch:
    """Seconds by what took them."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, name: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        try:
            return work()
        finally:
            self.seconds[name] = round(time.perf_counter() - start, 2)
