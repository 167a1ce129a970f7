"""The composition root: puts a terminal together, starts its threads and stops them in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pos_app
from local_db.database import Row
from local_db.keys import load_keys
from local_db.snapshots import LocalSnapshots
from local_db.terminal import CATALOGUE_DB, LocalTerminal
from pos_app.bootstrap.camera_link import has_item
from pos_app.bootstrap.driver_list import DriverList
from pos_app.bootstrap.hub_link import HubAddress, no_hub, read_address, start_sync
from pos_app.db_worker import CASHIER, DbWorker, OnDbThread
from pos_app.desk import Desk
from pos_app.device_entries import PRINTER, SavedDevice, saved_device
from pos_app.device_service import DeviceService
from pos_app.dispatch import Dispatcher, Effects
from pos_app.machine import SystemClock, SystemIds
from pos_app.places import Places
from pos_app.ports.devices import ReceiptPrinter
from pos_app.ports.hub_desk import Question
from pos_app.preview_board import PreviewBoard
from pos_app.printing import PrintService
from pos_app.till import Till
from retail.known_structs import know_structs
from sync.ports import Outbox, Replica
from sync.service import SyncService

PROGRAM = f"tillbridge {pos_app.__version__}"


class Terminal:
    """A running terminal without its screens: databases, handlers, printer and sync."""

    def __init__(self, places: Places, clock: SystemClock | None = None) -> None:
        """`clock` is the machine's where none is given."""
        know_structs()
        self._keys = load_keys(places.key_file)
        self._places = places
        self._clock = clock or SystemClock()
        self._worker = DbWorker()
        self.preview = PreviewBoard()
        self._drivers = DriverList(
            self._clock.now, pictures=self._picture, known=self._knows, preview=self.preview
        )
        self._sync: SyncService | None = None
        self._printing: PrintService | None = None
        self._devices: DeviceService | None = None

    def start(self) -> Till:
        """Open everything and begin to print and sync. Raises `KnownError` in plain words.

        The till sells from here on, whether or not printer and hub answer.
        """
        self._worker.start()
        try:
            self._local = self._worker.call(self.open_files, CASHIER)
        except BaseException:
            self._worker.stop()
            raise
        self._devices = DeviceService(
            self._worker,
            self._local.store,
            self._drivers,
            self._clock,
            printer_changed=self._reload_printer,
        )
        dispatcher = Dispatcher(
            self._local.store,
            self._local.catalogue,
            Desk(),
            clock=self._clock,
            ids=SystemIds(self._clock),
            drivers=self._drivers,
            pepper=self._keys.pin_pepper,
            program=PROGRAM,
            effects=Effects(
                print_nudge=self._nudge_print,
                sync_nudge=self._nudge_sync,
                devices=self._devices,
                ask=self._ask_hub,
            ),
            private_key=self._keys.private_key,
        )
        self.till = Till(self._worker, dispatcher)
        self._start_devices(self._devices)
        self._start_sync()
        return self.till

    def _picture(self, digest: str) -> str:
        """Path of a picture, for a printer's thread: asks no database."""
        return self._local.catalogue.image_path(digest)

    def stop(self) -> None:
        """End sync and printing, finish what the `db` thread was given, close the files."""
        if self._sync is not None:
            self._sync.stop()
        if self._devices is not None:
            self._devices.stop()
        if self._printing is not None:
            self._printing.stop()
        # Behind everything: a background job that waits still has its files.
        self._worker.call(self._local.close)
        self._worker.stop()

    def open_files(self) -> LocalTerminal:
        """On the `db` thread: the databases."""
        return LocalTerminal(self._places.data, self._keys, self._clock.now, program=PROGRAM)

    def _start_devices(self, devices: DeviceService) -> None:
        self._printing = PrintService(
            self._worker,
            self._local.store,
            self.build_printer,
            self._clock,
            self.till.device_changed,
            devices.has_own_drawer,
        )
        self.till.show_customer(devices.tell_customer)
        devices.start(self.till)
        self._printing.start()

    def build_printer(self) -> ReceiptPrinter | None:
        """On the printer's thread: the driver as the entry says, or None where there is none."""

        def saved() -> SavedDevice | None:
            with self._local.store.read() as uow:
                return saved_device(uow.settings, PRINTER)

        entry = self._worker.call(saved)
        return self._drivers.build_printer(PRINTER, entry.driver, entry.options) if entry else None

    def _start_sync(self) -> None:
        address: HubAddress | None = self._worker.call(lambda: read_address(self._local.store), CASHIER)
        if address is None:
            return
        self._sync = start_sync(
            address,
            self._keys.private_key,
            cast(Outbox, OnDbThread(self._worker, self._local.outbox)),
            self.replica(),
            self._clock,
            PROGRAM,
            self.till,
            LocalSnapshots(self._places.data, self._places.data / CATALOGUE_DB, self.swap_catalogue),
        )

    def replica(self) -> Replica:
        """What the hub sent, for the sync thread: every call runs on the `db` thread."""
        return cast(Replica, OnDbThread(self._worker, self._local.replica))

    def swap_catalogue(self, fresh: Path, copied: Sequence[Row]) -> None:
        """On the sync thread: a new catalogue comes into use between two commands; screens hear of it."""
        self._worker.call(lambda: self._local.catalogue_file.swap(fresh, copied))
        self.till.replica_changed()

    def _knows(self, raw: str) -> bool:
        return has_item(self.till, raw)

    def _nudge_print(self) -> None:
        if self._printing is not None:
            self._printing.nudge()

    def _reload_printer(self) -> None:
        if self._printing is not None:
            self._printing.reload()

    def _ask_hub(self, question: Question) -> None:
        if self._sync is None:
            self.till.hub_answered(no_hub(question))
        else:
            self._sync.ask(question)

    def _nudge_sync(self) -> None:
        if self._sync is not None:
            self._sync.nudge()
