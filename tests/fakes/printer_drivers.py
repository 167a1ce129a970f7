"""One printer driver, `fake`, that builds a `FakePrinter`: fake of the port `PrinterDrivers`."""

from __future__ import annotations

from collections.abc import Mapping

from pos_app.ports.devices import ReceiptPrinter
from pos_app.views.devices import DriverOptionView, DriverView
from retail.errors import KnownError
from tests.fakes.devices import FakePrinter


class FakeDrivers:
    """Builds a fresh `FakePrinter` each time; the option `width` must be a number."""

    def drivers(self) -> tuple[DriverView, ...]:
        """The one there is."""
        width = DriverOptionView(name="width", type="int", default="48", label="Columns")
        return (DriverView(driver="fake", name="Paper in memory", options=(width,)),)

    def build(self, driver: str, options: Mapping[str, str]) -> ReceiptPrinter:
        """Raises `KnownError` for another driver or a width that is no number."""
        if driver != "fake":
            raise KnownError("driver_unknown", f"There is no driver {driver!r}.")
        if not options.get("width", "48").isdigit():
            raise KnownError("option_invalid", "The width is a number of columns.")
        return FakePrinter(int(options.get("width", "48")))
