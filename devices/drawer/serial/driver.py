"""Opens a cash drawer by a trigger on a line, and looks whether it is open where the trigger can say."""

from __future__ import annotations

import logging
import time

from devices.drawer.serial.options import SerialDrawerOptions
from devices.kept_line import KeptLine
from devices.serial_line import LineLost, SerialLine, WaitOver
from pos_app.ports.devices import DeviceError, DeviceHealth, JobUnconfirmed

__all__ = ["SerialDrawer", "SerialDrawerOptions"]

log = logging.getLogger(__name__)


class SerialDrawer:
    """A `Drawer` behind a trigger."""

    def __init__(self, name: str, options: SerialDrawerOptions) -> None:
        self._options = options
        self._line = KeptLine("drawer", name, options, log)

    def open(self) -> None:
        """See `Drawer.open`."""
        with self._line.talking(None) as line:
            line.poll()  # a pulled cable shows here, before anything is sent
            try:
                line.send(bytes.fromhex(self._options.command), deadline=self._deadline())
                opened = not self._options.can_say or self._opens(line)
            except (LineLost, WaitOver) as error:
                self._line.drop()
                raise JobUnconfirmed(
                    "drawer_unconfirmed", f"The drawer was told to open, and did not answer ({error})."
                ) from error
        if not opened:
            raise JobUnconfirmed(
                "drawer_shut",
                "The drawer was told to open and says that it is shut. Is it locked, or jammed?",
            )

    def is_open(self) -> bool | None:
        """See `Drawer.is_open`."""
        if not self._options.can_say:
            return None
        with self._line.talking(None) as line:
            return self._ask(line, self._deadline())

    def health(self) -> DeviceHealth:
        """See `Drawer.health`: whether its port is there."""
        try:
            with self._line.talking(None) as line:
                line.poll()
        except DeviceError as error:
            log.debug("the drawer was looked for: %s", error.message)
        return self._line.health()

    def close(self) -> None:
        """See `Drawer.close`."""
        self._line.close()

    def _opens(self, line: SerialLine) -> bool:
        """Whether it is open within the time: the bolt takes a moment."""
        deadline = self._deadline()
        said_shut = False
        while time.monotonic() < deadline:
            try:
                if self._ask(line, deadline):
                    return True
                said_shut = True
            except WaitOver:
                if not said_shut:
                    raise
        return False

    def _ask(self, line: SerialLine, deadline: float) -> bool:
        line.forget()
        line.send(bytes.fromhex(self._options.status_command), deadline=deadline)
        return bool(line.read(deadline=deadline)[0] & self._options.open_mask)

    def _deadline(self) -> float:
        return time.monotonic() + self._options.answer_timeout_ms / 1000
