"""Parts that the tests of the sync engine share: one terminal, one fake hub."""

from __future__ import annotations

import pytest

from sync.push import Pusher
from tests.fakes.hub import FakeHub
from tests.fakes.sync_store import FakeClock, MemoryOutbox


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def hub() -> FakeHub:
    return FakeHub()


@pytest.fixture
def outbox() -> MemoryOutbox:
    return MemoryOutbox()


@pytest.fixture
def pusher(hub: FakeHub, outbox: MemoryOutbox, clock: FakeClock) -> Pusher:
    return Pusher(hub.api("T1"), outbox, clock, program="tillbridge/test", op_versions={})
