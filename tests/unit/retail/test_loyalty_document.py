"""The tables of docs/algorithms/loyalty.md are what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retail.loyalty import AccrualRule, LoyaltyProgram, PointsEntry, Tier
from retail.loyalty_accrual import entries_of_sale
from retail.loyalty_lots import DAY_MS, Dated, lots_of
from tests.fakes.loyalty_samples import amount, goods, points_tender

_TEXT = (Path(__file__).parents[3] / "docs/algorithms/loyalty.md").read_text("utf-8")


def _rows(head: str) -> list[list[str]]:
    rows = _TEXT.split(head, 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def _minor(text: str) -> int:
    return int(text.replace(".", ""))


@pytest.mark.parametrize("row", _rows("| lines | paid by points | points"), ids=" ".join)
def test_accrual(row: list[str]) -> None:
    prices = [_minor(one) for one in row[0].split()]
    program = LoyaltyProgram(
        rules=(AccrualRule(rule_id="r", points=int(row[2]), per=_minor(row[3]), multiplier=row[5]),),
        tiers=(Tier(tier_id="t", name="T", reached_at=0, multiplier=row[4]),),
    )
    lines = [goods(str(place)) for place, _ in enumerate(prices)]
    amounts = [amount(str(place), price) for place, price in enumerate(prices)]
    tenders = [points_tender(_minor(row[1]))] if _minor(row[1]) else []
    entries = entries_of_sale("sale", lines, amounts, tenders, program, "anna", "t", 0)
    earned = {entry.line_id: entry.points for entry in entries}
    assert [earned.get(line.line_id, 0) for line in lines] == [int(one) for one in row[6].split()]


_ENTRY = re.compile(r"(\d+): (\w) ([+-]\d+)(?: of (\w))?(?: from (\d+))?(?: until (\d+))?")


def _entry(text: str) -> Dated:
    found = _ENTRY.fullmatch(text.strip())
    assert found is not None, text
    day, name, points, of, start, end = found.groups()
    entry = PointsEntry(
        entry_id=name,
        account_id="anna",
        kind="reversal" if of else "accrual" if int(points) > 0 else "redemption",
        points=int(points),
        of_entry=of or "",
        active_at=int(start or 0) * DAY_MS,
        expires_at=int(end or 0) * DAY_MS,
    )
    return Dated(entry=entry, at=int(day) * DAY_MS)


@pytest.mark.parametrize("row", _rows("| entries in order"), ids=lambda row: row[0])
def test_lots(row: list[str]) -> None:
    entries = [_entry(one) for one in row[0].split(";")]
    for order in (entries, entries[::-1]):
        held = lots_of(order)
        balance = held.balance(int(row[1]) * DAY_MS)
        assert [balance.spendable, balance.pending, balance.expired] == [int(one) for one in row[2:5]]
        left = {lot.lot_id: lot.left for lot in held.lots.values()}
        said = (one.rsplit(" ", 1) for one in row[5].split(", "))
        assert left == {name: int(points) for name, points in said}
