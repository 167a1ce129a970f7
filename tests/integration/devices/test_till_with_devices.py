"""A whole till with scanner, scale, display and drawer on pseudo-terminals: from the code to the change."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from devices.display.serial.virtual import VirtualDisplay
from devices.drawer.serial.virtual import VirtualDrawer
from devices.printer.virtual.misbehaviour import parse_misbehaviour
from devices.printer.virtual.server import VirtualPrinter
from devices.scale.serial.virtual import VirtualScale
from devices.scanner.serial.virtual import VirtualScanner
from local_db.keys import create_keys, load_keys
from local_db.terminal import LocalTerminal
from pos_app import commands as c
from pos_app import device_entries
from pos_app.bootstrap.terminal import Terminal
from pos_app.commands import devices as d
from pos_app.device_entries import SavedDevice
from pos_app.machine import SystemClock
from pos_app.places import Places, places
from pos_app.till import Till
from pos_app.views import Outcome
from pos_app.views.devices import DeviceKind
from tests.fakes.shop import CASHIER, PINS, SUPERVISOR
from tests.fakes.store import load_catalogue, load_config

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

WAIT_S = 100.0
KINDS: tuple[DeviceKind, ...] = ("scanner", "scale", "display", "drawer")


class Counter:
    """The till, its four devices, and the news it told."""

    def __init__(self, stack: ExitStack, where: Places, folder: Path) -> None:
        self.scanner = stack.enter_context(VirtualScanner(folder / "scanner"))
        self.scale = stack.enter_context(VirtualScale(folder / "scale"))
        self.display = stack.enter_context(VirtualDisplay(folder / "display"))
        self.drawer = stack.enter_context(VirtualDrawer(folder / "drawer"))
        self.news: list[tuple[str, Any]] = []
        self.told = threading.Condition()
        terminal = Terminal(where)
        self.till: Till = terminal.start()
        self.till.listen(self._hear)
        stack.callback(terminal.stop)

    def _hear(self, topic: str, view: Any) -> None:
        with self.told:
            self.news.append((topic, view))
            self.told.notify_all()

    def wait(self, topic: str, is_it: Callable[[Any], bool] = lambda _view: True) -> Any:
        """The newest news of a topic that is so, as soon as it was told."""

        def found() -> Any:
            return next((view for name, view in reversed(self.news) if name == topic and is_it(view)), None)

        with self.told:
            assert self.told.wait_for(found, WAIT_S), (topic, self.news[-3:])
            return found()

    def is_now(self, device_id: str, state: str) -> None:
        """Until a device is told to be so."""
        self.wait(
            "devices",
            lambda view: any((one.device_id, one.state) == (device_id, state) for one in view.devices),
        )

    def do(self, command: c.Command) -> Outcome:
        """Carry out a command that must be possible."""
        answers: list[Outcome] = []
        done = threading.Event()

        def take(outcome: Outcome) -> None:
            answers.append(outcome)
            done.set()

        self.till.send(command, take)
        assert done.wait(WAIT_S)
        assert answers[0].ok, answers
        return answers[0]


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    where = places(tmp_path / "data", tmp_path / "keys")
    where.data.mkdir()
    create_keys(where.key_file)
    local = LocalTerminal(where.data, load_keys(where.key_file), SystemClock().now, ballast_bytes=65_536)
    load_config(local)
    load_catalogue(local)
    with local.store.write() as uow:
        for kind in KINDS:
            options = {"port": str(tmp_path / kind)} | ({"framing": "8N1"} if kind == "scale" else {})
            entry = SavedDevice(device_id=kind, kind=kind, driver=f"{kind}_serial", options=options)
            device_entries.save(uow.settings, entry)
    local.close()
    with ExitStack() as stack:
        yield Counter(stack, where, tmp_path)


def opens(drawer: VirtualDrawer, times: int) -> None:
    """Until the drawer was opened so often."""
    pause = threading.Event()
    for _ in range(int(WAIT_S / 0.02)):
        if drawer.kicks >= times:
            break
        pause.wait(0.02)
    assert drawer.kicks == times


def test_scanned_weighed_paid_shown_and_opened_without_a_printer(counter: Counter) -> None:
    counter.display.wait(lambda lines: lines[1].strip() == "Kasse geschlossen")
    counter.do(c.SignIn(operator_id=CASHIER.operator_id, pin=PINS[CASHIER.operator_id]))
    counter.do(c.OpenSession(opening_float=5000))
    counter.display.wait(lambda lines: lines[1].strip() == "Willkommen")

    counter.wait(
        "devices", lambda view: {one.device_id for one in view.devices if one.state == "ready"} >= {*KINDS}
    )
    counter.scanner.scan("4006381333931")
    scan = counter.wait("scan")
    assert (scan.raw, scan.device_id, scan.problem) == ("4006381333931", "scanner", "")
    counter.do(c.Scan(raw=scan.raw))
    counter.display.wait(lambda lines: lines[1].startswith("Summe"))

    counter.scale.be("moving")
    counter.do(d.WatchScale(on=True))
    counter.wait("scale", lambda view: view.state == "moving")
    counter.scale.put(345)
    counter.wait("scale", lambda view: view.state == "stable")
    outcome = counter.do(c.AddItem(sku="apples", weigh=True))
    counter.do(d.WatchScale(on=False))
    assert outcome.sale is not None
    assert [line.quantity for line in outcome.sale.lines if line.sku == "apples"] == [345]
    counter.display.wait(lambda lines: lines[0].startswith("0,345 kg"))

    paid = counter.do(c.TenderCash(txn_id=outcome.sale.txn_id, amount=5000))
    assert paid.change is not None
    counter.display.wait(lambda lines: lines[1].startswith("Rückgeld"))
    opens(counter.drawer, 1)


def test_a_scanner_pulled_and_plugged_in_again_sells_on(counter: Counter) -> None:
    counter.is_now("scanner", "ready")
    counter.scanner.vanish()
    counter.is_now("scanner", "lost")
    with counter.told:
        counter.news.clear()
    counter.scanner.come_back()
    counter.is_now("scanner", "ready")
    counter.scanner.scan_half("4006381333931")
    assert counter.wait("scan").problem == "torn"
    counter.scanner.scan("4006381333931")
    assert counter.wait("scan", lambda view: not view.problem).raw == "4006381333931"


def test_a_scale_set_up_anew_is_not_in_its_own_way(counter: Counter, tmp_path: Path) -> None:
    counter.is_now("scale", "ready")
    counter.do(c.SignIn(operator_id=SUPERVISOR.operator_id, pin=PINS[SUPERVISOR.operator_id]))
    with counter.told:
        counter.news.clear()
    options = {"port": str(tmp_path / "scale"), "framing": "8N1", "capacity": "6000"}
    counter.do(d.SaveDevice(device_id="scale", kind="scale", driver="scale_serial", options=options))
    counter.is_now("scale", "ready")
    with counter.told:
        views = [view for topic, view in counter.news if topic == "devices"]
    assert not [one for view in views for one in view.devices if one.state == "lost"]


def test_the_drawer_and_the_end_of_the_day_wait_for_no_printer(counter: Counter) -> None:
    counter.do(c.SignIn(operator_id=SUPERVISOR.operator_id, pin=PINS[SUPERVISOR.operator_id]))
    counter.do(c.OpenSession(opening_float=5000))
    counter.is_now("drawer", "ready")
    with VirtualPrinter() as printer:
        options = {"host": "127.0.0.1", "port": str(printer.port)}
        counter.do(d.SaveDevice(device_id="printer", kind="printer", driver="network", options=options))
        counter.is_now("printer", "ready")
        printer.misbehave(parse_misbehaviour("slow:50"))
        for sales in (1, 2):
            sale = counter.do(c.Scan(raw="4006381333931")).sale
            assert sale is not None
            counter.do(c.TenderCash(txn_id=sale.txn_id, amount=5000))
            opens(counter.drawer, sales)
        assert printer.drawer_kicks == 0
