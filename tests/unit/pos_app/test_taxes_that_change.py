"""The store's taxes change while a sale is open: it keeps those it was begun with, and never gets stuck."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from pos_app import commands as c
from pos_app.queries import ListSuspended, ShowPayment, ShowTill
from retail.store_config import StoreConfig
from retail.tax import TaxRate
from tests.fakes.counter import Counter, seed
from tests.fakes.shop import AUSTIN, BERLIN
from tests.fakes.store import load_config

MILK, COLA = "4006381333931", "4012345678901"


@pytest.fixture
def austin(tmp_path: Path) -> Iterator[Counter]:
    """A till in Austin, where tax comes on top of prices."""
    counter = Counter(seed(tmp_path / "files", AUSTIN), tmp_path / "till")
    counter.stand()
    counter.ok(c.OpenSession(opening_float=20_000))
    yield counter
    counter.close()


def with_class(config: StoreConfig, name: str, *rates: TaxRate) -> StoreConfig:
    """The store with other rates for one class."""
    return replace(config, tax=replace(config.tax, classes=config.tax.classes | {name: rates}))


def without_reduced() -> StoreConfig:
    """Berlin without the class that milk is of."""
    classes = {name: rates for name, rates in BERLIN.tax.classes.items() if name != "reduced"}
    return replace(BERLIN, tax=replace(BERLIN.tax, classes=classes))


def arrive(counter: Counter, config: StoreConfig) -> None:
    """The hub sends the configuration anew."""
    for scope in ("config:store-1", "terminal:terminal-2"):
        counter.local.replica.reset(scope, "feed-2")
    load_config(counter.local, config, epoch="feed-2")


def test_a_lower_tax_does_not_lock_a_sale_that_is_partly_paid(austin: Counter) -> None:
    sale = austin.sale(c.Scan(raw=COLA, quantity=10_000))
    assert sale.total == 1343
    austin.ok(c.TenderCard(txn_id=sale.txn_id, amount=1342))
    arrive(austin, with_class(AUSTIN, "standard", TaxRate(code="S", name="Sales tax", rate="0.06")))
    shown = austin.ask(ShowTill()).sale
    assert shown is not None
    assert (shown.total, shown.remaining, shown.prices_include_tax) == (1343, 1, False)
    assert austin.ask(ShowPayment()).remaining == 1
    assert austin.change(c.TenderCash(txn_id=sale.txn_id, amount=1)).total == 1343
    assert austin.sale(c.Scan(raw=COLA, quantity=10_000)).total == 990 + 59 + 250 + 15


def test_an_open_sale_outlives_its_tax_class(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw=MILK))
    arrive(counter, without_reduced())
    shown = counter.ask(ShowTill()).sale
    assert shown is not None
    assert shown.total == 119
    assert counter.change(c.TenderCash(txn_id=sale.txn_id, amount=119)).total == 119
    assert counter.refused(c.Scan(raw=MILK)) == "tax_class_unknown"


def test_a_parked_sale_takes_the_taxes_of_the_day_it_is_taken_back(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw=MILK))
    counter.ok(c.SuspendSale(note=""))
    arrive(counter, with_class(BERLIN, "reduced", TaxRate(code="V", name="MwSt.", rate="0.05", letter="B")))
    back = counter.resume(sale.txn_id)
    assert [(tax.rate, tax.tax) for tax in back.taxes] == [("0.05", 6)]


def test_a_parked_sale_keeps_its_taxes_where_its_class_is_gone(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw=MILK))
    counter.ok(c.SuspendSale(note=""))
    arrive(counter, without_reduced())
    assert counter.ask(ListSuspended())[0].total == 119
    back = counter.resume(sale.txn_id)
    assert [(tax.rate, tax.tax) for tax in back.taxes] == [("0.07", 8)]
    counter.ok(c.VoidSale(reason_id=""))
