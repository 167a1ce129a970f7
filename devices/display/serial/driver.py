"""Shows two lines on a customer's display; it answers nothing, so what was sent is all that is known."""

from __future__ import annotations

import logging
import time

from devices.display.serial.commands import SerialDisplayOptions, greeting, lines
from devices.kept_line import KeptLine
from devices.serial_line import SerialLine
from pos_app.ports.devices import DeviceError, DeviceHealth

__all__ = ["SerialDisplay", "SerialDisplayOptions"]

log = logging.getLogger(__name__)


class SerialDisplay:
    """A `Display` on a line."""

    def __init__(self, name: str, options: SerialDisplayOptions) -> None:
        self._options = options
        self._line = KeptLine("display", name, options, log)
        self._greeted: SerialLine | None = None

    @property
    def columns(self) -> int:
        """See `Display.columns`."""
        return self._options.columns

    def show(self, upper: str, lower: str) -> None:
        """See `Display.show`."""
        deadline = time.monotonic() + self._options.send_timeout_ms / 1000
        with self._line.talking(None) as line:
            if line is not self._greeted:
                line.send(greeting(self._options), deadline=deadline)
                self._greeted = line
            line.send(lines(upper, lower, self._options), deadline=deadline)

    def health(self) -> DeviceHealth:
        """See `Display.health`: whether its port is there."""
        try:
            with self._line.talking(None) as line:
                line.poll()
        except DeviceError as error:
            log.debug("the display was looked for: %s", error.message)
        return self._line.health()

    def close(self) -> None:
        """See `Display.close`."""
        self._line.close()
