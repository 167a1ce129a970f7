"""What a terminal that was put back, cloned or forged tries with rights at the hub."""

from __future__ import annotations

import contextlib

import pytest
from msgspec.structs import replace

from hub.bootstrap import Hub
from hub.services.terminal_service import TerminalService
from hub.store import stores, terminals
from hub.store.terminals import TerminalRecord
from retail.errors import KnownError
from retail.events import StockOverride
from retail.gift_card import account_id_of
from retail.loyalty import PointsEntry, ValueEntry
from retail.rights import RightSpent
from tests.fakes.loyalty_ops import sale_with
from tests.unit.hub.loyalty_desk import Till
from tests.unit.hub.terminal_journal import Journal, new_id
from tests.unit.hub.test_hub_stock import Stand

BOTH_ENGINES = True


@pytest.fixture
def stand(hub: Hub, service: TerminalService, journal: Journal, hub_gen: str) -> Stand:
    return Stand(hub, service, journal, hub_gen)


@pytest.fixture
def till(hub: Hub, records: tuple[TerminalRecord, ...], hub_gen: str) -> Till:
    return Till(hub, records[0], hub_gen)


@pytest.mark.parametrize("end", ["written off", "spent", "settled"])
def test_asked_again_a_request_does_not_bring_back_a_right_that_is_over(stand: Stand, end: str) -> None:
    stand.receive(milk=2000)
    request_id = new_id()
    right = stand.ask("milk", 1000, request_id).right
    assert right is not None
    assert stand.ask("milk", 1000, request_id).right == right
    if end == "written off":
        stand.hub.rights.write_off(right.grant_id, "ada", "Lost")
    elif end == "spent":
        spent = RightSpent(grant_id=right.grant_id, kind="stock", subject="milk", quantity=1000, line_id="l")
        stand.sell("milk", rights=(spent,))
    else:
        stand.settle(right, 1000)
    again = stand.ask("milk", 1000, request_id)
    assert again.right is None
    stand.expect()


def test_a_card_of_another_currency_gives_no_right(hub: Hub, till: Till) -> None:
    (code,) = hub.gift_cards.make(1, "CHF", "ada")
    account = account_id_of(code)
    hub.gift_cards.adjust(code, 5000, "ada", "Moved")
    told = till.ask("gift_card", account, 1000)
    assert (told.right, told.code) == (None, "account_unknown")


MANY = 66_000
"""More than PostgreSQL takes parameters."""


def test_a_sale_that_speaks_of_very_many_rights_stops_nothing(till: Till) -> None:
    rights = tuple(RightSpent(grant_id=f"g{n}", kind="stock", subject="m", quantity=1) for n in range(MANY))
    sale_with(till.journal, rights=rights)
    assert till.push() == [("applied", None)]


def test_a_sale_about_more_accounts_than_it_could_be_is_put_aside(till: Till) -> None:
    values = tuple(
        ValueEntry(entry_id=f"v{n}", account_id=f"g{n}", kind="gift_card", act="load", amount=1)
        for n in range(101)
    )
    points = tuple(
        PointsEntry(entry_id=f"p{n}", account_id=f"a{n}", kind="accrual", points=1) for n in range(101)
    )
    rights = tuple(
        RightSpent(grant_id=f"g{n}", kind="points", subject=f"a{n}", quantity=1) for n in range(101)
    )
    sale_with(till.journal, values=values)
    sale_with(till.journal, points=points)
    sale_with(till.journal, rights=rights)
    assert [code for _, code in till.push()] == [
        "entries_impossible",
        "entries_impossible",
        "rights_impossible",
    ]


def test_impossible_numbers_are_told_and_stop_nothing(hub: Hub, till: Till) -> None:
    huge = 2**53 - 1
    over = StockOverride(line_id="l", sku="milk", quantity=huge, available=-huge, as_of=huge)
    spent = RightSpent(grant_id="g", kind="points", subject="anna", quantity=huge)
    sale_with(till.journal, rights=(spent,), overrides=(over,))
    sale_with(till.journal)
    assert till.push()[1][0] == "applied"


@pytest.mark.parametrize(("request_id", "sku"), [("a\0b", "milk"), ("a", "mi\0lk")])
def test_a_request_with_nul_is_refused_or_answered_in_words(stand: Stand, request_id: str, sku: str) -> None:
    with contextlib.suppress(KnownError):
        assert stand.ask(sku, 1000, request_id).code == "not_tracked"


@pytest.fixture
def far(stand: Stand, records: tuple[TerminalRecord, ...]) -> Stand:
    """A terminal of a second store."""
    with stand.hub.database.write() as connection:
        (store,) = stores.every(connection)
        for number, store_id in ((8, "far"), (9, "third")):
            profile = replace(store.profile, store_id=store_id, store_no=number)
            stores.put(connection, replace(store, profile=profile))
        terminals.add(connection, replace(records[0], terminal_id="far-1", terminal_no=8, store_id="far"))
    return Stand(stand.hub, stand.hub.terminal_service("far-1"), Journal("far-1", "far", 8), stand.hub_gen)


@pytest.mark.parametrize("kind", ["stock.sent", "stock.arrived"])
def test_a_transfer_between_other_stores_is_not_meddled_with(stand: Stand, far: Stand, kind: str) -> None:
    stand.receive(milk=5000)
    stand.moved("stock.sent", {"milk": -3000}, other_store="third", transfer_id="t1")
    stand.push()
    before = stand.rows("stock:third", "transfer")
    delta = -1000 if kind == "stock.sent" else 3000
    far.moved(kind, {"milk": delta}, other_store=stand.journal.store_id, transfer_id="t1")
    far.push()
    assert stand.rows("stock:third", "transfer") == before
    assert stand.rows(f"stock:{stand.journal.store_id}", "transfer") == {}
    assert "transfer_foreign" in stand.kinds()


def test_entries_on_accounts_of_another_store_are_told(till: Till, far: Stand) -> None:
    till.know("anna")
    hub = far.hub
    (code,) = hub.gift_cards.make(1, "EUR", "ada", till.store_id)
    earned = PointsEntry(entry_id="p", account_id="anna", kind="accrual", points=5)
    taken = ValueEntry(entry_id="v", account_id=account_id_of(code), kind="gift_card", act="load", amount=5)
    sale_with(till.journal, points=(earned,), values=(taken,))
    till.push()
    assert far.kinds() == []
    points = PointsEntry(entry_id="p2", account_id="anna", kind="redemption", points=-5)
    spent = ValueEntry(
        entry_id="v2", account_id=account_id_of(code), kind="gift_card", act="spend", amount=-5
    )
    sale_with(far.journal, points=(points,), values=(spent,))
    far.push()
    assert far.kinds() == ["account_foreign", "account_foreign"]
