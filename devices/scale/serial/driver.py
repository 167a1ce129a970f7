"""Weighs on a scale at a serial port: asks twice, and believes it only when it says the same twice."""

from __future__ import annotations

import logging
import time

from devices.kept_line import KeptLine
from devices.scale.serial.answers import (
    CR,
    LONGEST,
    STX,
    SerialScaleOptions,
    agreed,
    nonsense,
    stream_reading,
    toledo_reading,
)
from devices.serial_line import SerialLine
from pos_app.ports.devices import DeviceError, DeviceHealth, StopToken
from pos_app.ports.scales import Reading

__all__ = ["SerialScale", "SerialScaleOptions"]

log = logging.getLogger(__name__)

ASK = b"W"
_LINE_ENDS = b"\r\n"


class SerialScale:
    """A `Scale` that is asked, or that talks all the time."""

    def __init__(self, name: str, options: SerialScaleOptions) -> None:
        self._options = options
        self._line = KeptLine("scale", name, options, log)

    def read(self, stop: StopToken | None = None) -> Reading:
        """See `Scale.read`."""
        one = self._asked if self._options.protocol == "toledo_8217" else self._overheard
        with self._line.talking(stop) as line:
            reading = one(line)
            if reading.state == "stable":
                reading = agreed(reading, one(line), self._options)
        if reading.state == "error":
            self._line.answered(DeviceHealth(state="attention", code=reading.code, detail=reading.message))
        return reading

    def health(self) -> DeviceHealth:
        """See `Scale.health`."""
        try:
            self.read()
        except DeviceError as error:
            log.debug("the scale was asked how it is: %s", error.message)
        return self._line.health()

    def close(self) -> None:
        """See `Scale.close`."""
        self._line.close()

    def _asked(self, line: SerialLine) -> Reading:
        deadline = self._deadline()
        line.forget()
        line.send(ASK, deadline=deadline)
        heard = b""
        while len(heard) <= LONGEST:
            heard += line.read(deadline=deadline)
            _, begun, answer = heard.partition(STX)
            whole, ended, _ = answer.partition(CR)
            if begun and ended:
                return toledo_reading(whole, self._options)
        return nonsense(heard.decode("ascii", "replace"), self._options)

    def _overheard(self, line: SerialLine) -> Reading:
        """The first line that begins after now: what stood in the buffer is old."""
        deadline = self._deadline()
        line.forget()
        heard = b""
        while len(heard) <= 2 * LONGEST:
            heard += line.read(deadline=deadline)
            _, begun, rest = _cut(heard)
            whole, ended, _ = _cut(rest.lstrip(_LINE_ENDS))
            if begun and ended:
                return stream_reading(whole, self._options)
        return nonsense(heard.decode("ascii", "replace"), self._options)

    def _deadline(self) -> float:
        return time.monotonic() + self._options.answer_timeout_ms / 1000


def _cut(data: bytes) -> tuple[bytes, bool, bytes]:
    """Up to the first end of a line, whether there is one, and what follows it."""
    at = min((place for place in (data.find(b"\r"), data.find(b"\n")) if place >= 0), default=-1)
    return (data, False, b"") if at < 0 else (data[:at], True, data[at + 1 :])
