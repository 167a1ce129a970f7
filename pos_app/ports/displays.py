"""The port of line displays: two lines of text that the customer reads."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from pos_app.ports.devices import DeviceHealth


@runtime_checkable
class Display(Protocol):
    """One display, used from one thread; only `close` may come from another."""

    @property
    def columns(self) -> int:
        """Characters in a line."""

    def show(self, upper: str, lower: str) -> None:
        """Replace what is shown. A line too long is cut; a character that the display lacks is shown as the
        nearest it has, or as a space. Raises DeviceUnreachable or JobCancelled.
        """

    def health(self) -> DeviceHealth:
        """How the display is; never raises DeviceError."""

    def close(self) -> None:
        """Let the device go; a second call does nothing."""
