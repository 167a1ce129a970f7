"""Opens the drawer on the plug of a network printer that is not this terminal's receipt printer."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from devices.printer.network.driver import NetworkOptions, NetworkPrinter
from pos_app.ports.devices import DeviceHealth


class PrinterDrawerOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the printer is, and which drawer of its plug."""

    host: Annotated[str, msgspec.Meta(min_length=1)]
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 9100
    drawer_pin: Literal[2, 5] = 2
    drawer_pulse_ms: Annotated[int, msgspec.Meta(ge=2, le=510)] = 100
    timeout_ms: Annotated[int, msgspec.Meta(ge=10, le=60_000)] = 2000


class PrinterDrawer:
    """A `Drawer` that is a printer's."""

    def __init__(self, name: str, options: PrinterDrawerOptions) -> None:
        self._printer = NetworkPrinter(
            name,
            NetworkOptions(
                host=options.host,
                port=options.port,
                drawer_pin=options.drawer_pin,
                drawer_pulse_ms=options.drawer_pulse_ms,
                connect_timeout_ms=options.timeout_ms,
                status_timeout_ms=options.timeout_ms,
                confirm_timeout_ms=options.timeout_ms,
            ),
        )

    def open(self) -> None:
        """See `Drawer.open`."""
        self._printer.open_drawer()

    def is_open(self) -> bool | None:
        """See `Drawer.is_open`."""
        return None

    def health(self) -> DeviceHealth:
        """See `Drawer.health`: paper and cover of that printer are nobody's care here."""
        health = self._printer.health()
        if health.state in ("unreachable", "unknown"):
            return health
        return DeviceHealth(state="ready", code="ready")

    def close(self) -> None:
        """See `Drawer.close`."""
        self._printer.close()
