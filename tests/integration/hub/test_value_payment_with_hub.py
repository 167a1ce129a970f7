"""Two tills and the real hub: a gift card sold at one pays at the other; points are earned and spent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.commands import Command, PostVoid, Scan, TenderCash
from pos_app.commands.customers import CreateCustomer
from pos_app.commands.hub_desk import HubAnswered
from pos_app.commands.loyalty import AskAccount, AskGiftCard, TenderGiftCard, TenderPoints
from pos_app.commands.loyalty import SellGiftCard as Sell
from pos_app.ports.hub_desk import HubAnswer
from pos_app.queries.loyalty import BalanceOf, ListValueAsks
from pos_app.views import Outcome
from retail.rights import RightsRequest
from sync.pull import Puller
from tests.fakes.counter import supervisor
from tests.fakes.loyal import CODE, MILK, PROGRAM, bring_program
from tests.fakes.two_tills import Store, SyncedTill


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path)
    for till in (made.a, made.b):
        bring_program(till, PROGRAM)
    yield made
    made.close()


def asked(till: SyncedTill, command: Command) -> Outcome:
    """Carry a command out and bring it the hub's own answer."""
    till.ok(command)
    question = till.nudges.questions[-1]
    assert isinstance(question, RightsRequest)
    reply = till.hub.terminal_service(till.terminal_id).rights(question)
    return till.ok(HubAnswered(answer=HubAnswer(question=question, rights=reply)))


def everybody(store: Store) -> None:
    """Journals go up; customers, accounts and receipts come down."""
    store.clock.pass_ms(60_000)
    store.sync()
    for till in (store.a, store.b):
        puller = Puller(store.hub.terminal_service(till.terminal_id), till.local.replica, page=50)
        while puller.step("customers:store-1").more:
            pass


def milk(till: SyncedTill, pieces: int) -> str:
    """A sale of milk, and its id."""
    return till.sale(Scan(raw=MILK, quantity=pieces * 1000)).txn_id


def test_a_gift_card_sold_here_pays_there_and_never_more_than_is_on_it(store: Store) -> None:
    sale = store.a.sale(Sell(code=CODE, amount=1000))
    store.a.ok(TenderCash(txn_id=sale.txn_id, amount=1000))
    store.sync()
    txn_id = milk(store.b, 5)
    assert asked(store.b, TenderGiftCard(txn_id=txn_id, code=CODE)).change is not None
    other = milk(store.a, 5)
    outcome = asked(store.a, TenderGiftCard(txn_id=other, code=CODE))
    assert outcome.notice is None
    again = store.a.nudges.questions[-1]
    assert isinstance(again, RightsRequest)
    assert again.asks[0].quantity == 405
    reply = store.hub.terminal_service("terminal-1").rights(again)
    taken = store.a.ok(HubAnswered(answer=HubAnswer(question=again, rights=reply))).sale
    assert taken is not None
    assert taken.remaining == 190
    store.a.ok(TenderCash(txn_id=other, amount=190))
    store.sync()
    asked(store.b, AskGiftCard(code=CODE))
    assert [one.available for one in store.b.ask(ListValueAsks())] == [0]
    store.b.ok(PostVoid(txn_id=txn_id, approval=supervisor("mistake")))
    store.sync()
    asked(store.b, AskGiftCard(code=CODE))
    assert [one.available for one in store.b.ask(ListValueAsks())] == [595]
    assert store.findings() == []


def test_points_earned_here_are_spent_there_and_balances_agree(store: Store) -> None:
    notice = store.a.ok(CreateCustomer(name="Anna", card_code="2900000000018")).notice
    assert notice is not None
    anna = str(notice.params["customer_id"])
    first = milk(store.a, 100)
    store.a.ok(TenderCash(txn_id=first, amount=11900))
    assert store.a.ask(BalanceOf(customer_id=anna)).points == 119
    everybody(store)
    assert store.b.ask(BalanceOf(customer_id=anna)).points == 119
    store.b.ok(Scan(raw="2900000000018"))
    txn_id = milk(store.b, 1)
    outcome = asked(store.b, TenderPoints(txn_id=txn_id, points=100))
    assert outcome.sale is not None
    store.b.ok(TenderCash(txn_id=txn_id, amount=19))
    assert store.b.ask(BalanceOf(customer_id=anna)).points == 19
    everybody(store)
    for till in (store.a, store.b):
        assert till.ask(BalanceOf(customer_id=anna)).points == 19
    asked(store.a, AskAccount(customer_id=anna))
    assert store.a.ask(BalanceOf(customer_id=anna)).points == 19
    assert store.findings() == []
