"""A till breaks with unsent sales: another machine takes its place and brings all to the hub, once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from devices.printer.virtual.server import VirtualPrinter
from pos_app.cli.demo.shop import tillbridge
from pos_app.commands import Scan, SuspendSale, TenderCash
from tests.end2end.headless_till import HeadlessTill

if TYPE_CHECKING:
    from tests.end2end.conftest import Shop

MILK, SOAP = "4006381333931", "4000177061008"
PIN = "271828"


@pytest.fixture
def broken(shop: Shop) -> Iterator[tuple[HeadlessTill, list[str]]]:
    """Till 1 with a sale at the hub, two that are not, one parked and one open; the hub is away."""
    with ExitStack() as stack:
        till = HeadlessTill(shop.places)
        stack.callback(till.close)
        till.ready(PIN)
        receipts = [paid(till, MILK)]
        till.until(till.synced)
        shop.kill_hub()
        receipts += [paid(till, MILK), paid(till, SOAP)]
        till.ok(Scan(raw=SOAP))
        till.ok(SuspendSale(note="green bag"))
        till.ok(Scan(raw=MILK))
        yield till, receipts


def paid(till: HeadlessTill, code: str) -> str:
    """Sell one thing for cash; the receipt's number."""
    sale = till.sale(Scan(raw=code))
    return till.change(TenderCash(txn_id=sale.txn_id, amount=sale.total)).receipt_no


def copied(shop: Shop) -> Path:
    """The old machine's data folder as it lies there while the till is in the middle of its work."""
    disk = shop.folder / "old-disk"
    disk.mkdir()
    for path in (shop.folder / "till").iterdir():
        if path.is_file() and not path.name.endswith("-shm"):
            shutil.copyfile(path, disk / path.name)
    return disk


def on_new(shop: Shop) -> tuple[str, ...]:
    return ("--data", str(shop.folder / "new"), "--keys", str(shop.folder / "new-keys"))


def replaced(shop: Shop) -> dict[str, Any]:
    """What `tillbridge hub replace 1` says."""
    found: dict[str, Any] = json.loads(
        tillbridge("hub", "replace", "1", "--data", str(shop.hub_data), "--json")
    )
    return found


def recovered(shop: Shop, disk: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        tillbridge("recover", str(disk), *words, *on_new(shop), "--json").splitlines()[-1]
    )
    return found


def test_every_receipt_of_a_broken_till_comes_to_the_hub_once(
    shop: Shop, broken: tuple[HeadlessTill, list[str]]
) -> None:
    _till, receipts = broken
    disk = copied(shop)
    shop.start_hub()
    codes = replaced(shop)
    assert (codes["number"], codes["new_number"]) == (1, 3)
    with VirtualPrinter() as paper:
        tillbridge("enrol", codes["enrolment"], "--printer", f"127.0.0.1:{paper.port}", *on_new(shop))
        said = recovered(shop, disk, "--code", codes["recovery_code"])
        assert said["entries"] + 2 >= said["at_hub"] >= said["entries"]
        assert (said["lost_from"], said["put_aside"], said["open_session"]) == (None, 0, 1)
        assert len(said["parked"]) == 2
        for number in receipts:
            assert shop.find(number)["terminal_id"] == codes["terminal_id"]
        assert not (shop.folder / "new" / "recovery").exists()

        again = replaced(shop)
        assert (again["new_number"], again["enrolment"]) == (3, None)
        once_more = recovered(shop, disk, "--code", again["recovery_code"])
        assert once_more["at_hub"] == said["at_hub"]
        sold = json.loads(tillbridge("hub", "status", "--data", str(shop.hub_data), "--json"))
        assert (sold["sales"], sold["quarantined"], sold["exception_tasks"]) == (3, 0, 0)

        new = HeadlessTill(on_new(shop))
        try:
            new.ready(PIN)
            assert paid(new, MILK) == "S1-T3-000001"
            new.until(new.synced)
        finally:
            new.close()
    found = shop.verify(on_new(shop))
    assert found["ok"]
