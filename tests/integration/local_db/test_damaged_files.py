"""Torn, truncated, emptied and overwritten files: recovered where they can come again, else refused."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from local_db.invariants import check
from retail.errors import DataError, KnownError
from tests.fakes.clock import CountedIds
from tests.fakes.store import KEYS, a_completed, enrol, load_catalogue, load_config, open_terminal, record

Damage = Callable[[bytes, random.Random], bytes]
PAGE = 4096


def truncated(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(1, len(content))]


def zeroed(content: bytes, dice: random.Random) -> bytes:
    page = dice.randrange(len(content) // PAGE)
    count = dice.randint(1, 8) * PAGE
    return (
        content[: page * PAGE]
        + bytes(min(count, len(content) - page * PAGE))
        + content[page * PAGE + count :]
    )


def scribbled(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + dice.randbytes(min(700, len(content) - at)) + content[at + 700 :]


def headless(content: bytes, dice: random.Random) -> bytes:
    return dice.randbytes(100) + content[100:]


def empty(_content: bytes, _dice: random.Random) -> bytes:
    return b""


def no_database(_content: bytes, dice: random.Random) -> bytes:
    return dice.randbytes(dice.choice([1, 100, 5000]))


DAMAGES = (truncated, zeroed, scribbled, headless, empty, no_database)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A terminal that has sold, closed in order."""
    data = tmp_path_factory.mktemp("sound")
    terminal = open_terminal(data)
    load_config(terminal)
    load_catalogue(terminal)
    ids = CountedIds()
    for number in range(1, 31):
        with terminal.store.write() as unit:
            unit.settings.next_count("receipt")
            record(unit, a_completed(number), ids)
    terminal.close()
    return data


def damaged(sound: Path, to: Path, file: str, damage: Damage, seed: int) -> bytes:
    """A copy of the terminal with one file damaged; its content afterwards."""
    to.mkdir()
    for name in ("pos.db", "catalogue.db", "witness"):
        (to / name).write_bytes((sound / name).read_bytes())
    content = damage((sound / file).read_bytes(), random.Random(seed))  # noqa: S311 - dice, no secrets
    (to / file).write_bytes(content)
    return content


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_pos_db_is_refused_and_left_alone_or_told_by_verify(
    sound: Path, tmp_path: Path, damage: Damage, seed: int
) -> None:
    data = tmp_path / "data"
    content = damaged(sound, data, "pos.db", damage, seed)
    try:
        terminal = open_terminal(data)
    except KnownError as error:
        assert error.code in ("database_damaged", "database_unreadable", "database_gone"), error
        assert "backup" in error.message or "support" in error.message, error.message
        assert (data / "pos.db").read_bytes() == content
        return
    # The bad page was not among those that a start reads: whoever verifies is told, nothing is sold twice.
    terminal.close()
    try:
        assert check(data, KEYS) != [] or content == (sound / "pos.db").read_bytes()
    except KnownError as error:
        assert error.code in ("database_damaged", "database_unreadable")


def test_an_emptied_pos_db_is_not_taken_for_a_new_terminal(sound: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    damaged(sound, data, "pos.db", empty, 0)
    with pytest.raises(DataError, match="backup") as caught:
        open_terminal(data)
    assert caught.value.code == "database_gone"
    assert (data / "pos.db").read_bytes() == b""
    with pytest.raises(DataError) as caught:
        check(data, KEYS)
    assert caught.value.code == "database_gone"


def test_a_pos_db_that_was_deleted_beside_its_witness_is_not_begun_anew(sound: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    damaged(sound, data, "pos.db", empty, 0)
    (data / "pos.db").unlink()
    with pytest.raises(DataError) as caught:
        open_terminal(data)
    assert caught.value.code == "database_gone"
    assert not (data / "pos.db").exists()


def test_a_start_that_was_interrupted_before_the_first_entry_begins_again(tmp_path: Path) -> None:
    (tmp_path / "pos.db").write_bytes(b"")
    (tmp_path / "witness").write_bytes(b"")
    terminal = open_terminal(tmp_path)
    enrol(terminal)
    terminal.close()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_catalogue_comes_again_and_the_sales_stay(
    sound: Path, tmp_path: Path, damage: Damage, seed: int
) -> None:
    data = tmp_path / "data"
    damaged(sound, data, "catalogue.db", damage, seed)
    terminal = open_terminal(data)
    for _ in range(3):  # damage may show only in use; then the file is begun anew and read again
        try:
            terminal.catalogue.search("milch", 5)
            terminal.replica.reset("catalogue", "feed-1")
            terminal.replica.reset("price:main", "feed-1")
            load_catalogue(terminal)
            break
        except DataError as error:
            assert error.code in ("database_damaged", "database_unreadable"), error
    found = terminal.catalogue.item("milk")
    assert found is not None
    assert found.price == 119
    with terminal.store.read() as unit:
        assert unit.sessions.sums("session-1").sales_count == 30
    terminal.close()
