"""Reads a barcode scanner on a serial port or USB-COM cable, and looks for it again when it is gone."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable

from devices.kept_line import KeptLine
from devices.scanner.serial.framing import AIM_LENGTH, Found, ScanFramer, SerialScannerOptions
from pos_app.ports.devices import DeviceHealth, DeviceUnreachable, JobCancelled, StopToken
from pos_app.ports.scanners import Scanned

__all__ = ["SerialScanner", "SerialScannerOptions"]

log = logging.getLogger(__name__)

RETRY_S = 0.3
"""Between looks for a scanner that is unplugged."""


class SerialScanner:
    """A `Scanner` that sends text over a line."""

    def __init__(self, name: str, options: SerialScannerOptions, now: Callable[[], int]) -> None:
        """`now` gives UTC milliseconds."""
        self._name = name
        self._options = options
        self._now = now
        self._line = KeptLine("scanner", name, options, log)
        self._woken = threading.Event()

    def run(self, heard: Callable[[Scanned], None], stop: StopToken) -> None:
        """See `Scanner.run`."""
        while not (stop.is_set() or self._line.closed):
            framer = ScanFramer(self._options)
            try:
                self._listen(framer, heard, stop)
            except JobCancelled:
                break
            except DeviceUnreachable:
                self._tell(framer.broken(), heard)
                self._pause(stop)
        self._line.drop()

    def health(self) -> DeviceHealth:
        """See `Scanner.health`."""
        return self._line.health()

    def close(self) -> None:
        """See `Scanner.close`."""
        self._line.close()
        self._woken.set()

    def _listen(self, framer: ScanFramer, heard: Callable[[Scanned], None], stop: StopToken) -> None:
        with self._line.talking(stop) as line:
            line.forget()
            self._line.answered()
            while True:
                data = line.poll()
                at_ms = int(time.monotonic() * 1000)
                self._tell(framer.feed(data, at_ms) if data else framer.tick(at_ms), heard)

    def _tell(self, found: Iterable[Found], heard: Callable[[Scanned], None]) -> None:
        for one in found:
            aim = self._options.aim_ids and not one.problem
            if one.problem:
                log.warning("scanner %s: %s read of %d characters", self._name, one.problem, len(one.text))
            heard(
                Scanned(
                    raw=one.text,
                    symbology=one.text[:AIM_LENGTH] if aim else "",
                    device_id=self._name,
                    at_ms=self._now(),
                    problem=one.problem,
                )
            )

    def _pause(self, stop: StopToken) -> None:
        until = time.monotonic() + RETRY_S
        while time.monotonic() < until and not stop.is_set():
            if self._woken.wait(0.05):
                return
