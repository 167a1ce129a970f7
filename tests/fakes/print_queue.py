"""A print service on real files and threads with a printer in memory, and ways to wait for what it does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import cast

from local_db.terminal import LocalTerminal
from pos_app.db_worker import DbWorker
from pos_app.ports.devices import (
    DeviceHealth,
    DeviceNotReady,
    DeviceUnreachable,
    JobCancelled,
    JobUnconfirmed,
    ReceiptPrinter,
    StopToken,
)
from pos_app.ports.store import PrintJob, PrintState, Store, StoreFull, UnitOfWork
from pos_app.printing import PrintService
from pos_app.views.devices import DeviceView
from retail.errors import KnownError
from retail.receipt import Cut, ReceiptDocument, Text
from tests.fakes.clock import FixedClock
from tests.fakes.devices import FakePrinter
from tests.fakes.store import open_terminal

WAIT_S = 100.0
RETRY_S = 0.02
NO_PAPER = DeviceNotReady("paper_out", "The printer is out of paper.")
AWAY = DeviceUnreachable("unreachable", "The printer does not answer.")


class CounterPrinter(FakePrinter):
    """A printer whose paper can run out while its drawer still opens; notes what happened in which order."""

    def __init__(self) -> None:
        super().__init__()
        self.paper = True
        self.closed = False
        self.happened: list[str] = []

    def print(self, document: ReceiptDocument, stop: StopToken | None = None) -> None:
        if not self.paper:
            raise NO_PAPER
        super().print(document, stop)
        self.happened.append(document.document_id)

    def open_drawer(self) -> None:
        super().open_drawer()
        self.happened.append("drawer")

    def close(self) -> None:
        self.closed = True


class OftenFull:
    """A store whose disk is full for the next few writes: the real one, with that fault put in front."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.full_for = 0

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """Raises `StoreFull` while it lasts."""
        if self.full_for:
            self.full_for -= 1
            raise StoreFull
        return self._store.write()

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """As the real one."""
        return self._store.read()


class Queue:
    """A print service on real files and its own threads, and a way to wait for what it does."""

    def __init__(self, data: Path) -> None:
        self.clock = FixedClock()
        self.printer: ReceiptPrinter | None = CounterPrinter()
        self.worker = DbWorker()
        self.worker.start()
        self.local: LocalTerminal = self.worker.call(lambda: open_terminal(data, self.clock.now))
        self.store = OftenFull(self.local.store)
        self.shown: list[DeviceView] = []
        self.built = 0
        self.own_drawer = False
        self._told = threading.Condition()
        self.service: PrintService | None = None

    def start(self) -> None:
        """Begin to print."""
        self.service = PrintService(
            self.worker,
            self.store,
            self._build,
            self.clock,
            self._changed,
            lambda: self.own_drawer,
            retry_s=RETRY_S,
        )
        self.service.start()

    def close(self) -> None:
        """End everything."""
        if self.service is not None:
            self.service.stop()
        self.worker.call(self.local.close)
        self.worker.stop()

    def _build(self) -> ReceiptPrinter | None:
        with self._told:
            self.built += 1
            self._told.notify_all()
        if isinstance(self.printer, CounterPrinter):
            return self.printer
        if self.printer is None:
            return None
        raise KnownError("option_invalid", "The printer's address is no address.")

    def _changed(self, view: DeviceView) -> None:
        with self._told:
            self.shown.append(view)
            self._told.notify_all()

    def add(
        self, job_id: str, *, drawer: bool = True, blank: bool = False, age_ms: int = 0, txn_id: str = ""
    ) -> None:
        """Queue a print, as a handler does, and nudge."""
        document = ReceiptDocument(
            document_id=job_id,
            kind="receipt",
            language="de",
            blocks=() if blank else (Text(f"paper {job_id}"), Cut()),
            open_drawer=drawer,
        )
        self.add_document(document, age_ms=age_ms, txn_id=txn_id)

    def add_document(self, document: ReceiptDocument, *, age_ms: int = 0, txn_id: str = "") -> None:
        """Queue this paper, and nudge."""
        made_at = self.clock.now() - age_ms
        job = PrintJob(job_id=document.document_id, txn_id=txn_id, document=document, created_at=made_at)

        def write() -> None:
            with self.local.store.write() as uow:
                uow.print_jobs.add(job)

        self.worker.call(write)
        self.nudge()

    def nudge(self) -> None:
        """Wake the service up rather than wait for its next try."""
        if self.service is not None:
            self.service.nudge()

    def mark(self, job_id: str, state: PrintState) -> None:
        """Put a job into a state, as an earlier run of the program left it."""

        def write() -> None:
            with self.local.store.write() as uow:
                uow.print_jobs.mark(job_id, state)

        self.worker.call(write)

    def job(self, job_id: str) -> PrintJob:
        """A job as it is stored."""

        def read() -> PrintJob | None:
            with self.local.store.read() as uow:
                return uow.print_jobs.get(job_id)

        found = self.worker.call(read)
        assert found is not None
        return found

    def wait(self, until: Callable[[], bool]) -> None:
        """Until it is so; looked at again whenever the service says something."""
        with self._told:
            assert self._told.wait_for(until, WAIT_S), self.shown[-1:]

    def wait_state(self, job_id: str, state: PrintState) -> None:
        """Until the job is in this state."""
        self.wait(lambda: self.job(job_id).state == state)

    def wait_shown(self, state: str, code: str) -> None:
        """Until the printer is shown so."""
        self.wait(lambda: any((one.state, one.code) == (state, code) for one in self.shown))

    @property
    def paper_printer(self) -> CounterPrinter:
        """The printer that notes what happened."""
        return cast(CounterPrinter, self.printer)


class Waiting(CounterPrinter):
    """A printer that holds a job until it is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.holding = threading.Event()

    def print(self, document: ReceiptDocument, stop: StopToken | None = None) -> None:
        self.holding.set()
        assert cast(threading.Event, stop).wait(WAIT_S)
        raise JobCancelled("job_cancelled", f"{document.document_id} was given up.")


class Unconfirming(CounterPrinter):
    """A printer that never says whether its drawer opened."""

    def __init__(self) -> None:
        super().__init__()
        self.holding = threading.Event()
        self.let_go = threading.Event()

    def open_drawer(self) -> None:
        self.holding.set()
        assert self.let_go.wait(WAIT_S)
        raise JobUnconfirmed("cancelled_midway", "The drawer may be open.")

    def close(self) -> None:
        super().close()
        self.let_go.set()


class Buggy(CounterPrinter):
    """A driver with a bug in each of its calls, as long as `broken`."""

    broken = True

    def print(self, document: ReceiptDocument, stop: StopToken | None = None) -> None:
        if self.broken:
            raise RuntimeError("half a job")
        super().print(document, stop)

    def open_drawer(self) -> None:
        if self.broken:
            raise RuntimeError("no drawer")
        super().open_drawer()

    def health(self) -> DeviceHealth:
        if self.broken:
            raise RuntimeError("no health")
        return super().health()
