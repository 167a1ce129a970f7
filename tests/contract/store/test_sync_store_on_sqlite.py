"""The outbox and replica on SQLite keep the contract of `sync.ports`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local_db.terminal import LocalTerminal
from retail.journal import Op
from sync import messages as m
from sync.ports import Outbox, Replica
from tests.contract.sync_store.suite import OutboxContract, ReplicaContract, Terminal
from tests.fakes.store import IDS, enrol, open_terminal
from tests.fakes.sync_store import signed_in


class Opened:
    """A terminal that can be closed and opened again, with ops to write."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._written = 0
        self.files = open_terminal(data)

    @property
    def outbox(self) -> Outbox:
        return self.files.outbox

    @property
    def replica(self) -> Replica:
        return self.files.replica

    def reopen(self) -> LocalTerminal:
        self.files.close()
        self.files = open_terminal(self._data)
        return self.files

    def write(self, kind: str = "operator.signed_in") -> m.WireOp:
        self._written += 1
        op = Op(
            op_id=IDS.new(),
            kind=kind,
            v=1,
            hlc=f"{self._written:012x}-0000-T1",
            body=signed_in(self._written),
        )
        with self.files.store.write() as unit:
            entry = unit.journal.append(op)
        return m.WireOp(
            seq=entry.seq,
            op_id=op.op_id,
            kind=op.kind,
            v=op.v,
            hlc=op.hlc,
            body=op.body,
            prev=entry.prev_hash,
            hash=entry.hash,
        )


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    opened = Opened(tmp_path / "data")
    enrol(opened.files)
    yield opened
    opened.files.close()


class TestSqliteOutbox(OutboxContract):
    @pytest.fixture
    def terminal(self, opened: Opened) -> Terminal:
        return opened

    def reopen(self, terminal: Terminal) -> Outbox:
        assert isinstance(terminal, Opened)
        return terminal.reopen().outbox


class SqliteReplicaContract(ReplicaContract):
    query = ""
    file = "pos"

    @pytest.fixture
    def replica(self, opened: Opened) -> Replica:
        self.opened = opened
        return opened.replica

    def reopen(self, replica: Replica) -> Replica:
        assert replica is self.opened.replica
        return self.opened.reopen().replica

    def held(self, replica: Replica) -> dict[str, int]:
        files = self.opened.files
        assert replica is files.replica
        path = files.pos.driver if self.file == "pos" else files.catalogue_file.database.driver
        return dict(path.execute(self.query).fetchall())


class TestUnknownKindsInPosDb(SqliteReplicaContract):
    query = "SELECT key, rev FROM feed_row WHERE scope = 'config:S1'"


class TestReasonsInPosDb(SqliteReplicaContract):
    kind = "reason"
    query = "SELECT key, rev FROM feed_row WHERE scope = 'config:S1' AND kind = 'reason' AND problem = ''"

    def body_of(self, key: str, rev: int) -> dict[str, Any]:
        return {"reason_id": key, "kind": "void", "texts": {"en": f"{key} {rev}"}}


class TestItemsInCatalogueDb(SqliteReplicaContract):
    scope = "catalogue"
    kind = "item"
    file = "catalogue"
    query = "SELECT sku, rev FROM item"

    def body_of(self, key: str, rev: int) -> dict[str, Any]:
        return {
            "sku": key,
            "name": f"Thing {key} {rev}",
            "tax_class": "standard",
            "identifiers": [f"raw:{key}"],
        }


class TestCategoriesInCatalogueDb(SqliteReplicaContract):
    scope = "catalogue"
    kind = "category"
    file = "catalogue"
    query = "SELECT name, rev FROM category"

    def body_of(self, key: str, rev: int) -> dict[str, Any]:
        return {"name": key, "position": rev}


class TestPricesInCatalogueDb(SqliteReplicaContract):
    scope = "price:main"
    kind = "price"
    file = "catalogue"
    query = "SELECT sku, rev FROM price WHERE list = 'main'"

    def body_of(self, key: str, rev: int) -> dict[str, Any]:
        return {"sku": key, "amount": 100 * rev}


class TestUnusableItemsStayRaw(SqliteReplicaContract):
    scope = "catalogue"
    kind = "item"
    file = "catalogue"
    query = "SELECT key, rev FROM feed_row WHERE scope = 'catalogue' AND problem <> ''"


class TestUnknownKindsInCatalogueDb(SqliteReplicaContract):
    scope = "catalogue"
    kind = "bundle"
    file = "catalogue"
    query = "SELECT key, rev FROM feed_row WHERE scope = 'catalogue' AND problem = ''"
