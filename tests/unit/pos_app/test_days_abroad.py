"""A day in Austin, Kuwait and Tokyo: every figure on receipt, X and Z, worked out by hand.

Three colas with deposit, milk and 0.345 kg of apples with 10 % off for cash; two colas by card and cash; milk
by card; the first sale cancelled. The prices are the same minor units everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from local_db.invariants import check
from pos_app import commands as c
from pos_app.queries import ShowPayment
from retail.rounding import Rounding
from retail.store_config import StoreConfig, TaxSettings
from retail.tax import TaxPolicy, TaxRate
from tests.fakes.counter import Counter, seed, supervisor
from tests.fakes.shop import AUSTIN, BERLIN, SUPERVISOR
from tests.fakes.store import KEYS

MILK, COLA = "4006381333931", "4012345678901"
FLOAT = 20_000

NICKELS = replace(AUSTIN, profile=replace(AUSTIN.profile, rounds_cash=True))
KUWAIT = replace(
    BERLIN,
    profile=replace(
        BERLIN.profile, currency="KWD", country="KW", time_zone="Asia/Kuwait", languages=("en",), tax_id=""
    ),
    tax=TaxSettings(policy=TaxPolicy(), classes={"standard": (), "reduced": (), "none": ()}),
)
TOKYO = replace(
    BERLIN,
    profile=replace(
        BERLIN.profile, currency="JPY", country="JP", time_zone="Asia/Tokyo", languages=("en",), tax_id=""
    ),
    tax=TaxSettings(
        policy=TaxPolicy(prices_include_tax=False, level="document", rounding=Rounding.DOWN),
        classes={
            "standard": (TaxRate(code="S", name="Consumption tax", rate="0.10"),),
            "reduced": (TaxRate(code="R", name="Consumption tax", rate="0.08", letter="*"),),
            "none": (),
        },
    ),
)


@pytest.fixture
def till(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Counter]:
    """A till of the store that the test names, with 20,000 minor units in it."""
    config: StoreConfig = request.param
    counter = Counter(seed(tmp_path / "files", config), tmp_path / "till")
    counter.stand()
    counter.ok(c.OpenSession(opening_float=FLOAT))
    yield counter
    counter.close()


def rows(counter: Counter) -> list[str]:
    """The paper queued last, each run of blanks made one."""
    return [" ".join(row.split()) for row in counter.paper().splitlines()]


def in_order(found: list[str], wanted: list[str]) -> bool:
    """Whether the wanted rows are there, in this order."""
    left = iter(found)
    return all(row in left for row in wanted)


def cash_sale(counter: Counter) -> tuple[str, tuple[int, ...]]:
    """The first sale, paid with the largest quick-cash key; its id and the keys that were offered."""
    counter.ok(c.Scan(raw=COLA, quantity=3000))
    counter.ok(c.Scan(raw=MILK))
    counter.ok(c.AddItem(sku="apples", quantity=345, entry="grid"))
    sale = counter.sale(c.DiscountSale(percent="10"))
    keys = counter.ask(ShowPayment()).quick_cash
    counter.change(c.TenderCash(txn_id=sale.txn_id, amount=keys[-1]))
    return sale.txn_id, keys


def split_sale(counter: Counter) -> int:
    """Two colas, 100 minor units by card, the rest in cash; what was asked for in cash."""
    sale = counter.sale(c.Scan(raw=COLA, quantity=2000))
    counter.ok(c.TenderCard(txn_id=sale.txn_id, amount=100))
    due = counter.ask(ShowPayment()).cash_remaining
    counter.change(c.TenderCash(txn_id=sale.txn_id, amount=due))
    return due


def rest_of_the_day(counter: Counter, first: str) -> tuple[list[str], list[str]]:
    """Milk by card, the first sale cancelled, X, count and Z; the rows of X and Z."""
    sale = counter.sale(c.Scan(raw=MILK))
    counter.change(c.TenderCard(txn_id=sale.txn_id, amount=sale.total))
    counter.ok(c.PostVoid(txn_id=first, approval=supervisor("mistake")))
    counter.stand(SUPERVISOR)
    counter.ok(c.TakeXReport(print=True))
    x_report = rows(counter)
    counter.ok(c.DeclareCount(counted=FLOAT))
    counter.ok(c.CloseSession())
    assert check(counter.data, KEYS) == []
    return x_report, rows(counter)


@pytest.mark.parametrize("till", [NICKELS], indirect=True)
def test_a_day_in_austin_with_tax_on_top_and_nickels(till: Counter) -> None:
    first, keys = cash_sale(till)
    assert keys == (570, 600, 1000, 2000)
    receipt = ["Cola 0,5 l 2.97", "Deposit Cola 0,5 l 0.75", "Milch 1 l 1.19", "Äpfel 1.03", "Subtotal 5.94"]
    receipt += [
        "Discount on all 10% -0.52",
        "Sales tax 0.28",
        "TOTAL 5.70 USD",
        "Cash 20.00",
        "Change -14.30",
    ]
    receipt += ["Sales tax Net Tax Gross", "8.25% 3.42 0.28 3.70"]
    assert in_order(rows(till), receipt)
    assert split_sale(till) == 170
    receipt = [
        "Sales tax 0.20",
        "TOTAL 2.68 USD",
        "Cash rounding 0.02",
        "TO PAY 2.70 USD",
        "Card 1.00",
        "Cash 1.70",
    ]
    assert in_order(rows(till), [*receipt, "8.25% 2.48 0.20 2.68"])
    report = ["Sales (3) 9.57", "Cancelled sales (1) -5.70", "Discounts 0.00", "S 8.25% 2.48 0.20 2.68"]
    report += ["Card (2) 2.19", "Cash (3) 1.70", "Cash rounding 0.02", "Drawer openings 3"]
    report += ["Opening float 200.00", "Expected in till 201.70 USD"]
    x_report, z_report = rest_of_the_day(till, first)
    assert in_order(x_report, [*report, "Perpetual total 3.87 USD"])
    assert in_order(
        z_report, [*report, "Counted 200.00 USD", "Over / short -1.70 USD", "Perpetual total 3.87 USD"]
    )


@pytest.mark.parametrize("till", [KUWAIT], indirect=True)
def test_a_day_in_kuwait_with_thousandths_and_no_tax(till: Counter) -> None:
    first, keys = cash_sale(till)
    assert keys == (542, 750, 1000, 5000)
    receipt = ["Cola 0,5 l 0.297", "3 x 0.099", "Äpfel 0.103", "0.345 kg x 0.299/kg", "Subtotal 0.594"]
    receipt += ["Discount on all 10% -0.052", "TOTAL 0.542 KWD", "Cash 5.000", "Change -4.458"]
    assert in_order(rows(till), receipt)
    assert split_sale(till) == 148
    report = ["Sales (3) 0.909", "Cancelled sales (1) -0.542", "Card (2) 0.219", "Cash (3) 0.148"]
    report += ["Cash rounding 0.000", "Opening float 20.000", "Expected in till 20.148 KWD"]
    x_report, z_report = rest_of_the_day(till, first)
    assert in_order(x_report, [*report, "Perpetual total 0.367 KWD"])
    assert in_order(z_report, [*report, "Over / short -0.148 KWD", "Perpetual total 0.367 KWD"])
    assert not any("Gross" in row for row in z_report)


@pytest.mark.parametrize("till", [TOKYO], indirect=True)
def test_a_day_in_tokyo_with_whole_yen_and_tax_rounded_once_a_rate(till: Counter) -> None:
    first, keys = cash_sale(till)
    assert keys == (592, 1000, 2000, 5000)
    receipt = ["Cola 0,5 l 297", "Milch 1 l 119 *", "Äpfel 103 *", "Subtotal 594", "Discount on all 10% -52"]
    receipt += ["Consumption tax 50", "TOTAL 592 JPY", "Cash 5000", "Change -4408"]
    assert in_order(rows(till), [*receipt, "10% 342 34 376", "* 8% 200 16 216"])
    assert split_sale(till) == 172
    assert in_order(rows(till), ["Consumption tax 24", "TOTAL 272 JPY", "Card 100", "Cash 172"])
    report = ["Sales (3) 992", "Cancelled sales (1) -592", "R 8% 119 9 128", "S 10% 248 24 272"]
    report += ["Card (2) 228", "Cash (3) 172", "Cash rounding 0", "Expected in till 20172 JPY"]
    x_report, z_report = rest_of_the_day(till, first)
    assert in_order(x_report, [*report, "Perpetual total 400 JPY"])
    assert in_order(z_report, [*report, "Over / short -172 JPY", "Perpetual total 400 JPY"])


@pytest.mark.parametrize(
    "till", [replace(KUWAIT, profile=replace(KUWAIT.profile, currency="IDR"))], indirect=True
)
def test_prices_and_floats_of_a_currency_with_large_figures_fit(till: Counter) -> None:
    till.ok(c.MoveCash(move="float_entry", amount=500_000_000))
    sale = till.sale(c.AddDepartmentLine(department_id="misc", amount=1_849_900_000))
    change = till.change(c.TenderCash(txn_id=sale.txn_id, amount=1_850_000_000))
    assert (change.total, change.change) == (1_849_900_000, 100_000)
    assert in_order(rows(till), ["Verschiedenes 18499000.00", "TOTAL 18499000.00 IDR", "Change -1000.00"])
