"""Parked sales at two tills and the real hub: never lost, never doubled, found where they were sold twice."""

from __future__ import annotations

import pytest

from pos_app import commands as c
from pos_app.commands.carts import DropClaim
from pos_app.commands.hub_desk import TendRights
from pos_app.queries import ListSuspended
from retail.cart import CartRequest
from tests.fakes.carts_on_tills import (
    COLA,
    MILK,
    ONLINE,
    everybody_knows,
    hub_answers,
    line_ids,
    listed,
    notice,
    park,
    pay,
    pull,
)
from tests.fakes.two_tills import Store


def test_a_sale_parked_at_one_till_is_opened_at_the_other(store: Store) -> None:
    sale = park(store.a, MILK, COLA)
    everybody_knows(store)
    (shown,) = store.b.ask(ListSuspended())
    assert (shown.state, shown.note, shown.total, shown.till) == ("elsewhere", "red jacket", 243, "T1")
    store.b.ok(c.ResumeSale(txn_id=sale.txn_id))
    assert listed(store.b) == [(sale.txn_id, "asking")]
    opened = hub_answers(store.b)
    assert line_ids(opened) == [line.line_id for line in sale.lines]
    assert listed(store.b) == []
    pull(store.a)
    assert listed(store.a) == [], "the feed says who has it"
    assert store.a.refused(c.ResumeSale(txn_id=sale.txn_id)) == "not_suspended"
    assert pay(store.b) != sale.txn_id
    everybody_knows(store)
    assert (store.tasks(), store.findings()) == ([], [])


def test_of_two_that_open_it_at_once_one_gets_it(store: Store) -> None:
    sale = park(store.a)
    everybody_knows(store)
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    store.b.ok(c.ResumeSale(txn_id=sale.txn_id))
    assert line_ids(hub_answers(store.b))
    assert notice(hub_answers(store.a)) == "parked_taken"
    assert listed(store.a) == []
    pay(store.b)
    everybody_knows(store)
    assert (store.tasks(), store.findings()) == ([], [])


def test_the_till_that_parked_it_takes_it_back(store: Store) -> None:
    sale = park(store.a)
    everybody_knows(store)
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    assert listed(store.a) == [(sale.txn_id, "asking")]
    assert line_ids(hub_answers(store.a)) == [line.line_id for line in sale.lines]
    store.a.push()
    pull(store.b)
    assert listed(store.b) == []
    assert pay(store.a) == sale.txn_id
    everybody_knows(store)
    assert (store.tasks(), store.findings()) == ([], [])


def test_offline_each_till_has_its_own(store: Store) -> None:
    sale = park(store.a)
    everybody_knows(store)
    for till in (store.a, store.b):
        till.live.sync = None
    assert listed(store.b) == [(sale.txn_id, "unreachable")]
    store.b.ok(c.ResumeSale(txn_id=sale.txn_id))
    outcome = hub_answers(store.b, offline=True)
    assert notice(outcome) == "claim_needs_hub"
    assert outcome.notice is not None and outcome.notice.params["till"] == "T1"
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    assert notice(hub_answers(store.a, offline=True)) == "resumed_alone"
    pay(store.a)
    store.a.push()
    store.b.ok(TendRights(again=True))
    hub_answers(store.b)
    everybody_knows(store)
    assert (listed(store.b), store.tasks(), store.findings()) == ([], [], [])


def test_both_go_on_with_it_and_the_hub_finds_it(store: Store) -> None:
    sale = park(store.a)
    everybody_knows(store)
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    hub_answers(store.a, offline=True)
    store.a.ok(c.SuspendSale(note="again"))
    store.b.ok(c.ResumeSale(txn_id=sale.txn_id))
    hub_answers(store.b)
    pay(store.b)
    pull(store.a)
    assert listed(store.a) == [(sale.txn_id, "here")], "what it went on with alone is never taken from it"
    assert store.a.ok(c.ResumeSale(txn_id=sale.txn_id)).sale is not None
    pay(store.a)
    everybody_knows(store)
    assert set(store.tasks()) == {"parked_sale_taken_twice", "cart_line_sold_twice"}
    assert store.findings() == []


def test_a_claim_that_was_granted_and_crashed_is_found_again(store: Store) -> None:
    sale = park(store.a)
    everybody_knows(store)
    store.b.ok(c.ResumeSale(txn_id=sale.txn_id))
    (question,) = store.b.nudges.questions
    assert isinstance(question, CartRequest)
    store.hub.terminal_service("terminal-2").carts(question)
    store.b.nudges.questions.clear()
    store.b.restart()
    store.b.live.sync = ONLINE
    store.b.ok(TendRights(again=True))
    assert store.b.nudges.questions == [question]
    assert notice(hub_answers(store.b)) == "claim_waits"
    pull(store.a)
    assert (listed(store.a), listed(store.b)) == ([], [(sale.txn_id, "granted")])
    store.b.stand()
    assert line_ids(store.b.ok(c.ResumeSale(txn_id=sale.txn_id))) == [line.line_id for line in sale.lines]
    pay(store.b)
    everybody_knows(store)
    assert (store.tasks(), store.findings()) == ([], [])


@pytest.mark.parametrize("granted", [False, True])
def test_who_waits_no_longer_gives_it_back(store: Store, granted: bool) -> None:
    sale = park(store.a)
    everybody_knows(store)
    store.b.ok(c.ResumeSale(txn_id=sale.txn_id))
    if granted:
        store.b.ok(c.Scan(raw=MILK))
        assert notice(hub_answers(store.b)) == "claim_waits"
    store.b.ok(DropClaim(txn_id=sale.txn_id))
    hub_answers(store.b)
    assert store.b.refused(DropClaim(txn_id=sale.txn_id)) == "nothing_asked"
    pull(store.a)
    pull(store.b)
    assert listed(store.a) == [(sale.txn_id, "here")]
    assert listed(store.b) == [(sale.txn_id, "elsewhere")]
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    assert line_ids(hub_answers(store.a))


def test_an_own_sale_that_cannot_open_any_more_stays_parked_for_all(store: Store) -> None:
    sale = park(store.a)
    everybody_knows(store)
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    store.a.ok(c.Scan(raw=COLA))
    hub_answers(store.a)
    pull(store.b)
    assert listed(store.a) == [(sale.txn_id, "here")]
    assert listed(store.b) == [(sale.txn_id, "elsewhere")]
