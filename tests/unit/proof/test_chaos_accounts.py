"""The accounts of a chaos run find what is planted: lost, doubled, other than journaled, not on paper."""

from __future__ import annotations

from collections import Counter

import pytest

from proof.chaos.accounts import settle
from proof.chaos.books import Entry, HubBooks, Moved, TillBooks, behind
from proof.chaos.cli import _summary
from proof.chaos.paper import Tape
from proof.chaos.report import Report

ONE, TWO = "S1-T1-000001", "S1-T1-000002"


def entry(n: int, number: str, kind: str = "sale.completed") -> Entry:
    moved = (Moved(f"line-{n}", "MILK", -1000),)
    return Entry(
        op_id=f"op-{n}",
        kind=kind,
        txn_id=f"txn-{n}",
        receipt_no=number,
        moved=moved,
        rights=1,
        overrides=0,
    )


class Shop:
    """A till that sold twice and took a delivery, all of it at the hub and on paper; tests spoil it."""

    def __init__(self) -> None:
        self.entries = [entry(1, ONE), entry(2, TWO), entry(3, "", "stock.received")]
        self.till = TillBooks(
            entries=self.entries,
            prints={"txn-1": {"printed"}, "txn-2": {"printed"}},
            cursors={"catalogue": (4, "a")},
            waiting=0,
        )
        self.hub = HubBooks(
            statuses={one.op_id: "applied" for one in self.entries},
            op_rows=3,
            moved={one.op_id: list(one.moved) for one in self.entries},
            receipts=Counter([ONE, TWO]),
            sales=Counter(["op-1", "op-2"]),
            heads={"catalogue": (4, "a")},
            tasks=Counter(),
        )
        self.tape = Tape(originals=Counter([ONE, TWO]))
        self.told = [ONE]

    def count(self) -> Report:
        report = Report()
        settle(report, self.tape, self.told, [self.till], self.hub)
        return report


@pytest.fixture
def shop() -> Shop:
    return Shop()


def test_a_whole_shop_is_well(shop: Shop) -> None:
    report = shop.count()
    assert report.well
    assert (report.receipts, report.ops, report.sales, report.movements, report.lines) == (2, 2, 2, 2, 2)
    assert (report.all_ops, report.stock_movements, report.rights) == (3, 1, 2)
    assert "Nothing is lost" in _summary(report)


def test_an_entry_that_the_hub_lacks_is_lost(shop: Shop) -> None:
    del shop.hub.statuses["op-3"]
    shop.hub.op_rows = 2
    report = shop.count()
    assert (report.lost, report.well) == (1, False)
    assert "entry op-3 (stock.received)" in _summary(report)


def test_a_paper_and_a_word_without_a_sale_are_lost(shop: Shop) -> None:
    shop.tape.duplicates["S1-T1-000003"] = 1
    shop.told.append("S1-T1-000004")
    assert shop.count().lost == 2


@pytest.mark.parametrize("what", ["receipt", "op", "original", "movement", "stranger", "row"])
def test_what_is_there_twice_is_doubled(shop: Shop, what: str) -> None:
    match what:
        case "receipt":
            shop.hub.receipts[ONE] = 2
        case "op":
            shop.hub.sales["op-1"] = 2
        case "original":
            shop.tape.originals[ONE] = 2
        case "movement":
            shop.hub.moved["op-1"] *= 2
        case "stranger":
            shop.hub.statuses["op-9"] = "applied"
            shop.hub.op_rows = 4
        case _:
            shop.hub.op_rows = 4
    report = shop.count()
    assert (report.doubled, report.well) == (1, False)


def test_other_movements_than_the_lines_are_found(shop: Shop) -> None:
    shop.hub.moved["op-1"] = [Moved("line-1", "MILK", -2000)]
    assert shop.count().findings == [
        "the hub's movements of entry op-1 (sale.completed) are not those of its lines"
    ]


def test_a_sale_that_was_not_applied_is_found(shop: Shop) -> None:
    shop.hub.statuses["op-2"] = "quarantined"
    shop.hub.sales["op-2"] = 0
    findings = shop.count().findings
    assert findings[0] == "entry op-2 (sale.completed) is quarantined at the hub"
    assert findings[1].endswith("has 0 sales")


def test_a_sale_on_no_paper_is_no_loss_where_the_till_knows_it(shop: Shop) -> None:
    del shop.tape.originals[TWO]
    assert shop.count().findings == [f"printed by the till's word and on no paper: {TWO}"]
    shop.till.prints["txn-2"] = {"unsure"}
    report = shop.count()
    assert (report.unprinted, report.lost, report.well) == (1, 0, True)


def test_a_task_that_no_crash_may_cause_is_found(shop: Shop) -> None:
    shop.hub.tasks.update(oversold=3, right_overspent=1)
    assert shop.count().findings == ["1 exception tasks right_overspent, which no crash may cause"]


def test_many_names_are_cut_short(shop: Shop) -> None:
    shop.told += [f"S1-T9-{n:06d}" for n in range(9)]
    (finding,) = shop.count().findings
    assert finding.endswith("and 4 more")


def test_feeds_that_were_not_read_to_their_end_are_named(shop: Shop) -> None:
    assert behind([shop.till], shop.hub.heads) == []
    assert behind([shop.till], {"catalogue": (5, "b")}) == ["till 1: catalogue is read to 4 of 5"]
    other = behind([shop.till], {"catalogue": (4, "b")})
    assert other == ["till 1: catalogue is read to 4 of 4, with another checksum"]
