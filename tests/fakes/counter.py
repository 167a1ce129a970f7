"""A whole till without screens and threads: real databases, real handlers, a clock and ids that tests steer.

Tests speak to it in commands and queries only; what stands in the files can be read beside it.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from local_db.terminal import LocalTerminal
from pos_app.commands import Approving, Command, ResumeSale
from pos_app.commands.hub_desk import HubAnswered
from pos_app.desk import Desk
from pos_app.dispatch import Dispatcher, Effects
from pos_app.lookups import LiveState, Lookups
from pos_app.ports.hub_desk import HubAnswer, Question, Unanswered
from pos_app.ports.store import PrintJob, SaleRecord, Store
from pos_app.queries import ListJournal, Query
from pos_app.views import ChangeView, Outcome, SaleView
from pos_app.views.journal import JournalEntryView
from retail.cart import CartReply
from retail.receipt_layout import as_text
from retail.rights import RightsReply
from retail.store_config import Operator, StoreConfig
from tests.fakes.clock import CountedIds, FixedClock
from tests.fakes.device_drivers import FakeDrivers
from tests.fakes.shop import CASHIER, PINS
from tests.fakes.store import KEYS, load_catalogue, load_config, open_terminal

R = TypeVar("R")


def seed(folder: Path, config: StoreConfig) -> Path:
    """A data folder of the made-up shop, to be copied for each test: hashing PINs takes its time."""
    terminal = open_terminal(folder)
    load_config(terminal, config)
    load_catalogue(terminal)
    terminal.close()
    return folder


def supervisor(reason_id: str = "", operator_id: str = "grace", pin: str = "") -> Approving:
    """A supervisor's word as typed, with the right PIN where none is given."""
    return Approving(operator_id=operator_id, pin=pin or PINS[operator_id], reason_id=reason_id)


@dataclass
class Nudges:
    """What the handlers asked other threads for, after COMMIT."""

    names: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    """What the hub was asked, oldest first."""

    def effects(self) -> Effects:
        """As the dispatcher takes them."""
        return Effects(
            print_nudge=lambda: self.names.append("print"),
            sync_nudge=lambda: self.names.append("sync"),
            devices=self,
            ask=self.questions.append,
        )

    def reload(self) -> None:
        """Device entries changed."""
        self.names.append("devices")

    def test(self, device_id: str) -> None:
        """A device is to show that it works."""
        self.names.append(f"test {device_id}")

    def find(self, hosts: Sequence[str]) -> None:
        """Devices are looked for."""
        self.names.append(" ".join(("find", *hosts)))

    def open_drawer(self, created_at: int) -> None:  # noqa: ARG002 - the port's
        """Change is due."""
        self.names.append("drawer")

    def watch_scale(self, on: bool) -> None:
        """The weight sheet opened or closed."""
        self.names.append("watch scale" if on else "leave scale")


class Counter:
    """The till; `stand` puts a person at it without the cost of checking a PIN."""

    private_key = KEYS.private_key
    """Signs its basket codes."""

    def __init__(self, seeded: Path, data: Path) -> None:
        shutil.copytree(seeded, data)
        self.data = data
        self.clock = FixedClock()
        self.ids = CountedIds()
        self.nudges = Nudges()
        self.live = LiveState()
        self._open()

    def _open(self) -> None:
        self.desk = Desk()
        self.local: LocalTerminal = open_terminal(self.data, self.clock.now)
        self.lookups = Lookups(self.live)
        self.dispatcher = self.dispatcher_on(self.local.store)

    def dispatcher_on(self, store: Store) -> Dispatcher:
        """The handlers on a store, which a test may put faults in front of."""
        return Dispatcher(
            store,
            self.local.catalogue,
            self.desk,
            clock=self.clock,
            ids=self.ids,
            drivers=FakeDrivers(),
            pepper=KEYS.pin_pepper,
            program="tillbridge test",
            effects=self.nudges.effects(),
            private_key=self.private_key,
        )

    def restart(self) -> None:
        """End the program and start it again: what is in memory only is gone."""
        self.close()
        self._open()

    def close(self) -> None:
        """Let go of the files."""
        self.local.close()

    def stand(self, operator: Operator = CASHIER) -> None:
        """This person is signed in."""
        self.desk.operator, self.desk.locked = operator, False

    # --- acts -------------------------------------------------------------------------------------------

    def send(self, command: Command) -> Outcome:
        """Carry out a command."""
        self.clock.pass_ms(1)
        return self.dispatcher.dispatch(command)

    def ok(self, command: Command) -> Outcome:
        """Carry out a command that must be possible."""
        outcome = self.send(command)
        assert outcome.ok, outcome
        return outcome

    def refused(self, command: Command) -> str:
        """Carry out a command that must be refused, and say with which code; nothing may have changed."""
        before = self.facts()
        outcome = self.send(command)
        assert not outcome.ok, outcome
        assert self.facts() == before
        return self.code(outcome)

    @staticmethod
    def code(outcome: Outcome) -> str:
        """The code of a refusal, the permission asked for, or `age` and `weight` for the questions."""
        if outcome.notice is not None:
            return outcome.notice.code
        if outcome.approval is not None:
            return f"approval:{outcome.approval.permission}"
        return "age" if outcome.age else "weight"

    def sale(self, command: Command) -> SaleView:
        """The open sale after a command that must be possible."""
        sale = self.ok(command).sale
        assert sale is not None
        return sale

    def resume(self, txn_id: str) -> SaleView:
        """Take back what was parked here, as the hub lets it: it never heard of the sale."""
        outcome = self.ok(ResumeSale(txn_id=txn_id))
        if outcome.sale is None:
            unknown = CartReply(code="parked_unknown", message="The hub holds no such sale.", at=0)
            outcome = self.answer(unknown)
        assert outcome.sale is not None
        return outcome.sale

    def change(self, command: Command) -> ChangeView:
        """What completing the sale gave."""
        change = self.ok(command).change
        assert change is not None
        return change

    def answer(
        self,
        said: RightsReply | CartReply | None = None,
        *,
        code: str = "hub_unreachable",
        question: Question | None = None,
    ) -> Outcome:
        """The hub answers the question asked last, or the one given; without words it could not be reached.

        With the `code` of any other error it refused to say anything.
        """
        asked = question or self.nudges.questions[-1]
        if said is None:
            unanswered: Unanswered = "offline" if code == "hub_unreachable" else "refused"
            answer = HubAnswer(question=asked, unanswered=unanswered, code=code, message=code)
        elif isinstance(said, RightsReply):
            answer = HubAnswer(question=asked, rights=said)
        else:
            answer = HubAnswer(question=asked, carts=said)
        return self.ok(HubAnswered(answer=answer))

    # --- looking ----------------------------------------------------------------------------------------

    def ask(self, query: Query[R]) -> R:
        """Answer a query."""
        return self.dispatcher.look(lambda step: self.lookups.answer(step, query))

    def journal(self) -> list[str]:
        """Kinds of the day's entries, oldest first."""
        return [entry.kind for entry in reversed(self.entries())]

    def entries(self) -> tuple[JournalEntryView, ...]:
        """The day's entries, newest first."""
        return self.ask(ListJournal(limit=1000))

    def facts(self) -> tuple[object, ...]:
        """Everything that a refusal must leave alone."""
        with self.local.store.read() as uow:
            return (
                uow.drafts.current(),
                uow.drafts.suspended(),
                uow.sessions.current(),
                uow.print_jobs.unprinted(),
                uow.journal.last_hlc(),
            )

    def record(self, txn_id: str) -> SaleRecord:
        """A completed sale as it is kept."""
        with self.local.store.read() as uow:
            found = uow.sales.get(txn_id)
        assert found is not None
        return found

    def jobs(self) -> tuple[PrintJob, ...]:
        """What waits for paper."""
        with self.local.store.read() as uow:
            return uow.print_jobs.unprinted()

    def paper(self) -> str:
        """The print queued last, as text."""
        return as_text(self.jobs()[-1].document, 42)
