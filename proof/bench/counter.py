"""A cashier at the counter of the bench: the real dispatcher on a real terminal, driven by commands."""

from __future__ import annotations

import random
from collections.abc import Sequence

from local_db.keys import TerminalKeys
from local_db.terminal import LocalTerminal
from pos_app import commands as c
from pos_app.bootstrap.driver_list import DriverList
from pos_app.desk import Desk
from pos_app.dispatch import Dispatcher, Effects
from pos_app.machine import SystemClock, SystemIds
from pos_app.ports.hub_desk import Question
from pos_app.views import Outcome, SaleView
from proof.bench.goods import gtin13
from retail.store_config import Operator

LINES = 5
"""Lines of a sale, as the issue asks."""
FLOAT = 20_000
NOTE = 1_000
"""Cash is handed over in whole tens, so that change is due."""
PROGRAM = "tillbridge bench"
_SEED = 3


class NoDevices:
    """A counter with nothing plugged in."""

    def reload(self) -> None:
        """Nothing to fit."""

    def test(self, device_id: str) -> None:
        """Nothing to try."""

    def find(self, hosts: Sequence[str]) -> None:
        """Nothing to look for."""

    def open_drawer(self, created_at: int) -> None:
        """No drawer."""

    def watch_scale(self, on: bool) -> None:
        """Nothing to weigh."""


class Counter:
    """Sells five different items at a time for cash; `items` is how many the catalogue has."""

    def __init__(self, terminal: LocalTerminal, keys: TerminalKeys, operator: Operator, items: int) -> None:
        clock = SystemClock()
        self._items = items
        self._store = terminal.store
        self._chance = random.Random(_SEED)
        self.dispatcher = Dispatcher(
            terminal.store,
            terminal.catalogue,
            # Signed in already: checking a PIN is slow on purpose and not what is measured.
            Desk(operator=operator),
            clock=clock,
            ids=SystemIds(clock),
            drivers=DriverList(clock.now),
            pepper=keys.pin_pepper,
            program=PROGRAM,
            effects=Effects(print_nudge=_nothing, sync_nudge=_nothing, devices=NoDevices(), ask=_unasked),
        )

    def open_session(self) -> None:
        """Begin with a float."""
        self._do(c.OpenSession(opening_float=FLOAT))

    def fill(self) -> SaleView:
        """Scan the lines of a sale."""
        for number in self._chance.sample(range(1, self._items + 1), LINES):
            outcome = self._do(c.Scan(raw=gtin13(number)))
        if outcome.sale is None or len(outcome.sale.lines) != LINES:
            raise RuntimeError("the cart does not hold what was scanned")
        return outcome.sale

    def pay(self, sale: SaleView) -> Outcome:
        """Hand over cash: completes the sale, durably."""
        return self._do(payment(sale))

    def sell(self, count: int) -> None:
        """Fill and pay, `count` times; the receipts are marked printed, as the printer's thread would."""
        for _ in range(count):
            self.pay(self.fill())
            with self._store.write() as uow:
                for job in uow.print_jobs.unprinted():
                    uow.print_jobs.mark(job.job_id, "printed")

    def declare_count(self) -> None:
        """Count the cash."""
        self._do(c.DeclareCount(counted=FLOAT))

    def fix_z(self) -> None:
        """Close the session: the Z report."""
        self._do(c.CloseSession())

    def _do(self, command: c.Command) -> Outcome:
        outcome = self.dispatcher.dispatch(command)
        if not outcome.ok:
            raise RuntimeError(f"{type(command).__name__} was refused: {outcome}")
        return outcome


def payment(sale: SaleView) -> c.TenderCash:
    """The cash that a customer hands over."""
    return c.TenderCash(txn_id=sale.txn_id, amount=-(-sale.remaining // NOTE) * NOTE)


def _nothing() -> None:
    """The bench has no printer and no sync thread to tell."""


def _unasked(_question: Question) -> None:
    """The bench has no hub to ask."""
