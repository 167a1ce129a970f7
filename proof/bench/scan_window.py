"""The real till in a window, scanned into: `python -m proof.bench.scan_window DATA KEYS`.

Says when it is ready to sell, then answers each code with the seconds from the first key to the frame that
shows its line, and to the line in the cart's model; `pay` takes the sale's money and clears it, untimed.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from devices.entries import DeviceEntry
from devices.manager import build_wedge
from pos_app import commands as c
from pos_app.bootstrap.terminal import Terminal
from pos_app.machine import SystemClock
from pos_app.places import Places
from pos_app.queries import ShowTill
from pos_app.till import Till
from pos_app.views import Outcome, SaleView, TillView
from proof.bench.asked import answer_all, say
from proof.bench.busy_sync import BusySync
from proof.bench.counter import payment
from proof.bench.frames import settle, until, until_drawn, wedge
from proof.bench.shop import CASHIER_ID, CASHIER_PIN
from proof.bench.snapshot_files import OfferedFiles
from ui.application import TillWindow, WindowOptions, make_application, open_till


def main(data: Path, keys: Path, offered: Path | None = None) -> None:
    """Sign in, open the window and answer; with `offered`, `busy` and `idle` start and stop syncing."""
    make_application()
    terminal = Terminal(Places(data=data, keys=keys))
    till = terminal.start()
    till.send(c.SignIn(operator_id=CASHIER_ID, pin=CASHIER_PIN), _must)
    till.send(c.OpenSession(opening_float=20_000), _must)
    options = WindowOptions(cache=data / "cache", sound=False)
    # Keys made by a program stumble on a busy machine; what is measured begins with the first all the same.
    scanner = DeviceEntry(id="scanner", driver="wedge", options={"max_gap_ms": 500})
    window = open_till(till, build_wedge(scanner), SystemClock().now, options)
    until(lambda: window.shell.property("route") == "sell")
    say("ready")
    sync = BusySync(terminal, data, OfferedFiles(offered)) if offered else None
    counter = _Counter(till, window, sync)
    answer_all(counter.answer)
    window.close()
    terminal.stop()


class _Counter:
    """Scans and pays."""

    def __init__(self, till: Till, window: TillWindow, sync: BusySync | None) -> None:
        self._sync = sync
        self._till = till
        self._window = window
        self._cart = window.shell.screen("sell").property("cart").property("rows")
        self._sale: SaleView | None = None
        self._arrived = 0.0
        self._cart.rowsInserted.connect(self._note)

    def answer(self, question: str) -> list[float]:
        """Seconds of a scan: to the frame, to the model; none for a payment."""
        if self._sync and question in ("busy", "idle"):
            self._sync.stop()
            if question == "busy":
                self._sync.start()
            return [self._sync.catalogues]
        if question == "pay":
            self._pay()
            return []
        settle()
        lines = self._cart.rowCount() + 1
        window = self._window.window
        start, drawn = until_drawn(
            window, lambda: wedge(window, question), lambda: self._cart.rowCount() == lines
        )
        return [drawn - start, self._arrived - start]

    def _note(self) -> None:
        self._arrived = time.perf_counter()

    def _pay(self) -> None:
        """Behind the screens' back, who then hear of it as of any news."""
        self._till.ask(ShowTill(), self._take)
        until(lambda: self._sale is not None)
        if self._sale is not None:
            self._till.send(payment(self._sale), _must)
        self._sale = None
        self._till.replica_changed()
        until(lambda: self._cart.rowCount() == 0)

    def _take(self, view: TillView) -> None:
        self._sale = view.sale


def _must(outcome: Outcome) -> None:
    if not outcome.ok:
        raise RuntimeError(f"refused: {outcome.notice}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
