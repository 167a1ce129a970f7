"""What handlers ask of the device threads; told after COMMIT only (rule 1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class DeviceWork(Protocol):
    """Every call returns at once; the work is done on the threads of the devices."""

    def reload(self) -> None:
        """Entries changed: threads of those that are new, other or gone are started and ended."""
        ...

    def test(self, device_id: str) -> None:
        """Let the device show that it works."""
        ...

    def find(self, hosts: Sequence[str]) -> None:
        """Look for devices; tells as news on `found_devices`."""
        ...

    def open_drawer(self, created_at: int) -> None:
        """Change is due for what was done at `created_at` (UTC milliseconds): the drawer with an entry of its
        own opens, whatever the printer is at.
        """
        ...

    def watch_scale(self, on: bool) -> None:
        """Begin or end telling the scale's readings as news on `scale`."""
        ...
