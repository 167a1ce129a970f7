"""A hub that is set up with the demo shop, on real SQLite files, driven without a wire."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from hub.bootstrap import DATABASE, Hub, build_hub
from hub.database_choice import open_database
from hub.services.setup import ShopPlan, read_plan, set_up
from hub.services.terminal_service import TerminalService
from hub.settings import HubSettings
from hub.store import meta, terminals
from hub.store.terminals import TerminalRecord
from hub.store.upgrade import back_up, upgrade
from tests.fakes.postgres import Databases
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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A module that says `BOTH_ENGINES = True` runs its tests of a hub on PostgreSQL too.

    Except those that it names in `SQLITE_ALONE`: they speak to SQLite itself.
    """
    alone = metafunc.function.__name__ in getattr(metafunc.module, "SQLITE_ALONE", ())
    both = getattr(metafunc.module, "BOTH_ENGINES", False) and not alone
    if both and "database_url" in metafunc.fixturenames:
        metafunc.parametrize("database_url", ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """The database of the hub: "" is SQLite in its folder."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return ""
    databases: Databases = request.getfixturevalue("databases")
    return databases.for_a_hub()


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a hub's tables and nothing in them: copied, a hub opens in half the time."""
    folder = tmp_path_factory.mktemp("ready")
    database = open_database(folder)
    upgrade(database, folder / "backups")
    made = back_up(database, folder / "ready.db")
    database.close()
    return made


@pytest.fixture
def hub(
    tmp_path: Path, clock: HandClock, plan: ShopPlan, database_url: str, ready_file: Path
) -> Iterator[Hub]:
    if not database_url:
        (tmp_path / "hub").mkdir()
        shutil.copyfile(ready_file, tmp_path / "hub" / DATABASE)
    made = build_hub(tmp_path / "hub", HubSettings(database=database_url), clock)
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
