"""Prints through CUPS, and confirms what CUPS can: that it passed the whole job on.

CUPS does not hear whether paper came out. A job that it did not finish in time is withdrawn, so that it does
not come out hours later beside its duplicate.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Annotated

import msgspec

from devices.presence import Presence
from devices.printer.cups.programs import Cups
from devices.printer.line import LineLost, Stopped, WaitOver
from devices.printer.options import Pictures, RenderOptions, no_pictures
from devices.printer.render import render, render_drawer_kick
from pos_app.ports.devices import (
    DeviceHealth,
    DeviceNotReady,
    DeviceUnreachable,
    JobCancelled,
    JobUnconfirmed,
    StopToken,
)
from retail.receipt import ReceiptDocument

log = logging.getLogger(__name__)

Milliseconds = Annotated[int, msgspec.Meta(ge=100, le=600_000)]
LOOK_AGAIN_S = 0.2
ALERTS = (
    ("media-empty", "not_ready", "paper_out", "The printer has no paper: put in a new roll."),
    ("cover-open", "not_ready", "cover_open", "The printer's cover is open: close it."),
    ("offline", "not_ready", "offline", "The printer is offline: look at its panel."),
    ("media-low", "attention", "paper_low", "The roll is nearly used up."),
)


class CupsOptions(RenderOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which queue, and how long each wait may take."""

    queue: Annotated[str, msgspec.Meta(pattern=r"^[^\s/#\x00-\x1f-][^\s/#\x00-\x1f]{0,126}\Z")]
    """Name of the queue, as `lpstat -e` lists it."""
    server: Annotated[str, msgspec.Meta(pattern=r"^([A-Za-z0-9._:\[\]][A-Za-z0-9._:\[\]-]*)?\Z")] = ""
    """Host and port of another machine's CUPS."""
    command_timeout_ms: Milliseconds = 5000
    """For each question to CUPS."""
    job_timeout_ms: Milliseconds = 60_000
    """From handing a job over until CUPS has passed all of it on."""


class CupsPrinter:
    """A `ReceiptPrinter` behind a CUPS queue."""

    def __init__(self, name: str, options: CupsOptions, pictures: Pictures = no_pictures) -> None:
        self._options = options
        self._pictures = pictures
        self._closed = threading.Event()
        self._presence = Presence(f"printer {name} at the queue {options.queue}", log)

    def print(self, document: ReceiptDocument, stop: StopToken | None = None) -> None:
        """See `ReceiptPrinter.print`."""
        self._run(render(document, self._options, self._pictures), document.kind, stop)

    def open_drawer(self) -> None:
        """See `ReceiptPrinter.open_drawer`."""
        self._run(render_drawer_kick(self._options), "drawer", None)

    def health(self) -> DeviceHealth:
        """See `ReceiptPrinter.health`: what CUPS knows, which is nothing of paper on most queues."""
        try:
            return self._ask(self._cups(None))
        except DeviceUnreachable as error:
            return DeviceHealth(state="unreachable", code=error.code, detail=error.message)
        except JobCancelled as error:
            return DeviceHealth(state="unknown", code=error.code, detail=error.message)

    def close(self) -> None:
        """See `ReceiptPrinter.close`; a job under way ends within 100 ms and its withdrawal."""
        self._closed.set()

    def _cups(self, stop: StopToken | None) -> Cups:
        def stopped() -> bool:
            return self._closed.is_set() or (stop is not None and stop.is_set())

        options = self._options
        return Cups(options.queue, options.server, timeout_ms=options.command_timeout_ms, stopped=stopped)

    def _ask(self, cups: Cups) -> DeviceHealth:
        try:
            answer = cups.state()
        except Stopped as error:
            raise self._cancelled() from error
        except (LineLost, WaitOver) as error:
            raise self._unreachable(str(error) or "CUPS does not answer") from error
        if not answer.good:
            raise self._unreachable(answer.complained or "CUPS does not know the queue")
        self._presence.back()
        return _health(answer.said)

    def _run(self, data: bytes, title: str, stop: StopToken | None) -> None:
        cups = self._cups(stop)
        health = self._ask(cups)
        if health.state == "not_ready":
            raise DeviceNotReady(health.code, health.detail)
        try:
            job = cups.submit(data, title)
        except LineLost as error:
            raise self._unreachable(str(error)) from error
        except (WaitOver, Stopped) as error:
            # The program was ended; whether CUPS had the job by then nobody can say.
            raise JobUnconfirmed("cups_unclear", "CUPS did not say whether it took the job.") from error
        self._follow(cups, job)

    def _follow(self, cups: Cups, job: str) -> None:
        """Wait until CUPS has passed `job` on; raises JobUnconfirmed, with the job withdrawn."""
        deadline = time.monotonic() + self._options.job_timeout_ms / 1000
        problem: tuple[str, str] | None = None
        try:
            while cups.is_pending(job) and problem is None:
                problem = self._problem(cups, deadline)
            outcome = "" if problem else cups.outcome(job)
        except (LineLost, WaitOver) as error:
            problem = ("cups_lost_midway", f"CUPS stopped answering ({error}).")
        except Stopped:
            problem = ("cancelled_midway", "Printing was cancelled midway.")
        if problem is None and not any(word in outcome for word in ("aborted", "canceled", "job-stopped")):
            return
        code, text = problem or ("cups_job_failed", "CUPS gave the job up.")
        self._withdraw(cups, job)
        raise JobUnconfirmed(code, f"{text} Look at the paper.")

    def _problem(self, cups: Cups, deadline: float) -> tuple[str, str] | None:
        """Why there is no use in waiting on, after a short wait; None to go on. Raises as `Cups.state`."""
        health = _health(cups.state().said)
        if health.state == "not_ready":
            return f"{health.code}_midway", health.detail
        if time.monotonic() > deadline:
            return "not_confirmed", "CUPS has not printed the job in time."
        self._closed.wait(LOOK_AGAIN_S)
        return None

    def _withdraw(self, cups: Cups, job: str) -> None:
        try:
            cups.withdraw(job)
        except (LineLost, WaitOver) as error:
            log.warning("the job %s could not be withdrawn and may still come out: %s", job, error)

    def _unreachable(self, why: str) -> DeviceUnreachable:
        self._presence.lost(why)
        return DeviceUnreachable(
            "printer_unreachable",
            f"The queue {self._options.queue} cannot be used: {why}. Check it with `lpstat -t`.",
            queue=self._options.queue,
        )

    def _cancelled(self) -> JobCancelled:
        if self._closed.is_set():
            return JobCancelled("printer_closed", "The printer was closed before the job began.")
        return JobCancelled("job_cancelled", "Printing was cancelled before it began.")


def _health(words: str) -> DeviceHealth:
    """What `lpstat -l -p -a` said, in the words of the port."""
    if " disabled since " in words or "not accepting requests" in words:
        return DeviceHealth(
            state="not_ready", code="queue_stopped", detail="The queue is stopped: start it with cupsenable."
        )
    alerts = " ".join(line for line in words.splitlines() if "Alerts:" in line)
    for word, state, code, detail in ALERTS:
        if word in alerts:
            return msgspec.convert({"state": state, "code": code, "detail": detail}, DeviceHealth)
    return DeviceHealth(state="unknown", code="cannot_be_asked", detail="CUPS says nothing about paper.")
