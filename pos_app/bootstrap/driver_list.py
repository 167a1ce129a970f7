"""The device drivers of `devices`, behind the till's port; part of the composition layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from devices import discovery, manager
from devices.entries import DeviceEntry, typed_options
from devices.manifests import Manifest, manifests
from devices.printer.options import no_pictures
from pos_app.ports.devices import ReceiptPrinter
from pos_app.ports.displays import Display
from pos_app.ports.drawers import Drawer
from pos_app.ports.scales import Scale
from pos_app.ports.scanners import Scanner
from pos_app.views.devices import DeviceKind, DriverOptionView, DriverView, FoundDeviceView

KINDS: dict[str, DeviceKind] = {
    "receipt_printer": "printer",
    "scanner": "scanner",
    "scale": "scale",
    "display": "display",
    "drawer": "drawer",
}
"""Kinds as manifests name them, and as the till does."""

Options = Mapping[str, str]


class DriverList:
    """Implements `pos_app.ports.device_drivers.DeviceDrivers`; `now` gives UTC milliseconds.

    `eyes` is handed to cameras, see `devices.manager.build_scanner`; `pictures` gives printers the path of a
    logo's file by its digest.
    """

    def __init__(
        self, now: Callable[[], int], *, pictures: Callable[[str], str] = no_pictures, **eyes: object
    ) -> None:
        self._now = now
        self._pictures = pictures
        self._eyes = eyes
        self._drivers: tuple[DriverView, ...] = ()

    def drivers(self) -> tuple[DriverView, ...]:
        """Every driver that an entry can name, with the options of its manifest.

        Read once: each word of a device shows them again, and reading them costs as much as a sale.
        """
        if not self._drivers:
            self._drivers = tuple(_view(one) for one in manifests() if one.name in manager.DRIVERS)
        return self._drivers

    def check(self, kind: DeviceKind, device_id: str, driver: str, options: Options) -> None:
        """Build it and let it go: nothing is connected before it is used."""
        if kind == "printer":
            self.build_printer(device_id, driver, options).close()
        elif kind == "scanner":
            self.build_scanner(device_id, driver, options).close()
        elif kind == "scale":
            self.build_scale(device_id, driver, options).close()
        elif kind == "display":
            self.build_display(device_id, driver, options).close()
        else:
            self.build_drawer(device_id, driver, options).close()

    def build_printer(self, device_id: str, driver: str, options: Options) -> ReceiptPrinter:
        """The printer as its entry says; an empty option means its default."""
        return manager.build_printer(_entry(device_id, driver, options), self._pictures)

    def build_scanner(self, device_id: str, driver: str, options: Options) -> Scanner:
        return manager.build_scanner(_entry(device_id, driver, options), self._now, **self._eyes)

    def build_scale(self, device_id: str, driver: str, options: Options) -> Scale:
        return manager.build_scale(_entry(device_id, driver, options))

    def build_display(self, device_id: str, driver: str, options: Options) -> Display:
        return manager.build_display(_entry(device_id, driver, options))

    def build_drawer(self, device_id: str, driver: str, options: Options) -> Drawer:
        return manager.build_drawer(_entry(device_id, driver, options))

    def find(self, hosts: Sequence[str]) -> tuple[FoundDeviceView, ...]:
        """See `DeviceDrivers.find`."""
        return tuple(
            FoundDeviceView(
                kinds=tuple(KINDS[kind] for kind in one.kinds),
                name=one.name,
                place=one.place,
                driver=one.driver,
                options=one.options,
                usable=one.usable,
                code=one.code,
                message=one.message,
            )
            for one in discovery.find(hosts)
        )


def _entry(device_id: str, driver: str, options: Options) -> DeviceEntry:
    return DeviceEntry(id=device_id, driver=driver, options=typed_options(driver, options))


def _view(manifest: Manifest) -> DriverView:
    options = tuple(
        DriverOptionView(
            name=name,
            type=option.type,
            default="" if option.default is None else _text(option.default),
            label=option.help,
            choices=tuple(str(choice) for choice in option.choices),
            needed=option.default is None,
        )
        for name, option in manifest.options.items()
    )
    return DriverView(
        driver=manifest.name,
        name=manifest.title,
        options=options,
        kind=KINDS[manifest.kind],
        cannot=manifest.cannot,
    )


def _text(value: str | int | bool | tuple[str, ...]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, tuple) else str(value)
