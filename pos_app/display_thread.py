"""The thread of the line display: shows the customer what the last command did, and never holds it up."""

from __future__ import annotations

import threading
from collections.abc import Callable

from pos_app import customer_lines
from pos_app.customer_lines import CustomerLines
from pos_app.db_worker import DbWorker
from pos_app.device_entries import SavedDevice
from pos_app.device_threads import RETRY_S, DeviceThread
from pos_app.ports.displays import Display
from pos_app.ports.store import Store
from pos_app.views import Outcome
from pos_app.views.devices import DeviceView

TEST_LINES = ("ABCDEFGHIJKLMNOPQRST", "ÄÖÜ äöü ß é € 123,45")


class DisplayThread(DeviceThread):
    """Only the newest thing to show counts: a slow display skips what is over."""

    def __init__(
        self,
        entry: SavedDevice,
        display: Display,
        worker: DbWorker,
        store: Store,
        changed: Callable[[DeviceView], None],
        *,
        retry_s: float = RETRY_S,
    ) -> None:
        super().__init__(entry, changed, retry_s=retry_s)
        self._display = display
        self._worker = worker
        self._store = store
        self._door = threading.Lock()
        self._news: Outcome | None = None
        self._told: object = None
        self._asked_test = False
        self._wanted: CustomerLines | None = None
        self._showing: CustomerLines | None = None

    def tell(self, outcome: Outcome) -> None:
        """A command is done; returns at once."""
        if not outcome.ok:  # a refusal is nothing of the customer's, and must not push out what is
            return
        sale = customer_lines.read_of(outcome)
        with self._door:
            if sale is not None and sale == self._told:
                return  # the sheet of the scale closed, stock came from the hub: the line just added stays
            self._told = sale
            self._news = outcome
        self._wake.set()

    def test(self) -> None:
        with self._door:
            self._asked_test = True
        self._wake.set()

    def turn(self) -> float:
        with self._door:
            news, self._news = self._news, None
            testing, self._asked_test = self._asked_test, False
        if news is not None or self._wanted is None:
            self._wanted = self._lines(news)
        if testing:
            self._wanted = CustomerLines(upper=TEST_LINES[0], lower=TEST_LINES[1])
        if self._wanted != self._showing:
            self._showing = None
            self._display.show(self._wanted.upper, self._wanted.lower)
            self._showing = self._wanted
        health = self._display.health()
        if health.state == "unreachable":
            self._showing = None  # a display that comes back is dark: show it all again
        return self.look(health)

    def close(self) -> None:
        self._display.close()

    def _lines(self, outcome: Outcome | None) -> CustomerLines:
        name, language, is_open = self._worker.call(self._shop)
        columns = self._display.columns
        if outcome is not None and is_open:
            told = customer_lines.after(outcome, language, columns)
            if told is not None:
                return told
        if self._wanted is not None and self._wanted.change and is_open:
            return self._wanted
        return customer_lines.idle(name, language, columns, is_open=is_open)

    def _shop(self) -> tuple[str, str, bool]:
        with self._store.read() as uow:
            config, session = uow.store_config(), uow.sessions.current()
        if config is None:
            return "", "en", False
        return config.profile.name, config.profile.languages[0], session is not None
