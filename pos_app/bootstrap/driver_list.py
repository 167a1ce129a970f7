"""The receipt printer drivers of `devices`, behind the till's port; part of the composition layer."""

from __future__ import annotations

from collections.abc import Mapping

from devices.entries import DeviceEntry, typed_options
from devices.manager import build_printer
from devices.manifests import Manifest, manifests
from pos_app.ports.devices import ReceiptPrinter
from pos_app.views.devices import DriverOptionView, DriverView

PRINTER_ID = "printer"


class DriverList:
    """Implements `pos_app.ports.printer_drivers.PrinterDrivers`."""

    def drivers(self) -> tuple[DriverView, ...]:
        """Every driver of receipt printers with the options of its manifest."""
        return tuple(_view(one) for one in manifests() if one.kind == "receipt_printer")

    def build(self, driver: str, options: Mapping[str, str]) -> ReceiptPrinter:
        """The printer as its entry says; an empty option means its default."""
        entry = DeviceEntry(id=PRINTER_ID, driver=driver, options=typed_options(driver, options))
        return build_printer(entry)


def _view(manifest: Manifest) -> DriverView:
    options = tuple(
        DriverOptionView(
            name=name,
            type=option.type,
            default="" if option.default is None else _text(option.default),
            label=option.help,
            choices=tuple(str(choice) for choice in option.choices),
        )
        for name, option in manifest.options.items()
    )
    return DriverView(driver=manifest.name, name=manifest.title, options=options)


def _text(value: str | int | bool | tuple[str, ...]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, tuple) else str(value)
