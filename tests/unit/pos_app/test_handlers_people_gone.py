"""People whom the hub takes off the terminal, or gives another role, while they stand at it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from pos_app import commands as c
from pos_app.ports.store import StoreFull
from pos_app.queries import ShowTill
from retail.store_config import Operator
from tests.fakes.counter import Counter
from tests.fakes.faulty_store import FaultyStore
from tests.fakes.shop import BERLIN, CASHIER, OPERATORS, PINS, SECOND_CASHIER, SUPERVISOR
from tests.fakes.store import load_config

MILK = "4006381333931"


def people_are(counter: Counter, operators: Iterable[Operator]) -> None:
    """The hub sent these people."""
    for scope in ("config:store-1", "terminal:terminal-2"):
        counter.local.replica.reset(scope, "feed-2")
    load_config(counter.local, BERLIN, operators, epoch="feed-2")


def test_who_is_gone_sells_nothing_more_and_is_signed_out_on_record(counter: Counter) -> None:
    counter.ok(c.Scan(raw=MILK))
    people_are(counter, OPERATORS[1:])
    outcome = counter.send(c.Scan(raw=MILK))
    assert outcome.notice is not None
    assert (outcome.ok, outcome.notice.code, outcome.changed) == (False, "operator_gone", frozenset({"till"}))
    assert outcome.sale is not None
    assert outcome.sale.total == 119
    assert counter.journal()[-1] == "operator.signed_out"
    assert counter.ask(ShowTill()).operator is None
    assert counter.refused(c.Scan(raw=MILK)) == "not_signed_in"
    sale = counter.ok(c.SignIn(operator_id="emmy", pin=PINS["emmy"])).sale
    assert sale is not None
    assert sale.total == 119


def test_somebody_deactivated_is_gone_too(counter: Counter) -> None:
    people_are(counter, (replace(CASHIER, active=False), *OPERATORS[1:]))
    assert counter.send(c.Lock()).ok is False
    assert counter.desk.operator is None


def test_the_next_person_signs_in_at_once_where_the_last_one_is_gone(counter: Counter) -> None:
    people_are(counter, OPERATORS[1:])
    counter.ok(c.SignIn(operator_id="emmy", pin=PINS["emmy"]))
    assert counter.journal()[-2:] == ["operator.signed_out", "operator.signed_in"]
    assert counter.desk.operator == SECOND_CASHIER


def test_a_new_role_counts_at_once(counter: Counter) -> None:
    counter.stand(SUPERVISOR)
    people_are(counter, (CASHIER, replace(SUPERVISOR, role="cashier"), SECOND_CASHIER))
    assert counter.refused(c.OpenDrawer(reason_id="change")) == "approval:no_sale"
    till = counter.ask(ShowTill())
    assert till.operator is not None
    assert till.operator.role == "cashier"


def test_who_is_gone_is_signed_out_when_the_news_comes(counter: Counter) -> None:
    counter.dispatcher.look_again()
    assert counter.desk.operator == CASHIER
    people_are(counter, OPERATORS[1:])
    counter.nudges.names.clear()
    counter.dispatcher.look_again()
    assert counter.desk.operator is None
    assert counter.nudges.names == ["sync"]
    counter.dispatcher.look_again()
    assert counter.journal().count("operator.signed_out") == 1


def test_rights_are_gone_also_where_that_cannot_be_recorded(counter: Counter) -> None:
    people_are(counter, OPERATORS[1:])
    store = FaultyStore(counter.local.store)
    store.full = True
    with pytest.raises(StoreFull):
        counter.dispatcher_on(store).look_again()
    assert counter.refused(c.Scan(raw=MILK)) == "not_signed_in"
