"""A printer that answers: believed only when the printer itself has confirmed the job.

Shared by the network, serial and USB drivers, which differ in the line alone. One line a job: an idle one
would lock other programs out. A peer that is dead, or an adapter without its printer, can take a whole
receipt without an error; so the status is asked before the job (`DLE EOT`) and an answer demanded after
it (`GS r 1`, which waits for its turn behind the receipt's lines).
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from typing import Annotated

import msgspec

from devices.presence import Presence
from devices.printer import status
from devices.printer.line import Line, LineLost, Stopped, WaitOver
from devices.printer.options import Pictures, RenderOptions, no_pictures
from devices.printer.raster import BAND_BYTES
from devices.printer.render import drawer_pulse_now, render, render_drawer_kick
from pos_app.ports.devices import (
    DeviceError,
    DeviceHealth,
    DeviceNotReady,
    DeviceUnreachable,
    JobCancelled,
    JobUnconfirmed,
    StopToken,
)
from retail.receipt import ReceiptDocument

NO_STATUS_BACK = b"\x1da\x00"
"""`GS a 0`: no unasked status bytes, which could pass for the confirmation."""

Milliseconds = Annotated[int, msgspec.Meta(ge=10, le=600_000)]
Stop = Callable[[], bool]


class ConfirmedOptions(RenderOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long each wait for a printer that answers may take."""

    status_timeout_ms: Milliseconds = 1500
    """For each answer to a status question."""
    stall_timeout_ms: Milliseconds = 10_000
    """For how long the printer may take no more bytes in the middle of a job."""
    confirm_timeout_ms: Milliseconds = 20_000
    """From the last byte sent to the confirmation: the time to print what the printer has buffered."""
    job_timeout_ms: Milliseconds = 120_000
    """For sending a job, however steadily it moves."""


class ConfirmedPrinter:
    """A `ReceiptPrinter` at the other end of a line that `open_line` opens (LineLost, WaitOver, Stopped)."""

    def __init__(
        self,
        *,
        options: ConfirmedOptions,
        open_line: Callable[[Stop], Line],
        place: str,
        presence: Presence,
        log: logging.Logger,
        pictures: Pictures = no_pictures,
    ) -> None:
        """`place` names the printer in messages: `The printer at 192.0.2.40:9100`."""
        self._options = options
        self._open_line = open_line
        self._place = place
        self._presence = presence
        self._log = log
        self._pictures = pictures
        self._closed = threading.Event()
        self._broken_off = False

    def print(self, document: ReceiptDocument, stop: StopToken | None = None) -> None:
        """See `ReceiptPrinter.print`."""
        data = render(document, self._options, self._pictures)
        with contextlib.closing(self._connect(stop)) as line:
            health = self._ask_status(line).health()
            if health.state == "not_ready":
                raise DeviceNotReady(health.code, health.detail)
            self._do(line, data)

    def open_drawer(self) -> None:
        """See `ReceiptPrinter.open_drawer`.

        A printer without paper holds `ESC p` back; then the drawer gets the real-time pulse, which has no
        answer, because change is due whether or not there is a receipt.
        """
        kick = render_drawer_kick(self._options)
        with contextlib.closing(self._connect(None)) as line:
            health = self._ask_status(line).health()
            if health.state != "not_ready":
                self._do(line, kick)
                return
            self._pulse(line)
        raise JobUnconfirmed("drawer_unconfirmed", f"The drawer was told to open. {health.detail}")

    def health(self) -> DeviceHealth:
        """See `ReceiptPrinter.health`."""
        try:
            with contextlib.closing(self._connect(None)) as line:
                return self._ask_status(line).health()
        except DeviceUnreachable as error:
            return DeviceHealth(state="unreachable", code=error.code, detail=error.message)
        except JobCancelled as error:
            return DeviceHealth(state="unknown", code=error.code, detail=error.message)

    def close(self) -> None:
        """See `ReceiptPrinter.close`; a job under way ends within 100 ms."""
        self._closed.set()

    def _do(self, line: Line, data: bytes) -> None:
        options, start = self._options, line.sent
        deadline = time.monotonic() + options.job_timeout_ms / 1000
        # A job that broke off inside a picture left the printer waiting for its dots: it gets white ones.
        # Outside of a picture a printer passes over zero bytes.
        job = (bytes(BAND_BYTES) if self._broken_off else b"") + NO_STATUS_BACK + data + status.GS_R_PAPER
        try:
            line.send(job, stall_ms=options.stall_timeout_ms, deadline=deadline)
            self._await_confirmation(line)
        except (LineLost, WaitOver, Stopped) as error:
            self._broken_off = self._broken_off or line.sent > start
            raise self._failure(line, error, begun=line.sent > start) from error
        self._broken_off = False

    def _pulse(self, line: Line) -> None:
        start = line.sent
        deadline = time.monotonic() + self._options.status_timeout_ms / 1000
        try:
            line.send_now(drawer_pulse_now(self._options), deadline=deadline)
        except (LineLost, WaitOver, Stopped) as error:
            raise self._failure(line, error, begun=line.sent > start) from error

    def _connect(self, stop: StopToken | None) -> Line:
        def stopped() -> bool:
            return self._closed.is_set() or (stop is not None and stop.is_set())

        try:
            if stopped():
                raise Stopped
            return self._open_line(stopped)
        except Stopped as error:
            raise self._cancelled() from error
        except (LineLost, WaitOver) as error:
            raise self._unreachable(str(error) or "it does not answer") from error

    def _ask_status(self, line: Line) -> status.Status:
        """What the printer says now; a printer that says nothing is as good as not there."""
        try:
            printer = self._ask(line, status.PRINTER)
            paper = self._ask(line, status.PAPER)
            offline = printer & status.OFFLINE
            cause = self._ask(line, status.OFFLINE_CAUSE) if offline else 0
            fault = self._ask(line, status.ERROR_CAUSE) if cause & status.ERROR else 0
        except Stopped as error:
            raise self._cancelled() from error
        except WaitOver as error:
            raise self._unreachable(
                "it is connected but does not answer, as one does that is busy or long out of paper"
            ) from error
        except LineLost as error:
            raise self._unreachable(str(error)) from error
        self._presence.back()
        return status.Status(printer=printer, paper=paper, offline_cause=cause, error_cause=fault)

    def _ask(self, line: Line, number: int) -> int:
        deadline = time.monotonic() + self._options.status_timeout_ms / 1000
        line.send_now(status.DLE_EOT + bytes([number]), deadline=deadline)
        while not status.is_real_time(answer := line.read_byte(deadline=deadline)):
            self._log.debug("ignored byte %#04x while waiting for status %d", answer, number)
        return answer

    def _await_confirmation(self, line: Line) -> None:
        deadline = time.monotonic() + self._options.confirm_timeout_ms / 1000
        while not status.is_job_answer(answer := line.read_byte(deadline=deadline)):
            self._log.debug("ignored byte %#04x while waiting for the confirmation", answer)

    def _failure(self, line: Line, error: Exception, *, begun: bool) -> DeviceError:
        """The port's error for a job that ended in `error`."""
        if isinstance(error, Stopped):
            if not begun:
                return self._cancelled()
            return JobUnconfirmed("cancelled_midway", "Printing was cancelled midway: look at the paper.")
        if isinstance(error, LineLost):
            if not begun:
                return self._unreachable(str(error))
            self._presence.lost(str(error))
            return JobUnconfirmed(
                "line_lost_midway", f"The printer was lost while printing ({error}): look at the paper."
            )
        return self._silence(line)

    def _silence(self, line: Line) -> JobUnconfirmed:
        """Nothing moved for too long: ask the printer why, and name the cause it gives."""
        try:
            health = self._ask_status(line).health()
        except (DeviceUnreachable, JobCancelled):
            return JobUnconfirmed(
                "printer_silent", "The printer stopped answering while printing: look at the paper."
            )
        if health.state == "not_ready":
            return JobUnconfirmed(f"{health.code}_midway", f"{health.detail} Then look at the paper.")
        return JobUnconfirmed("not_confirmed", "The printer did not confirm the job: look at the paper.")

    def _unreachable(self, why: str) -> DeviceUnreachable:
        self._presence.lost(why)
        return DeviceUnreachable(
            "printer_unreachable",
            f"{self._place} cannot be reached: {why}. Check that it is switched on and plugged in.",
            place=self._place,
        )

    def _cancelled(self) -> JobCancelled:
        if self._closed.is_set():
            return JobCancelled("printer_closed", "The printer was closed before the job began.")
        return JobCancelled("job_cancelled", "Printing was cancelled before it began.")
