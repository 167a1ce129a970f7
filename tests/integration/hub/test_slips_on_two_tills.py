"""Slips of parked sales: a claim when the hub answers, the goods themselves where nobody reaches it."""

from __future__ import annotations

from pos_app import commands as c
from pos_app.commands.carts import PrintSlip
from pos_app.commands.hub_desk import TendRights
from tests.fakes.carts_on_tills import (
    COLA,
    MILK,
    everybody_knows,
    hub_answers,
    line_ids,
    listed,
    notice,
    park,
    pay,
    pull,
    slip,
    with_printer,
)
from tests.fakes.two_tills import Store


def test_a_slip_is_printed_when_it_is_wanted(store: Store) -> None:
    sale = park(store.a)
    assert store.a.refused(PrintSlip(txn_id=sale.txn_id)) == "no_printer"
    assert store.a.refused(PrintSlip(txn_id="other")) == "slip_not_here"
    with_printer(store.a)
    assert store.a.jobs() == ()
    store.a.ok(c.Scan(raw=MILK))
    store.a.ok(c.SuspendSale(note="hat", slip=True))
    store.a.ok(c.AddDepartmentLine(department_id="misc", amount=250))
    store.a.ok(c.Scan(raw=MILK))
    store.a.ok(c.SuspendSale())
    assert len(store.a.jobs()) == 2, "as the last time"
    text = store.a.paper()
    assert "GEPARKTER VERKAUF" in text and "NICHT BEZAHLT" in text and "TBB1:" in text
    assert "Nicht im Code" in text and "Verschiedenes" in text


def test_a_slip_carries_the_sale_while_nobody_reaches_the_hub(store: Store) -> None:
    sale = park(store.a, MILK, COLA)
    (code,) = slip(store.a, sale.txn_id)
    store.b.ok(c.Scan(raw=code))
    taken = hub_answers(store.b, offline=True)
    assert notice(taken) == "basket_taken"
    goods = [line.line_id for line in sale.lines if line.kind != "deposit"]
    assert [one for one in line_ids(taken) if one in goods] == goods
    assert taken.sale is not None and taken.sale.total == 243
    assert notice(store.b.send(c.Scan(raw=code))) == "basket_here"
    pay(store.b)
    assert notice(store.b.send(c.Scan(raw=code))) == "basket_here"
    store.a.push()
    store.b.ok(TendRights(again=True))
    hub_answers(store.b)
    pull(store.a)
    assert listed(store.a) == [], "the till that has the goods has the claim"
    everybody_knows(store)
    assert (store.tasks(), store.findings()) == ([], [])


def test_a_slip_paid_at_both_tills_is_found(store: Store) -> None:
    sale = park(store.a)
    (code,) = slip(store.a, sale.txn_id)
    store.b.ok(c.Scan(raw=code))
    hub_answers(store.b, offline=True)
    pay(store.b)
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    hub_answers(store.a, offline=True)
    pay(store.a)
    everybody_knows(store)
    assert store.tasks() == ["cart_line_sold_twice"]
    assert store.findings() == []


def test_a_slip_is_a_claim_when_the_hub_answers(store: Store) -> None:
    sale = park(store.a)
    (code,) = slip(store.a, sale.txn_id)
    everybody_knows(store)
    store.b.ok(c.Scan(raw=code))
    opened = hub_answers(store.b)
    assert opened.notice is None and line_ids(opened) == [line.line_id for line in sale.lines]
    pay(store.b)
    everybody_knows(store)
    store.b.ok(c.Scan(raw=MILK))
    store.b.ok(c.VoidSale())
    assert notice(store.a.send(c.Scan(raw=code))) in {"basket_asking", "parked_taken"}
    hub_answers(store.a)
    assert listed(store.a) == []
    assert (store.tasks(), store.findings()) == ([], [])


def test_a_slip_whose_till_was_offline_when_it_was_parked(store: Store) -> None:
    """The hub answers the other till and never heard of the sale: its slip is all there is."""
    sale = park(store.a)
    (code,) = slip(store.a, sale.txn_id)
    store.b.ok(c.Scan(raw=code))
    assert notice(hub_answers(store.b)) == "basket_taken"
    pay(store.b)
    everybody_knows(store)
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    assert notice(hub_answers(store.a)) == "parked_taken"
    assert (store.tasks(), store.findings()) == ([], [])


def test_the_slip_of_an_own_sale_opens_it(store: Store) -> None:
    sale = park(store.a)
    (code,) = slip(store.a, sale.txn_id)
    store.a.ok(c.Scan(raw=code))
    assert line_ids(hub_answers(store.a)) == [line.line_id for line in sale.lines]


def test_codes_that_are_torn_mixed_or_strangers(store: Store) -> None:
    first, second = park(store.a), park(store.a, *([MILK] * 1))
    (code,) = slip(store.a, first.txn_id)
    assert notice(store.b.send(c.Scan(raw=code[:-9]))) in {"basket_torn", "basket_signature", "basket_signer"}
    store.a.private_key = bytes(range(32))
    store.a.dispatcher = store.a.dispatcher_on(store.a.local.store)
    (foreign,) = slip(store.a, second.txn_id)
    assert notice(store.b.send(c.Scan(raw=foreign))) == "basket_signer"


def test_a_long_sale_has_several_codes(store: Store) -> None:
    sales = []
    for _ in range(2):
        for _ in range(45):
            store.a.ok(c.AddItem(sku="ham", quantity=100, entry="grid"))
        sales.append(park(store.a))
    codes = [slip(store.a, sale.txn_id) for sale in sales]
    assert [len(one) for one in codes] == [2, 2]
    assert notice(store.b.send(c.Scan(raw=codes[0][1]))) == "basket_part_missing"
    assert notice(store.b.send(c.Scan(raw=codes[1][0]))) == "basket_mixed"
    assert notice(store.b.send(c.Scan(raw=codes[1][0]))) == "basket_part_missing"
    store.b.ok(c.Scan(raw=codes[1][1]))
    assert len(line_ids(hub_answers(store.b, offline=True))) == 46


def test_baskets_are_not_taken_in_training_or_while_paying(store: Store) -> None:
    sale = park(store.a)
    (code,) = slip(store.a, sale.txn_id)
    open_sale = store.b.sale(c.Scan(raw=COLA))
    store.b.ok(c.TenderCash(txn_id=open_sale.txn_id, amount=50))
    assert store.b.refused(c.Scan(raw=code)) == "payment_begun"
