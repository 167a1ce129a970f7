"""The port of cash drawers that are not on the receipt printer's plug."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from pos_app.ports.devices import DeviceHealth


@runtime_checkable
class Drawer(Protocol):
    """One cash drawer, used from one thread; only `close` may come from another."""

    def open(self) -> None:
        """Kick it open. Raises DeviceUnreachable (nothing was sent: try again), JobUnconfirmed (it may be
        open) or JobCancelled.
        """

    def is_open(self) -> bool | None:
        """Whether it stands open, None where it cannot say. Raises DeviceUnreachable, JobCancelled."""

    def health(self) -> DeviceHealth:
        """How the drawer is; never raises DeviceError."""

    def close(self) -> None:
        """Let the device go; a second call does nothing."""
