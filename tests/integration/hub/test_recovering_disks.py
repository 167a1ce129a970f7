"""The folder of a broken terminal is not what it was, or is no terminal's: told, and nothing is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from hub.services.replacing import Replaced
from local_db.database import Database
from local_db.dead_copy import take_copy
from local_db.engine import pos_engine
from local_db.faults import PAGE_BYTES
from local_db.keys import create_keys
from local_db.terminal import LocalTerminal
from pos_app.commands import Scan, TenderCash
from retail.errors import KnownError
from sync.protocol import HubUnreachable
from tests.fakes.broken_till import MILK, Shop, code_of, sell
from tests.fakes.store import KEYS


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path)
    yield made
    made.close()


def broken_off(shop: Shop, done: Replaced, disk: Path) -> None:
    """A recovery that lost its line after the code was spent, with the disk copied."""
    with pytest.raises(HubUnreachable):
        shop.recover(done, disk, cut_after=1)


def test_run_again_on_a_newer_image_at_the_same_path_takes_the_newer(shop: Shop) -> None:
    sell(shop)
    done = shop.replace()
    broken_off(shop, done, shop.disk())
    sell(shop)
    said = shop.recover(done, shop.disk(), code="")
    assert (shop.copied, said.behind, shop.sold, shop.tasks()) == (["first", "newer"], False, 2, [])


def test_run_again_on_an_older_image_at_the_same_path_keeps_its_copy(shop: Shop) -> None:
    older = shop.disk().rename(shop.folder / "older")
    sell(shop)
    done = shop.replace()
    disk = shop.disk()
    broken_off(shop, done, disk)
    shutil.rmtree(disk)
    older.rename(disk)
    said = shop.recover(done, disk, code="")
    assert (shop.copied, said.behind, shop.sold, shop.tasks()) == (["first", "older_left"], False, 1, [])


def test_run_again_on_a_disk_that_died_since_goes_on_with_its_copy(shop: Shop) -> None:
    sell(shop)
    done = shop.replace()
    disk = shop.disk()
    broken_off(shop, done, disk)
    (disk / "pos.db").write_bytes(b"")
    shop.recover(done, disk, code="")
    assert (shop.copied, shop.sold) == (["first", "unreadable_left"], 1)


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("empty", "disk_empty"),
        ("no_terminal", "no_terminal_on_disk"),
        ("unreadable", "disk_unreadable"),
        ("another", "disk_of_another"),
    ],
)
def test_a_wrong_folder_named_after_the_disk_died_takes_no_copy_away(
    shop: Shop, named: str, code: str
) -> None:
    sell(shop)
    done = shop.replace()
    disk = shop.disk()
    with pytest.raises(HubUnreachable):
        shop.recover(done, disk, cut_after=0)
    shutil.rmtree(disk)
    wrong = shop.folder / ("x" * 300 if named == "unreadable" else "wrong")
    if named == "another":
        LocalTerminal(wrong, create_keys(shop.folder / "k"), lambda: 0, ballast_bytes=0).close()
    elif named != "unreadable":
        wrong.mkdir()
    if named == "empty":
        (wrong / "pos.db").touch()
    assert code_of(lambda: shop.recover(done, wrong)) == code
    assert shop.recover(done, disk).proved.whole
    assert (shop.copied[-1], shop.sold) == ("again", 1)
    assert not (shop.folder / "new" / "recovery").exists()


def mount_till_b(shop: Shop) -> Path:
    """The disk of the till next to it, under the very path of the broken one's; it sold later."""
    at = shop.folder / "disk"
    shutil.rmtree(at, ignore_errors=True)
    shutil.copytree(shop.b.data, at, ignore=shutil.ignore_patterns("*-shm", "*.lock"))
    os.utime(at / "pos.db", ns=(1, 2**61))
    return at


@pytest.mark.parametrize("calls", [0, 1])
def test_another_terminals_disk_at_the_same_path_takes_no_copy_away(shop: Shop, calls: int) -> None:
    sell(shop)
    shop.b.sale(Scan(raw=MILK))
    done = shop.replace()
    with pytest.raises(HubUnreachable):
        shop.recover(done, shop.disk(), cut_after=calls)
    said = shop.recover(done, mount_till_b(shop))
    assert (shop.copied, said.proved.whole, shop.sold) == (["first", "another_left"], True, 1)


def test_the_copy_of_a_wrong_disk_gives_way_to_the_right_one_at_the_same_path(shop: Shop) -> None:
    sell(shop)
    shop.b.sale(Scan(raw=MILK))
    done = shop.replace()
    with pytest.raises(HubUnreachable):
        shop.recover(done, mount_till_b(shop), cut_after=0)
    # Nobody has opened it yet, so nobody knows which of the two is wrong.
    assert code_of(lambda: shop.recover(done, shop.disk())) == "disk_of_another"
    assert shop.recover(done, shop.folder / "disk").proved.whole
    assert (shop.copied, shop.sold) == (["first", "another_left", "first"], 1)


def test_once_the_key_is_here_the_right_disk_takes_the_place_of_a_wrong_copy(shop: Shop) -> None:
    sell(shop)
    shop.b.sale(Scan(raw=MILK))
    done = shop.replace()
    broken_off(shop, done, shop.disk())
    other = shop.folder / "other"
    mount_till_b(shop).rename(other)
    recovery = shop.folder / "new" / "recovery"
    (copy,) = recovery.iterdir()
    shutil.rmtree(copy)
    take_copy(other, copy)
    assert shop.recover(done, shop.disk(), code="").proved.whole
    assert (shop.copied, shop.sold) == (["first", "newer"], 1)


def test_another_image_of_the_same_state_takes_the_place_of_none_but_a_torn_one(shop: Shop) -> None:
    sell(shop)
    done = shop.replace()
    good = shop.disk().rename(shop.folder / "good")
    disk = shop.disk()
    with (disk / "pos.db").open("r+b") as file:
        file.truncate(2 * PAGE_BYTES)
    (disk / "pos.db-wal").unlink(missing_ok=True)
    assert code_of(lambda: shop.recover(done, disk)) == "disk_torn"
    shutil.rmtree(disk)
    shutil.copytree(good, disk)
    os.utime(disk / "pos.db", ns=(1, 2**60))
    broken_off(shop, done, disk)
    (disk / "pos.db").write_bytes(bytes((disk / "pos.db").stat().st_size))
    assert shop.recover(done, disk, code="").proved.whole
    assert (shop.copied, shop.sold) == (["first", "newer", "again"], 1)


def test_a_lock_that_the_dying_disk_refuses_is_told(shop: Shop) -> None:
    disk = shop.disk()
    (disk / "terminal.lock").mkdir()
    assert code_of(lambda: shop.recover(shop.replace(), disk)) == "disk_unreadable"


def test_a_folder_without_a_terminal_says_where_there_is_one_and_the_own_folder_is_refused(
    shop: Shop,
) -> None:
    sell(shop)
    done = shop.replace()
    disk = shop.disk()
    lies = shop.folder / "mounted" / "home" / "till" / ".local" / "share" / "tillbridge" / "terminal"
    lies.parent.mkdir(parents=True)
    disk.rename(lies)
    with pytest.raises(KnownError, match=f"One lies in {lies}") as caught:
        shop.recover(done, shop.folder / "mounted")
    assert caught.value.code == "no_terminal_on_disk"
    assert code_of(lambda: shop.recover(done, shop.new_machine(done).data)) == "disk_is_own"
    (lies / "pos.db").write_bytes(b"")
    assert code_of(lambda: shop.recover(done, lies)) == "disk_empty"


def test_a_witness_of_another_terminal_says_nothing_of_the_disk(shop: Shop) -> None:
    sell(shop)
    for _ in range(9):
        sale = shop.b.sale(Scan(raw=MILK))
        shop.b.ok(TenderCash(txn_id=sale.txn_id, amount=sale.total))
    disk = shop.disk()
    shutil.copyfile(shop.b.data / "witness", disk / "witness")
    said = shop.recover(shop.replace(), disk)
    assert (said.proved.whole, shop.sold, shop.tasks()) == (True, 1, [])


def readable(disk: Path) -> int:
    """Entries that can be read before the first torn page."""
    pos = Database(pos_engine(disk / "pos.db", KEYS.database_key), "pos.db")
    found = 0
    try:
        for _row in pos.driver.execute("SELECT body FROM journal ORDER BY seq"):
            found += 1
    except dbapi2.Error:
        pass
    finally:
        pos.close()
    return found


def torn_page(disk: Path, between: range) -> None:
    """Destroy one page so that about as many entries can be read as `between` holds."""
    LocalTerminal(disk, KEYS, lambda: 0, ballast_bytes=0).close()
    file = disk / "pos.db"
    whole = file.read_bytes()
    for at in range(len(whole) - PAGE_BYTES, PAGE_BYTES, -PAGE_BYTES):
        file.write_bytes(whole[:at] + bytes(PAGE_BYTES) + whole[at + PAGE_BYTES :])
        try:
            found = readable(disk)
        except KnownError:
            continue
        if found in between:
            return
    raise AssertionError("no page of the journal could be torn")


def test_of_a_journal_with_a_torn_page_all_before_it_is_taken(shop: Shop) -> None:
    sell(shop)
    shop.a.push()
    sent = shop.a.local.outbox.acked().seq
    for _ in range(12):
        sell(shop)
    last = shop.a.local.outbox.head().seq
    disk = shop.disk()
    torn_page(disk, range(sent + 1, last - 1))
    said = shop.recover(shop.replace(), disk)
    assert sent < said.proved.upto == said.at_hub < said.proved.last == last
    assert shop.tasks() == ["recovered_in_part"]
