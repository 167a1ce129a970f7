"""What a hub leaves alone in a PostgreSQL database that another serves: its schema and its signing key."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from hub.bootstrap import build_hub
from hub.settings import HubSettings
from hub.store import lease as leases
from hub.store import meta
from hub.store import upgrade as upgrades
from hub.store.database import Database, open_postgres
from hub.store.lease import Lease
from hub.store.upgrade import MIGRATIONS, upgrade
from retail.errors import DataError
from tests.fakes.postgres import Databases
from tests.unit.hub.conftest import HandClock

NEWEST = max(path.name[1:5] for path in (MIGRATIONS / "versions").glob("m[0-9]*.py"))
AFTER = f"{int(NEWEST) + 1:04}"
NEXT = f"""\"\"\"A migration of tomorrow.\"\"\"
from alembic import op
revision = "{AFTER}"
down_revision = "{NEWEST}"


def upgrade():
    op.execute("CREATE TABLE tomorrow (x INTEGER)")
"""
WAIT_S = 60


def nobody() -> None:
    """Nobody is told."""


@pytest.fixture
def database(databases: Databases) -> Iterator[Database]:
    made = Database(open_postgres(databases.for_a_hub()))
    yield made
    made.close()


@pytest.fixture
def future(tmp_path: Path) -> Path:
    """The migrations of tomorrow's program."""
    ignored = shutil.ignore_patterns("__pycache__")
    made = shutil.copytree(MIGRATIONS, tmp_path / "migrations", ignore=ignored)
    (made / "versions" / f"m{AFTER}_tomorrow.py").write_text(NEXT)
    return made


def has_tomorrow(database: Database) -> bool:
    with database.read() as connection:
        return inspect(connection).has_table("tomorrow")


def test_the_schema_under_a_hub_that_serves_stays_as_it_is(
    database: Database, future: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrades, "PATIENCE_S", 0.3)
    monkeypatch.setattr(leases, "PATIENCE_S", WAIT_S)
    with closing(Lease(database.engine, nobody)) as lease:
        with pytest.raises(DataError) as refused:
            upgrade(database, tmp_path, future)
        assert refused.value.code == "hub_serves_older"
        assert not has_tomorrow(database)
        assert upgrade(database, tmp_path) == NEWEST
        lease.check()
    # A busy server may take a while to end the session of the lease, and its lock with it.
    monkeypatch.setattr(upgrades, "PATIENCE_S", WAIT_S)
    assert upgrade(database, tmp_path, future) == NEWEST
    assert has_tomorrow(database)
    # Who upgraded may serve, and its workers find nothing to upgrade.
    with closing(Lease(database.engine, nobody)):
        assert upgrade(database, tmp_path, future) == AFTER


def test_who_finds_the_upgrade_done_by_another_needs_no_lock(
    database: Database, future: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrades, "PATIENCE_S", WAIT_S)
    found: list[str | None] = []
    with closing(Lease(database.engine, nobody)):
        other = threading.Thread(target=lambda: found.append(upgrade(database, tmp_path, future)))
        other.start()
        with database.write() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :now"), {"now": AFTER})
        other.join(WAIT_S)
    assert found in ([NEWEST], [AFTER])
    assert not has_tomorrow(database)


def test_another_folder_signs_only_from_when_it_serves(
    databases: Databases, tmp_path: Path, clock: HandClock
) -> None:
    settings = HubSettings(database=databases.for_a_hub())
    with closing(build_hub(tmp_path / "one", settings, clock)) as one:
        assert one.snapshots.signs
        with one.database.read() as connection:
            known = meta.need(connection, meta.SIGNING_KEY)
        with closing(build_hub(tmp_path / "two", settings, clock)) as two:
            assert not two.snapshots.signs
            assert two.snapshots.offer("catalogue").state == "none"
            with one.database.read() as connection:
                assert meta.need(connection, meta.SIGNING_KEY) == known
            two.sign_snapshots()
            assert two.snapshots.signs
            with one.database.read() as connection:
                assert meta.need(connection, meta.SIGNING_KEY) != known
