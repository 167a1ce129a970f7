"""Stock of one store at two tills and the real hub: nobody promises a unit twice, goods in hand are sold."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.store import pool
from pos_app import commands as c
from pos_app.commands import stock as cs
from pos_app.commands.hub_desk import HubAnswered, TendRights
from pos_app.ports.hub_desk import HubAnswer
from pos_app.ports.stock import DocumentKind
from pos_app.queries.stock import StockOf
from retail.rights import RightsRequest
from sync.pull import Puller
from tests.fakes.counter import supervisor
from tests.fakes.shop import BERLIN
from tests.fakes.two_tills import Store, SyncedTill

MILK = "4006381333931"
STORE_ID = BERLIN.profile.store_id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path)
    yield made
    made.close()


def pull(till: SyncedTill) -> None:
    puller = Puller(till.hub.terminal_service(till.terminal_id), till.local.replica, page=50)
    while puller.step(f"stock:{STORE_ID}").more:
        pass


def everybody_knows(store: Store) -> None:
    for till in (store.a, store.b):
        till.push()
    for till in (store.a, store.b):
        pull(till)


def document(till: SyncedTill, kind: DocumentKind, units: int) -> None:
    document_id = till.ok(cs.BeginStockDocument(kind=kind, reason_id="broken")).document_id
    till.ok(cs.ScanStock(document_id=document_id, raw=MILK, quantity=units * 1000))
    till.ok(cs.PostStockDocument(document_id=document_id, approval=supervisor("broken")))


def hub_answers(till: SyncedTill, *, offline: bool = False) -> None:
    """All that the till asked is answered, or the hub is not there."""
    while till.nudges.questions:
        question = till.nudges.questions.pop(0)
        assert isinstance(question, RightsRequest)
        if offline:
            answer = HubAnswer(question=question, unanswered="offline")
        else:
            reply = till.hub.terminal_service(till.terminal_id).rights(question)
            answer = HubAnswer(question=question, rights=reply)
        till.ok(HubAnswered(answer=answer))


def pay(till: SyncedTill) -> int:
    """The open sale paid, by a supervisor's word where one is needed; how much went without a right."""
    sale = till.dispatcher.look(lambda step: step.uow.drafts.current())
    assert sale is not None
    paying = c.TenderCash(txn_id=sale.txn_id, amount=5_000)
    outcome = till.send(paying)
    if outcome.approval is not None:
        outcome = till.ok(c.TenderCash(txn_id=sale.txn_id, amount=5_000, approval=supervisor()))
    assert outcome.change is not None
    return sum(one.quantity for one in till.record(outcome.change.txn_id).body.overrides)


def known(till: SyncedTill) -> tuple[int, int]:
    view = till.ask(StockOf(sku="milk"))
    return view.on_hand // 1000, view.available // 1000


def at_the_hub(store: Store) -> tuple[int, int, int]:
    """(on hand, pool, oversold)."""
    with store.hub.database.write() as connection:
        row = pool.locked(connection, STORE_ID, ["milk"])["milk"]
    return row.on_hand // 1000, row.pool.web_pool // 1000, row.pool.oversold // 1000


def test_the_last_unit_goes_to_one_and_by_a_word_to_the_other(store: Store) -> None:
    document(store.a, "receive", 1)
    everybody_knows(store)
    assert known(store.a) == known(store.b) == (1, 1)
    for till in (store.a, store.b):
        till.ok(c.Scan(raw=MILK))
        hub_answers(till)
    assert (pay(store.a), pay(store.b)) == (0, 1000)
    everybody_knows(store)
    assert at_the_hub(store) == (-1, 0, 1)
    assert known(store.a) == known(store.b) == (-1, 0)
    assert sorted(store.tasks()) == ["oversold", "sold_without_right"]
    assert store.findings() == []


def test_a_right_that_nobody_uses_is_there_for_the_other(store: Store) -> None:
    document(store.a, "receive", 1)
    everybody_knows(store)
    store.a.ok(c.Scan(raw=MILK))
    hub_answers(store.a)
    store.a.ok(c.VoidSale())
    everybody_knows(store)
    store.b.ok(c.Scan(raw=MILK))
    hub_answers(store.b)
    assert pay(store.b) == 0
    everybody_knows(store)
    assert (at_the_hub(store), store.tasks(), store.findings()) == ((0, 0, 0), [], [])


def test_an_answer_that_was_lost_is_asked_for_again_and_granted_once(store: Store) -> None:
    document(store.a, "receive", 1)
    everybody_knows(store)
    store.a.ok(c.Scan(raw=MILK))
    question = store.a.nudges.questions[0]
    assert isinstance(question, RightsRequest)
    store.a.hub.terminal_service(store.a.terminal_id).rights(question)
    hub_answers(store.a, offline=True)
    store.a.ok(TendRights(again=True))
    hub_answers(store.a)
    assert pay(store.a) == 0
    everybody_knows(store)
    assert (at_the_hub(store), store.tasks(), store.findings()) == ((0, 0, 0), [], [])


@pytest.mark.parametrize("kind", ["count", "receive"])
def test_what_both_sold_before_anybody_counted_is_not_taken_off(store: Store, kind: DocumentKind) -> None:
    for till in (store.a, store.b):
        till.ok(c.Scan(raw=MILK))
        pay(till)
    everybody_knows(store)
    document(store.a, kind, 8)
    everybody_knows(store)
    assert at_the_hub(store) == (8, 8, 0)
    assert known(store.a) == known(store.b) == (8, 8)
    assert (store.tasks(), store.findings()) == ([], [])


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_the_three_agree_in_the_end(store: Store, seed: int) -> None:
    """Sales, voids, deliveries and counts, with and without the hub: nothing is promised twice."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    document(store.a, "receive", 5)
    everybody_knows(store)
    for _ in range(25):
        till = chance.choice((store.a, store.b))
        act = chance.choice(("sell", "sell", "sell", "void", "receive", "count", "adjust", "know"))
        if act in ("sell", "void"):
            till.ok(c.Scan(raw=MILK, quantity=chance.randint(1, 3) * 1000))
            hub_answers(till, offline=chance.random() < 0.3)
            if act == "sell":
                pay(till)
            else:
                till.ok(c.VoidSale())
        elif act == "know":
            everybody_knows(store)
        else:
            document(till, act, chance.randint(1, 4))  # type: ignore[arg-type]  # one of the three kinds
    everybody_knows(store)
    everybody_knows(store)
    on_hand, free, oversold = at_the_hub(store)
    assert free >= 0
    assert not (free and oversold)
    assert known(store.a) == known(store.b) == (on_hand, free)
    assert store.findings() == []


@pytest.mark.parametrize("before", ["receive", "count"])
def test_a_count_at_a_till_that_has_not_heard_of_the_stock_says_what_is_there(
    store: Store, before: DocumentKind
) -> None:
    document(store.a, before, 5)
    store.a.ok(c.Scan(raw=MILK))
    pay(store.a)
    document(store.a, "count", 6)
    everybody_knows(store)
    assert at_the_hub(store) == (6, 6, 0)
    assert known(store.a) == known(store.b) == (6, 6)
    assert (store.tasks(), store.findings()) == ([], [])


def test_two_first_counts_of_one_shelf_are_not_added(store: Store) -> None:
    document(store.a, "count", 8)
    document(store.b, "count", 8)
    everybody_knows(store)
    assert at_the_hub(store) == (8, 8, 0)
    assert known(store.a) == known(store.b) == (8, 8)
    assert (store.tasks(), store.findings()) == ([], [])
