"""The till's clock jumps a year in the middle of a day: sales go on, and nothing on record runs backwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from local_db.invariants import check
from pos_app.commands import AddItem, CloseSession, DeclareCount, OpenSession, TenderCash
from retail.hybrid_clock import parse
from tests.fakes.counter import Counter, seed
from tests.fakes.shop import BERLIN, BUSINESS_DATE, SUPERVISOR
from tests.fakes.store import KEYS

YEAR_MS = 365 * 24 * 3600 * 1000


def sell(till: Counter) -> None:
    sale = till.sale(AddItem(sku="milk"))
    till.ok(TenderCash(txn_id=sale.txn_id, amount=119))


@pytest.mark.parametrize(
    "jumps", [(-YEAR_MS, 0), (YEAR_MS, 0), (-YEAR_MS, 2 * YEAR_MS), (YEAR_MS, -2 * YEAR_MS)]
)
def test_a_day_with_a_jumping_clock_stays_one_day_in_order(tmp_path: Path, jumps: tuple[int, int]) -> None:
    till = Counter(seed(tmp_path / "seed", BERLIN), tmp_path / "till")
    till.stand(SUPERVISOR)
    till.ok(OpenSession(opening_float=0))
    sell(till)
    for jump in jumps:
        till.clock.at += jump
        sell(till)
        till.restart()
        till.stand(SUPERVISOR)
        sell(till)
    till.ok(DeclareCount(counted=5 * 119))
    till.ok(CloseSession())
    with till.local.store.read() as unit:
        lines = unit.journal.from_seq(1, 1000)
        z_report = unit.sessions.z_report(1)
    stamps = [line.entry.op.hlc for line in lines]
    assert stamps == sorted(set(stamps))
    assert [parse(stamp).node for stamp in stamps] == ["terminal-2"] * len(stamps)
    days = {line.entry.op.body["origin"]["business_date"] for line in lines}
    assert days == {BUSINESS_DATE}
    assert z_report is not None
    assert z_report.sales_count == 5
    assert till.local.outbox.epoch_change() is None
    till.close()
    assert check(till.data, KEYS) == []
