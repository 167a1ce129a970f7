"""The devices of this terminal at work: a thread for each entry, started and ended as the entries change.

The receipt printer has its queue in `pos_app.printing`; everything else is here.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from pos_app.db_worker import DbWorker
from pos_app.device_entries import SavedDevice, saved_devices
from pos_app.device_state import told
from pos_app.device_threads import (
    RETRY_S,
    DeviceThread,
    ScaleThread,
    ScannerThread,
)
from pos_app.display_thread import DisplayThread
from pos_app.drawer_thread import DrawerThread
from pos_app.ports.clock import Clock
from pos_app.ports.device_drivers import DeviceDrivers
from pos_app.ports.scanners import Scanned
from pos_app.ports.store import Store
from pos_app.views import Outcome
from pos_app.views.devices import DeviceView, FoundDevicesView, ScaleView
from retail.errors import KnownError

logger = logging.getLogger(__name__)

T = TypeVar("T", bound=DeviceThread)

LOOK_S = 1.0
"""Between looks at the scanners, which cannot tell by themselves."""


class DeviceNews(Protocol):
    """Whom the threads tell; every call returns at once. The till."""

    def device_changed(self, device: DeviceView) -> None: ...
    def device_gone(self, device_id: str) -> None: ...
    def scanned(self, scan: Scanned) -> None: ...
    def scale_changed(self, view: ScaleView) -> None: ...
    def found_devices(self, view: FoundDevicesView) -> None: ...


class DeviceService:
    """Implements `pos_app.device_work.DeviceWork`; safe to call from any thread."""

    def __init__(
        self,
        worker: DbWorker,
        store: Store,
        drivers: DeviceDrivers,
        clock: Clock,
        *,
        printer_changed: Callable[[], None] = lambda: None,
        retry_s: float = RETRY_S,
        look_s: float = LOOK_S,
    ) -> None:
        self._worker = worker
        self._store = store
        self._drivers = drivers
        self._clock = clock
        self._printer_changed = printer_changed
        self._retry_s = retry_s
        self._look_s = look_s
        self._door = threading.Lock()
        self._threads: dict[str, DeviceThread] = {}
        self._misfits: dict[str, SavedDevice] = {}
        self._printer: SavedDevice | None = None
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._searching = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="devices", daemon=True)

    def start(self, news: DeviceNews) -> None:
        """Begin to serve every entry, and tell `news`."""
        self._news = news
        self._printer = next((one for one in self._entries() if one.kind == "printer"), None)
        self._fit()
        self._keeper.start()

    def stop(self) -> None:
        """End all threads."""
        self._stop.set()
        self._wake.set()
        if self._keeper.is_alive():
            self._keeper.join(timeout=10)
        with self._door:
            threads, self._threads = list(self._threads.values()), {}
        for thread in threads:
            thread.stop()

    # --- asked by handlers, on the db thread ------------------------------------------------------------

    def reload(self) -> None:
        """Entries changed; the keeper sees to it, because ending a thread may take a moment."""
        self._wake.set()

    def test(self, device_id: str) -> None:
        thread = self._thread(device_id)
        if thread is not None:
            thread.test()

    def find(self, hosts: Sequence[str]) -> None:
        if not self._searching.is_set():
            self._searching.set()
            threading.Thread(
                target=self._find, args=(tuple(hosts),), name="devices:find", daemon=True
            ).start()

    def watch_scale(self, on: bool) -> None:
        scale = self._of(ScaleThread)
        if scale is not None:
            scale.watch(on)
        elif on:
            self._news.scale_changed(
                ScaleView(state="none", weight=0, unit="", at=self._clock.now(), code="no_scale")
            )

    def open_drawer(self, created_at: int) -> None:
        drawer = self._of(DrawerThread)
        if drawer is not None:
            drawer.kick(created_at)

    # --- asked by others --------------------------------------------------------------------------------

    def tell_customer(self, outcome: Outcome) -> None:
        """A command is done: the display shows what the customer should know of it."""
        display = self._of(DisplayThread)
        if display is not None:
            display.tell(outcome)

    def has_own_drawer(self) -> bool:
        """Whether the drawer has an entry of its own, and is none of the printer's business."""
        return self._of(DrawerThread) is not None

    # --- the threads ------------------------------------------------------------------------------------

    def _keep(self) -> None:
        while not self._stop.is_set():
            if self._wake.wait(self._look_s) and not self._stop.is_set():
                self._wake.clear()
                self._guarded(self._fit_all)
            with self._door:
                scanners = [one for one in self._threads.values() if isinstance(one, ScannerThread)]
            for scanner in scanners:
                self._guarded(scanner.ask_health)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:  # a driver's bug must not end the care for all other devices
            logger.exception("the devices could not be looked after; it is tried again")

    def _fit_all(self) -> None:
        printer = next((one for one in self._entries() if one.kind == "printer"), None)
        if printer != self._printer:
            self._printer = printer
            self._printer_changed()
        self._fit()

    def _fit(self) -> None:
        """Make the threads what the entries say."""
        wanted = {one.device_id: one for one in self._entries() if one.kind != "printer"}
        with self._door:
            known = {name: thread.entry for name, thread in self._threads.items()} | self._misfits
            ended = [name for name, entry in known.items() if wanted.get(name) != entry]
            threads = [self._threads.pop(name) for name in ended if name in self._threads]
            for name in ended:
                self._misfits.pop(name, None)
        for thread in threads:
            thread.stop()
        for name in ended:
            self._news.device_gone(name)
        for name, entry in wanted.items():
            if known.get(name) != entry:
                self._begin(entry)

    def _begin(self, entry: SavedDevice) -> None:
        try:
            thread = self._made(entry)
        except KnownError as error:
            self._misfits[entry.device_id] = entry
            self._news.device_changed(told(entry, "lost", error.code, error.message))
            return
        with self._door:
            self._threads[entry.device_id] = thread
        thread.start()

    def _made(self, entry: SavedDevice) -> DeviceThread:
        who = (entry.device_id, entry.driver, entry.options)
        changed, retry_s = self._news.device_changed, self._retry_s
        if entry.kind == "scanner":
            scanner = self._drivers.build_scanner(*who)
            return ScannerThread(entry, scanner, self._news.scanned, changed, retry_s=retry_s)
        if entry.kind == "scale":
            scale = self._drivers.build_scale(*who)
            told = self._news.scale_changed
            return ScaleThread(entry, scale, told, changed, self._clock, retry_s=retry_s)
        if entry.kind == "display":
            display = self._drivers.build_display(*who)
            return DisplayThread(entry, display, self._worker, self._store, changed, retry_s=retry_s)
        drawer = self._drivers.build_drawer(*who)
        return DrawerThread(entry, drawer, changed, self._clock, retry_s=retry_s)

    def _find(self, hosts: tuple[str, ...]) -> None:
        self._news.found_devices(FoundDevicesView(searching=True))
        found: FoundDevicesView = FoundDevicesView(searching=False)
        try:
            found = FoundDevicesView(searching=False, found=self._drivers.find(hosts))
        except Exception:  # one bad port must not leave the screen searching for ever
            logger.exception("devices could not be looked for")
        finally:
            self._searching.clear()
            self._news.found_devices(found)

    def _entries(self) -> tuple[SavedDevice, ...]:
        def read() -> tuple[SavedDevice, ...]:
            with self._store.read() as uow:
                return saved_devices(uow.settings)

        return self._worker.call(read)

    def _thread(self, device_id: str) -> DeviceThread | None:
        with self._door:
            return self._threads.get(device_id)

    def _of(self, kind: type[T]) -> T | None:
        with self._door:
            return next((one for one in self._threads.values() if isinstance(one, kind)), None)
