"""Closing a day of many sales: the real Z report, journaled, its paper queued; against the bare sums."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from shutil import copyfile

from local_db.keys import TerminalKeys, new_keys
from local_db.terminal import POS_DB
from pos_app import commands as c
from proof.bench.catalogues import catalogue
from proof.bench.counter import Counter
from proof.bench.figures import MS, milliseconds
from proof.bench.raw_twin import RawTwin
from proof.bench.report import Limit, Measure, at_most, measure
from proof.bench.shop import cashier, configure, open_terminal
from proof.bench.sizes import Sizes
from proof.bench.suite import Place
from proof.bench.turns import in_turn, timed
from retail.report import SessionTotals
from retail.store_config import Operator

MOST_MS = 1.0 * MS
SUMS = (
    """SELECT count(*), sum(total - return_total), sum(return_total), sum(discount_total),
        sum(promotion_total), sum(rounding), sum(cash_kept), sum(change), min(seq), max(seq)
        FROM sale WHERE session_id = ? AND training = 0 AND kind = 'sale'""",
    """SELECT code, rate, sum(net), sum(tax) FROM sale JOIN sale_tax ON sale_tax.seq = sale.seq
        WHERE session_id = ? AND training = 0 GROUP BY code, rate""",
    """SELECT sale_tender.kind, count(*), sum(amount) FROM sale JOIN sale_tender ON sale_tender.seq = sale.seq
        WHERE session_id = ? AND training = 0 GROUP BY sale_tender.kind""",
    "SELECT name, n FROM session_count WHERE session_id = ?",
)
"""What a Z report adds up, as plain SQL."""


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """The day is sold once; each round closes a fresh copy of it, and adds another up."""
    keys, operator = new_keys(), cashier()
    goods = catalogue(place.kept, sizes.shop_items)
    report = c.TakeXReport(print=False)
    with closing(open_terminal(place.work / "day", keys, goods)) as terminal:
        configure(terminal, operator)
        counter = Counter(terminal, keys, operator, sizes.shop_items)
        counter.open_session()
        counter.sell(1)
        few = in_turn(sizes.closes, 1, lambda _number: timed(lambda: counter.dispatcher.dispatch(report)))[0]
        counter.sell(sizes.closed_sales - 1)
        many = in_turn(sizes.closes, 1, lambda _number: timed(lambda: counter.dispatcher.dispatch(report)))[0]
    evenings = _Evenings(place.work, keys, operator, sizes)
    closed, bare = in_turn(sizes.closes, 1, evenings.close, evenings.add_up)
    taken = milliseconds(closed)
    return [
        measure(
            "close_day",
            f"CloseSession after {sizes.closed_sales:,} sales, in a terminal just opened: figures, Z report, "
            "journal and the paper in the print queue, durable",
            taken,
            limit=Limit(name="the same sums by raw sqlcipher3, nothing written", figures=milliseconds(bare)),
            goals=(at_most(f"median < {MOST_MS:g} ms", taken.median, MOST_MS),),
            parts={
                "an X report of the same session, journaled, again and again": milliseconds(many),
                "an X report of a session of one sale": milliseconds(few),
                "the blind count before it": milliseconds(evenings.counted),
            },
        )
    ]


class _Evenings:
    """The end of the same day, as often as wanted."""

    def __init__(self, work: Path, keys: TerminalKeys, operator: Operator, sizes: Sizes) -> None:
        self._work = work
        self._keys = keys
        self._operator = operator
        self._sizes = sizes
        self.counted: list[float] = []
        self._totals: SessionTotals | None = None

    def close(self, _number: int) -> float:
        """The cashier counts and closes."""
        folder = self._work / "evening"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        copyfile(self._work / "day" / POS_DB, folder / POS_DB)
        with closing(open_terminal(folder, self._keys)) as terminal:
            counter = Counter(terminal, self._keys, self._operator, self._sizes.shop_items)
            self.counted.append(timed(counter.declare_count))
            seconds = timed(counter.fix_z)
            with terminal.store.read() as uow:
                self._totals = uow.sessions.z_report(1)
                papers = [job.document.kind for job in uow.print_jobs.unprinted()]
        if (
            self._totals is None
            or self._totals.sales_count != self._sizes.closed_sales
            or papers != ["z_report"]
        ):
            raise RuntimeError(f"the Z report is not of {self._sizes.closed_sales} sales: {self._totals}")
        return seconds

    def add_up(self, _number: int) -> float:
        """The sums alone, on a connection just opened."""
        if self._totals is None:
            raise RuntimeError("nothing was closed yet")
        session = (self._totals.session_id,)
        found: list[list[tuple[int, ...]]] = []
        with closing(RawTwin(self._work / "day" / POS_DB, self._keys.database_key)) as raw:
            raw.driver.execute("SELECT count(*) FROM counter").fetchone()
            seconds = timed(
                lambda: found.extend(raw.driver.execute(sum_, session).fetchall() for sum_ in SUMS)
            )
        if found[0][0][:2] != (self._totals.sales_count, self._totals.sales_total):
            raise RuntimeError("the bare sums are not those of the Z report")
        return seconds
