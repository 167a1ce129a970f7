"""A serial line that is kept open between calls, opened again after it broke; says once that it is lost."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator

from devices.presence import Presence
from devices.serial_line import LineLost, SerialLine, SerialOptions, Stopped, WaitOver
from pos_app.ports.devices import DeviceHealth, DeviceUnreachable, JobCancelled, StopToken


class KeptLine:
    """The line of one device, used from one thread; only `close` may come from another."""

    def __init__(self, what: str, name: str, options: SerialOptions, log: logging.Logger) -> None:
        """`what` is the kind of device in a person's words, such as `scale`."""
        self._what = what
        self._options = options
        self._line: SerialLine | None = None
        self._in_use = threading.RLock()
        self._closed = threading.Event()
        self._presence = Presence(f"{what} {name} at {options.port}", log)
        self._health = DeviceHealth(
            state="unknown", code="not_asked", detail=f"The {what} was not asked yet."
        )

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed.is_set()

    @contextlib.contextmanager
    def talking(self, stop: StopToken | None) -> Iterator[SerialLine]:
        """The open line. What goes wrong inside is raised as DeviceUnreachable or JobCancelled, and lets the
        line go: the next call opens it anew.
        """
        try:
            with self._in_use:
                yield self._open(lambda: self.closed or (stop is not None and stop.is_set()))
        except Stopped as error:
            self.drop()
            raise self.cancelled() from error
        except WaitOver as error:
            self.drop()
            raise self.unreachable("it is connected but does not answer") from error
        except LineLost as error:
            self.drop()
            raise self.unreachable(str(error)) from error
        finally:
            self._drop_if_closed()
        self.answered()

    def answered(self, health: DeviceHealth | None = None) -> None:
        """Note that the device is there."""
        self._presence.back()
        self._health = health or DeviceHealth(state="ready", code="ready")

    def unreachable(self, why: str) -> DeviceUnreachable:
        """The error of a device that cannot be spoken to."""
        self._presence.lost(why)
        error = DeviceUnreachable(
            f"{self._what}_unreachable",
            f"The {self._what} at {self._options.port} cannot be reached: {why}. "
            "Check that it is switched on and plugged in.",
            port=self._options.port,
        )
        self._health = DeviceHealth(state="unreachable", code=error.code, detail=error.message)
        return error

    def cancelled(self) -> JobCancelled:
        """The error of a call that was told to end."""
        if self.closed:
            return JobCancelled(f"{self._what}_closed", f"The {self._what} was closed.")
        return JobCancelled("job_cancelled", f"The call to the {self._what} was cancelled.")

    def health(self) -> DeviceHealth:
        """How the device was when it was last spoken to."""
        return self._health

    def drop(self) -> None:
        """Let the line go; the next call opens it anew."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def close(self) -> None:
        """End every wait within 100 ms and let the line go, for whoever opens the port next."""
        self._closed.set()
        self._drop_if_closed()

    def _drop_if_closed(self) -> None:
        # Whoever is still talking comes by here after it, so one of the two sees both.
        if self.closed and self._in_use.acquire(blocking=False):
            try:
                self.drop()
            finally:
                self._in_use.release()

    def _open(self, stopped: Callable[[], bool]) -> SerialLine:
        if self._line is None:
            self._line = SerialLine(self._options, stopped)
        elif stopped():
            raise Stopped
        self._line.stopped = stopped
        return self._line
