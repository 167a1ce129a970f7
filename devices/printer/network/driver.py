"""Prints on a network printer and believes it only when the printer itself has confirmed the job.

One connection a job: many printers serve one connection at a time, so an idle one would lock other
terminals out. A peer that is dead, or a print server without its printer, can take a whole receipt
without an error; therefore the status is asked before the job (`DLE EOT`) and an answer demanded after it
(`GS r 1`, which waits for its turn behind the receipt's lines).
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from typing import Annotated

import msgspec

from devices.presence import Presence
from devices.printer import status
from devices.printer.network.link import LineLost, Link, Stopped, WaitOver
from devices.printer.options import RenderOptions
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

log = logging.getLogger(__name__)

NO_STATUS_BACK = b"\x1da\x00"
"""`GS a 0`: no unasked status bytes, which could pass for the confirmation."""

Milliseconds = Annotated[int, msgspec.Meta(ge=10, le=600_000)]


class NetworkOptions(RenderOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the printer is and how long each wait may take."""

    host: Annotated[str, msgspec.Meta(min_length=1)]
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 9100
    connect_timeout_ms: Milliseconds = 3000
    """From the name to an open connection."""
    status_timeout_ms: Milliseconds = 1500
    """For each answer to a status question."""
    stall_timeout_ms: Milliseconds = 10_000
    """For how long the printer may take no more bytes in the middle of a job."""
    confirm_timeout_ms: Milliseconds = 20_000
    """From the last byte sent to the confirmation: the time to print what the printer has buffered."""
    job_timeout_ms: Milliseconds = 120_000
    """For sending a job, however steadily it moves."""


class NetworkPrinter:
    """A `ReceiptPrinter` at a TCP address."""

    def __init__(self, name: str, options: NetworkOptions) -> None:
        self._options = options
        self._closed = threading.Event()
        self._presence = Presence(f"printer {name} at {options.host}:{options.port}", log)

    def print(self, document: ReceiptDocument, stop: StopToken | None = None) -> None:
        """See `ReceiptPrinter.print`."""
        self._run(render(document, self._options), stop)

    def open_drawer(self) -> None:
        """See `ReceiptPrinter.open_drawer`.

        A printer without paper holds `ESC p` back; then the drawer gets the real-time pulse, which has no
        answer, because change is due whether or not there is a receipt.
        """
        kick = render_drawer_kick(self._options)
        with contextlib.closing(self._connect(None)) as link:
            health = self._ask_status(link).health()
            if health.state != "not_ready":
                self._do(link, kick)
                return
            self._do(link, drawer_pulse_now(self._options), confirm=False)
        raise JobUnconfirmed("drawer_unconfirmed", f"The drawer was told to open. {health.detail}")

    def health(self) -> DeviceHealth:
        """See `ReceiptPrinter.health`."""
        try:
            with contextlib.closing(self._connect(None)) as link:
                return self._ask_status(link).health()
        except DeviceUnreachable as error:
            return DeviceHealth(state="unreachable", code=error.code, detail=error.message)
        except JobCancelled as error:
            return DeviceHealth(state="unknown", code=error.code, detail=error.message)

    def close(self) -> None:
        """See `ReceiptPrinter.close`; a job under way ends within 100 ms."""
        self._closed.set()

    def _run(self, data: bytes, stop: StopToken | None) -> None:
        with contextlib.closing(self._connect(stop)) as link:
            health = self._ask_status(link).health()
            if health.state == "not_ready":
                raise DeviceNotReady(health.code, health.detail)
            self._do(link, data)

    def _do(self, link: Link, data: bytes, *, confirm: bool = True) -> None:
        start = link.sent
        try:
            if confirm:
                self._send(link, NO_STATUS_BACK + data + status.GS_R_PAPER)
                self._await_confirmation(link)
            else:
                self._send(link, data)
        except (LineLost, WaitOver, Stopped) as error:
            raise self._failure(link, error, begun=link.sent > start) from error

    def _connect(self, stop: StopToken | None) -> Link:
        options = self._options

        def stopped() -> bool:
            return self._closed.is_set() or (stop is not None and stop.is_set())

        try:
            return Link(options.host, options.port, timeout_ms=options.connect_timeout_ms, stopped=stopped)
        except Stopped as error:
            raise self._cancelled() from error
        except (LineLost, WaitOver) as error:
            raise self._unreachable(str(error) or "it does not answer") from error

    def _ask_status(self, link: Link) -> status.Status:
        """What the printer says now; a printer that says nothing is as good as not there."""
        try:
            printer = self._ask(link, status.PRINTER)
            paper = self._ask(link, status.PAPER)
            offline = printer & status.OFFLINE
            cause = self._ask(link, status.OFFLINE_CAUSE) if offline else 0
            fault = self._ask(link, status.ERROR_CAUSE) if cause & status.ERROR else 0
        except Stopped as error:
            raise self._cancelled() from error
        except WaitOver as error:
            raise self._unreachable("it is connected but does not answer a status question") from error
        except LineLost as error:
            raise self._unreachable(str(error)) from error
        self._presence.back()
        return status.Status(printer=printer, paper=paper, offline_cause=cause, error_cause=fault)

    def _ask(self, link: Link, number: int) -> int:
        wait_ms = self._options.status_timeout_ms
        deadline = time.monotonic() + wait_ms / 1000
        link.send(status.DLE_EOT + bytes([number]), stall_ms=wait_ms, deadline=deadline)
        while not status.is_real_time(answer := link.read_byte(deadline=deadline)):
            log.debug("ignored byte %#04x while waiting for status %d", answer, number)
        return answer

    def _send(self, link: Link, data: bytes) -> None:
        options = self._options
        deadline = time.monotonic() + options.job_timeout_ms / 1000
        link.send(data, stall_ms=options.stall_timeout_ms, deadline=deadline)

    def _await_confirmation(self, link: Link) -> None:
        deadline = time.monotonic() + self._options.confirm_timeout_ms / 1000
        while not status.is_job_answer(answer := link.read_byte(deadline=deadline)):
            log.debug("ignored byte %#04x while waiting for the confirmation", answer)

    def _failure(self, link: Link, error: Exception, *, begun: bool) -> DeviceError:
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
        return self._silence(link)

    def _silence(self, link: Link) -> JobUnconfirmed:
        """Nothing moved for too long: ask the printer why, and name the cause it gives."""
        try:
            health = self._ask_status(link).health()
        except (DeviceUnreachable, JobCancelled):
            return JobUnconfirmed(
                "printer_silent", "The printer stopped answering while printing: look at the paper."
            )
        if health.state == "not_ready":
            return JobUnconfirmed(f"{health.code}_midway", f"{health.detail} Then look at the paper.")
        return JobUnconfirmed("not_confirmed", "The printer did not confirm the job: look at the paper.")

    def _unreachable(self, why: str) -> DeviceUnreachable:
        self._presence.lost(why)
        options = self._options
        return DeviceUnreachable(
            "printer_unreachable",
            f"The printer at {options.host}:{options.port} cannot be reached: {why}. "
            "Check that it is switched on and plugged in.",
            host=options.host,
            port=options.port,
        )

    def _cancelled(self) -> JobCancelled:
        if self._closed.is_set():
            return JobCancelled("printer_closed", "The printer was closed before the job began.")
        return JobCancelled("job_cancelled", "Printing was cancelled before it began.")
