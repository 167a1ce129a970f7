"""A hub that is set up with the demo shop, on real SQLite files, driven without a wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from hub.bootstrap import Hub, build_hub
from hub.services.setup import ShopPlan, read_plan, set_up
from hub.services.terminal_service import TerminalService
from hub.store import meta, terminals
from hub.store.terminals import TerminalRecord
from tests.unit.hub.terminal_journal import AT, Journal

DEMO_STORE = Path(__file__).parents[3] / "hub" / "demo" / "store.toml"


class HandClock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.ms = AT

    def now(self) -> int:
        return self.ms


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def plan() -> ShopPlan:
    """The demo shop without its people, whose PINs take a while to hash."""
    return msgspec.structs.replace(read_plan(DEMO_STORE), operators=())


@pytest.fixture
def hub(tmp_path: Path, clock: HandClock, plan: ShopPlan) -> Iterator[Hub]:
    made = build_hub(tmp_path / "hub", clock=clock)
    set_up(made.database, plan, None, clock.now())
    yield made
    made.close()


@pytest.fixture
def hub_gen(hub: Hub) -> str:
    with hub.database.read() as connection:
        return meta.need(connection, meta.GENERATION)


@pytest.fixture
def records(hub: Hub) -> tuple[TerminalRecord, ...]:
    with hub.database.read() as connection:
        return terminals.every(connection)


@pytest.fixture
def service(hub: Hub, records: tuple[TerminalRecord, ...]) -> TerminalService:
    return hub.terminal_service(records[0].terminal_id)


@pytest.fixture
def journal(records: tuple[TerminalRecord, ...]) -> Journal:
    return Journal(records[0].terminal_id, records[0].store_id)


@pytest.fixture
def journal_of(records: tuple[TerminalRecord, ...]) -> Callable[[int], Journal]:
    def make(place: int) -> Journal:
        one = records[place]
        return Journal(one.terminal_id, one.store_id, one.terminal_no)

    return make
