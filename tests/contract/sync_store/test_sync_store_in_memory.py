"""The fakes of the sync store keep the contract that the SQLite store keeps."""

from __future__ import annotations

import pytest

from sync import messages as m
from sync.ports import Replica
from tests.contract.sync_store.suite import OutboxContract, ReplicaContract, Terminal
from tests.fakes.sync_store import MemoryOutbox, MemoryReplica


class MemoryTerminal:
    def __init__(self) -> None:
        self.outbox = MemoryOutbox()

    def write(self, kind: str = "operator.signed_in") -> m.WireOp:
        return self.outbox.write(kind)


class TestMemoryOutbox(OutboxContract):
    @pytest.fixture
    def terminal(self) -> Terminal:
        return MemoryTerminal()


class TestMemoryReplica(ReplicaContract):
    @pytest.fixture
    def replica(self) -> Replica:
        return MemoryReplica()

    def held(self, replica: Replica) -> dict[str, int]:
        assert isinstance(replica, MemoryReplica)
        return {key: row.rev for (_, key), row in replica.rows[self.scope].items()}


def test_missing_pictures_are_named_until_they_are_here() -> None:
    replica = MemoryReplica()
    replica.wanted = ["a" * 64, "b" * 64]
    assert replica.missing_images(1) == ("a" * 64,)
