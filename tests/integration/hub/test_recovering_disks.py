"""The folder of a broken terminal is not what it was, or is no terminal's: told, and nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.services.replacing import Replaced
from pos_app.commands import Scan, TenderCash
from retail.errors import KnownError
from sync.protocol import HubUnreachable
from tests.fakes.broken_till import MILK, Shop, code_of, sell


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path)
    yield made
    for till in (made.a, made.b):
        till.close()
    made.hub.close()


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
