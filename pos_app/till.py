"""The till behind its bus: commands and queries run on the `db` thread, news goes out by topic."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from pos_app.commands import Command
from pos_app.commands.hub_desk import HubAnswered, TendRights
from pos_app.db_worker import BACKGROUND, DbWorker
from pos_app.device_views import devices_view, print_jobs
from pos_app.dispatch import Dispatcher
from pos_app.lookups import AWAY, LiveState, Lookups, show_till
from pos_app.ports.hub_desk import HubAnswer
from pos_app.ports.scanners import Scanned
from pos_app.queries import Query
from pos_app.step import Step
from pos_app.views import Outcome, TillView
from pos_app.views.devices import DeviceView, FoundDevicesView, ScaleView, ScanView
from pos_app.views.sync import SyncView
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
        self._customers: list[Callable[[Outcome], None]] = []

    def send(self, command: Command, done: Callable[[Outcome], None]) -> None:
        self._worker.post(lambda: done(self._carry_out(command)))

    def ask(self, query: Query[R], done: Callable[[R], None]) -> None:
        self._worker.post(lambda: self._answer(query, done))

    def listen(self, heard: Heard) -> None:
        self._listeners.append(heard)

    def show_customer(self, told: Callable[[Outcome], None]) -> None:
        """Tell every outcome to a customer's display too; `told` must return at once."""
        self._customers.append(told)

    def _carry_out(self, command: Command) -> Outcome:
        outcome = self._dispatcher.dispatch(command)
        for told in self._customers:
            told(outcome)
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
        """A device's thread says how it is, or the printer's that a job moved on."""

        def tell() -> None:
            self._live.devices[device.device_id] = device
            self._publish("devices", lambda step: devices_view(step, self._live.devices))
            if device.kind == "printer":
                self._publish("print", print_jobs)

        self._worker.post(tell, BACKGROUND)

    def device_gone(self, device_id: str) -> None:
        """A device's entry was removed or changed: what it said last is over."""

        def tell() -> None:
            self._live.devices.pop(device_id, None)
            self._publish("devices", lambda step: devices_view(step, self._live.devices))

        self._worker.post(tell, BACKGROUND)

    def scanned(self, scan: Scanned) -> None:
        """A scanner of this terminal read something; told at once, on its own thread."""
        view = ScanView(
            raw=scan.raw,
            symbology=scan.symbology,
            device_id=scan.device_id,
            at=scan.at_ms,
            problem=scan.problem,
        )
        self._tell("scan", view)

    def scale_changed(self, view: ScaleView) -> None:
        """The scale said something while it is watched; the newest word is what can be sold."""

        def tell() -> None:
            self._dispatcher.weighed(view)
            self._tell("scale", view)

        self._worker.post(tell)

    def found_devices(self, view: FoundDevicesView) -> None:
        """The search for devices began, or ended."""
        self._tell("found_devices", view)

    def sync_changed(self, view: SyncView) -> None:
        """The sync thread says how it stands."""

        def tell() -> None:
            heard = self._live.sync is not None and self._live.sync.state not in AWAY
            if self._live.sync is None or self._live.sync.state != view.state:
                logger.info("hub: %s, %d entries waiting", view.state, view.waiting_ops)
            self._live.sync = view
            if not heard and view.state not in AWAY:
                self._dispatcher.dispatch(TendRights(again=True))
            self._publish("sync", lambda _step: view)

        self._worker.post(tell, BACKGROUND)

    def hub_answered(self, answer: HubAnswer) -> None:
        """The hub answered what a handler asked: somebody waits for it at the counter. From any thread."""
        self._worker.post(lambda: self._tell("answer", self._carry_out(HubAnswered(answer=answer))))

    def replica_changed(self) -> None:
        """Configuration, people or catalogue arrived from the hub."""

        def tell() -> None:
            try:
                self._dispatcher.look_again()
            except KnownError as error:
                logger.warning("who is signed in could not be looked up anew: %s", error.message)
            self._dispatcher.dispatch(TendRights())
            self._publish("till", self._arrived)

        self._worker.post(tell, BACKGROUND)

    def parked_changed(self) -> None:
        """Another till parked a sale, took one, or finished it."""

        def tell() -> None:
            told = self._dispatcher.dispatch(TendRights())
            if "till" in told.changed:
                self._publish("till", lambda step: show_till(step, self._live))
            self._tell("suspended", None)

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
        self._tell(topic, view)

    def _tell(self, topic: str, view: object) -> None:
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
