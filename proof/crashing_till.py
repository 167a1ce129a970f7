"""A real till that kills itself, as a power cut would, right after a named step: for the crash proofs.

`python -m proof.crashing_till STEP --data …`: STEP is `commit` (a sale is durable, nothing has left the
terminal), `drawer`, `print` (paper confirmed, not yet marked) or `acknowledge` (the hub has the sale and the
terminal marked it). The steps are the product's own: its ports are wrapped here, nothing in it is switched.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from local_db.outbox import LocalOutbox
from local_db.terminal import LocalTerminal
from local_db.unit_of_work import LocalStore, LocalUnitOfWork
from pos_app.bootstrap.terminal import Terminal
from pos_app.cli import till
from pos_app.places import add_place_arguments, places_of
from pos_app.ports.devices import ReceiptPrinter, StopToken
from retail.receipt import ReceiptDocument
from sync.messages import OpResult, WireOp

STEPS = ("commit", "drawer", "print", "acknowledge")


def die() -> None:
    """End at once: no handlers, no flushing, as when the plug is pulled."""
    os.kill(os.getpid(), signal.SIGKILL)


class CrashingPrinter:
    """Passes everything on; dies after the step it is told."""

    def __init__(self, printer: ReceiptPrinter, step: str) -> None:
        self._printer = printer
        self._step = step

    def __getattr__(self, name: str) -> Any:
        return getattr(self._printer, name)

    def open_drawer(self) -> None:
        self._printer.open_drawer()
        if self._step == "drawer":
            die()

    def print(self, document: ReceiptDocument, stop: StopToken | None = None) -> None:
        self._printer.print(document, stop)
        if self._step == "print":
            die()


class CrashingTerminal(Terminal):
    """The real terminal with wrapped ports."""

    step = ""

    def open_files(self) -> LocalTerminal:
        local = super().open_files()
        if self.step == "commit":
            _die_after_sale(local.store)
        if self.step == "acknowledge":
            _die_after_acknowledgement(local.outbox)
        return local

    def build_printer(self) -> ReceiptPrinter | None:
        printer = super().build_printer()
        return CrashingPrinter(printer, self.step) if printer else None


def _die_after_sale(store: LocalStore) -> None:
    """Die when a unit of work that completed a sale has committed, before its outcome goes anywhere."""
    write = store.write

    @contextmanager
    def and_die() -> Iterator[LocalUnitOfWork]:
        sold = False
        with write() as uow:
            add = uow.sales.add

            def noted(*args: Any) -> None:
                nonlocal sold
                sold = True
                add(*args)

            uow.sales.add = noted  # type: ignore[method-assign,assignment]
            yield uow
        if sold:
            die()

    store.write = and_die  # type: ignore[method-assign]


def _die_after_acknowledgement(outbox: LocalOutbox) -> None:
    """Die when the hub's word on a sale of this run is stored, before anything else is done with it."""
    start = outbox.head().seq
    waiting, acknowledge = outbox.waiting, outbox.acknowledge
    sold: set[int] = set()

    def noted(limit: int) -> tuple[WireOp, ...]:
        ops = waiting(limit)
        sold.update(op.seq for op in ops if op.kind == "sale.completed" and op.seq > start)
        return ops

    def and_die(results: Sequence[OpResult], at: int) -> int:
        done = acknowledge(results, at)
        if any(result.seq in sold for result in results):
            die()
        return done

    outbox.waiting = noted  # type: ignore[method-assign]
    outbox.acknowledge = and_die  # type: ignore[method-assign]


def main() -> int:
    """Run the till until it dies at the step, or is closed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=STEPS)
    add_place_arguments(parser)
    parser.add_argument("--scanner", nargs="+", default=[])
    args = parser.parse_args()
    places = places_of(args)
    till.set_up_log(places.data, verbose=True)
    terminal = CrashingTerminal(places)
    terminal.step = args.step
    return till.sell(terminal, places, args.scanner, full_screen=False, sound=False)


if __name__ == "__main__":
    sys.exit(main())
