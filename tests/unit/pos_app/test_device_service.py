"""The device threads: begun, ended and told as the entries say, on real files with devices in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
import pytest

from local_db.terminal import LocalTerminal
from pos_app import device_entries
from pos_app.db_worker import DbWorker
from pos_app.device_entries import SavedDevice
from pos_app.device_service import DeviceService
from pos_app.ports.scales import Reading
from pos_app.ports.scanners import Scanned
from pos_app.views import ChangeView, LineView, Outcome, SaleView, TenderView
from pos_app.views.devices import DeviceKind, DeviceView, FoundDevicesView, FoundDeviceView, ScaleView
from retail.session import TillSession
from tests.fakes.clock import FixedClock
from tests.fakes.device_drivers import FakeDrivers
from tests.fakes.plugged import FakeDisplay, FakeDrawer, FakeScale, FakeScanner
from tests.fakes.store import load_config, open_terminal

T = TypeVar("T")
WAIT_S = 100.0


class Bench:
    """A service on real files; `told` is what it said to the till."""

    def __init__(self, data: Path) -> None:
        self.clock = FixedClock()
        self.worker = DbWorker()
        self.worker.start()
        self.local: LocalTerminal = self.worker.call(lambda: open_terminal(data, self.clock.now))
        self.drivers = FakeDrivers()
        self.told: list[tuple[str, Any]] = []
        self.condition = threading.Condition()
        self.printer_changes = 0
        self.service = DeviceService(
            self.worker,
            self.local.store,
            self.drivers,
            self.clock,
            printer_changed=self._printer_changed,
            retry_s=0.02,
            look_s=0.05,
        )

    def _printer_changed(self) -> None:
        self._tell("printer", None)

    def device_changed(self, device: DeviceView) -> None:
        self._tell(f"{device.device_id} {device.state}", device)

    def device_gone(self, device_id: str) -> None:
        self._tell(f"{device_id} gone", None)

    def scanned(self, scan: Scanned) -> None:
        self._tell("scan", scan)

    def scale_changed(self, view: ScaleView) -> None:
        self._tell(f"weight {view.state}", view)

    def found_devices(self, view: FoundDevicesView) -> None:
        self._tell("searching" if view.searching else "found", view)

    def _tell(self, what: str, view: Any) -> None:
        with self.condition:
            self.told.append((what, view))
            self.condition.notify_all()

    def wait(self, what: str) -> Any:
        """What was told under this name, as soon as it was; told once more it is waited for anew."""

        def heard() -> bool:
            return any(name == what for name, _ in self.told)

        with self.condition:
            assert self.condition.wait_for(heard, WAIT_S), self.told
            place = next(place for place, (name, _) in enumerate(self.told) if name == what)
            return self.told.pop(place)[1]

    def save(self, device_id: str, kind: DeviceKind, driver: str = "fake", **options: str) -> None:
        entry = SavedDevice(device_id=device_id, kind=kind, driver=driver, options=options)
        self.write(lambda settings: device_entries.save(settings, entry))

    def write(self, change: Callable[[Any], None]) -> None:
        def write() -> None:
            with self.local.store.write() as uow:
                change(uow.settings)

        self.worker.call(write)

    def close(self) -> None:
        self.service.stop()
        self.worker.call(self.local.close)
        self.worker.stop()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    found = Bench(tmp_path / "data")
    yield found
    found.close()


def threads() -> set[str]:
    return {one.name for one in threading.enumerate() if one.name.startswith("device:")}


def test_each_entry_has_a_thread_and_changes_with_it(bench: Bench) -> None:
    bench.save("left", "scanner")
    bench.service.start(bench)
    bench.wait("left ready")
    assert threads() == {"device:left"}
    bench.save("right", "scanner")
    bench.service.reload()
    bench.wait("right ready")
    left = cast(FakeScanner, bench.drivers.built["left"])
    bench.write(lambda settings: device_entries.remove(settings, "left"))
    bench.service.reload()
    bench.wait("left gone")
    assert left.closed
    assert threads() == {"device:right"}
    bench.save("printer", "printer")
    bench.service.reload()
    bench.wait("printer")
    bench.service.stop()
    assert threads() == set()


def test_an_entry_that_cannot_be_built_is_told_and_serves_the_others(bench: Bench) -> None:
    bench.save("bad", "scale", driver="nobody")
    bench.save("good", "scanner")
    bench.service.start(bench)
    assert bench.wait("bad lost").code == "driver_unknown"
    bench.wait("good ready")
    bench.save("bad", "scale")
    bench.service.reload()
    bench.wait("bad ready")


def test_scans_are_told_and_a_lost_scanner_is_seen(bench: Bench) -> None:
    bench.save("left", "scanner")
    bench.service.start(bench)
    bench.wait("left ready")
    scanner = cast(FakeScanner, bench.drivers.built["left"])
    scanner.scan("4006381333931")
    assert bench.wait("scan").raw == "4006381333931"
    scanner.plugged = False
    bench.service.reload()
    assert bench.wait("left lost").message == "It is unplugged."


def test_the_scale_is_told_only_while_it_is_watched(bench: Bench) -> None:
    bench.save("scale", "scale")
    bench.service.start(bench)
    bench.wait("scale ready")
    scale = cast(FakeScale, bench.drivers.built["scale"])
    assert scale.reads == 0
    scale.reading = Reading(state="stable", weight=345)
    bench.service.watch_scale(True)
    view = bench.wait("weight stable")
    assert (view.weight, view.unit, view.at) == (345, "kg", bench.clock.now())
    scale.plugged = False
    assert bench.wait("weight lost").code == "gone"
    bench.wait("scale lost")
    scale.plugged = True
    bench.service.watch_scale(False)
    bench.wait("scale ready")


def test_a_scale_and_a_drawer_that_are_plugged_in_late_are_soon_seen(bench: Bench) -> None:
    bench.save("scale", "scale")
    bench.save("drawer", "drawer")
    bench.drivers.plugged = False
    bench.service.start(bench)
    bench.wait("scale lost")
    bench.wait("drawer lost")
    for device in bench.drivers.built.values():
        device.plugged = True
    bench.wait("scale ready")
    bench.wait("drawer ready")


def test_without_a_scale_the_sheet_is_told_so(bench: Bench) -> None:
    bench.service.start(bench)
    bench.service.watch_scale(True)
    assert bench.wait("weight none").code == "no_scale"
    bench.service.watch_scale(False)
    bench.service.test("nobody")
    bench.service.tell_customer(Outcome(ok=True))


def test_a_drawer_of_its_own_is_opened_once_and_never_late(bench: Bench) -> None:
    bench.service.start(bench)
    assert not bench.service.has_own_drawer()
    bench.service.open_drawer(bench.clock.now())
    bench.save("drawer", "drawer")
    bench.service.reload()
    bench.wait("drawer ready")
    drawer = cast(FakeDrawer, bench.drivers.built["drawer"])
    assert bench.service.has_own_drawer()
    bench.service.open_drawer(bench.clock.now() - 30_000)
    bench.service.open_drawer(bench.clock.now() + 30_000)  # the clock was set back since
    bench.service.open_drawer(bench.clock.now())
    drawer.wait(lambda: drawer.kicks == 1)
    drawer.plugged = False
    bench.service.open_drawer(bench.clock.now())
    bench.wait("drawer lost")
    drawer.wait(lambda: drawer.tries >= 3)
    drawer.plugged = True
    drawer.wait(lambda: drawer.kicks == 2)
    bench.wait("drawer ready")
    assert drawer.kicks == 2


def test_what_is_looked_for_is_told_also_where_looking_fails(bench: Bench) -> None:
    found = FoundDeviceView(kinds=("scale",), name="Cable", place="COM3", driver="", options={"port": "COM3"})
    bench.drivers.found = (found,)
    bench.service.start(bench)
    bench.service.find(["10.0.0.9"])
    bench.wait("searching")
    assert bench.wait("found").found == (found,)
    assert bench.drivers.asked == ("10.0.0.9",)
    bench.drivers.found = cast(Any, None)
    bench.service.find([])
    bench.wait("searching")
    assert bench.wait("found") is not None


# --- the customer's display -----------------------------------------------------------------------------


def sale(*lines: LineView, tenders: tuple[TenderView, ...] = (), remaining: int = 0) -> SaleView:
    total = sum(line.amount for line in lines)
    return SaleView(
        txn_id="t", currency="EUR", lines=lines, total=total, tenders=tenders, remaining=remaining
    )


def line(line_id: str, name: str, amount: int, quantity: int = 1000, unit: str = "pcs") -> LineView:
    return LineView(
        line_id=line_id,
        kind="sale",
        name=name,
        quantity=quantity,
        unit=unit,
        unit_price=amount,
        amount=amount,
        extended=amount,
        discount=0,
    )


def test_the_customer_reads_line_total_change_and_greeting(bench: Bench) -> None:
    bench.worker.call(lambda: load_config(bench.local, operators=()))
    bench.save("display", "display")
    bench.service.start(bench)
    bench.wait("display ready")
    display = cast(FakeDisplay, bench.drivers.built["display"])
    display.wait(lambda: bool(display.shown))
    assert display.shown[-1][1].strip() == "Kasse geschlossen"

    def open_session() -> None:
        with bench.local.store.write() as uow:
            uow.sessions.save(
                TillSession(
                    session_id="s",
                    number=1,
                    state="open",
                    business_date="2026-11-21",
                    currency="EUR",
                    opening_float=0,
                    opened_by="ada",
                    opened_at=1,
                )
            )

    bench.worker.call(open_session)

    def reads(outcome: Outcome, upper: str, lower: str) -> None:
        bench.service.tell_customer(outcome)
        display.wait(lambda: display.shown[-1] == (upper, lower))

    milk, apples = line("a", "Milch 3,5 % Weidehaltung", 119), line("b", "Äpfel", 269, 900, "kg")
    reads(Outcome(ok=True), "   Laden am Park", "     Willkommen")
    one = Outcome(ok=True, sale=sale(milk), line_id="a")
    reads(one, "Milch 3,5 % W 1,19\u00a0€", "Summe         1,19\u00a0€")
    two = Outcome(ok=True, sale=sale(milk, apples), line_id="b")
    bench.service.tell_customer(two)
    # The weight sheet closed, stock came from the hub: nothing that the customer would read.
    held = msgspec.structs.replace(apples, name="Äpfel, covered")
    reads(
        Outcome(ok=True, sale=sale(milk, held)), "0,900\u00a0kg Äpfe 2,69\u00a0€", "Summe         3,88\u00a0€"
    )
    bench.service.tell_customer(Outcome(ok=False))
    card = TenderView(payment_id="p", kind="card", amount=200)
    paid = Outcome(ok=True, sale=sale(milk, apples, tenders=(card,), remaining=188))
    reads(paid, "Summe         3,88\u00a0€", "Zu zahlen     1,88\u00a0€")
    assert not any(upper == "" for upper, _ in display.shown)
    change = ChangeView(txn_id="t", receipt_no="1", currency="EUR", total=388, paid=500, change=112)
    reads(Outcome(ok=True, change=change), "Summe         3,88\u00a0€", "Rückgeld      1,12\u00a0€")
    shown = len(display.shown)
    bench.service.tell_customer(Outcome(ok=True))  # the till was locked: the change is still to be read
    display.plugged = False
    bench.service.test("display")
    bench.wait("display lost")
    display.plugged = True
    display.wait(lambda: len(display.shown) > shown)
