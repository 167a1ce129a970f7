"""Builds the driver that a device entry asks for; the driver's code is imported only then."""

from __future__ import annotations

from devices.entries import DeviceEntry, options_as
from devices.manifests import manifest_of
from devices.wedge.decoder import WedgeDecoder
from devices.wedge.options import WedgeOptions
from pos_app.ports.devices import ReceiptPrinter
from retail.errors import KnownError


def build_printer(entry: DeviceEntry) -> ReceiptPrinter:
    """The printer of `entry`, not yet spoken to. Raises KnownError if driver or options are wrong."""
    _require_kind(entry, "receipt_printer")
    # Imported here: what is behind the drivers would cost a till without that printer start-up time.
    if entry.driver == "network":
        from devices.printer.network.driver import NetworkOptions, NetworkPrinter  # noqa: PLC0415 - loaded by the command that needs it

        return NetworkPrinter(entry.id, options_as(entry, NetworkOptions))
    from devices.printer.file.driver import FileOptions, FilePrinter  # noqa: PLC0415 - loaded by the command that needs it

    return FilePrinter(entry.id, options_as(entry, FileOptions))


def build_wedge(entry: DeviceEntry) -> WedgeDecoder:
    """The keyboard-wedge decoder of `entry`. Raises KnownError if driver or options are wrong."""
    _require_kind(entry, "scanner")
    return WedgeDecoder(options_as(entry, WedgeOptions))


def _require_kind(entry: DeviceEntry, kind: str) -> None:
    found = manifest_of(entry.driver).kind
    if found != kind:
        raise KnownError(
            "wrong_device_kind",
            f"The device {entry.id} is to be a {kind}, but the driver {entry.driver} is a {found}.",
            device=entry.id,
        )
