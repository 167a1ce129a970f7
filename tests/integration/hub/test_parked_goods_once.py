"""Goods of a parked sale come onto one sale of a till only, however they came and whoever was not heard."""

from __future__ import annotations

import msgspec
import pytest

from hub.store import parked, tasks
from pos_app import commands as c
from pos_app.commands.carts import DropClaim
from pos_app.commands.hub_desk import TendRights
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
    slip,
)
from tests.fakes.two_tills import Store


def test_what_was_sold_here_is_not_taken_again_from_a_slip(store: Store) -> None:
    sale = park(store.a, MILK, COLA)
    (code,) = slip(store.a, sale.txn_id)
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    hub_answers(store.a)
    cola = next(line for line in sale.lines if line.name != sale.lines[0].name)
    store.a.ok(c.VoidLine(line_id=cola.line_id))
    pay(store.a)
    store.a.ok(c.Scan(raw=code))
    assert sale.lines[0].line_id not in line_ids(hub_answers(store.a))


def test_a_slip_of_a_sale_that_is_granted_already_opens_it_once(store: Store) -> None:
    sale = park(store.a)
    (code,) = slip(store.a, sale.txn_id)
    everybody_knows(store)
    store.b.ok(c.ResumeSale(txn_id=sale.txn_id))
    store.b.ok(c.Scan(raw=COLA))
    assert notice(hub_answers(store.b)) == "claim_waits"
    pay(store.b)
    store.b.ok(c.Scan(raw=code))
    hub_answers(store.b)
    pay(store.b)
    assert listed(store.b) == []
    everybody_knows(store)
    assert (store.tasks(), store.findings()) == ([], [])


def test_a_sale_whose_goods_were_sold_from_its_slip_is_not_opened_from_the_list(store: Store) -> None:
    sale = park(store.a, MILK, COLA)
    (code,) = slip(store.a, sale.txn_id)
    everybody_knows(store)
    store.b.live.sync = None
    store.b.ok(c.Scan(raw=code))
    hub_answers(store.b, offline=True)
    pay(store.b)
    store.b.live.sync = ONLINE
    store.b.ok(c.ResumeSale(txn_id=sale.txn_id))
    assert notice(hub_answers(store.b)) == "cart_gone"
    everybody_knows(store)
    assert (store.tasks(), store.findings()) == ([], [])


def test_the_hub_gives_nobody_a_sale_whose_goods_were_sold_from_its_slip(store: Store) -> None:
    sale = park(store.a, MILK, COLA)
    (code,) = slip(store.a, sale.txn_id)
    everybody_knows(store)
    store.b.ok(c.Scan(raw=code))
    hub_answers(store.b, offline=True)
    pay(store.b)
    store.b.push()
    store.b.ok(TendRights(again=True))
    hub_answers(store.b)
    for till in (store.a, store.b):
        pull(till)
    assert (listed(store.a), listed(store.b)) == ([], [])
    assert (store.tasks(), store.findings()) == ([], [])


def test_the_hub_gives_what_is_left_where_some_goods_were_sold_from_the_slip(store: Store) -> None:
    sale = park(store.a, MILK, COLA)
    (code,) = slip(store.a, sale.txn_id)
    everybody_knows(store)
    store.b.ok(c.Scan(raw=code))
    taken = hub_answers(store.b, offline=True)
    assert taken.sale is not None
    cola = next(line for line in taken.sale.lines if line.sku == "cola")
    store.b.ok(c.VoidLine(line_id=cola.line_id))
    pay(store.b)
    store.b.push()
    service = store.hub.terminal_service("terminal-2")
    given = service.carts(CartRequest(request_id="r", act="claim", txn_id=sale.txn_id)).transaction
    assert given is not None
    assert [line.line_id for line in given.lines] == [line.line_id for line in sale.lines[1:]]


def test_a_release_that_had_no_answer_takes_nothing_from_a_later_claim(store: Store) -> None:
    sale = park(store.a)
    (code,) = slip(store.a, sale.txn_id)
    everybody_knows(store)
    store.b.ok(c.ResumeSale(txn_id=sale.txn_id))
    store.b.ok(c.Scan(raw=COLA))
    assert notice(hub_answers(store.b)) == "claim_waits"
    store.b.ok(DropClaim(txn_id=sale.txn_id))
    hub_answers(store.b, offline=True)
    pay(store.b)
    store.b.ok(c.Scan(raw=code))
    hub_answers(store.b)
    store.b.ok(TendRights(again=True))
    hub_answers(store.b)
    with store.hub.database.write() as connection:
        found = parked.find(connection, sale.txn_id)
    assert found is not None and found.shown.claimed_by == "terminal-2"


@pytest.mark.parametrize("known", [True, False])
def test_an_own_sale_comes_back_without_what_was_sold_from_its_slip(store: Store, known: bool) -> None:
    store.a.ok(c.AddItem(sku="milk"))
    store.a.ok(c.AddDepartmentLine(department_id="misc", amount=250))
    sale = park(store.a, COLA)
    (code,) = slip(store.a, sale.txn_id)
    if known:
        everybody_knows(store)
    store.b.ok(c.Scan(raw=code))
    taken = hub_answers(store.b, offline=True)
    assert taken.sale is not None
    pay(store.b)
    store.b.push()
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    assert line_ids(hub_answers(store.a)) == [sale.lines[1].line_id]


def test_an_own_sale_all_of_whose_goods_were_sold_from_its_slip_is_over(store: Store) -> None:
    sale = park(store.a, COLA)
    (code,) = slip(store.a, sale.txn_id)
    store.b.ok(c.Scan(raw=code))
    hub_answers(store.b, offline=True)
    pay(store.b)
    store.b.push()
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    assert notice(hub_answers(store.a)) == "parked_taken"
    assert listed(store.a) == []


def test_a_slip_that_the_hub_does_not_hold_brings_what_is_left(store: Store) -> None:
    sale = park(store.a, MILK, COLA)
    (code,) = slip(store.a, sale.txn_id)
    store.b.ok(c.Scan(raw=code))
    taken = hub_answers(store.b, offline=True)
    assert taken.sale is not None
    store.b.ok(c.VoidLine(line_id=taken.sale.lines[1].line_id))
    pay(store.b)
    store.b.push()
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    store.a.live.sync = None
    hub_answers(store.a, offline=True)
    store.a.ok(c.VoidSale(reason_id=""))
    store.a.ok(c.Scan(raw=code))
    assert line_ids(hub_answers(store.a))[0] == sale.lines[1].line_id


def test_a_slip_after_a_claim_without_answer_is_asked_about_with_its_lines(store: Store) -> None:
    sale = park(store.a, MILK, COLA)
    (code,) = slip(store.a, sale.txn_id)
    everybody_knows(store)
    store.b.ok(c.ResumeSale(txn_id=sale.txn_id))
    hub_answers(store.b, offline=True)
    with store.hub.database.write() as connection:
        parked.remove(connection, sale.txn_id)
    store.b.ok(c.Scan(raw=code))
    assert [len(one.lines) for one in store.b.nudges.questions if isinstance(one, CartRequest)] == [2]
    taken = hub_answers(store.b)
    assert (notice(taken), len(line_ids(taken))) == ("basket_taken", 3)
    store.b.ok(TendRights(again=True))
    assert store.b.nudges.questions == []


def test_the_same_question_again_keeps_its_id(store: Store) -> None:
    sale = park(store.a)
    everybody_knows(store)
    asked = []
    for _ in range(2):
        store.b.ok(c.ResumeSale(txn_id=sale.txn_id))
        asked.append(store.b.nudges.questions[-1].request_id)
        hub_answers(store.b, offline=True)
    assert asked[0] == asked[1]


def test_what_is_scanned_beside_a_slip_is_no_part_of_what_was_paid_twice(store: Store) -> None:
    sale = park(store.a, MILK)
    (code,) = slip(store.a, sale.txn_id)
    everybody_knows(store)
    store.b.ok(c.Scan(raw=code))
    hub_answers(store.b, offline=True)
    store.b.ok(c.Scan(raw=MILK, quantity=3_000))
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    hub_answers(store.a, offline=True)
    pay(store.a)
    store.a.push()
    pay(store.b)
    everybody_knows(store)
    with store.hub.database.read() as connection:
        (task,) = [one for one in tasks.open_tasks(connection, 9) if one.kind == "cart_line_sold_twice"]
    assert msgspec.json.decode(task.detail)["amount"] == sale.total
