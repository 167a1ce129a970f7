"""A terminal's files copied, put back and run twice: both histories arrive at a real hub, nothing doubles."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.services.invariants import check
from local_db.invariants import check_pos
from tests.fakes.forking import Machine, Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = Shop(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def till(shop: Shop) -> Iterator[Machine]:
    machine = shop.machine("till")
    yield machine
    machine.close()


def findings(shop: Shop, *machines: Machine) -> list[object]:
    """What does not hold; numbers of receipts are the test's own."""
    found: list[object] = [one for one in check(shop.hub.engine) if one.rule != "receipts"]
    for machine in machines:
        with machine.local.pos.read():
            found += [one for one in check_pos(machine.local.pos) if one.invariant != "receipt_numbers"]
    return found


def test_a_rolled_back_disk_is_found_out_by_the_hub_and_both_histories_arrive(
    shop: Shop, till: Machine
) -> None:
    till.sell(5)
    till.sync()
    copy = till.copy("copy")
    till.sell(4)
    till.sync()
    till.put_back(copy)
    assert till.begun() == 0
    till.sell(2)
    assert till.sync() == "idle"
    assert till.begun() == 1
    assert sorted(shop.held()) == sorted(shop.sold)
    assert shop.tasks() == ["journal_forked"]
    assert findings(shop, till) == []


def test_numbers_go_on_above_those_that_the_hub_knows(shop: Shop, till: Machine) -> None:
    till.sell(3)
    copy = till.copy("copy")
    till.sell(7)
    till.sync()
    till.put_back(copy)
    till.sync()
    with till.local.store.write() as unit:
        assert unit.settings.next_count("receipt") == 11


def test_a_database_put_back_alone_is_found_out_before_the_hub_hears_of_it(shop: Shop, till: Machine) -> None:
    till.sell(5)
    till.sync()
    copy = till.copy("copy", whole=False)
    till.sell(4)
    till.sync()
    till.put_back(copy)
    assert till.begun() == 1
    till.sell(2)
    assert till.sync() == "idle"
    assert till.begun() == 1
    assert sorted(shop.held()) == sorted(shop.sold)
    assert shop.tasks() == ["journal_rolled_back"]
    assert findings(shop, till) == []


def test_a_clone_on_another_machine_and_its_original_sell_at_the_same_time(shop: Shop, till: Machine) -> None:
    till.sell(5)
    till.sync()
    clone = Machine(shop, till.copy("clone"))
    for _ in range(4):
        for machine in (till, clone):
            machine.sell(3)
            machine.sync(35)
    assert till.sync() == clone.sync() == "idle"
    assert till.begun() + clone.begun() == 1
    assert sorted(shop.held()) == sorted(shop.sold)
    assert [kind for kind in shop.tasks() if kind != "receipt_number_twice"] == ["journal_forked"]
    assert findings(shop, till, clone) == []
    clone.close()


def test_a_clone_made_after_an_epoch_began_forks_again(shop: Shop, till: Machine) -> None:
    till.sell(2)
    till.sync()
    clone = Machine(shop, till.copy("clone"))
    clone.sell(1)
    clone.sync()
    till.sell(1)
    till.sync()
    other = Machine(shop, till.copy("other"))
    other.sell(1)
    other.sync()
    till.sell(1)
    till.sync()
    assert [machine.begun() for machine in (clone, till, other)] == [0, 2, 1]
    assert sorted(shop.held()) == sorted(shop.sold)
    assert shop.tasks() == ["journal_forked", "journal_forked"]
    assert findings(shop, till, clone, other) == []
    clone.close()
    other.close()


def test_a_fork_at_a_hub_that_was_restored(shop: Shop, till: Machine) -> None:
    till.sell(3)
    till.sync()
    shop.back_up("before")
    copy = till.copy("copy")
    till.sell(3)
    till.sync()
    till.put_back(copy)
    till.sell(2)
    till.sync()
    assert till.begun() == 1
    mine = till.journaled()
    shop.restore("before")
    till.hub_changed()
    till.sell(1)
    assert till.sync() == "idle"
    assert {*mine, *till.journaled()} <= {*shop.held()}
    assert len(shop.held()) == len(set(shop.held()))
    assert findings(shop, till) == []


def test_one_copy_and_its_original_are_never_told_twice_of_one_fork(shop: Shop, till: Machine) -> None:
    till.sell(3)
    till.sync()
    copy = till.copy("copy")
    till.sell(1)
    till.sync()
    till.put_back(copy)
    for _ in range(3):
        till.sell(1)
        till.sync()
        till.restart()
    assert shop.tasks() == ["journal_forked"]


class Story:
    """A seeded run of acts on a growing number of machines."""

    def __init__(self, shop: Shop, seed: int) -> None:
        self.shop = shop
        self.dice = random.Random(seed)  # noqa: S311 - dice, no secrets
        self.machines = [shop.machine("till")]
        self.copies: list[Path] = []
        self.backups: list[str] = []
        self.arrived: set[str] = set()
        """Sales that were at the hub since it was last restored."""

    def act(self, step: int) -> None:
        machine = self.dice.choice(self.machines)
        acts = [self.sell, self.sell, self.sync, self.sync, self.copy, self.put_back, self.clone, self.hub]
        self.dice.choice(acts)(machine, step)

    def sell(self, machine: Machine, _step: int) -> None:
        machine.sell(self.dice.randint(1, 4))

    def sync(self, machine: Machine, _step: int) -> None:
        machine.sync(self.dice.choice([0.5, 10.0, 70.0]))
        self.arrived.update(self.shop.held())

    def copy(self, machine: Machine, step: int) -> None:
        self.copies.append(machine.copy(f"copy-{step}", whole=self.dice.random() < 0.5))

    def put_back(self, machine: Machine, _step: int) -> None:
        if self.copies:
            machine.put_back(self.dice.choice(self.copies))

    def clone(self, machine: Machine, step: int) -> None:
        if len(self.machines) < 3:
            self.machines.append(Machine(self.shop, machine.copy(f"clone-{step}")))

    def hub(self, _machine: Machine, step: int) -> None:
        if self.backups and self.dice.random() < 0.5:
            self.shop.restore(self.dice.choice(self.backups))
            self.arrived = set(self.shop.held())
            for machine in self.machines:
                machine.hub_changed()
        else:
            self.backups.append(f"backup-{step}")
            self.shop.back_up(self.backups[-1])


@pytest.mark.parametrize("seed", range(12))
def test_any_order_of_copies_sales_restores_and_pushes_loses_and_doubles_nothing(
    shop: Shop, seed: int
) -> None:
    story = Story(shop, seed)
    for step in range(25):
        story.act(step)
    for _ in range(2):
        for machine in story.machines:
            assert machine.sync(150.0) == "idle"
    held = shop.held()
    assert len(held) == len(set(held))
    assert story.arrived <= set(held)
    for machine in story.machines:
        assert machine.journaled() <= set(held)
        assert machine.local.outbox.count_waiting().ops == 0
    assert findings(shop, *story.machines) == []
    for machine in story.machines:
        machine.close()
