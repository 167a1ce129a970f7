"""The threads `device:<id>`: one for each device but the receipt printer, which has its queue's own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from pos_app.device_entries import SavedDevice
from pos_app.device_state import State, state_of, told
from pos_app.ports.clock import Clock
from pos_app.ports.devices import DeviceError, DeviceHealth, DeviceUnreachable, JobCancelled
from pos_app.ports.scales import Reading, Scale
from pos_app.ports.scanners import Scanned, Scanner
from pos_app.views.devices import DeviceView, ScaleView

logger = logging.getLogger(__name__)

RETRY_S = 2.0
"""Between tries while a device cannot be reached."""
HEALTH_S = 15.0
"""Between looks at an idle device."""
READ_S = 0.15
"""Between readings of a scale that is watched: a figure that follows the hand."""


class DeviceThread:
    """One device's thread; subclasses say what it does."""

    def __init__(
        self, entry: SavedDevice, changed: Callable[[DeviceView], None], *, retry_s: float = RETRY_S
    ) -> None:
        self.entry = entry
        self._changed = changed
        self._retry_s = retry_s
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._shown: tuple[State, str, str] | None = None
        self._thread = threading.Thread(target=self._run, name=f"device:{entry.device_id}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; a wait of the driver is over at once."""
        self._stop.set()
        self._wake.set()
        self.close()
        self._thread.join(timeout=10)

    def close(self) -> None:
        """Close the driver."""
        raise NotImplementedError

    def test(self) -> None:
        """Let the device show that it works."""

    def turn(self) -> float:
        """One look at what there is to do; how long to sleep after it, in seconds."""
        raise NotImplementedError

    def show(self, state: State, code: str = "", message: str = "") -> None:
        """Tell how the device is, once for each change."""
        if (state, code, message) == self._shown:
            return
        self._shown = (state, code, message)
        self._changed(told(self.entry, state, code, message))

    def look(self, health: DeviceHealth) -> float:
        """Show what a driver says of itself; how long to sleep before the next look, in seconds."""
        self.show(*state_of(health))
        return self._retry_s if health.state == "unreachable" else HEALTH_S

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            try:
                pause = self.turn()
            except JobCancelled:
                pause = 0.0
            except DeviceError as error:
                lost = isinstance(error, DeviceUnreachable)
                self.show("lost" if lost else "attention", error.code, error.message)
                pause = self._retry_s
            except Exception:  # a driver's bug must not end the thread for the rest of the day
                logger.exception("the driver of %s failed", self.entry.device_id)
                self.show("attention", "driver_bug", "The driver of this device failed.")
                pause = self._retry_s
            if not self._stop.is_set():
                self._wake.wait(pause)


class ScannerThread(DeviceThread):
    """Listens to a scanner for as long as it is set up."""

    def __init__(
        self,
        entry: SavedDevice,
        scanner: Scanner,
        heard: Callable[[Scanned], None],
        changed: Callable[[DeviceView], None],
        *,
        retry_s: float = RETRY_S,
    ) -> None:
        super().__init__(entry, changed, retry_s=retry_s)
        self._scanner = scanner
        self._heard = heard

    def turn(self) -> float:
        self._scanner.run(self._heard, self._stop)
        return self._retry_s

    def ask_health(self) -> None:
        """Show how the scanner is; called from outside, because `run` keeps its thread."""
        self.look(self._scanner.health())

    def close(self) -> None:
        self._scanner.close()


class ScaleThread(DeviceThread):
    """Reads a scale while its readings are wanted, and else looks now and then whether it is there."""

    def __init__(
        self,
        entry: SavedDevice,
        scale: Scale,
        told: Callable[[ScaleView], None],
        changed: Callable[[DeviceView], None],
        clock: Clock,
        *,
        retry_s: float = RETRY_S,
    ) -> None:
        super().__init__(entry, changed, retry_s=retry_s)
        self._scale = scale
        self._told = told
        self._clock = clock
        self._watched = threading.Event()

    def watch(self, on: bool) -> None:
        """Begin or end telling readings."""
        if on:
            self._watched.set()
        else:
            self._watched.clear()
        self._wake.set()

    def test(self) -> None:
        self._wake.set()

    def turn(self) -> float:
        if not self._watched.is_set():
            return self.look(self._scale.health())
        asked_at = self._clock.now()
        try:
            reading = self._scale.read(self._stop)
        except DeviceUnreachable as error:
            self._told(
                ScaleView(
                    state="lost", weight=0, unit="", at=asked_at, code=error.code, message=error.message
                )
            )
            raise
        self._told(_view(reading, asked_at))
        wrong = reading.state == "error"
        self.show("attention" if wrong else "ready", reading.code, reading.message)
        return READ_S

    def close(self) -> None:
        self._scale.close()


def _view(reading: Reading, at: int) -> ScaleView:
    return ScaleView(
        state=reading.state,
        weight=reading.weight,
        unit=reading.unit,
        at=at,
        code=reading.code,
        message=reading.message,
    )
