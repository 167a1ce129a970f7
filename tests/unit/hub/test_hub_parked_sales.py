"""Parked sales at the hub: shown to the store, given to the first till that asks, found when sold twice."""

from __future__ import annotations

import threading
from collections.abc import Callable

import msgspec
import pytest
from msgspec.structs import replace

from hub.bootstrap import Hub
from hub.services.cart_tidying import CLAIMED_MS, PARKED_MS, tidy_carts
from hub.services.revoking import revoke
from hub.store import feeds, stores, tasks, terminals
from hub.store.terminals import TerminalRecord
from retail.cart import CartLine, CartReply, CartRequest, ParkedSale
from retail.events import SaleCompleted, SaleParked, SaleVoided
from retail.transaction import Returned, Transaction
from sync import messages as m
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import AT, Journal, new_id

BOTH_ENGINES = True
JournalOf = Callable[[int], Journal]


class Parking:
    """Two tills of one store, the first of which parks sales."""

    def __init__(self, hub: Hub, hub_gen: str, journal_of: JournalOf) -> None:
        self.hub, self.gen = hub, hub_gen
        self.one, self.two = journal_of(0), journal_of(1)

    def push(self, journal: Journal, *ops: m.WireOp) -> list[str]:
        reply = self.hub.terminal_service(journal.terminal_id).push(journal.push(self.gen, *ops))
        return [each.status for each in reply.results]

    def park(self, *, push: bool = True, training: bool = False, **changes: object) -> SaleCompleted:
        """The first till parks a sale; as it will be when it is completed."""
        sale = self.one.sale_body("milk")
        txn = Transaction(
            txn_id=sale.txn_id,
            state="suspended",
            store_id=self.one.store_id,
            terminal_id=self.one.terminal_id,
            session_id="s1",
            operator_id="o1",
            business_date="2026-05-28",
            currency="EUR",
            started_at=AT,
            cart_id="c1",
            lines=sale.lines,
            note="blue coat",
        )
        body = SaleParked(
            origin=self.one.origin(training=training),
            txn_id=sale.txn_id,
            currency="EUR",
            total=119,
            line_count=1,
            transaction=txn,
        )
        self.last = self.one.add("sale.suspended", replace(body, **changes), v=2)
        if push:
            assert self.push(self.one, self.last) == ["applied"]
        return sale

    def resume(self, journal: Journal, txn_id: str) -> None:
        body = SaleParked(origin=journal.origin(), txn_id=txn_id, currency="EUR", total=119, line_count=1)
        self.push(journal, journal.add("sale.resumed", body, v=2))

    def complete(self, journal: Journal, sale: SaleCompleted) -> None:
        self.push(journal, journal.add("sale.completed", sale))

    def ask(self, journal: Journal, act: str, txn_id: str) -> CartReply:
        request = {"request_id": new_id(), "act": act, "txn_id": txn_id}
        return self.hub.terminal_service(journal.terminal_id).carts(msgspec.convert(request, CartRequest))

    def claim_lines(self, journal: Journal, sale: SaleCompleted) -> CartReply:
        """As by somebody who has the slip in their hand."""
        lines = tuple(CartLine(line_id=one.line_id, sku="milk", quantity=1, stamp="") for one in sale.lines)
        request = CartRequest(request_id=new_id(), act="claim", txn_id=sale.txn_id, lines=lines)
        return self.hub.terminal_service(journal.terminal_id).carts(request)

    def shown(self) -> dict[str, ParkedSale]:
        with self.hub.database.read() as connection:
            rows = list(feeds.live_rows(connection, f"cart:{self.one.store_id}"))
        return {row.key: msgspec.convert(row.body, ParkedSale) for row in rows if row.kind == "parked"}

    def tasks(self) -> list[str]:
        with self.hub.database.read() as connection:
            return sorted(row.kind for row in tasks.open_tasks(connection, 100))


@pytest.fixture
def tills(hub: Hub, hub_gen: str, journal_of: JournalOf) -> Parking:
    return Parking(hub, hub_gen, journal_of)


def own_sale(journal: Journal, sale: SaleCompleted) -> SaleCompleted:
    """The same goods in a transaction of this till, as it begins one for a claimed sale."""
    made = journal.sale_body("milk")
    lines = tuple(replace(one, entry="cart") for one in sale.lines)
    return replace(made, lines=lines, amounts=sale.amounts, movements=sale.movements)


def test_a_parked_sale_is_shown_and_gone_when_it_goes_on(tills: Parking) -> None:
    sale = tills.park()
    shown = tills.shown()[sale.txn_id]
    assert (shown.label, shown.total, shown.line_count, shown.claimed_by) == ("blue coat", 119, 1, "")
    assert shown.terminal_id == tills.one.terminal_id
    tills.resume(tills.one, sale.txn_id)
    assert tills.shown() == {}
    sale = tills.park()
    voided = SaleVoided(
        origin=tills.one.origin(), txn_id=sale.txn_id, currency="EUR", lines=sale.lines, total=119
    )
    tills.push(tills.one, tills.one.add("sale.voided", voided))
    assert (tills.shown(), tills.tasks()) == ({}, [])


def test_parked_resumed_and_parked_again_in_one_push(tills: Parking) -> None:
    first = tills.park(push=False)
    ops = [tills.last]
    body = SaleParked(origin=tills.one.origin(), txn_id=first.txn_id, currency="EUR", total=119, line_count=1)
    ops.append(tills.one.add("sale.resumed", body, v=2))
    second = tills.park(push=False)
    assert tills.push(tills.one, *ops, tills.last) == ["applied"] * 3
    assert set(tills.shown()) == {second.txn_id}


def test_another_till_takes_it_and_sells_it(tills: Parking, clock: HandClock) -> None:
    sale = tills.park()
    reply = tills.ask(tills.two, "claim", sale.txn_id)
    assert reply.transaction is not None
    assert (reply.code, reply.transaction.lines) == ("", sale.lines)
    assert tills.ask(tills.two, "claim", sale.txn_id).transaction == reply.transaction
    assert tills.shown()[sale.txn_id].claimed_by == tills.two.terminal_id
    assert tills.ask(tills.one, "claim", sale.txn_id).code == "cart_gone"
    assert tills.ask(tills.one, "release", sale.txn_id).code == "cart_gone"
    tills.complete(tills.two, own_sale(tills.two, sale))
    assert tills.tasks() == []
    clock.ms += CLAIMED_MS + 1
    tidy_carts(tills.hub.database, clock)
    assert tills.shown() == {}
    assert tills.ask(tills.one, "claim", sale.txn_id).code == "cart_gone"


def test_a_claim_can_be_given_back(tills: Parking) -> None:
    sale = tills.park()
    assert tills.ask(tills.one, "release", sale.txn_id).code == ""
    tills.ask(tills.two, "claim", sale.txn_id)
    assert tills.ask(tills.two, "release", sale.txn_id).code == ""
    assert tills.shown()[sale.txn_id].claimed_by == ""
    assert tills.ask(tills.one, "claim", sale.txn_id).transaction is not None
    tills.resume(tills.one, sale.txn_id)
    assert tills.shown() == {}


@pytest.mark.parametrize("first", ["one", "two"])
def test_both_tills_sell_it(tills: Parking, first: str) -> None:
    """The till that parked it was offline and went on with it: both sales are in the books, one is told."""
    sale = tills.park()
    tills.ask(tills.two, "claim", sale.txn_id)
    sales = {"one": (tills.one, sale), "two": (tills.two, own_sale(tills.two, sale))}
    tills.resume(tills.one, sale.txn_id)
    for name in (first, "one" if first == "two" else "two"):
        tills.complete(*sales[name])
    assert tills.tasks() == ["cart_line_sold_twice", "parked_sale_taken_twice"]
    assert tills.shown()[sale.txn_id].claimed_by == tills.two.terminal_id


@pytest.mark.parametrize("first", ["one", "two"])
def test_a_sale_and_what_was_taken_from_its_slip_are_found_in_any_order(tills: Parking, first: str) -> None:
    """Till two scanned the slip while nobody reached the hub; till one went on with the sale."""
    sale = tills.park(push=False)
    parked = tills.last
    resumed = SaleParked(
        origin=tills.one.origin(), txn_id=sale.txn_id, currency="EUR", total=119, line_count=1
    )
    one = [parked, tills.one.add("sale.resumed", resumed, v=2), tills.one.add("sale.completed", sale)]
    if first == "one":
        tills.push(tills.one, *one)
    tills.complete(tills.two, own_sale(tills.two, sale))
    if first == "two":
        tills.push(tills.one, *one)
    assert tills.tasks() == ["cart_line_sold_twice"]


def test_a_slip_of_which_the_hub_never_heard_or_whose_goods_were_sold(tills: Parking) -> None:
    sale = tills.park(push=False)
    assert tills.claim_lines(tills.two, sale).code == "parked_unknown"
    tills.push(tills.one, tills.last)
    tills.complete(tills.two, own_sale(tills.two, sale))
    assert tills.claim_lines(tills.one, sale).code == "cart_gone"
    again = tills.park()
    assert tills.claim_lines(tills.two, again).transaction is not None
    assert tills.claim_lines(tills.one, again).code == "cart_gone"


def test_a_sale_of_which_the_hub_hears_that_it_was_parked_after_both_sold_it(tills: Parking) -> None:
    """The hub was put back to before it was parked and claimed, and who claimed it reaches the hub first."""
    sale = tills.park(push=False)
    tills.complete(tills.two, own_sale(tills.two, sale))
    tills.push(tills.one, tills.last)
    assert tills.ask(tills.two, "claim", sale.txn_id).code == "cart_gone"
    tills.complete(tills.one, sale)
    assert tills.tasks() == ["cart_line_sold_twice"]


def test_goods_that_come_back_on_both_tills_are_found(tills: Parking) -> None:
    sale = tills.park()
    assert tills.ask(tills.two, "claim", sale.txn_id).transaction is not None
    for journal, body in ((tills.one, sale), (tills.two, own_sale(tills.two, sale))):
        back = tuple(
            replace(one, quantity=-one.quantity, returned=Returned(reason_id="wrong")) for one in body.lines
        )
        refunded = tuple(replace(one, total=-one.total) for one in body.amounts)
        tills.complete(journal, replace(body, lines=back, amounts=refunded, total=-body.total))
    with tills.hub.database.read() as connection:
        found = tasks.open_tasks(connection, 9)
    (task,) = [row for row in found if row.kind == "cart_line_sold_twice"]
    assert msgspec.json.decode(task.detail)["amount"] == -119
    assert task.message == "Goods of a parked sale came back twice: the money was given out twice."


def test_parking_again_what_another_till_took_is_told(tills: Parking) -> None:
    tills.park()
    txn_id = tills.last.body["txn_id"]
    tills.ask(tills.two, "claim", txn_id)
    again = tills.one.add("sale.suspended", msgspec.convert(tills.last.body, SaleParked), v=2)
    tills.push(tills.one, again)
    assert tills.tasks() == ["parked_sale_taken_twice"]
    assert tills.shown()[txn_id].claimed_by == tills.two.terminal_id


def test_what_cannot_be_taken_is_not_shown(tills: Parking) -> None:
    tills.park(training=True)
    tills.park(transaction=None)
    assert (tills.shown(), tills.tasks()) == ({}, [])
    tills.park(txn_id=new_id())
    assert (tills.shown(), tills.tasks()) == ({}, ["parked_sale_differs"])


def test_a_till_of_another_store_gets_nothing(tills: Parking) -> None:
    hub, sale = tills.hub, tills.park()
    with hub.database.write() as connection:
        (store,) = stores.every(connection)
        stores.put(connection, replace(store, profile=replace(store.profile, store_id="far", store_no=2)))
        far = TerminalRecord(terminal_id="far-1", terminal_no=1, store_id="far", name="", price_list="x")
        terminals.add(connection, far)
    stranger = Journal("far-1", "far")
    for act in ("claim", "release"):
        reply = tills.ask(stranger, act, sale.txn_id)
        assert (reply.code, reply.transaction) == ("cart_of_other_store", None)
        assert tills.ask(stranger, act, "none").code == "cart_gone"
    voided = SaleVoided(origin=stranger.origin(), txn_id=sale.txn_id, currency="EUR", lines=(), total=0)
    tills.push(stranger, stranger.add("sale.voided", voided))
    assert set(tills.shown()) == {sale.txn_id}
    with pytest.raises(Exception, match="may not read"):
        hub.terminal_service("far-1").pull(
            m.PullRequest(scope=f"cart:{tills.one.store_id}", epoch="", after=0, limit=1)
        )


def test_of_many_claims_at_once_one_wins(tills: Parking) -> None:
    for _ in range(5):
        sale = tills.park()
        start = threading.Barrier(6)
        replies: list[tuple[str, CartReply]] = []

        def claim(
            journal: Journal,
            txn_id: str = sale.txn_id,
            start: threading.Barrier = start,
            replies: list[tuple[str, CartReply]] = replies,
        ) -> None:
            start.wait()
            replies.append((journal.terminal_id, tills.ask(journal, "claim", txn_id)))

        threads = [threading.Thread(target=claim, args=(one,)) for one in (tills.one, tills.two) * 3]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        winners = {terminal_id for terminal_id, reply in replies if not reply.code}
        assert winners == {tills.shown()[sale.txn_id].claimed_by}
        assert {reply.code for who, reply in replies if who not in winners} == {"cart_gone"}


def test_a_till_that_is_revoked_keeps_no_sale_from_the_others(tills: Parking) -> None:
    sale = tills.park()
    assert tills.ask(tills.two, "claim", sale.txn_id).transaction is not None
    wanted: feeds.Outgoing = {}
    with tills.hub.database.write() as connection:
        broken = terminals.by_id(connection, tills.two.terminal_id)
        assert broken is not None
        for _ in range(2):
            revoke(connection, broken, wanted, AT)
        feeds.publish_each(connection, wanted, AT)
    assert tills.shown()[sale.txn_id].claimed_by == ""
    assert tills.ask(tills.one, "claim", sale.txn_id).transaction is not None


def test_nobody_parks_for_ever(tills: Parking, clock: HandClock) -> None:
    tills.park()
    clock.ms += PARKED_MS + 1
    tidy_carts(tills.hub.database, clock)
    assert tills.shown() == {}
