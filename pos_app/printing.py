"""The print queue's worker: one device thread that takes durable jobs to paper and never holds up a sale.

A job is marked `printing` before the first byte goes out, so that after a crash it is known that it may be on
paper; only a person has it printed again then, marked DUPLICATE.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from msgspec.structs import replace

from pos_app.db_worker import DbWorker
from pos_app.device_entries import PRINTER, SavedDevice
from pos_app.device_state import State, state_of, told
from pos_app.drawer_thread import DRAWER_WAIT_MS
from pos_app.ports.clock import Clock
from pos_app.ports.devices import (
    DeviceError,
    DeviceNotReady,
    DeviceUnreachable,
    JobCancelled,
    JobUnconfirmed,
    ReceiptPrinter,
)
from pos_app.ports.store import PrintJob, PrintState, Store
from pos_app.views.devices import DeviceView
from retail.cart_slips import CART_LINK
from retail.errors import KnownError

logger = logging.getLogger(__name__)

RETRY_S = 3.0
"""Between tries while the printer cannot print."""
HEALTH_S = 15.0
"""Between looks at an idle printer."""
TOO_OLD_MS = 900_000
"""A job that waited longer than this before the start is not printed unasked: its customer is gone."""

_PRINTER = SavedDevice(device_id=PRINTER, kind="printer", driver="", options={})
"""Whom the news is about; the driver is known by the entry."""

Build = Callable[[], ReceiptPrinter | None]
HasOwnDrawer = Callable[[], bool]
"""Whether the drawer is not on the printer's plug: then others opened it when the job was added."""


class PrintService:
    """Runs the thread `device:printer`."""

    def __init__(
        self,
        worker: DbWorker,
        store: Store,
        build: Build,
        clock: Clock,
        changed: Callable[[DeviceView], None],
        has_own_drawer: HasOwnDrawer,
        *,
        retry_s: float = RETRY_S,
    ) -> None:
        self._worker = worker
        self._store = store
        self._build = build
        self._clock = clock
        self._changed = changed
        self._has_own_drawer = has_own_drawer
        self._retry_s = retry_s
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._rebuild = threading.Event()
        self._todo: list[Callable[[], None]] = []
        self._printer: ReceiptPrinter | None = None
        self._misfit = False
        """Whether there is an entry, of which no printer can be built."""
        self._kicked: set[str] = set()
        self._started_at = clock.now()
        self._last: DeviceView | None = None
        self._thread = threading.Thread(target=self._run, name="device:printer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def nudge(self) -> None:
        """A job was added."""
        self._wake.set()

    def reload(self) -> None:
        """The printer's entry changed: build it anew."""
        self._rebuild.set()
        self._wake.set()

    def stop(self) -> None:
        """Give up waits and end; a job under way is confirmed or left for a person."""
        self._stop.set()
        self._wake.set()
        printer = self._printer
        if printer is not None:
            printer.close()  # a printer that confirms nothing would hold up the end of the program
        self._thread.join(timeout=10)

    # --- the thread -------------------------------------------------------------------------------------

    def _run(self) -> None:
        self._todo.append(self._after_restart)
        self._rebuild.set()
        pause = 0.0
        while not self._stop.is_set():
            self._wake.wait(pause)
            self._wake.clear()
            if self._stop.is_set():
                break
            pause = self._turn()
        if self._printer is not None:
            self._printer.close()

    def _turn(self) -> float:
        """One look at what there is to do; returns how long to sleep, in seconds."""
        try:
            while self._todo:
                self._worker.call(self._todo[0])
                self._todo.pop(0)
            if self._rebuild.is_set():
                self._rebuild.clear()
                self._open()
            return self._work()
        except Exception:  # a full disk or a driver's bug now must not stop printing for the rest of the day
            if not self._stop.is_set():
                logger.exception("the print queue could not work; it tries again")
            return self._retry_s

    def _after_restart(self) -> None:
        """What was under way when the program ended may be on paper; what is old is not printed unasked."""
        with self._store.write() as uow:
            for job in uow.print_jobs.unprinted():
                if job.document.kind == CART_LINK:
                    # Whoever wanted the link is gone, and its secret is not to outlive the program.
                    uow.print_jobs.mark(job.job_id, "dropped")
                elif job.state == "printing":
                    uow.print_jobs.mark(
                        job.job_id,
                        "unsure",
                        "print_interrupted",
                        "The program ended while this was printing.",
                    )
                elif job.state == "queued" and self._started_at - job.created_at > TOO_OLD_MS:
                    uow.print_jobs.mark(
                        job.job_id, "failed", "print_too_old", "This waited too long to be printed unasked."
                    )

    def _open(self) -> None:
        if self._printer is not None:
            self._printer.close()
        self._misfit = False
        try:
            self._printer = self._build()
        except KnownError as error:
            self._printer = None
            self._misfit = True
            self._show("lost", error.code, error.message)

    def _work(self) -> float:
        """Print what waits; returns how long to sleep, in seconds."""
        while not self._stop.is_set():
            waiting = self._worker.call(self._waiting)
            if not waiting:
                return self._look()
            # Change is due on every sale, also on those that queue behind one that finds no paper.
            reached = [self._kick(job) for job in waiting]
            if not all(reached) or not self._print(waiting[0]):
                return self._retry_s
        return 0.0

    def _waiting(self) -> tuple[PrintJob, ...]:
        """What is queued, oldest first; without a printer only the first, which is all that is looked at."""
        with self._store.read() as uow:
            first = uow.print_jobs.next_queued()
            if first is None or self._printer is None:
                return (first,) if first else ()
            return tuple(job for job in uow.print_jobs.unprinted() if job.state == "queued")

    def _print(self, job: PrintJob) -> bool:
        """Take one job to paper; False where the printer cannot print now and the job waits on."""
        printer = self._printer
        if not job.document.blocks and job.job_id in self._kicked:
            self._mark(job, "printed")
            return True
        if printer is None:
            # A receipt is reprinted from the journal; in a shop without a printer they must not pile up here.
            state: PrintState = "dropped" if job.txn_id and not self._misfit else "failed"
            self._mark(job, state, "no_printer", "No printer is set up. Set one up under Devices.")
            return True
        if not job.document.blocks:
            self._mark(job, "printed")
            return True
        self._mark(job, "printing")
        try:
            printer.print(replace(job.document, open_drawer=False), self._stop)
        except Exception as error:  # noqa: BLE001 - a driver's bug must not end the print thread
            return self._not_printed(job, error)
        self._mark(job, "printed")
        self._show("ready", "", "")
        return True

    def _not_printed(self, job: PrintJob, error: Exception) -> bool:
        """Sort a failure by whether paper may have come out; False where the job waits on."""
        if not isinstance(error, DeviceError):
            logger.exception("the printer driver failed")
            self._mark(job, "unsure", "printer_bug", f"The printer driver failed: {error}")
            self._show("attention", "printer_bug", "The printer driver failed.")
            return True
        if isinstance(error, DeviceUnreachable | DeviceNotReady | JobCancelled):
            # Nothing reached the paper: it is tried again by itself.
            self._mark(job, "queued", error.code, error.message)
        else:
            unsure = isinstance(error, JobUnconfirmed)
            self._mark(job, "unsure" if unsure else "failed", error.code, error.message)
        lost = isinstance(error, DeviceUnreachable)
        self._show("lost" if lost else "attention", error.code, error.message)
        return not isinstance(error, DeviceUnreachable | DeviceNotReady | JobCancelled)

    def _kick(self, job: PrintJob) -> bool:
        """Open the drawer once a job, first: change is due even where there is no paper.

        Not for a job from before this start or long ago: nobody expects the drawer to open then. False
        where the drawer could not be reached and is tried again before anything is printed.
        """
        now = self._clock.now()
        stale = job.created_at < self._started_at or abs(now - job.created_at) >= DRAWER_WAIT_MS
        done = not job.document.open_drawer or job.job_id in self._kicked
        if stale or done:
            return True
        if self._has_own_drawer():
            self._kicked.add(job.job_id)
            return True
        if self._printer is None:
            return True
        self._kicked.add(job.job_id)
        try:
            self._printer.open_drawer()
        except DeviceUnreachable as error:
            self._show("lost", error.code, error.message)
            self._kicked.discard(job.job_id)
            self._mark(job, "queued", error.code, error.message)
            return False
        except DeviceError as error:
            self._show("attention", error.code, error.message)
        return True

    def _mark(self, job: PrintJob, state: PrintState, error: str = "", message: str = "") -> None:
        def mark() -> None:
            with self._store.write() as uow:
                uow.print_jobs.mark(job.job_id, state, error, message)

        self._worker.call(mark)
        if state != "printing":
            logger.info("printing %s %s: %s %s", job.document.kind, job.job_id, state, error)
        self._tell()

    def _look(self) -> float:
        """Show how the idle printer is; how long to sleep before the next look, in seconds."""
        if self._printer is None:
            if not self._misfit:
                self._show("none", "no_printer", "No printer is set up.")
            return HEALTH_S
        health = self._printer.health()
        self._show(*state_of(health))
        # Whoever puts paper in or plugs it in waits to see that it is well.
        return HEALTH_S if health.state in ("ready", "unknown", "attention") else self._retry_s

    def _show(self, state: State, code: str, message: str) -> None:
        view = told(_PRINTER, state, code, message)
        if view != self._last:
            self._last = view
            self._tell()

    def _tell(self) -> None:
        if self._last is not None:
            self._changed(self._last)
