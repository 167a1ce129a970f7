"""Opening a terminal's files: pragmas, keys, damage, newer programs, two tills in one folder, threads."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from local_db import engine
from local_db.catalogue_schema import metadata as catalogue_metadata
from local_db.database import Database
from local_db.engine import CATALOGUE_PRAGMAS, POS_PRAGMAS, catalogue_engine, pos_engine, wrong_pragmas
from local_db.pos_schema import metadata as pos_metadata
from retail.errors import DataError, KnownError
from tests.fakes.store import KEYS, a_completed, load_catalogue, open_terminal, record


def test_the_live_connections_have_the_pragmas_that_durability_needs(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    assert wrong_pragmas(terminal.pos.driver, POS_PRAGMAS) == {}
    assert wrong_pragmas(terminal.catalogue_file.database.driver, CATALOGUE_PRAGMAS) == {}
    terminal.pos.driver.execute("PRAGMA synchronous = NORMAL")
    assert wrong_pragmas(terminal.pos.driver, POS_PRAGMAS) == {"synchronous": 1}
    terminal.close()


def test_a_pragma_that_does_not_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "POS_PRAGMAS", {"journal_mode": "nonsense"})
    with pytest.raises(DataError) as caught:
        pos_engine(tmp_path / "pos.db", KEYS.database_key).connect()
    assert caught.value.code == "pragma_refused"


@pytest.mark.parametrize(("metadata", "file"), [(pos_metadata, "pos"), (catalogue_metadata, "catalogue")])
def test_the_tables_are_those_that_the_statements_name(tmp_path: Path, metadata: object, file: str) -> None:
    terminal = open_terminal(tmp_path)
    driver = terminal.pos.driver if file == "pos" else terminal.catalogue_file.database.driver
    for name, table in metadata.tables.items():  # type: ignore[attr-defined]
        if name == "item_fts":
            continue
        there = [row[1] for row in driver.execute(f"PRAGMA table_info({name})").fetchall()]
        assert there == list(table.c.keys()), name
    terminal.close()


def test_the_data_file_is_unreadable_without_the_key(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    with terminal.store.write() as unit:
        record(unit, a_completed(1))
    terminal.close()
    content = (tmp_path / "pos.db").read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"journal" not in content
    assert b"milk" not in content


def test_another_key_is_refused_in_plain_words(tmp_path: Path) -> None:
    open_terminal(tmp_path).close()
    with pytest.raises(DataError, match=r"pos\.db cannot be read with this terminal's key") as caught:
        pos_engine(tmp_path / "pos.db", bytes(32)).connect()
    assert caught.value.code == "database_unreadable"


def test_a_key_of_the_wrong_size_is_a_mistake_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        pos_engine(tmp_path / "pos.db", b"short")


@pytest.mark.parametrize("content", [b"hello " * 1000, b"SQLite format 3\x00" + bytes(5000)])
def test_something_else_than_our_database_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pos.db").write_bytes(content)
    with pytest.raises(DataError) as caught:
        open_terminal(tmp_path)
    assert caught.value.code == "database_unreadable"
    assert (tmp_path / "pos.db").read_bytes() == content


def test_a_torn_file_is_refused(tmp_path: Path) -> None:
    open_terminal(tmp_path).close()
    path = tmp_path / "pos.db"
    path.write_bytes(path.read_bytes()[: 4096 * 3 + 100])
    with pytest.raises(DataError) as caught:
        open_terminal(tmp_path)
    assert caught.value.code in ("database_damaged", "database_unreadable")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "pos.db").mkdir()
    with pytest.raises(KnownError) as caught:
        open_terminal(tmp_path)
    assert caught.value.code == "database_io"


@pytest.mark.parametrize("file", ["pos.db", "catalogue.db"])
def test_a_file_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path, file: str) -> None:
    terminal = open_terminal(tmp_path)
    database = terminal.pos if file == "pos.db" else terminal.catalogue_file.database
    database.driver.execute("PRAGMA user_version = 99")
    terminal.close()
    before = (tmp_path / file).read_bytes()
    with pytest.raises(DataError, match="newer version of this program") as caught:
        open_terminal(tmp_path)
    assert caught.value.code == "file_newer"
    assert (tmp_path / file).read_bytes() == before


def test_a_second_till_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    program = (
        "from pathlib import Path\nimport sys\nfrom local_db.terminal_lock import TerminalLock\n"
        "from retail.errors import KnownError\n"
        "try:\n    TerminalLock(Path(sys.argv[1]))\nexcept KnownError as error:\n    print(error.message)"
    )
    lock = tmp_path / "terminal.lock"
    other = [sys.executable, "-c", program, str(lock)]
    said = subprocess.run(other, capture_output=True, text=True, check=True).stdout
    assert "Another program has this terminal open" in said
    with pytest.raises(KnownError) as caught:
        open_terminal(tmp_path)
    assert caught.value.code == "terminal_in_use"
    terminal.close()
    assert subprocess.run(other, capture_output=True, text=True, check=True).stdout == ""


def test_a_failed_opening_lets_go_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "pos.db").write_bytes(b"nonsense" * 1000)
    with pytest.raises(DataError):
        open_terminal(tmp_path)
    (tmp_path / "pos.db").unlink()
    open_terminal(tmp_path).close()


def test_the_file_belongs_to_one_thread(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    caught: list[BaseException] = []

    def elsewhere() -> None:
        try:
            with terminal.store.read():
                pass
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=elsewhere, name="sync")
    thread.start()
    thread.join()
    assert "thread sync" in str(caught[0])
    terminal.close()


def test_transactions_do_not_nest_and_reads_do_not_write(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    with (
        terminal.store.write(),
        pytest.raises(RuntimeError, match="already under way"),
        terminal.store.read(),
    ):
        pass
    with terminal.store.read() as unit, pytest.raises(RuntimeError, match="outside of a write"):
        unit.settings.put("a", "b")
    with pytest.raises(RuntimeError, match="outside of a transaction"):
        unit.settings.get("a")
    terminal.close()


def test_facts_are_never_changed_and_never_deleted(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    with terminal.store.write() as unit:
        record(unit, a_completed(1))
    driver = terminal.pos.driver
    for table in ("journal", "sale", "sale_line", "sale_tender", "sale_tax", "stock_movement"):
        with pytest.raises(Exception, match="never changed, never deleted"):
            driver.execute(f"UPDATE {table} SET seq = seq + 1")  # noqa: S608 - our own tables
        with pytest.raises(Exception, match="never changed, never deleted"):
            driver.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables
    with pytest.raises(Exception, match=r"never changed|without gaps"):
        driver.execute("INSERT OR REPLACE INTO journal SELECT * FROM journal")
    with pytest.raises(Exception, match="without gaps"):
        driver.execute(
            "INSERT INTO journal SELECT seq + 5, op_id || 'x', kind, v, hlc, body, prev_hash, "
            "hash, business_date, at FROM journal"
        )
    terminal.close()


@pytest.mark.parametrize("content", [b"", b"torn" * 2000, None])
def test_a_catalogue_that_is_torn_or_missing_is_begun_anew(tmp_path: Path, content: bytes | None) -> None:
    terminal = open_terminal(tmp_path)
    load_catalogue(terminal)
    terminal.close()
    path = tmp_path / "catalogue.db"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    terminal = open_terminal(tmp_path)
    assert terminal.catalogue.count() == 0
    assert terminal.replica.cursor("catalogue").seq == 0
    load_catalogue(terminal)
    assert terminal.catalogue.search("milch", 5)
    terminal.close()


def break_item_table(data: Path) -> None:
    """Overwrite the root page of the item table, as a bad sector would."""
    path = data / "catalogue.db"
    database = Database(catalogue_engine(path), path.name)
    (page,) = database.driver.execute("SELECT rootpage FROM sqlite_master WHERE name = 'item'").fetchone()
    (size,) = database.driver.execute("PRAGMA page_size").fetchone()
    database.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(bytes(content))


def test_damage_that_shows_while_selling_begins_the_catalogue_anew(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    load_catalogue(terminal)
    terminal.close()
    break_item_table(tmp_path)
    terminal = open_terminal(tmp_path)
    assert terminal.replica.cursor("catalogue").seq > 0
    assert terminal.catalogue.item("milk") is None
    assert terminal.replica.cursor("catalogue").seq == 0
    load_catalogue(terminal)
    assert terminal.catalogue.item("milk") is not None
    terminal.close()


def test_damage_that_shows_while_rows_arrive_begins_the_catalogue_anew(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    load_catalogue(terminal)
    terminal.close()
    break_item_table(tmp_path)
    terminal = open_terminal(tmp_path)
    terminal.replica.reset("catalogue", "feed-1")
    with pytest.raises(DataError) as caught:
        load_catalogue(terminal)
    assert caught.value.code == "database_damaged"
    assert terminal.replica.cursor("catalogue").epoch == ""
    load_catalogue(terminal)
    assert terminal.catalogue.search("milch", 5)
    terminal.close()


def test_a_terminal_that_was_never_enrolled_says_so(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    with pytest.raises(KnownError) as caught:
        terminal.outbox.identity()
    assert caught.value.code == "not_enrolled"
    terminal.close()


def test_another_writer_is_waited_for_and_then_named(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    terminal.pos.driver.execute("PRAGMA busy_timeout = 1")
    other = Database(pos_engine(tmp_path / "pos.db", KEYS.database_key), "pos.db")
    with other.write(), pytest.raises(KnownError, match="Another program is using"), terminal.store.write():
        pass
    other.close()
    terminal.close()
