"""One driver a kind, all called `fake`, that build devices in memory: fake of the port `DeviceDrivers`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pos_app.ports.devices import ReceiptPrinter
from pos_app.ports.displays import Display
from pos_app.ports.drawers import Drawer
from pos_app.ports.scales import Scale
from pos_app.ports.scanners import Scanner
from pos_app.views.devices import DeviceKind, DriverOptionView, DriverView, FoundDeviceView
from retail.errors import KnownError
from tests.fakes.devices import FakePrinter
from tests.fakes.plugged import FakeDisplay, FakeDrawer, FakeScale, FakeScanner

Options = Mapping[str, str]


class FakeDrivers:
    """Builds a fresh device each time, kept in `built` by its id; the option `width` must be a number."""

    def __init__(self) -> None:
        self.built: dict[str, FakeScanner | FakeScale | FakeDisplay | FakeDrawer] = {}
        self.plugged = True
        """Whether a device is plugged in when it is built."""
        self.found: tuple[FoundDeviceView, ...] = ()
        self.asked: tuple[str, ...] = ()

    def drivers(self) -> tuple[DriverView, ...]:
        """The one that prints."""
        width = DriverOptionView(name="width", type="int", default="48", label="Columns")
        return (DriverView(driver="fake", name="Paper in memory", options=(width,)),)

    def check(self, kind: DeviceKind, device_id: str, driver: str, options: Options) -> None:  # noqa: ARG002 - the port's
        """As `build_printer`."""
        self._refuse(driver, options)

    def build_printer(self, device_id: str, driver: str, options: Options) -> ReceiptPrinter:  # noqa: ARG002 - the port's
        """Raises `KnownError` for another driver or a width that is no number."""
        self._refuse(driver, options)
        return FakePrinter(int(options.get("width", "48")))

    def build_scanner(self, device_id: str, driver: str, options: Options) -> Scanner:
        """A scanner that a test scans with."""
        self._refuse(driver, options)
        scanner = self.built[device_id] = FakeScanner(device_id)
        return scanner

    def build_scale(self, device_id: str, driver: str, options: Options) -> Scale:
        """A scale that a test puts things on."""
        self._refuse(driver, options)
        scale = self.built[device_id] = FakeScale()
        scale.plugged = self.plugged
        return scale

    def build_display(self, device_id: str, driver: str, options: Options) -> Display:
        """A display that a test reads."""
        self._refuse(driver, options)
        display = self.built[device_id] = FakeDisplay()
        return display

    def build_drawer(self, device_id: str, driver: str, options: Options) -> Drawer:
        """A drawer that counts its kicks."""
        self._refuse(driver, options)
        drawer = self.built[device_id] = FakeDrawer()
        drawer.plugged = self.plugged
        return drawer

    def find(self, hosts: Sequence[str]) -> tuple[FoundDeviceView, ...]:
        """What a test plugged in."""
        self.asked = tuple(hosts)
        return self.found

    def _refuse(self, driver: str, options: Options) -> None:
        if driver != "fake":
            raise KnownError("driver_unknown", f"There is no driver {driver!r}.")
        if not options.get("width", "48").isdigit():
            raise KnownError("option_invalid", "The width is a number of columns.")
