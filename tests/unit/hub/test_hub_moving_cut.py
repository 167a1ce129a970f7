"""A move to PostgreSQL that is cut off or disturbed at any step: one hub is left, and a way on."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from hub import moving
from hub.bootstrap import Hub, build_hub
from hub.cli import moving as command
from hub.database_choice import FILE, NAMED, named_url, remember
from hub.moving import ASIDE, move
from hub.services.restoring import begin_generation
from hub.settings import HubSettings
from hub.store import meta
from hub.store.database import Database, Engine, open_engine, open_postgres
from hub.store.postgres_engine import without_password
from retail.errors import RuleError
from sync.protocol import HubBusy
from tests.fakes.older_schema import made_up_to
from tests.fakes.postgres import Databases
from tests.unit.hub.conftest import HandClock


class Killed(BaseException):
    """The program ends here."""


def silent(_table: str, _done: int, _whole: int) -> None:
    """Nobody looks."""


@pytest.fixture
def folder(hub: Hub) -> Path:
    hub.close()
    return hub.data_dir


def mark_of(folder: Path, name: str = FILE) -> str | None:
    with closing(Database(open_engine(folder / name))) as database, database.read() as connection:
        return meta.get(connection, meta.MOVED_TO)


def cut_before_the_url(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(_folder: Path, _url: str) -> None:
        raise error

    monkeypatch.setattr(moving, "remember", fail)


def test_cut_between_the_mark_and_the_url_the_file_refuses_and_the_same_move_finishes(
    folder: Path, databases: Databases, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = databases.empty()
    with monkeypatch.context() as patch:
        cut_before_the_url(patch, Killed())
        with pytest.raises(Killed):
            move(folder, url, clock, silent)
    assert mark_of(folder) == without_password(url) and not (folder / NAMED).exists()
    with pytest.raises(RuleError) as refusal:
        build_hub(folder, clock=clock)
    assert refusal.value.code == "hub_moved" and "hub move" in refusal.value.message
    # Not to a database that merely has the same name, nor to another.
    for other in (databases.empty(), databases.for_a_hub()):
        with pytest.raises(RuleError) as refusal:
            move(folder, other, clock, silent)
        assert refusal.value.code == "hub_moved"
    done = move(folder, url, clock, silent)
    assert (done.rows, done.aside) == ({}, ASIDE) and not (folder / FILE).exists()
    after = build_hub(folder, clock=clock)
    assert after.database.on_postgres and after.is_set_up
    after.close()


def test_cut_between_the_mark_and_the_url_a_restore_goes_back_to_the_file(
    folder: Path, databases: Databases, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        cut_before_the_url(patch, Killed())
        with pytest.raises(Killed):
            move(folder, databases.empty(), clock, silent)
    back = build_hub(folder, HubSettings(put_back=True), clock)
    begin_generation(back.database, clock)
    back.close()
    after = build_hub(folder, clock=clock)
    assert not after.database.on_postgres and after.is_set_up
    after.close()


def test_a_database_that_was_made_anew_since_is_not_taken_for_the_hub(
    folder: Path, databases: Databases, clock: HandClock
) -> None:
    for url in (databases.empty(), databases.for_a_hub()):
        with closing(Database(open_engine(folder / FILE))) as database, database.write() as connection:
            meta.put(connection, meta.MOVED_TO, without_password(url))
        with pytest.raises(RuleError) as refusal:
            move(folder, url, clock, silent)
        assert refusal.value.code == "hub_moved" and not (folder / NAMED).exists()


def test_a_url_that_cannot_be_written_is_told_as_a_move_to_finish(
    folder: Path, databases: Databases, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = databases.empty()
    with monkeypatch.context() as patch:
        cut_before_the_url(patch, OSError(errno.ENOSPC, "full"))
        with pytest.raises(RuleError) as refusal:
            move(folder, url, clock, silent)
    assert refusal.value.code == "move_unfinished" and "again" in refusal.value.message
    assert move(folder, url, clock, silent).aside == ASIDE


def test_statistics_that_fail_do_not_undo_a_move(
    folder: Path, databases: Databases, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_and_break(url: str) -> Engine:
        engine = open_postgres(url)

        @event.listens_for(engine, "before_cursor_execute", retval=True)
        def meddle(_raw: object, _cursor: object, statement: str, values: object, *_more: object) -> object:
            return ("ANALYZE no_such_table" if statement == "ANALYZE" else statement), values

        return engine

    monkeypatch.setattr(moving, "open_postgres", open_and_break)
    done = move(folder, databases.empty(), clock, silent)
    assert done.rows["hub_meta"] and done.aside == ASIDE


def test_a_file_that_cannot_be_renamed_is_told(
    folder: Path, databases: Databases, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ASIDE / "in the way").mkdir(parents=True)
    assert command.run(folder, databases.empty(), as_json=False) == 0
    said = capsys.readouterr().out
    assert f"could not be renamed to {ASIDE}" in said and "the old file is" not in said
    assert (folder / FILE).exists() and mark_of(folder)


def test_a_program_that_has_the_file_open_is_told_and_nothing_is_moved(
    folder: Path, databases: Databases, clock: HandClock
) -> None:
    url = databases.empty()
    with closing(build_hub(folder, clock=clock)):
        with pytest.raises(RuleError) as refusal:
            move(folder, url, clock, silent)
        assert refusal.value.code == "hub_file_in_use"
    assert mark_of(folder) is None and not (folder / NAMED).exists()
    assert move(folder, url, clock, silent).aside == ASIDE


def test_nobody_writes_to_the_file_while_it_is_copied(
    folder: Path, databases: Databases, clock: HandClock
) -> None:
    refused: list[str] = []

    def disturb(table: str, _done: int, _whole: int) -> None:
        if table == "hub_meta":
            with closing(Database(open_engine(folder / FILE, busy_ms=1))) as other:
                try:
                    with other.write() as connection:
                        meta.put(connection, "late", "lost")
                except HubBusy as error:
                    refused.append(str(error))

    move(folder, databases.empty(), clock, disturb)
    assert refused and all("locked" in one for one in refused)


def test_a_file_of_an_older_program_is_backed_up_and_moved(
    tmp_path: Path, databases: Databases, clock: HandClock
) -> None:
    folder, url = tmp_path / "older", databases.empty()
    folder.mkdir()
    with closing(Database(open_engine(folder / FILE))) as database:
        made_up_to(database, "0009", tmp_path)
        with database.write() as connection:
            meta.put(connection, meta.URL, "https://hub.example")
    assert move(folder, url, clock, silent).aside == ASIDE
    assert len(list((folder / "backups").iterdir())) == 1
    with closing(Database(open_postgres(url))) as database, database.read() as connection:
        assert meta.get(connection, meta.URL) == "https://hub.example"


# --- database.url ---------------------------------------------------------------------------------------

URL = "postgresql://u@h/d"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_the_service_may_read_what_root_wrote(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        remember(tmp_path, URL)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / NAMED).stat().st_mode) == 0o644
    assert named_url(tmp_path).endswith("u@h/d")


def test_a_full_disk_leaves_no_scrap_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        remember(tmp_path, URL)
    assert list(tmp_path.iterdir()) == []


def test_a_url_that_may_not_be_read_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(tmp_path, URL)

    def deny(_path: Path, *_more: object, **_named: object) -> str:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "read_text", deny)
    with pytest.raises(RuleError) as refusal:
        named_url(tmp_path)
    assert refusal.value.code == "database_url_unreadable"
