"""The port through which the till learns of device drivers, builds what its entries name, finds devices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from pos_app.ports.devices import ReceiptPrinter
from pos_app.ports.displays import Display
from pos_app.ports.drawers import Drawer
from pos_app.ports.scales import Scale
from pos_app.ports.scanners import Scanner
from pos_app.views.devices import DeviceKind, DriverView, FoundDeviceView

Options = Mapping[str, str]


class DeviceDrivers(Protocol):
    """What `devices` offers: drivers by their manifests. Every `build` connects nothing yet.

    Each raises `KnownError` for an unknown driver, one of another kind, or a bad option.
    """

    def drivers(self) -> tuple[DriverView, ...]:
        """Those that can be saved as an entry, by kind and name."""
        ...

    def check(self, kind: DeviceKind, device_id: str, driver: str, options: Options) -> None:
        """Refuse what could not be built."""
        ...

    def build_printer(self, device_id: str, driver: str, options: Options) -> ReceiptPrinter: ...

    def build_scanner(self, device_id: str, driver: str, options: Options) -> Scanner: ...

    def build_scale(self, device_id: str, driver: str, options: Options) -> Scale: ...

    def build_display(self, device_id: str, driver: str, options: Options) -> Display: ...

    def build_drawer(self, device_id: str, driver: str, options: Options) -> Drawer: ...

    def find(self, hosts: Sequence[str]) -> tuple[FoundDeviceView, ...]:
        """Look what is plugged in, and which of `hosts` answers as a printer; may take seconds."""
        ...
