"""A hub on real files with a catalogue of its own, and a terminal on real files that reads from it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from hub.bootstrap import Hub, build_hub
from hub.services.snapshots import SnapshotService
from hub.services.terminal_service import TerminalService
from hub.store import meta
from hub.store.feeds import Change, publish
from hub.store.terminals import TerminalRecord
from local_db.catalogue import LocalCatalogue
from local_db.snapshots import LocalSnapshots
from local_db.terminal import CATALOGUE_DB, LocalTerminal
from retail.item import Category, Item, Price
from sync import messages as m
from sync.pull import Puller
from sync.snapshot import SnapshotTaker
from tests.fakes.clock import FixedClock
from tests.fakes.store import open_terminal

LIST = "standard"
PRICES = f"price:{LIST}"
RECORD = TerminalRecord(terminal_id="T1", terminal_no=1, store_id="S1", name="Till 1", price_list=LIST)


def an_item(number: int, name: str = "", **fields: Any) -> Item:
    """Item `number`, found by a GTIN of its own."""
    return Item(
        sku=f"S{number:06d}",
        name=name or f"Item number {number}",
        category=f"Group {number % 7}",
        tax_class="standard",
        identifiers=(code_of(number),),
        **fields,
    )


def code_of(number: int) -> str:
    return f"gtin:{number:014d}"


class SnapshotShop:
    """The hub; `offer_all` lets it make snapshots of scopes with few rows too."""

    def __init__(self, data: Path, items: int = 60) -> None:
        self.clock = FixedClock()
        self.hub: Hub = build_hub(data, clock=self.clock)
        self.hub.snapshots = SnapshotService(
            self.hub.database, self.hub.snapshots.folder, self.clock, least_rows=1
        )
        with self.hub.database.read() as connection:
            self.signing_key = meta.need(connection, meta.SIGNING_KEY)
        self.put_items(an_item(number) for number in range(1, items + 1))
        self.publish(
            "catalogue",
            [Change(kind="category", key=f"Group {n}", body=Category(name=f"Group {n}")) for n in range(7)],
        )

    @property
    def api(self) -> TerminalService:
        return self.hub.service_of(RECORD)

    def publish(self, scope: str, changes: list[Change]) -> m.ScopeHead:
        with self.hub.database.write() as connection:
            return publish(connection, scope, changes, self.clock.now())

    def put_items(self, items: Iterable[Item]) -> None:
        """Publish items, each at a price of its number in cents."""
        wanted = list(items)
        self.publish("catalogue", [Change(kind="item", key=one.sku, body=one) for one in wanted])
        self.publish(
            PRICES,
            [
                Change(kind="price", key=one.sku, body=Price(sku=one.sku, amount=int(one.sku[1:])))
                for one in wanted
            ],
        )

    def manifest(self, scope: str) -> m.SnapshotManifest:
        """The manifest of the snapshot that is on offer; it is made where there is none."""
        reply = self.hub.snapshots.offer(scope)
        while reply.state == "building":
            self.hub.snapshots.wait(100)
            reply = self.hub.snapshots.offer(scope)
        assert reply.state == "ready"
        return msgspec.json.decode(reply.manifest, type=m.SnapshotManifest)

    def make_all(self) -> None:
        """Let both snapshots be made before anybody asks."""
        self.manifest("catalogue")
        self.manifest(PRICES)


class SnapshotTill:
    """A terminal's files with the engine's reading half, driven step by step."""

    def __init__(self, data: Path, api: Any, signing_key: str) -> None:
        self.data = data
        self.files: LocalTerminal = open_terminal(data)
        self.snapshots = LocalSnapshots(data, data / CATALOGUE_DB, self.files.catalogue_file.swap)
        self.taker = SnapshotTaker(api, self.files.replica, self.snapshots, signing_key)
        self.taker.hear(("catalogue", PRICES))
        self.puller = Puller(api, self.files.replica, snapshots=self.taker)
        self.swaps = 0

    @property
    def catalogue(self) -> LocalCatalogue:
        return LocalCatalogue(
            self.files.catalogue_file, self.files.replica.images, lambda: LIST, FixedClock().now
        )

    def read(self, *scopes: str) -> None:
        """Read scopes to their ends; raises what a step raises."""
        for scope in scopes or ("catalogue", PRICES):
            for _ in range(2_000):
                step = self.puller.step(scope)
                self.swaps += step.swapped
                if not step.more:
                    break
            else:
                raise AssertionError(f"{scope} is never read to its end")

    def fill(self) -> int:
        """Fill the word search; how many slices it took."""
        slices = 0
        while self.snapshots.fill_search():
            slices += 1
        return slices

    def close(self) -> None:
        self.files.close()
