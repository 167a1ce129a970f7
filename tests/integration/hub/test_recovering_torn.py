"""The disk of a broken terminal is torn beside its journal: what was sold comes to the hub all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from local_db.config import ConfigCache
from local_db.database import Database
from local_db.dead_drafts import Unread
from local_db.engine import pos_engine
from local_db.faults import PAGE_BYTES
from local_db.terminal import LocalTerminal
from local_db.unit_of_work import LocalUnitOfWork
from pos_app.commands import Scan, TenderCash
from retail.errors import KnownError
from tests.fakes.broken_till import MILK, Shop, sell
from tests.fakes.store import KEYS


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path)
    yield made
    made.close()


def reads(disk: Path, look: Callable[[LocalUnitOfWork, Database], object]) -> bool:
    try:
        with closing(Database(pos_engine(disk / "pos.db", KEYS.database_key), "pos.db")) as pos, pos.read():
            look(LocalUnitOfWork(pos, ConfigCache(), lambda: 0), pos)
    except KnownError:
        return False
    return True


def journal(_unit: LocalUnitOfWork, pos: Database) -> object:
    return pos.driver.execute("SELECT * FROM journal").fetchall()


def drafts(_unit: LocalUnitOfWork, pos: Database) -> object:
    return pos.driver.execute("SELECT * FROM draft").fetchall()


def paper(unit: LocalUnitOfWork, _pos: Database) -> object:
    return unit.print_jobs.waiting()


def session(unit: LocalUnitOfWork, _pos: Database) -> object:
    return unit.sessions.current()


def tear(disk: Path, lost: Callable[[LocalUnitOfWork, Database], object]) -> None:
    """Destroy one page so that of what is looked at only this can no longer be read."""
    LocalTerminal(disk, KEYS, lambda: 0, ballast_bytes=0).close()
    file = disk / "pos.db"
    whole = file.read_bytes()
    for at in range(len(whole) - PAGE_BYTES, PAGE_BYTES, -PAGE_BYTES):
        file.write_bytes(whole[:at] + bytes(PAGE_BYTES) + whole[at + PAGE_BYTES :])
        if all(reads(disk, look) != (look is lost) for look in (journal, drafts, paper, session)):
            return
    raise AssertionError("no page could be torn")


@pytest.mark.parametrize(("lost", "unread"), [(paper, "paper"), (session, "session")])
def test_a_torn_page_beside_a_whole_journal_stops_nothing(
    shop: Shop, lost: Callable[[LocalUnitOfWork, Database], object], unread: Unread
) -> None:
    sell(shop)
    open_txn = shop.a.sale(Scan(raw=MILK)).txn_id
    disk = shop.disk()
    tear(disk, lost)
    said = shop.recover(shop.replace(), disk)
    assert (said.proved.whole, shop.sold, said.left.unread) == (True, 1, (unread,))
    assert [txn.txn_id for txn in said.left.parked] == [open_txn]
    assert (len(said.left.unprinted), said.left.session_number) == ((0, 1) if lost is paper else (1, 0))


def test_of_a_torn_journal_open_sales_with_payments_are_told(shop: Shop) -> None:
    for _ in range(6):
        sell(shop)
    sale = shop.a.sale(Scan(raw=MILK))
    shop.a.ok(TenderCash(txn_id=sale.txn_id, amount=100))
    disk = shop.disk()
    tear(disk, journal)
    said = shop.recover(shop.replace(), disk)
    assert not said.proved.whole
    assert [txn.txn_id for txn in said.left.paid] == [sale.txn_id]
    assert said.left.unread == ()
    assert sorted(shop.tasks()) == ["recovered_in_part", "recovered_payment"]
