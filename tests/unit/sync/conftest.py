"""Parts that the tests of the sync engine share: one terminal, one fake hub."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sync import messages as m
from sync.client import HttpHub
from sync.push import Pusher
from tests.fakes.hub import FakeHub
from tests.fakes.lying_hub import LyingHub, Reply
from tests.fakes.sync_store import FakeClock, MemoryOutbox
from tests.fakes.worker_till import Till
from tests.unit.sync.hub_client import KEY, PATIENT, PULL, HubAt


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


@pytest.fixture
def till(hub: FakeHub) -> Till:
    for number in range(3):
        hub.feed("catalogue").write("item", f"SKU{number}", {"name": f"Item {number}"})
    hub.feed("terminal:T1").write("terminal", "T1", {"number": 1})
    hub.feed("terminal:T2").write("terminal", "T2", {"number": 2})
    return Till(hub)


@pytest.fixture
def hub_at() -> Iterator[HubAt]:
    """Makes clients of a server, and closes them."""
    made: list[HttpHub] = []

    def make(server: LyingHub, fingerprint: str = "", **changes: Any) -> HttpHub:
        url = changes.pop("url", server.url)
        clock = changes.pop("clock", FakeClock())
        options: dict[str, Any] = {"program": "tillbridge/1", "timeouts": PATIENT} | changes
        made.append(HttpHub(url, fingerprint, "T1", KEY, clock, **options))
        return made[-1]

    yield make
    for hub in made:
        hub.close()


@pytest.fixture
def ask(hub_at: HubAt) -> Callable[..., m.PullReply]:
    """Pull once from a server with the given answers."""

    def pull(*answers: Reply) -> m.PullReply:
        with LyingHub(*answers) as server:
            return hub_at(server).pull(PULL)

    return pull
