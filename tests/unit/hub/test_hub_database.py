"""The hub's file: upgraded by numbers, backed up before, never opened when newer; one writer at a time."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from hub.bootstrap import Hub, build_hub
from hub.settings import HubSettings
from hub.store import meta
from hub.store.database import Database, Watch, check_sqlite, open_engine
from hub.store.nonces import NonceStore
from hub.store.tables import metadata
from hub.store.upgrade import MIGRATIONS, upgrade
from retail.errors import DataError, RuleError
from sync.protocol import HubBusy
from tests.unit.hub.conftest import HandClock


def test_the_migrations_make_the_schema_of_the_tables(hub: Hub) -> None:
    with hub.database.read() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []


def test_the_pragmas_of_the_live_connection(hub: Hub) -> None:
    def ask(name: str) -> object:
        return connection.execute(text(f"PRAGMA {name}")).scalar_one()

    with hub.database.write() as connection:
        assert (ask("journal_mode"), ask("synchronous"), ask("foreign_keys")) == ("wal", 2, 1)


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path, clock: HandClock) -> None:
    build_hub(tmp_path, clock=clock).close()
    database = Database(open_engine(tmp_path / "hub.db"))
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    database.close()
    with pytest.raises(DataError) as refusal:
        build_hub(tmp_path, clock=clock)
    assert refusal.value.code == "database_newer"
    assert "0999" in refusal.value.message
    assert not (tmp_path / "backups").exists()


NEWEST = max(path.name[1:5] for path in (MIGRATIONS / "versions").glob("m[0-9]*.py"))
AFTER = f"{int(NEWEST) + 1:04}"
NEXT = f"""\"\"\"A migration of tomorrow.\"\"\"
from alembic import op
revision = "{AFTER}"
down_revision = "{NEWEST}"


def upgrade():
    op.execute("CREATE TABLE tomorrow (x INTEGER)")
    {{more}}
"""


def test_an_older_database_is_backed_up_and_upgraded_whole_or_not_at_all(tmp_path: Path) -> None:
    database = Database(open_engine(tmp_path / "hub.db"))
    backups = tmp_path / "backups"
    assert upgrade(database, backups) is None
    assert upgrade(database, backups) == NEWEST
    assert not backups.exists()
    future = shutil.copytree(
        MIGRATIONS, tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__")
    )
    step = future / "versions" / f"m{AFTER}_tomorrow.py"
    step.write_text(NEXT.format(more="op.execute('nonsense')"))
    with pytest.raises(OperationalError):
        upgrade(database, backups, future)
    step.write_text(NEXT.format(more="pass"))
    assert upgrade(database, backups, future) == NEWEST
    assert upgrade(database, backups, future) == AFTER
    database.close()
    assert sorted(path.name for path in backups.iterdir()) == [
        f"hub-before-{AFTER}-2.db",
        f"hub-before-{AFTER}.db",
    ]
    copy = Database(open_engine(backups / f"hub-before-{AFTER}.db"))
    with copy.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == NEWEST
    copy.close()


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
def test_a_sqlite_in_the_corruption_range_is_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(DataError, match="Install sqlcipher3"):
        check_sqlite(version)
    check_sqlite((3, 51, 3))


def test_two_processes_write_one_after_the_other(hub: Hub) -> None:
    other = Database(open_engine(hub.data_dir / "hub.db"))

    def count_up(database: Database) -> None:
        for _ in range(40):
            with database.write() as connection:
                value = int(meta.get(connection, "count") or 0)
                meta.put(connection, "count", str(value + 1))

    writers = [
        threading.Thread(target=count_up, args=(each,)) for each in (hub.database, other, hub.database)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    other.close()
    with hub.database.read() as connection:
        assert meta.get(connection, "count") == "120"


def test_a_block_that_raises_writes_nothing(hub: Hub) -> None:
    with pytest.raises(ZeroDivisionError), hub.database.write() as connection:
        meta.put(connection, "half", "done")
        raise ZeroDivisionError
    with hub.database.read() as connection:
        assert meta.get(connection, "half") is None


def test_a_writer_elsewhere_that_does_not_end_is_a_busy_hub(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "busy.db")
    database = Database(engine)
    with database.write() as connection:
        metadata.create_all(connection)
    raw = engine.raw_connection()
    raw.cursor().execute("BEGIN IMMEDIATE")
    quick = Database(open_engine(tmp_path / "busy.db", busy_ms=10))
    with pytest.raises(HubBusy), quick.write() as connection:
        meta.put(connection, "a", "b")
    raw.rollback()
    raw.close()
    quick.close()
    database.close()


def test_a_watch_sees_commits_of_others_once(hub: Hub) -> None:
    watch = Watch(hub.database)
    assert watch.changed()
    assert not watch.changed()
    with hub.database.write() as connection:
        meta.put(connection, "a", "b")
    assert watch.changed()
    assert not watch.changed()
    watch.close()


def test_a_nonce_is_taken_once_also_after_a_restart(tmp_path: Path) -> None:
    store = NonceStore(tmp_path / "n.db", keep_ms=1000)
    assert store.first_use("t1", "nonce-1", 5)
    assert not store.first_use("t1", "nonce-1", 6)
    assert store.first_use("t2", "nonce-1", 6)
    store.close()
    again = NonceStore(tmp_path / "n.db", keep_ms=1000)
    assert not again.first_use("t1", "nonce-1", 7)
    assert again.first_use("t1", "nonce-2", 5000)
    again.close()


def test_old_nonces_are_forgotten_and_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    store = NonceStore(path, keep_ms=1000)
    assert store.first_use("t1", "nonce-1", 5)
    store.close()
    later = NonceStore(path, keep_ms=1000)
    assert later.first_use("t1", "nonce-9", 10_000)
    assert later.first_use("t1", "nonce-1", 10_000)
    later.close()
    path.write_bytes(b"this is no database at all" * 100)
    anew = NonceStore(path, keep_ms=1000)
    assert anew.first_use("t1", "nonce-1", 10_000)
    anew.close()


def test_the_hub_keeps_its_identity(tmp_path: Path, clock: HandClock) -> None:
    def identity() -> tuple[str, str, bytes]:
        made = build_hub(tmp_path / "h", clock=clock)
        with made.database.read() as connection:
            found = meta.need(connection, meta.GENERATION), meta.need(connection, meta.RECOVERY_KEY)
        made.close()
        return *found, (tmp_path / "h" / "recovery.key").read_bytes()

    assert identity() == identity()
    made = build_hub(tmp_path / "h", clock=clock)
    assert not made.is_set_up
    with pytest.raises(RuleError):
        made.terminal_service("nobody")
    with made.database.read() as connection, pytest.raises(DataError):
        meta.need(connection, "nothing")
    made.close()


def test_settings_say_where_the_hub_is_reached() -> None:
    assert HubSettings(loopback_http=True).url(81) == "http://127.0.0.1:81"
    assert HubSettings(host="::1").url(81) == "https://[::1]:81"
    assert HubSettings(public_url="https://hub.example/").url(81) == "https://hub.example"
    assert HubSettings(host="::").url(81).endswith(":81")
    for bad in (HubSettings(host="192.0.2.1", loopback_http=True), HubSettings(port=70_000)):
        with pytest.raises(RuleError):
            bad.check()
    HubSettings(host="localhost", loopback_http=True).check()
