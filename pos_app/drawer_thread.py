"""The thread of a cash drawer with an entry of its own: opens it for each sale that asks, and never late."""

from __future__ import annotations

import queue
from collections.abc import Callable

from pos_app.device_entries import SavedDevice
from pos_app.device_threads import RETRY_S, DeviceThread
from pos_app.ports.clock import Clock
from pos_app.ports.devices import DeviceError, DeviceUnreachable
from pos_app.ports.drawers import Drawer
from pos_app.views.devices import DeviceView

DRAWER_WAIT_MS = 30_000
"""A drawer opens within this time of its sale, also after tries that failed; later it would open unasked."""


class DrawerThread(DeviceThread):
    """Opens a drawer of its own, once for each print job that says so, and never long after its sale."""

    def __init__(
        self,
        entry: SavedDevice,
        drawer: Drawer,
        changed: Callable[[DeviceView], None],
        clock: Clock,
        *,
        retry_s: float = RETRY_S,
    ) -> None:
        super().__init__(entry, changed, retry_s=retry_s)
        self._drawer = drawer
        self._clock = clock
        self._due: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._waiting: int | None = None

    def kick(self, created_at: int) -> None:
        """Open for a sale of this time (UTC milliseconds)."""
        self._due.put(created_at)
        self._wake.set()

    def turn(self) -> float:
        while not self._stop.is_set():
            if self._waiting is None:
                if self._due.empty():
                    return self.look(self._drawer.health())
                self._waiting = self._due.get()
            if abs(self._clock.now() - self._waiting) < DRAWER_WAIT_MS:
                self._open()
            self._waiting = None
        return 0.0

    def _open(self) -> None:
        try:
            self._drawer.open()
        except DeviceUnreachable:
            raise  # nothing was sent: this one is tried again
        except DeviceError as error:
            self._waiting = None
            self.show("attention", error.code, error.message)
        except Exception:
            self._waiting = None
            raise

    def close(self) -> None:
        self._drawer.close()
