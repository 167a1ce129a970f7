"""A hub with the goods of Complete Journey by the real importer; a terminal that got them by snapshot."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import msgspec

from hub.bootstrap import Hub, build_hub
from hub.demo.shop import STORE
from hub.services.catalogue_files import inspect, rows
from hub.services.catalogue_import import CatalogueImport, ImportReport
from hub.services.scopes import readable
from hub.services.setup import read_plan, set_up
from hub.services.snapshots import SnapshotService
from hub.services.terminal_service import TerminalService
from hub.store import meta, terminals
from local_db.keys import TerminalKeys
from local_db.snapshots import LocalSnapshots
from local_db.terminal import CATALOGUE_DB, LocalTerminal
from pos_app.machine import SystemClock, SystemIds
from proof.journey.source import Goods
from retail.events import VERSIONS
from retail.store_config import Operator
from sync.ports import Identity
from sync.pull import Puller
from sync.push import Pusher
from sync.snapshot import SnapshotTaker

PROGRAM = "tillbridge journey"
_TITLES = ("sku", "name", "category", "tax_class", "price", "barcodes")


def write_csv(path: Path, goods: Sequence[Goods]) -> None:
    """The goods as a catalogue file of ours."""
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(_TITLES)
        for one in goods:
            price = f"{one.amount // 100}.{one.amount % 100:02d}"
            sheet.writerow((one.product_id, one.name, one.category, one.tax_class, price, one.code))


def open_hub(data: Path, *, least_rows: int) -> Hub:
    """The demo shop's hub with one person; scopes of at least so many rows are handed out as snapshots."""
    hub = build_hub(data)
    hub.snapshots = SnapshotService(hub.database, hub.snapshots.folder, hub.clock, least_rows=least_rows)
    plan = read_plan(STORE)
    # Hashing a PIN takes its time, and one person is enough.
    set_up(hub.database, msgspec.structs.replace(plan, operators=plan.operators[:1]), None, hub.clock.now())
    return hub


def import_goods(hub: Hub, path: Path) -> ImportReport:
    """By the importer behind `tillbridge import`."""
    return CatalogueImport(hub.database, hub.clock, "standard", None).run(rows(inspect(path)))


class JourneyTerminal:
    """The first terminal of the shop: its files, and its line to the hub without a wire."""

    def __init__(self, hub: Hub, data: Path, keys: TerminalKeys) -> None:
        clock = SystemClock()
        with hub.database.read() as connection:
            record = terminals.every(connection)[0]
            generation = meta.need(connection, meta.GENERATION)
            signing_key = meta.need(connection, meta.SIGNING_KEY)
        self._scopes = readable(record)
        self._hub = hub
        self.api: TerminalService = hub.terminal_service(record.terminal_id)
        self.files = LocalTerminal(data, keys, clock.now)
        self.files.outbox.enrol(
            Identity(
                terminal_id=record.terminal_id,
                store_id=record.store_id,
                epoch=SystemIds(clock).new(),
                hub_gen=generation,
            )
        )
        self._snapshots = LocalSnapshots(data, data / CATALOGUE_DB, self.files.catalogue_file.swap)
        taker = SnapshotTaker(self.api, self.files.replica, self._snapshots, signing_key)
        taker.hear(self._scopes)
        self._puller = Puller(self.api, self.files.replica, snapshots=taker)
        self._pusher = Pusher(self.api, self.files.outbox, clock, program=PROGRAM, op_versions=VERSIONS)

    def read_all(self) -> int:
        """Read every scope to its end; how often a snapshot was swapped in."""
        swaps = 0
        for scope in self._scopes:
            more = True
            while more:
                step = self._puller.step(scope)
                if step.wait:
                    self._hub.snapshots.wait(step.wait)
                swaps += step.swapped
                more = step.more
        while self._snapshots.fill_search():
            pass
        return swaps

    def cashier(self) -> Operator:
        """Who sells."""
        with self.files.store.read() as uow:
            return uow.people.operators()[0]

    def push_all(self) -> None:
        """Hand every journal entry up."""
        while self._pusher.step().more:
            pass
