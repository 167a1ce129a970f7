"""Stock at the hub: the pool follows what terminals say, and the equation holds after everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from hub.bootstrap import Hub
from hub.services.invariants import check
from hub.services.quarantine import QuarantineService
from hub.services.terminal_service import TerminalService
from hub.store import feeds, stores, tasks, terminals
from hub.store.terminals import TerminalRecord
from retail.events import Counted, Movement, RightSettled, StockMoved, StockOverride
from retail.rights import Right, RightAnswer, RightAsk, RightSpent, RightsRequest
from retail.stock import IncomingTransfer, StockState
from sync import messages as m
from tests.unit.hub.terminal_journal import AT, Journal, new_id

BOTH_ENGINES = True


class Stand:
    """A hub and one terminal at it."""

    def __init__(self, hub: Hub, service: TerminalService, journal: Journal, hub_gen: str) -> None:
        self.hub = hub
        self.service = service
        self.journal = journal
        self.hub_gen = hub_gen

    def push(self) -> m.PushReply:
        return self.service.push(self.journal.push(self.hub_gen, *self.journal.ops[-m.MAX_OPS :]))

    def moved(self, kind: str, deltas: dict[str, int], **changes: Any) -> m.WireOp:
        body = StockMoved(
            origin=self.journal.origin(),
            document_id=new_id(),
            movements=tuple(
                Movement(line_id=new_id(), sku=sku, delta=delta, reason=kind) for sku, delta in deltas.items()
            ),
        )
        return self.journal.add(kind, replace(body, **changes))

    def receive(self, **deltas: int) -> None:
        self.moved("stock.received", deltas)
        self.push()

    def sell(self, *skus: str, **changes: Any) -> m.WireOp:
        op = self.journal.sale(*skus, **changes)
        self.push()
        return op

    def ask(self, sku: str, quantity: int, request_id: str = "") -> RightAnswer:
        ask = RightAsk(kind="stock", subject=sku, quantity=quantity)
        return self.service.rights(RightsRequest(request_id=request_id or new_id(), asks=(ask,))).answers[0]

    def right(self, sku: str, quantity: int) -> Right:
        right = self.ask(sku, quantity).right
        assert right is not None
        return right

    def settle(self, right: Right, unspent: int) -> None:
        self.journal.add(
            "right.settled",
            RightSettled(
                origin=self.journal.origin(),
                grant_id=right.grant_id,
                kind=right.kind,
                subject=right.subject,
                unspent=unspent,
            ),
        )
        self.push()

    def rows(self, scope: str, kind: str) -> dict[str, Any]:
        with self.hub.database.read() as connection:
            return {row.key: row.body for row in feeds.live_rows(connection, scope) if row.kind == kind}

    def stock(self, sku: str, store_id: str = "") -> StockState | None:
        rows = self.rows(f"stock:{store_id or self.journal.store_id}", "stock")
        return msgspec.convert(rows[sku], StockState) if sku in rows else None

    def available(self, sku: str) -> int:
        found = self.stock(sku)
        assert found is not None
        return found.available

    def held(self) -> dict[str, Right]:
        rows = self.rows(f"terminal:{self.journal.terminal_id}", "right")
        return {key: msgspec.convert(body, Right) for key, body in rows.items()}

    def kinds(self) -> list[str]:
        with self.hub.database.read() as connection:
            return sorted(row.kind for row in tasks.open_tasks(connection, 100))

    def expect(self, *kinds: str) -> None:
        """These tasks are open, and all that must hold does."""
        assert self.kinds() == sorted(kinds)
        assert [one for one in check(self.hub.engine) if one.rule != "receipts"] == []


@pytest.fixture
def stand(hub: Hub, service: TerminalService, journal: Journal, hub_gen: str) -> Stand:
    return Stand(hub, service, journal, hub_gen)


def spent(right: Right, quantity: int, **changes: Any) -> RightSpent:
    part = RightSpent(
        grant_id=right.grant_id, kind=right.kind, subject=right.subject, quantity=quantity, line_id="l"
    )
    return replace(part, **changes)


def test_a_shop_that_keeps_no_stock_is_told_and_asked_nothing(stand: Stand) -> None:
    stand.sell("milk")
    assert stand.stock("milk") is None
    assert stand.ask("milk", 1000).code == "not_tracked"
    stand.expect()


def test_goods_come_and_go_and_terminals_read_how_many(stand: Stand) -> None:
    stand.receive(milk=5000)
    sale = stand.sell("milk", "milk")
    found = stand.stock("milk")
    assert found is not None
    assert (found.on_hand, found.available, found.tracked) == (3000, 3000, True)
    assert found.seen == {stand.journal.terminal_id: sale.hlc}
    stand.journal.post_void(sale)
    stand.push()
    assert stand.available("milk") == 5000
    stand.expect()


def test_stock_that_begins_to_be_kept_has_counted_what_every_terminal_sold_before(
    stand: Stand, journal_of: Callable[[int], Journal], records: tuple[TerminalRecord, ...]
) -> None:
    other = journal_of(1)
    old = other.sale("milk")
    stand.hub.terminal_service(records[1].terminal_id).push(other.push(stand.hub_gen))
    counts = (Counted(sku="milk", counted=4000, expected=-1000, feed_seq=0),)
    count = stand.moved("stock.counted", {"milk": 5000}, counts=counts)
    stand.push()
    found = stand.stock("milk")
    assert found is not None
    assert found.seen == {records[1].terminal_id: old.hlc, stand.journal.terminal_id: count.hlc}
    assert (found.on_hand, found.available) == (4000, 4000)
    stand.expect()


def test_a_count_that_found_what_was_expected_still_keeps_the_stock(stand: Stand) -> None:
    counts = (Counted(sku="tea", counted=0, expected=0, feed_seq=0),)
    stand.moved("stock.counted", {}, counts=counts)
    stand.push()
    assert stand.available("tea") == 0
    stand.expect()


def test_a_count_that_contradicts_itself_and_damage_are_told_apart(stand: Stand) -> None:
    counts = (Counted(sku="tea", counted=4000, expected=1000, feed_seq=0),)
    stand.moved("stock.counted", {"tea": 9000}, counts=counts)
    stand.moved(
        "stock.adjusted",
        {},
        movements=(
            Movement(line_id="a", sku="tea", delta=-1000, reason="adjustment"),
            Movement(line_id="b", sku="tea", delta=1000, reason="return_damaged"),
        ),
    )
    stand.push()
    found = stand.stock("tea")
    assert found is not None
    assert (found.on_hand, found.unavailable, found.available) == (10_000, 1000, 9000)
    stand.expect("count_differs")


def test_training_moves_no_stock(stand: Stand) -> None:
    stand.moved("stock.received", {"milk": 5000}, origin=stand.journal.origin(training=True))
    stand.push()
    assert stand.stock("milk") is None


def test_what_the_pool_cannot_cover_is_oversold_and_told_once(stand: Stand) -> None:
    stand.receive(milk=1000)
    stand.sell("milk", "milk")
    assert stand.available("milk") == 0
    stand.expect("oversold")
    stand.sell("milk")
    stand.expect("oversold")
    stand.receive(milk=3000)
    assert stand.available("milk") == 1000


def test_a_right_takes_the_last_unit_and_a_sale_spends_it(stand: Stand) -> None:
    stand.receive(milk=1000)
    right = stand.right("milk", 1000)
    assert (right.quantity, right.use_by) == (1000, AT + 24 * 3_600_000)
    assert stand.held() == {right.grant_id: right}
    assert stand.available("milk") == 0
    assert stand.ask("milk", 1000).code == "not_enough"
    stand.sell("milk", rights=(spent(right, 1000),))
    assert stand.held() == {}
    assert stand.available("milk") == 0
    stand.expect()


def test_a_request_asked_again_brings_the_same_answer(
    stand: Stand, records: tuple[TerminalRecord, ...]
) -> None:
    stand.receive(milk=3000)
    first, again = (stand.ask("milk", 1000, "request-1") for _ in range(2))
    assert first == again
    assert stand.available("milk") == 2000
    stand.service = stand.hub.terminal_service(records[1].terminal_id)
    with pytest.raises(Exception, match="Another terminal"):
        stand.ask("milk", 1000, "request-1")
    stand.expect()


def test_asking_for_nothing_tells_how_many_there_are(stand: Stand) -> None:
    stand.receive(milk=3000)
    answer = stand.ask("milk", 0)
    assert (answer.available, answer.right, answer.code) == (3000, None, "")


@pytest.mark.parametrize(
    ("request_id", "sku", "quantity"), [("", "milk", 1), ("a", "", 1), ("a", "milk", -1)]
)
def test_a_request_that_no_terminal_makes_is_refused(
    stand: Stand, request_id: str, sku: str, quantity: int
) -> None:
    ask = RightAsk(kind="stock", subject=sku, quantity=quantity)
    with pytest.raises(Exception, match=r"request|quantity"):
        stand.service.rights(RightsRequest(request_id=request_id, asks=(ask,)))


def test_accounts_that_nobody_keeps_are_unknown(stand: Stand) -> None:
    ask = RightAsk(kind="gift_card", subject="g0", quantity=1)
    (answer,) = stand.service.rights(RightsRequest(request_id="r", asks=(ask,))).answers
    assert answer.code == "account_unknown"


def test_what_is_left_comes_back_by_a_settle(stand: Stand) -> None:
    stand.receive(milk=5000)
    right = stand.right("milk", 3000)
    stand.sell("milk", rights=(spent(right, 1000),))
    assert stand.held()[right.grant_id].spent == 1000
    assert stand.available("milk") == 2000
    stand.settle(right, 2000)
    assert (stand.available("milk"), stand.held()) == (4000, {})
    stand.expect()


def test_a_settle_that_says_otherwise_waits_for_the_sale_and_is_told(stand: Stand) -> None:
    stand.receive(milk=5000)
    right = stand.right("milk", 3000)
    stand.settle(right, 2000)
    assert (stand.available("milk"), stand.held()) == (4000, {})
    stand.sell("milk", rights=(spent(right, 1000),))
    assert stand.available("milk") == 4000
    stand.settle(right, 1000)
    assert stand.available("milk") == 4000
    stand.expect("settle_differs", "settle_differs")


@pytest.mark.parametrize(
    "changes", [{"quantity": 2000}, {"grant_id": "unknown"}, {"subject": "bread"}, {"quantity": -5}]
)
def test_spending_beyond_a_right_is_told_and_never_refused(stand: Stand, changes: dict[str, Any]) -> None:
    stand.receive(milk=2000, bread=2000)
    right = stand.right("milk", 1000)
    stand.sell("milk", "milk", rights=(replace(spent(right, 1000), **changes),))
    assert "right_overspent" in stand.kinds()
    assert [one for one in check(stand.hub.engine) if one.rule != "receipts"] == []


def test_a_right_of_another_terminal_is_not_spent(
    stand: Stand, journal_of: Callable[[int], Journal], records: tuple[TerminalRecord, ...]
) -> None:
    stand.receive(milk=2000)
    right = stand.right("milk", 1000)
    thief = journal_of(1)
    thief.sale("milk", rights=(spent(right, 1000),))
    stand.hub.terminal_service(records[1].terminal_id).push(thief.push(stand.hub_gen))
    assert stand.held()[right.grant_id].spent == 0
    assert stand.available("milk") == 0
    stand.expect("right_overspent")


def test_a_manager_writes_off_and_a_later_spending_is_told(stand: Stand) -> None:
    stand.receive(milk=2000)
    right = stand.right("milk", 2000)
    with pytest.raises(Exception, match="Say why"):
        stand.hub.rights.write_off(right.grant_id, "ada", " ")
    stand.hub.rights.write_off(right.grant_id, "ada", "stolen")
    assert (stand.available("milk"), stand.held()) == (2000, {})
    for grant_id, words in ((right.grant_id, "Nothing is left"), ("unknown", "no such right")):
        with pytest.raises(Exception, match=words):
            stand.hub.rights.write_off(grant_id, "ada", "stolen")
    stand.sell("milk", rights=(spent(right, 1000),))
    assert stand.available("milk") == 1000
    stand.expect("right_overspent")


def test_a_sale_by_a_supervisors_word_is_counted_apart(stand: Stand) -> None:
    stand.receive(milk=1000)
    stand.right("milk", 1000)
    word = StockOverride(line_id="l", sku="milk", quantity=1000, available=0, as_of=AT)
    stand.sell("milk", overrides=(word,))
    stand.expect("oversold", "sold_without_right")


def test_rights_stay_when_the_store_is_configured_anew(stand: Stand) -> None:
    from hub.services.configuration import publish_store

    stand.receive(milk=1000)
    right = stand.right("milk", 1000)
    with stand.hub.database.write() as connection:
        publish_store(connection, stand.journal.store_id, AT)
    assert list(stand.held()) == [right.grant_id]


def test_a_retried_sale_takes_its_stock_then(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    from retail.events import VERSIONS

    stand.receive(milk=3000)
    right = stand.right("milk", 1000)
    stand.journal.add(
        "sale.completed", replace(stand.journal.sale_body("milk"), rights=(spent(right, 1000),)), v=3
    )
    with monkeypatch.context() as older:
        older.setitem(VERSIONS, "sale.completed", 1)
        stand.push()
    assert stand.available("milk") == 2000
    stand.settle(right, 0)
    assert stand.available("milk") == 2000
    QuarantineService(stand.hub.database, stand.hub.clock).retry(stand.journal.ops[1].op_id, "ada")
    assert stand.available("milk") == 2000
    stand.expect("settle_differs")


@pytest.fixture
def far(stand: Stand, records: tuple[TerminalRecord, ...]) -> Stand:
    """The same hub, seen from a second store."""
    with stand.hub.database.write() as connection:
        (store,) = stores.every(connection)
        stores.put(connection, replace(store, profile=replace(store.profile, store_id="far", store_no=9)))
        terminals.add(connection, replace(records[0], terminal_id="far-1", terminal_no=8, store_id="far"))
    service = stand.hub.terminal_service("far-1")
    return Stand(stand.hub, service, Journal("far-1", "far", 8), stand.hub_gen)


def test_goods_under_way_are_on_hand_nowhere_until_they_are_booked_in(stand: Stand, far: Stand) -> None:
    stand.receive(milk=5000)
    stand.moved("stock.sent", {"milk": -3000}, other_store="far", transfer_id="t1", reference="L 7")
    stand.push()
    assert (stand.available("milk"), far.stock("milk")) == (2000, None)
    shown = msgspec.convert(far.rows("stock:far", "transfer")["t1"], IncomingTransfer)
    assert (shown.from_store, [(one.sku, one.quantity) for one in shown.lines], shown.reference) == (
        stand.journal.store_id, [("milk", 3000)], "L 7",
    )  # fmt: skip
    far.moved("stock.arrived", {"milk": 2000}, other_store=stand.journal.store_id, transfer_id="t1")
    far.push()
    assert (far.available("milk"), far.rows("stock:far", "transfer")) == (2000, {})
    far.expect("transfer_differs")
    far.moved("stock.arrived", {"milk": 1000}, other_store=stand.journal.store_id, transfer_id="t1")
    far.push()
    far.expect()


def test_goods_that_are_booked_in_before_their_sender_is_heard_of(stand: Stand, far: Stand) -> None:
    stand.receive(milk=5000)
    far.moved("stock.arrived", {"milk": 1000}, other_store=stand.journal.store_id, transfer_id="t1")
    far.push()
    far.expect()
    stand.moved("stock.sent", {"milk": -1000}, other_store="far", transfer_id="t1")
    stand.push()
    assert far.rows("stock:far", "transfer") == {}
    stand.expect()


def test_odd_transfers_are_told(stand: Stand) -> None:
    stand.moved("stock.sent", {"milk": 1000}, other_store="nowhere", transfer_id="t1")
    stand.moved("stock.sent", {}, other_store=stand.journal.store_id, transfer_id="t2")
    stand.push()
    stand.expect("transfer_backwards", "transfer_store_unknown", "transfer_store_unknown")
