"""Before another program version: what stands in the way, and the way back to an older format."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from local_db.changeover import go_back, standing
from local_db.terminal import LocalTerminal
from local_db.upgrade import POS_MIGRATIONS, Migrations
from retail.errors import DataError, KnownError, RuleError
from retail.session import TillSession
from sync.ports import OpResult
from tests.fakes.store import KEYS, a_completed, open_terminal, record

NEXT_NUMBER = POS_MIGRATIONS.newest + 1
NEXT = f'''"""A made-up next migration."""
from alembic import op
revision = "{NEXT_NUMBER:04}"
down_revision = "{POS_MIGRATIONS.newest:04}"
def upgrade() -> None:
    op.execute("ALTER TABLE setting ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0")
def downgrade() -> None:
    op.execute("ALTER TABLE setting DROP COLUMN changed_at")
'''


@pytest.fixture
def newer(tmp_path: Path) -> Migrations:
    """The migrations of a made-up next version."""
    folder = tmp_path / "migrations"
    shutil.copytree(POS_MIGRATIONS.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / f"m{NEXT_NUMBER:04}_changed_at.py").write_text(NEXT)
    return Migrations(folder=folder, newest=NEXT_NUMBER)


def with_a_sale(terminal: LocalTerminal) -> None:
    with terminal.store.write() as unit:
        record(unit, a_completed(1))


OPEN = TillSession(
    session_id="session-1",
    number=1,
    state="open",
    business_date="2026-11-21",
    currency="EUR",
    opening_float=10000,
    opened_by="anna",
    opened_at=1,
)


def send_all(terminal: LocalTerminal) -> None:
    waiting = terminal.outbox.waiting(100)
    terminal.outbox.acknowledge(
        [OpResult(seq=op.seq, hash=op.hash, status="applied") for op in waiting], at=1
    )


def test_an_empty_queue_and_a_closed_session_are_ready(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    with_a_sale(terminal)
    send_all(terminal)
    terminal.close()
    found = standing(tmp_path, KEYS)
    assert (found.ready, found.waiting, found.format) == (True, 0, POS_MIGRATIONS.newest)


def test_what_is_not_at_the_hub_stands_in_the_way(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    with_a_sale(terminal)
    terminal.close()
    found = standing(tmp_path, KEYS)
    assert (found.ready, found.waiting) == (False, 1)
    with pytest.raises(RuleError, match="1 journal entries are not at the hub yet"):
        go_back(tmp_path, KEYS, POS_MIGRATIONS.newest - 1)


def test_an_open_session_stands_in_the_way(tmp_path: Path, newer: Migrations) -> None:
    terminal = open_terminal(tmp_path, migrations=newer)
    with terminal.store.write() as unit:
        unit.sessions.save(OPEN)
    terminal.close()
    assert not standing(tmp_path, KEYS, newer).ready
    with pytest.raises(RuleError, match="Close it at the till first"):
        go_back(tmp_path, KEYS, POS_MIGRATIONS.newest, newer)


def test_an_open_till_stands_in_the_way(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    with pytest.raises(KnownError, match="Close it first"):
        standing(tmp_path, KEYS)
    terminal.close()


def test_the_way_back_keeps_every_sale_and_the_older_program_opens_the_file(
    tmp_path: Path, newer: Migrations
) -> None:
    terminal = open_terminal(tmp_path, migrations=newer)
    with_a_sale(terminal)
    send_all(terminal)
    terminal.close()
    with pytest.raises(DataError, match="newer version"):
        open_terminal(tmp_path)
    assert go_back(tmp_path, KEYS, POS_MIGRATIONS.newest, newer)
    assert not (tmp_path / "catalogue.db").exists()
    assert len(list((tmp_path / "backups").iterdir())) == 1
    older = open_terminal(tmp_path)
    with older.store.read() as unit:
        assert unit.sales.get("txn-1") is not None
    older.close()
    assert not go_back(tmp_path, KEYS, POS_MIGRATIONS.newest, newer)


def test_a_folder_without_a_terminal_and_a_wrong_key_say_so(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="no terminal"):
        standing(tmp_path / "nothing", KEYS)
    open_terminal(tmp_path).close()
    other = replace(KEYS, database_key=b"x" * 32)
    with pytest.raises(DataError):
        standing(tmp_path, other)


def test_the_real_migrations_go_all_the_way_back(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    with_a_sale(terminal)
    send_all(terminal)
    terminal.close()
    assert go_back(tmp_path, KEYS, 1)
    assert standing(tmp_path, KEYS).format == 1
    again = open_terminal(tmp_path)
    with again.store.read() as unit:
        assert unit.sales.get("txn-1") is not None
    again.close()
