"""Builds the driver that a device entry asks for; the driver's code is imported only then."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, cast

from devices.entries import DeviceEntry, options_as
from devices.manifests import manifest_of
from devices.printer.options import no_pictures
from devices.wedge.decoder import WedgeDecoder
from devices.wedge.options import WedgeOptions
from pos_app.ports.devices import ReceiptPrinter
from pos_app.ports.displays import Display
from pos_app.ports.drawers import Drawer
from pos_app.ports.scales import Scale
from pos_app.ports.scanners import Scanner
from retail.errors import KnownError

CAMERA = "camera"

DRIVERS: dict[str, tuple[str, str, str]] = {
    "network": ("devices.printer.network.driver", "NetworkOptions", "NetworkPrinter"),
    "file": ("devices.printer.file.driver", "FileOptions", "FilePrinter"),
    "printer_serial": ("devices.printer.serial.driver", "SerialPrinterOptions", "SerialPrinter"),
    "usb": ("devices.printer.usb.driver", "UsbPrinterOptions", "UsbPrinter"),
    "cups": ("devices.printer.cups.driver", "CupsOptions", "CupsPrinter"),
    "scanner_serial": ("devices.scanner.serial.driver", "SerialScannerOptions", "SerialScanner"),
    "camera": ("devices.camera.driver", "CameraOptions", "CameraScanner"),
    "scale_serial": ("devices.scale.serial.driver", "SerialScaleOptions", "SerialScale"),
    "display_serial": ("devices.display.serial.driver", "SerialDisplayOptions", "SerialDisplay"),
    "drawer_serial": ("devices.drawer.serial.driver", "SerialDrawerOptions", "SerialDrawer"),
    "drawer_printer": ("devices.drawer.printer.driver", "PrinterDrawerOptions", "PrinterDrawer"),
}
"""By driver: module, options and class; by name, because what is behind a driver would cost a till without
that device its start-up time."""


def build_printer(entry: DeviceEntry, pictures: Callable[[str], str] = no_pictures) -> ReceiptPrinter:
    """The printer of `entry`, not yet spoken to. Raises KnownError if driver or options are wrong.

    `pictures` gives the path of a logo's file by its digest, empty where it has not arrived.
    """
    return cast(ReceiptPrinter, _build(entry, "receipt_printer", pictures))


def build_scanner(entry: DeviceEntry, now: Callable[[], int], **eyes: object) -> Scanner:
    """The scanner of `entry`, not yet opened; `now` gives UTC milliseconds. Raises KnownError.

    `eyes` is for a camera: its `known` and `preview`, see `devices.camera.driver`.
    """
    if entry.driver != CAMERA:
        eyes = {}
    return cast(Scanner, _build(entry, "scanner", now, **eyes))


def build_scale(entry: DeviceEntry) -> Scale:
    """The scale of `entry`, not yet opened. Raises KnownError."""
    return cast(Scale, _build(entry, "scale"))


def build_display(entry: DeviceEntry) -> Display:
    """The line display of `entry`, not yet opened. Raises KnownError."""
    return cast(Display, _build(entry, "display"))


def build_drawer(entry: DeviceEntry) -> Drawer:
    """The cash drawer of `entry`, not yet opened. Raises KnownError."""
    return cast(Drawer, _build(entry, "drawer"))


def build_wedge(entry: DeviceEntry) -> WedgeDecoder:
    """The keyboard-wedge decoder of `entry`. Raises KnownError if driver or options are wrong."""
    _require_kind(entry, "scanner")
    return WedgeDecoder(options_as(entry, WedgeOptions))


def _build(entry: DeviceEntry, kind: str, *more: object, **named: object) -> Any:
    _require_kind(entry, kind)
    if entry.driver not in DRIVERS:
        raise KnownError(
            "driver_has_no_thread",
            f"The driver {entry.driver} needs no entry: its keys come through the window.",
            driver=entry.driver,
        )
    module, options, driver = DRIVERS[entry.driver]
    code = importlib.import_module(module)
    return getattr(code, driver)(entry.id, options_as(entry, getattr(code, options)), *more, **named)


def _require_kind(entry: DeviceEntry, kind: str) -> None:
    found = manifest_of(entry.driver).kind
    if found != kind:
        raise KnownError(
            "wrong_device_kind",
            f"The device {entry.id} is to be a {kind}, but the driver {entry.driver} is a {found}.",
            device=entry.id,
        )
