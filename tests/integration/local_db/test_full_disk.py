"""A full disk: the ballast goes and the sale in hand is saved; then nothing is, in plain words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local_db.ballast import Ballast
from local_db.invariants import check
from local_db.terminal import LocalTerminal
from local_db.unit_of_work import LocalUnitOfWork
from pos_app.ports.store import StoreFull
from tests.fakes.shop import MILK, a_line
from tests.fakes.store import BALLAST, KEYS, a_completed, an_op, open_terminal, record


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[LocalTerminal]:
    opened = open_terminal(tmp_path / "data")
    yield opened
    opened.close()


def fill(terminal: LocalTerminal) -> None:
    """Let `pos.db` grow by no further page."""
    driver = terminal.pos.driver
    pages = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count = {pages}")


def make_room(terminal: LocalTerminal) -> None:
    terminal.pos.driver.execute("PRAGMA max_page_count = 1000000")


def big_sale(unit: LocalUnitOfWork, number: int) -> None:
    """A sale that needs new pages."""
    unit.settings.put(f"before-{number}", "x" * 100)
    record(unit, a_completed(number))
    unit.settings.put(f"after-{number}", "y" * 20_000)


def test_without_room_nothing_is_written_and_it_is_said(terminal: LocalTerminal) -> None:
    terminal.ballast.drop()
    fill(terminal)
    with (
        pytest.raises(StoreFull, match="disk of this terminal is full") as caught,
        terminal.store.write() as unit,
    ):
        big_sale(unit, 1)
    assert caught.value.code == "store_full"
    with terminal.store.read() as unit:
        assert unit.sales.get("txn-1") is None
        assert unit.settings.get("before-1") is None
    make_room(terminal)
    with terminal.store.write() as unit:
        big_sale(unit, 1)
    with terminal.store.read() as unit:
        assert unit.sales.get("txn-1") is not None


def test_the_sale_in_hand_is_written_once_room_was_made(
    terminal: LocalTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def give_up_ballast() -> bool:
        asked.append(1)
        # What a real disk gives back by the ballast's deletion, this file gets by a higher limit.
        make_room(terminal)
        return terminal.ballast.drop()

    monkeypatch.setattr(terminal.pos, "_make_room", give_up_ballast)
    fill(terminal)
    with terminal.store.write() as unit:
        big_sale(unit, 1)
        big_sale(unit, 2)
    assert asked == [1]
    with terminal.store.read() as unit:
        for number in (1, 2):
            assert unit.sales.get(f"txn-{number}") is not None
            assert unit.settings.get(f"before-{number}") == "x" * 100
            assert unit.settings.get(f"after-{number}") == "y" * 20_000


def test_a_sale_of_many_lines_is_written_once_though_the_disk_filled_in_the_middle_of_them(
    terminal: LocalTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def give_up_ballast() -> bool:
        made.append(terminal.pos.driver.in_transaction)
        make_room(terminal)
        return terminal.ballast.drop()

    monkeypatch.setattr(terminal.pos, "_make_room", give_up_ballast)
    lines = [a_line(MILK, line_id=f"line-{number:03d}") for number in range(400)]
    body = a_completed(1, *lines)
    with terminal.store.write() as unit:
        seq = unit.journal.append(an_op("sale.completed", body)).seq
        fill(terminal)
        unit.sales.add(body, seq, "sale")
    assert made
    rows = terminal.pos.driver.execute("SELECT count(*), count(DISTINCT line_id) FROM sale_line").fetchone()
    assert rows == (400, 400)


def test_the_ballast_holds_its_place_and_comes_back(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "ballast", BALLAST)
    assert not ballast.there
    assert not ballast.drop()
    ballast.restore()
    assert ballast.there
    path = tmp_path / "ballast"
    assert path.stat().st_blocks * 512 >= BALLAST
    assert Ballast(path, BALLAST).there
    assert ballast.drop()
    assert not path.exists()
    ballast.restore()
    assert path.stat().st_size == BALLAST


def test_no_ballast_is_laid_where_room_is_scarce(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    ballast = Ballast(tmp_path / "ballast", free)
    ballast.restore()
    assert not ballast.there
    assert list(tmp_path.iterdir()) == []


def test_the_ballast_comes_back_after_a_commit(terminal: LocalTerminal) -> None:
    terminal.ballast.drop()
    with terminal.store.write() as unit:
        unit.settings.put("a", "b")
    assert terminal.ballast.there


def test_a_ballast_that_cannot_be_laid_spoils_no_sale(terminal: LocalTerminal, tmp_path: Path) -> None:
    terminal.ballast.drop()
    (tmp_path / "data" / "ballast").mkdir()
    with terminal.store.write() as unit:
        record(unit, a_completed(1))
    assert not terminal.ballast.there
    with terminal.store.read() as unit:
        assert unit.sales.get("txn-1") is not None


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB."""
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if sys.platform != "linux" or os.geteuid() != 0 or mount is None or umount is None:
        pytest.skip("needs Linux, root and mount(8) for a small tmpfs")
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=False)
    if made.returncode:
        pytest.skip("root may not mount a tmpfs here")
    yield folder
    subprocess.run([umount, str(folder)], check=True)


def test_on_a_full_disk_the_ballast_saves_the_sale_in_hand(small_disk: Path) -> None:
    data = small_disk / "data"
    terminal = open_terminal(data)
    assert terminal.ballast.there
    filler = small_disk / "filler"
    _fill_disk(filler)

    sold = 0
    while terminal.ballast.there:
        sold += 1
        with terminal.store.write() as unit:
            record(unit, a_completed(sold))
        assert sold < 1000
    with terminal.store.read() as unit:
        assert unit.sales.get(f"txn-{sold}") is not None

    with pytest.raises(StoreFull):
        while True:
            with terminal.store.write() as unit:
                record(unit, a_completed(sold + 1))
            sold += 1
    filler.unlink()
    with terminal.store.write() as unit:
        record(unit, a_completed(sold + 1))
    assert terminal.ballast.there
    terminal.close()
    assert check(data, KEYS) == []


def _fill_disk(filler: Path) -> None:
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return
