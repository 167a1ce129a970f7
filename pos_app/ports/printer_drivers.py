"""The port through which the till learns of receipt printer drivers and builds the one its entry names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pos_app.ports.devices import ReceiptPrinter
from pos_app.views.devices import DriverView


class PrinterDrivers(Protocol):
    """What `devices` offers: drivers by their manifests."""

    def drivers(self) -> tuple[DriverView, ...]:
        """All receipt printer drivers, by name."""
        ...

    def build(self, driver: str, options: Mapping[str, str]) -> ReceiptPrinter:
        """A printer; nothing is connected yet. Raises `KnownError` for an unknown driver or a bad option."""
        ...
