"""Killing the till and the hub at any instant loses nothing that was completed, and doubles nothing."""

from __future__ import annotations

import random
import re
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from pos_app.cli.demo.counter import Counter
from retail.errors import KnownError

if TYPE_CHECKING:
    from tests.end2end.conftest import Shop

MILK, SOAP = "4006381333931", "4000177061008"
STEPS = ("commit", "drawer", "print", "acknowledge")
SEEDS, INSTANTS_EACH = (1, 2, 3, 4), 5
LONGEST_S = 2.4
"""About as long as a round of three scans, a payment and its print takes."""
DRAIN_S = 180.0
"""The sync thread waits up to a minute between two attempts."""


def sell_until_killed(till: Counter) -> None:
    """Sell on and on; ends when the till is gone."""
    try:
        while True:
            till.scan(MILK)
            till.scan(SOAP)
            till.pay_cash_exact()
    except KnownError:
        # Either it is dead, or a key fell between two screens of a dying program.
        till.till.process.wait(timeout=100)


def completed(till: Counter) -> set[str]:
    """Receipt numbers that the till said were completed."""
    return set(re.findall(r"TenderCash: completed (\S+)", till.till.text()))


def check_everything(shop: Shop, seen: set[str]) -> None:
    """After healing: what was seen completed is at the hub once, and so is all that was ever on paper."""
    till = shop.open_till()
    till.till.wait_for(r"hub: idle, 0 entries waiting", timeout=DRAIN_S)
    till.close()
    found = shop.verify()
    assert (found["ok"], found["waiting"]) == (True, 0)
    assert found["entries"] == found["at_hub"]
    originals = [
        number
        for paper in shop.printer.papers
        if "DUPLICATE" not in paper.text
        # The number stands there in words and under its barcode.
        for number in set(re.findall(r"S1-T1-\d{6}", paper.text))
    ]
    assert len(originals) == len(set(originals)), "a receipt was printed twice as an original"
    for number in seen | set(originals):
        assert shop.find(number)["receipt_no"] == number


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", SEEDS)
def test_killing_the_till_at_any_instant_loses_and_doubles_nothing(shop: Shop, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    first = shop.open_till()
    first.open_session("100")
    first.close()
    seen: set[str] = set()
    for _ in range(INSTANTS_EACH):
        till = shop.open_till()
        plug = threading.Timer(chance.uniform(0.0, LONGEST_S), till.till.process.kill)
        plug.start()
        sell_until_killed(till)
        plug.join()
        till.kill()
        seen |= completed(till)
    check_everything(shop, seen)


@pytest.mark.timeout(600)
def test_killing_the_till_after_a_named_step_loses_and_doubles_nothing(shop: Shop) -> None:
    first = shop.open_till()
    first.open_session("100")
    first.till.wait_for(r"hub: idle, 0 entries waiting")
    first.close()
    seen: set[str] = set()
    for step in STEPS:
        before = sales_of(shop)
        till = shop.open_till(sys.executable, "-m", "proof.crashing_till", step)
        sell_until_killed(till)
        till.kill()
        made = sales_of(shop) - before
        # Drawer, printer and hub have threads of their own: by then the next sale may be done too.
        assert made == 1 or (made > 1 and step != "commit")
        seen |= completed(till)
        heal(shop)
    check_everything(shop, seen)
    assert len(shop.printer.papers) == sales_of(shop)


def heal(shop: Shop) -> None:
    """Start the till again without a word: what was not sent is sent, what was not printed is printed."""
    till = Counter.open(shop.screen, *shop.places)
    till.till.wait_for(r"hub: idle, 0 entries waiting", timeout=DRAIN_S)
    shop.printer.wait_for_papers(sales_of(shop), DRAIN_S)
    till.close()


def sales_of(shop: Shop) -> int:
    """Completed sales in the terminal's journal."""
    return sum(1 for entry in shop.journal() if entry["kind"] == "sale.completed")


def test_killing_the_hub_while_it_takes_sales_loses_and_doubles_nothing(shop: Shop) -> None:
    chance = random.Random(7)  # noqa: S311 - a seed, not a secret
    till = shop.open_till()
    till.open_session("100")
    numbers = set()
    for _ in range(6):
        till.scan(MILK)
        plug = threading.Timer(chance.uniform(0.0, 0.3), shop.kill_hub)
        plug.start()
        numbers.add(till.pay_cash_exact())
        plug.join()
        shop.start_hub()
    till.till.wait_for(r"hub: idle, 0 entries waiting", timeout=DRAIN_S, after=till.till.mark())
    till.close()
    assert len(numbers) == 6
    check_everything(shop, numbers)
