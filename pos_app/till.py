"""The till behind its bus: commands and queries run on the `db` thread, news goes out by topic."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from pos_app.commands import Command
from pos_app.db_worker import BACKGROUND, DbWorker
from pos_app.dispatch import Dispatcher
from pos_app.lookups import LiveState, Lookups, devices_view, print_jobs, show_till
from pos_app.queries import Query
from pos_app.step import Step
from pos_app.views import Outcome, SyncView, TillView
from pos_app.views.devices import DeviceView
from retail.errors import KnownError

logger = logging.getLogger(__name__)

R = TypeVar("R")
Heard = Callable[[str, Any], None]


class Till:
    """Implements `pos_app.bus.Bus`."""

    def __init__(self, worker: DbWorker, dispatcher: Dispatcher) -> None:
        self._worker = worker
        self._dispatcher = dispatcher
        self._live = LiveState()
        self._lookups = Lookups(self._live)
        self._listeners: list[Heard] = []

    def send(self, command: Command, done: Callable[[Outcome], None]) -> None:
        self._worker.post(lambda: done(self._carry_out(command)))

    def ask(self, query: Query[R], done: Callable[[R], None]) -> None:
        self._worker.post(lambda: self._answer(query, done))

    def listen(self, heard: Heard) -> None:
        self._listeners.append(heard)

    def _carry_out(self, command: Command) -> Outcome:
        outcome = self._dispatcher.dispatch(command)
        logger.info("%s: %s", type(command).__name__, _in_short(outcome))
        return outcome

    def _answer(self, query: Query[R], done: Callable[[R], None]) -> None:
        try:
            view = self._dispatcher.look(lambda step: self._lookups.answer(step, query))
        except KnownError as error:
            logger.info("%s has no answer: %s", type(query).__name__, error.message)
            return
        logger.debug("%s: answered", type(query).__name__)
        done(view)

    # --- news from other threads ------------------------------------------------------------------------

    def device_changed(self, device: DeviceView) -> None:
        """The printer thread says how the printer is, or that a job moved on."""

        def tell() -> None:
            self._live.device = device
            self._publish("devices", lambda step: devices_view(step, self._live))
            self._publish("print", print_jobs)

        self._worker.post(tell, BACKGROUND)

    def sync_changed(self, view: SyncView) -> None:
        """The sync thread says how it stands."""

        def tell() -> None:
            if self._live.sync is None or self._live.sync.state != view.state:
                logger.info("hub: %s, %d entries waiting", view.state, view.waiting_ops)
            self._live.sync = view
            self._publish("sync", lambda _step: view)

        self._worker.post(tell, BACKGROUND)

    def replica_changed(self) -> None:
        """Configuration, people or catalogue arrived from the hub."""

        def tell() -> None:
            try:
                self._dispatcher.look_again()
            except KnownError as error:
                logger.warning("who is signed in could not be looked up anew: %s", error.message)
            self._publish("till", self._arrived)

        self._worker.post(tell, BACKGROUND)

    def _arrived(self, step: Step) -> TillView:
        self._live.arrivals += 1
        view = show_till(step, self._live)
        logger.info("catalogue: %d items", view.item_count)
        return view

    def _publish(self, topic: str, make: Callable[[Step], Any]) -> None:
        try:
            view = self._dispatcher.look(make)
        except KnownError as error:
            logger.info("no news on %s: %s", topic, error.message)
            return
        for heard in self._listeners:
            heard(topic, view)


def _in_short(outcome: Outcome) -> str:
    """One line for the log: what became of a command, with receipt numbers and codes, never names."""
    if outcome.change is not None:
        return f"completed {outcome.change.receipt_no}"
    if outcome.approval is not None:
        return f"asks for {outcome.approval.permission}"
    if outcome.age is not None or outcome.weight is not None:
        return "asks the cashier"
    if outcome.notice is not None and not outcome.ok:
        return f"refused {outcome.notice.code}"
    return "done"
