"""A scanner, a scale, a display and a drawer in memory; each can be unplugged and plugged in again."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

from pos_app.ports.devices import DeviceHealth, DeviceUnreachable, JobCancelled, StopToken
from pos_app.ports.scales import Reading
from pos_app.ports.scanners import Scanned

WAIT_S = 100.0
READY = DeviceHealth(state="ready", code="ready")
GONE = DeviceHealth(state="unreachable", code="gone", detail="It is unplugged.")


class Plugged:
    """What all have: a plug, and a way to wait for what happens."""

    def __init__(self) -> None:
        self.plugged = True
        self.closed = False
        self.happened = threading.Condition()

    def wait(self, until: Callable[[], bool]) -> None:
        """Until it is so."""
        with self.happened:
            assert self.happened.wait_for(until, WAIT_S)

    def health(self) -> DeviceHealth:
        return READY if self.plugged else GONE

    def close(self) -> None:
        with self.happened:
            self.closed = True
            self.happened.notify_all()

    def _reach(self) -> None:
        if self.closed:
            raise JobCancelled("closed", "It was closed.")
        if not self.plugged:
            raise DeviceUnreachable("gone", "It is unplugged.")


class FakeScanner(Plugged):
    """Scans what a test puts into `codes`."""

    def __init__(self, device_id: str) -> None:
        super().__init__()
        self.device_id = device_id
        self.codes: queue.Queue[Scanned | None] = queue.Queue()

    def scan(self, raw: str) -> None:
        """A good read."""
        self.codes.put(Scanned(raw=raw, device_id=self.device_id, at_ms=1))

    def run(self, heard: Callable[[Scanned], None], stop: StopToken) -> None:
        while not stop.is_set():
            code = self.codes.get(timeout=WAIT_S)
            if code is None:
                return
            heard(code)

    def close(self) -> None:
        super().close()
        self.codes.put(None)


class FakeScale(Plugged):
    """Weighs what a test sets as `reading`."""

    def __init__(self) -> None:
        super().__init__()
        self.reading = Reading(state="zero")
        self.reads = 0

    def read(self, stop: StopToken | None = None) -> Reading:  # noqa: ARG002 - the port's
        with self.happened:
            self.reads += 1
            self.happened.notify_all()
        self._reach()
        return self.reading


class FakeDisplay(Plugged):
    """Keeps what was shown."""

    columns = 20

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[str, str]] = []

    def show(self, upper: str, lower: str) -> None:
        self._reach()
        with self.happened:
            self.shown.append((upper, lower))
            self.happened.notify_all()


class FakeDrawer(Plugged):
    """Counts its kicks."""

    def __init__(self) -> None:
        super().__init__()
        self.kicks = 0
        self.tries = 0

    def open(self) -> None:
        with self.happened:
            self.tries += 1
            self.happened.notify_all()
        self._reach()
        with self.happened:
            self.kicks += 1
            self.happened.notify_all()

    def is_open(self) -> bool | None:
        self._reach()
        return None
