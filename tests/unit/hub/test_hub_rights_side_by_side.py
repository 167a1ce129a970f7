"""Two tills of one store at once, on PostgreSQL too: first sales, cards, rights beside pushes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from hub.bootstrap import Hub
from hub.services.invariants import check
from hub.store.terminals import TerminalRecord
from retail.errors import RuleError
from retail.gift_card import account_id_of
from retail.loyalty import PointsEntry, ValueEntry
from tests.fakes.loyalty_ops import redeeming, sale_with, settled, valued
from tests.unit.hub.loyalty_desk import Till
from tests.unit.hub.terminal_journal import new_id

BOTH_ENGINES = True
ROUNDS = 6


@pytest.fixture
def tills(hub: Hub, records: tuple[TerminalRecord, ...], hub_gen: str) -> tuple[Till, Till]:
    return Till(hub, records[0], hub_gen), Till(hub, records[1], hub_gen)


def together(*works: Callable[[], Any]) -> list[Any]:
    with ThreadPoolExecutor(len(works)) as pool:
        return [one.result() for one in [pool.submit(work) for work in works]]


def written_off(hub: Hub, grant_id: str) -> str:
    try:
        return hub.rights.write_off(grant_id, "ada", "Lost").grant.state
    except RuleError as error:
        return error.code


def test_both_are_the_first_to_sell_to_a_customer_and_to_load_a_card(
    hub: Hub, tills: tuple[Till, Till]
) -> None:
    for number in range(ROUNDS):
        for till in tills:
            points = PointsEntry(entry_id=new_id(), account_id=f"c{number}", kind="accrual", points=5)
            card = ValueEntry(
                entry_id=new_id(), account_id=f"g{number}", kind="gift_card", act="load", amount=5
            )
            sale_with(till.journal, points=(points,), values=(card,))
        assert together(tills[0].push, tills[1].push) == [[("applied", None)]] * 2
    assert check(hub.engine) == []


def test_a_card_is_granted_once_however_tills_ask_spend_and_give_back(
    hub: Hub, tills: tuple[Till, Till]
) -> None:
    (code,) = hub.gift_cards.make(1, "EUR", "ada")
    account = account_id_of(code)
    for number in range(ROUNDS):
        hub.gift_cards.adjust(code, 100, "ada", "Loaded")
        first = tills[0].right("gift_card", account, 100)
        if number % 2:
            settled(tills[0].journal, first, 100)
        else:
            valued(tills[0].journal, "gift_card", account, "spend", -100, first)
        status, *asked = together(
            tills[0].push,
            lambda: tills[1].ask("gift_card", account, 100),
            lambda: tills[1].ask("gift_card", account, 100),
        )
        assert status == [("applied", None)]
        granted = [one.right for one in asked if one.right is not None]
        assert len(granted) <= number % 2
        for right in granted:
            valued(tills[1].journal, "gift_card", account, "spend", -100, right)
            tills[1].push()
        if number % 2 and not granted:
            hub.gift_cards.adjust(code, -100, "ada", "Emptied")
        assert hub.gift_cards.show(code)["balance"] == 0
    assert check(hub.engine) == []


def test_a_write_off_beside_the_sale_that_spends_it_gives_the_points_back_once(
    hub: Hub, tills: tuple[Till, Till]
) -> None:
    tills[0].know("anna")
    for _ in range(ROUNDS):
        hub.loyalty.adjust_points("anna", 100, "ada", "Gift")
        right = tills[0].right("points", "anna", 100)
        redeeming(tills[0].journal, "anna", 100, right)
        status, what = together(tills[0].push, partial(written_off, hub, right.grant_id))
        assert status == [("applied", None)]
        assert what in ("written_off", "right_used_up")
        assert tills[1].ask("points", "anna", 0).available == 0
    assert check(hub.engine) == []
