"""The hub merges certain pairs by itself: any number of one person, and never what a person has parted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hub.bootstrap import Hub
from hub.services.invariants import check
from hub.store import aliases
from hub.store.terminals import TerminalRecord
from tests.unit.hub.loyalty_desk import Till

BOTH_ENGINES = True
CERTAIN = {"card_code": "K-1", "phone": "+49301234567"}


@pytest.fixture
def till(hub: Hub, records: tuple[TerminalRecord, ...], hub_gen: str) -> Iterator[Till]:
    yield Till(hub, records[0], hub_gen)
    assert check(hub.engine) == []


def merged(hub: Hub) -> dict[str, str]:
    with hub.database.read() as connection:
        return aliases.every(connection)


def test_three_who_are_certainly_one_are_merged_in_one_go(hub: Hub, till: Till) -> None:
    for customer_id in ("dora", "dora2", "dora3"):
        till.know(customer_id, name=customer_id, **CERTAIN)
    hub.merges.set_by_itself(wanted=True)
    assert hub.merges.tidy() != []
    assert merged(hub) == {"dora2": "dora", "dora3": "dora"}
    assert hub.merges.tidy() == []


def test_who_was_parted_from_a_group_is_not_merged_into_it_again(hub: Hub, till: Till) -> None:
    till.know("dora", name="Dora", **CERTAIN)
    till.know("dora2", name="D.", **CERTAIN)
    till.know("frida", name="Frida")
    hub.merges.merge("dora", "frida", "ada")
    hub.merges.set_by_itself(wanted=True)
    hub.merges.tidy()
    joined = merged(hub)
    assert set(joined) | set(joined.values()) == {"dora", "dora2", "frida"}
    hub.merges.undo("dora2" if "dora2" in joined else "frida", "ada")
    parted = merged(hub)
    assert hub.merges.tidy() == []
    assert merged(hub) == parted


def test_a_number_that_half_the_shop_has_makes_nobody_a_candidate(hub: Hub, till: Till) -> None:
    for number in range(aliases.MOST_SHARING + 1):
        till.know(f"c{number:03d}", name=f"C{number}", phone="+490000")
    till.know("dora", name="Dora", phone="+490000", card_code="K-1")
    till.know("dora2", name="D.", phone="+490000", card_code="K-1")
    assert [(one.customer_ids, one.same) for one in hub.merges.candidates()] == [
        (("dora", "dora2"), ("card",))
    ]
