"""A till and a hub on a disk that is really full: the sale in hand is saved, and room heals the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.services.invariants import check as check_hub
from local_db.invariants import check
from local_db.witness import Witness
from pos_app.commands import AddItem, OpenSession, TenderCash
from pos_app.ports.store import StoreFull
from sync import messages as m
from sync.protocol import HubBusy
from tests.fakes.counter import Counter, seed
from tests.fakes.forking import TERMINAL, Machine, Shop
from tests.fakes.shop import BERLIN, SUPERVISOR
from tests.fakes.small_disk import fill, small_disk
from tests.fakes.store import KEYS


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "6m") as folder:
        yield folder


def sell(till: Counter) -> str:
    """One sale; empty, or the code of its refusal."""
    outcome = till.send(AddItem(sku="milk"))
    if not outcome.ok or outcome.sale is None:
        return Counter.code(outcome)
    paid = till.send(TenderCash(txn_id=outcome.sale.txn_id, amount=500))
    return "" if paid.ok else Counter.code(paid)


def test_the_till_completes_the_sale_in_hand_refuses_the_next_and_goes_on_with_room(
    tmp_path: Path, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.fakes.store.BALLAST", 512 * 1024)
    till = Counter(seed(tmp_path / "seed", BERLIN), disk / "till")
    till.stand(SUPERVISOR)
    till.ok(OpenSession(opening_float=0))
    assert till.local.ballast.there
    fill(disk / "filler")
    sold = 0
    while not (said := sell(till)):
        sold += 1
        assert sold < 2000
    assert said == "store_full"
    assert sold > 0
    assert not till.local.ballast.there
    assert sell(till) == "store_full"
    assert till.journal().count("sale.completed") == sold
    till.close()

    # A start on the full disk: nothing is lost, and nothing is taken for a rollback.
    (disk / "filler").unlink()
    fill(disk / "filler")
    with pytest.raises(StoreFull, match="Free some space"):
        till._open()
    (disk / "filler").unlink()
    till._open()
    assert till.local.outbox.epoch_change() is None
    assert till.journal().count("sale.completed") == sold
    till.stand(SUPERVISOR)
    assert sell(till) == ""
    assert till.journal().count("sale.completed") == sold + 1
    assert till.local.ballast.there
    till.close()
    witness = Witness(disk / "till" / "witness")
    assert witness.mark is not None
    witness.close()
    assert check(disk / "till", KEYS) == []


def test_a_start_on_a_full_disk_gives_the_ballast_up(tmp_path: Path, disk: Path) -> None:
    till = Counter(seed(tmp_path / "seed", BERLIN), disk / "till")
    till.close()
    assert (disk / "till" / "ballast").exists()
    fill(disk / "filler")
    till._open()
    assert not till.local.ballast.there
    till.close()


def test_a_hub_on_a_full_disk_answers_503_and_half_applies_nothing(tmp_path: Path, disk: Path) -> None:
    shop = Shop(disk)
    shop.folder = tmp_path
    till = shop.machine("till")
    till.sell(5)
    assert till.sync() == "idle"
    fill(disk / "filler")
    states = []
    for _ in range(400):
        till.sell(20)
        states.append(till.sync(40))
        if states[-1] == "busy":
            break
    assert states[-1] == "busy"
    with pytest.raises(HubBusy):
        _push(shop, till)
    assert check_hub(shop.hub.engine) == []
    before = shop.held()
    assert len(before) == len(set(before)) < len(shop.sold)
    (disk / "filler").unlink()
    assert till.sync(200) == "idle"
    assert sorted(shop.held()) == sorted(shop.sold)
    assert check_hub(shop.hub.engine) == []
    till.close()
    shop.close()


def _push(shop: Shop, till: Machine) -> None:
    who = till.local.outbox.identity()
    ops = till.local.outbox.waiting(100)
    shop.hub.terminal_service(TERMINAL).push(m.PushRequest(hub_gen=who.hub_gen, epoch=who.epoch, ops=ops))
