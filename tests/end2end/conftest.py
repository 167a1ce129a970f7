"""A whole shop for end-to-end tests: real hub, virtual printer over TCP, real till window under Xvfb."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.printer.virtual.server import VirtualPrinter
from pos_app.cli.demo.counter import Counter
from pos_app.cli.demo.processes import Program
from pos_app.cli.demo.screen import VirtualScreen
from pos_app.cli.demo.shop import tillbridge
from sync import client
from tests.fakes.ports import lasting_port

STORE = """
[store]
number = 1
name = "Testladen Süd"
address = ["Hauptstraße 5", "10115 Berlin"]
tax_id = "DE999999999"
currency = "EUR"
country = "DE"
time_zone = "Europe/Berlin"
languages = ["en", "de"]

[tax.policy]
prices_include_tax = true
level = "document"
inclusive_method = "round_tax"

[[tax.classes.standard]]
code = "S"
name = "VAT 19 %"
rate = "0.19"
letter = "A"

[[tax.classes.reduced]]
code = "R"
name = "VAT 7 %"
rate = "0.07"
letter = "B"

[[terminals]]
number = 1
name = "Till 1"

[[terminals]]
number = 2
name = "Till 2"

[[operators]]
name = "Anna"
role = "cashier"
pin = "271828"

[[operators]]
name = "Selma"
role = "supervisor"
pin = "314159"

[[departments]]
id = "food"
name = "Food"
tax_class = "reduced"
"""

CATALOGUE = """sku,barcodes,name,category,price,tax class,unit
MILK,4006381333931,Whole milk 1 l,Dairy,1.19,reduced,pcs
BREAD,4012345678901,Rye bread,Bakery,3.49,reduced,pcs
SOAP,4000177061008,Soap,Household,2.05,standard,pcs
APPLES,4130,Apples,Fruit,2.49,reduced,kg
"""

PIN = "271828"
MILK, BREAD, SOAP = "4006381333931", "4012345678901", "4000177061008"


class Shop:
    """Hub, printer and one enrolled terminal, in folders of the test."""

    def __init__(self, folder: Path, screen: VirtualScreen, printer: VirtualPrinter) -> None:
        self.folder = folder
        self.screen = screen
        self.printer = printer
        self.hub_data = folder / "hub"
        self.places = ("--data", str(folder / "till"), "--keys", str(folder / "keys"))
        self.port = lasting_port()
        self.hub: Program | None = None
        self.hub_env: dict[str, str] = {}
        """What the hub is told by its environment, at its next start."""

    def enrol(self) -> None:
        """Start the hub and join it, as a person does on the console."""
        self.start_hub()
        self.join(1, self.printer, self.places)

    def join(self, number: int, printer: VirtualPrinter, places: tuple[str, ...]) -> None:
        """Make the folders in `places` the store's terminal `number`, with a receipt printer."""
        code = tillbridge("hub", "enrol-code", "--data", str(self.hub_data), "--terminal", str(number))
        tillbridge("enrol", code.split()[-1], "--printer", f"127.0.0.1:{printer.port}", *places)

    def start_hub(self) -> None:
        self.hub = Program.tillbridge(
            "hub",
            "--data",
            self.hub_data,
            "--port",
            str(self.port),
            "--loopback-http",
            env=self.hub_env,
        )
        self.port = int(self.hub.wait_for(r"listening on http://127\.0\.0\.1:(\d+)")[1])

    def stop_hub(self) -> None:
        assert self.hub is not None
        self.hub.stop()

    def kill_hub(self) -> None:
        """Pull the hub's plug."""
        assert self.hub is not None
        self.hub.kill()

    def attach(self, device_id: str, driver: str, port: Path, *options: str) -> None:
        """Set a device on a serial port up, as a person does on the console while the till is closed."""
        words = ("--driver", driver, "--option", f"port={port}", *options)
        tillbridge("devices", "save", device_id, *words, *self.places)

    def open_till(self, *command: str) -> Counter:
        """The till's window, catalogue arrived, Anna signed in."""
        counter = Counter.open(self.screen, *self.places, command=command)
        # At the very first start people and catalogue still have to arrive.
        counter.till.wait_for(r"hub: (idle|sending|offline)")
        counter.sign_in(PIN)
        return counter

    def journal(self) -> list[dict[str, object]]:
        """The terminal's journal, oldest first; also beside a running till."""
        out = tillbridge("journal", *self.places, "--json", "--limit", "100000")
        entries: list[dict[str, object]] = json.loads(out)
        return entries

    def verify(self, places: tuple[str, ...] = ()) -> dict[str, int]:
        """`tillbridge verify` on both sides; fails the test where something does not hold."""
        words = ("verify", *(places or self.places), "--hub", str(self.hub_data), "--json")
        found: dict[str, int] = json.loads(tillbridge(*words))
        return found

    def find(self, receipt_no: str) -> dict[str, object]:
        """The one sale at the hub with this number; fails the test where there is none or another."""
        out = tillbridge("hub", "find", receipt_no, "--data", str(self.hub_data), "--json")
        (found,) = json.loads(out)["sales"]
        sale: dict[str, object] = found
        return sale


@pytest.fixture(autouse=True)
def whoever_stands_at_a_till_has_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub that is slow for once is no hub that is away, for tills in the test's own process."""
    monkeypatch.setattr(client, "ANSWER_WITHIN_S", 100.0)


@pytest.fixture(scope="session")
def screen() -> Iterator[VirtualScreen]:
    shown = VirtualScreen()
    yield shown
    shown.close()


@pytest.fixture
def printer() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as paper:
        yield paper


@pytest.fixture(scope="session")
def fresh_hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a hub that was set up and given its catalogue; each test works on a copy."""
    folder = tmp_path_factory.mktemp("fresh-hub")
    store, catalogue, password = (folder / name for name in ("store.toml", "items.csv", "password"))
    store.write_text(STORE, encoding="utf-8")
    catalogue.write_text(CATALOGUE, encoding="utf-8")
    password.write_text("correct horse battery staple\n", encoding="utf-8")
    data = ("--data", str(folder / "hub"))
    tillbridge("hub", "setup", *data, "--config", str(store), "--admin-password-file", str(password))
    tillbridge("import", str(catalogue), *data)
    return folder / "hub"


@pytest.fixture
def shop(tmp_path: Path, screen: VirtualScreen, printer: VirtualPrinter, fresh_hub: Path) -> Iterator[Shop]:
    shutil.copytree(fresh_hub, tmp_path / "hub")
    made = Shop(tmp_path, screen, printer)
    made.enrol()
    yield made
    if made.hub is not None:
        made.hub.stop()
