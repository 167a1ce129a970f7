"""Numbered migrations: a fresh file, a start with nothing to do, and an upgrade with its backup."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from local_db.database import Database
from local_db.engine import pos_engine
from local_db.upgrade import BACKUPS_KEPT, CATALOGUE_MIGRATIONS, POS_MIGRATIONS, Migrations, back_up
from retail.errors import DataError
from tests.fakes.store import KEYS, a_completed, open_terminal, record

NEXT_NUMBER = POS_MIGRATIONS.newest + 1
NEXT = f'''"""A made-up next migration."""
from alembic import op
revision = "{NEXT_NUMBER:04}"
down_revision = "{POS_MIGRATIONS.newest:04}"
def upgrade() -> None:
    op.execute("ALTER TABLE setting ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0")
'''
BROKEN = (
    NEXT
    + """    op.execute("CREATE TABLE half (a INTEGER)")
    op.execute("this is no SQL")
"""
)


@pytest.fixture
def next_migrations(tmp_path: Path) -> Migrations:
    """The real migrations of `pos.db` and one more."""
    folder = tmp_path / "migrations"
    shutil.copytree(POS_MIGRATIONS.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / f"m{NEXT_NUMBER:04}_changed_at.py").write_text(NEXT)
    return Migrations(folder=folder, newest=NEXT_NUMBER)


def with_a_sale(data: Path) -> None:
    terminal = open_terminal(data)
    with terminal.store.write() as unit:
        record(unit, a_completed(1))
        unit.settings.put("look", "dark")
    terminal.close()


@pytest.mark.parametrize("migrations", [POS_MIGRATIONS, CATALOGUE_MIGRATIONS])
def test_the_newest_number_is_that_of_the_last_file(migrations: Migrations) -> None:
    numbers = sorted(int(path.name[1:5]) for path in migrations.folder.glob("m[0-9]*.py"))
    assert numbers == list(range(1, migrations.newest + 1))


def test_an_upgrade_keeps_the_data_and_leaves_a_backup_that_opens(
    tmp_path: Path, next_migrations: Migrations
) -> None:
    data = tmp_path / "data"
    with_a_sale(data)
    terminal = open_terminal(data, migrations=next_migrations)
    with terminal.store.read() as unit:
        assert unit.sales.get("txn-1") is not None
        assert unit.settings.get("look") == "dark"
    assert terminal.pos.driver.execute("SELECT changed_at FROM setting").fetchall() == [(0,)]
    terminal.close()

    (backup,) = (data / "backups").iterdir()
    assert not backup.read_bytes().startswith(b"SQLite format 3")
    old = Database(pos_engine(backup, KEYS.database_key, read_only=True), backup.name)
    assert old.driver.execute("PRAGMA user_version").fetchone() == (POS_MIGRATIONS.newest,)
    assert old.driver.execute("SELECT count(*) FROM sale").fetchone() == (1,)
    old.close()

    # The second start has nothing to do and backs nothing up; the older program refuses the file.
    open_terminal(data, migrations=next_migrations).close()
    assert len(list((data / "backups").iterdir())) == 1
    with pytest.raises(DataError, match="newer version"):
        open_terminal(data)


def test_a_failed_upgrade_leaves_the_file_as_it_was(tmp_path: Path, next_migrations: Migrations) -> None:
    data = tmp_path / "data"
    with_a_sale(data)
    (next_migrations.folder / f"m{NEXT_NUMBER:04}_changed_at.py").write_text(BROKEN)
    with pytest.raises(Exception, match="syntax error"):
        open_terminal(data, migrations=next_migrations)
    terminal = open_terminal(data)
    tables = terminal.pos.driver.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall()
    assert tables == []
    with terminal.store.read() as unit:
        assert unit.sales.get("txn-1") is not None
    terminal.close()


def test_only_the_newest_backups_are_kept(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path / "data")
    made = [back_up(terminal.pos.driver, tmp_path / "backups", "pos").name for _ in range(BACKUPS_KEPT + 2)]
    assert sorted(path.name for path in (tmp_path / "backups").iterdir()) == made[2:]
    terminal.close()


def test_a_start_with_nothing_to_do_does_not_import_alembic(tmp_path: Path) -> None:
    open_terminal(tmp_path).close()
    program = (
        "import sys\nfrom pathlib import Path\nfrom tests.fakes.store import open_terminal\n"
        "open_terminal(Path(sys.argv[1])).close()\nprint('alembic' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["False"]
