"""Push at the hub: the chain, duplicates, gaps, forks, quarantine, and what a sale leaves behind."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import text

from hub.bootstrap import Hub
from hub.services.looking import sale_view
from hub.services.terminal_service import TerminalService
from hub.store import journal as ops
from hub.store import sales, stock, tasks
from retail.events import SaleCompleted
from sync import messages as m
from sync.protocol import Fork, HubBusy, TooMuch, WrongGeneration
from tests.unit.hub.terminal_journal import Journal

BOTH_ENGINES = True
SQLITE_ALONE = ("test_passing_trouble_rolls_everything_back",)


def statuses(reply: m.PushReply) -> list[tuple[int, str, str | None]]:
    return [(result.seq, result.status, result.code) for result in reply.results]


def task_kinds(hub: Hub) -> list[str]:
    with hub.database.read() as connection:
        return [row.kind for row in tasks.open_tasks(connection, 100)]


def test_a_sale_arrives_with_its_lines_tenders_and_movements(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    sale = journal.sale("milk", "bread", "milk")
    reply = service.push(journal.push(hub_gen))
    assert statuses(reply) == [(1, "applied", None)]
    assert reply.results[0].hash == sale.hash
    assert reply.head == journal.head
    with hub.database.read() as connection:
        (row,) = sales.find(connection, "S1-T1-000001")
        view = sale_view(connection, row)
        assert stock.on_hand(connection, journal.store_id, "milk") == -2000
        assert stock.on_hand(connection, journal.store_id, "bread") == -1000
        assert stock.on_hand(connection, journal.store_id, "nothing") == 0
        assert [one.delta for one in stock.movements_of(connection, sale.op_id)] == [-1000] * 3
    assert view["total"] == 357
    assert [line["sku"] for line in view["lines"]] == ["milk", "bread", "milk"]
    assert [(tender["kind"], tender["amount"]) for tender in view["tenders"]] == [("cash", 357)]
    assert task_kinds(hub) == []


def test_a_repeated_push_is_duplicate_and_changes_nothing(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    journal.sale()
    journal.sale()
    service.push(journal.push(hub_gen))
    again = service.push(journal.push(hub_gen))
    assert statuses(again) == [(1, "duplicate", None), (2, "duplicate", None)]
    assert [result.hash for result in again.results] == [op.hash for op in journal.ops]
    assert again.head == journal.head
    with hub.database.read() as connection:
        assert stock.on_hand(connection, journal.store_id, "milk") == -2000
        assert sales.count(connection) == 2


def test_a_push_that_overlaps_takes_only_what_is_new(
    service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    first, second, third = journal.sale(), journal.no_sale(), journal.sale()
    service.push(journal.push(hub_gen, first, second))
    reply = service.push(journal.push(hub_gen, second, third))
    assert statuses(reply) == [(2, "duplicate", None), (3, "applied", None)]


def test_the_same_op_twice_in_one_push_is_taken_once(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    sale = journal.sale()
    reply = service.push(journal.push(hub_gen, sale, sale))
    assert statuses(reply) == [(1, "applied", None), (1, "duplicate", None)]
    with hub.database.read() as connection:
        assert sales.count(connection) == 1


def test_it_stops_at_a_gap(service: TerminalService, journal: Journal, hub_gen: str) -> None:
    first, _, third = journal.sale(), journal.sale(), journal.sale()
    reply = service.push(journal.push(hub_gen, first, third))
    assert statuses(reply) == [(1, "applied", None)]
    assert reply.head.seq == 1
    assert service.push(journal.push(hub_gen, third)).results == ()


def test_another_entry_at_a_known_place_is_a_fork_and_one_task(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    journal.sale()
    journal.sale()
    service.push(journal.push(hub_gen))
    kept = journal.ops.pop()
    other = journal.sale()
    for _ in range(2):
        with pytest.raises(Fork) as refusal:
            service.push(journal.push(hub_gen, other))
        assert refusal.value.status == 409
    assert task_kinds(hub) == ["journal_forked"]
    with hub.database.read() as connection:
        assert ops.by_id(connection, other.op_id) is None
        assert ops.by_id(connection, kept.op_id) is not None


def test_a_next_entry_behind_another_hash_is_a_fork(
    service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    journal.sale()
    service.push(journal.push(hub_gen))
    journal.ops[0] = msgspec.structs.replace(journal.ops[0], hash="f" * 64)
    with pytest.raises(Fork):
        service.push(journal.push(hub_gen, journal.sale()))


def test_a_fork_rolls_the_whole_push_back(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    first = journal.sale()
    odd = msgspec.structs.replace(journal.sale(), prev="e" * 64)
    with pytest.raises(Fork):
        service.push(journal.push(hub_gen, first, odd))
    with hub.database.read() as connection:
        assert ops.by_id(connection, first.op_id) is None


def test_a_replay_under_a_new_epoch_walks_over_what_is_here(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    journal.sale()
    journal.sale()
    service.push(journal.push(hub_gen))
    fresh = journal.sale()
    reply = service.push(journal.push(hub_gen, epoch="second-epoch"))
    assert [status for _, status, _ in statuses(reply)] == ["duplicate", "duplicate", "applied"]
    assert reply.head == m.JournalHead(seq=3, hash=fresh.hash)
    with hub.database.read() as connection:
        assert sales.count(connection) == 3


def test_an_op_that_is_known_by_another_content_is_answered_with_the_hubs_hash(
    service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    sale = journal.sale()
    service.push(journal.push(hub_gen))
    liar = msgspec.structs.replace(sale, hash="a" * 64)
    assert service.push(journal.push(hub_gen, liar)).results[0].hash == sale.hash


@pytest.mark.parametrize(
    ("kind", "body", "v", "code"),
    [
        ("sale.sung", {"origin": {}}, 1, "unknown_kind"),
        ("sale.completed", {"origin": "nobody"}, 1, "bad_body"),
        ("drawer.no_sale", None, 2, "newer_version"),
        ("drawer.no_sale", None, 0, "newer_version"),
    ],
)
def test_a_bad_op_goes_to_quarantine_and_blocks_nothing(
    kind: str,
    body: dict[str, object] | None,
    v: int,
    code: str,
    hub: Hub,
    service: TerminalService,
    journal: Journal,
    hub_gen: str,
) -> None:
    journal.sale()
    bad = journal.add(kind, body or {"origin": journal.origin(), "reason_id": "x"}, v=v)
    journal.sale()
    reply = service.push(journal.push(hub_gen))
    assert statuses(reply) == [(1, "applied", None), (2, "quarantined", code), (3, "applied", None)]
    assert reply.head == journal.head
    with hub.database.read() as connection:
        (row,) = tasks.in_quarantine(connection, 10)
        assert (row.op_id, row.code) == (bad.op_id, code)
        assert sales.count(connection) == 2
    assert statuses(service.push(journal.push(hub_gen)))[1] == (2, "duplicate", None)


def test_an_altered_op_is_put_aside_and_not_applied(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    sale = journal.sale()
    altered = msgspec.structs.replace(sale, body={**sale.body, "total": 1})
    assert statuses(service.push(journal.push(hub_gen, altered))) == [(1, "quarantined", "hash_mismatch")]
    with hub.database.read() as connection:
        assert sales.count(connection) == 0


def test_a_body_that_cannot_be_hashed_is_put_aside(
    service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    op = msgspec.structs.replace(journal.no_sale(), body={"fraction": 0.5})
    assert statuses(service.push(journal.push(hub_gen, op))) == [(1, "quarantined", "hash_mismatch")]


def test_an_op_of_another_terminal_is_put_aside(
    service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    body = {"origin": journal.origin(terminal_id="someone-else"), "reason_id": "x"}
    journal.add("drawer.no_sale", body)
    assert statuses(service.push(journal.push(hub_gen))) == [(1, "quarantined", "foreign_origin")]


def test_a_whole_card_number_is_put_aside(service: TerminalService, journal: Journal, hub_gen: str) -> None:
    body = msgspec.to_builtins(journal.sale_body("milk"))
    body["tenders"][0]["reference"] = "4111 1111 1111 1111"
    journal.add("sale.completed", body)
    assert statuses(service.push(journal.push(hub_gen))) == [(1, "quarantined", "card_number_refused")]


def test_what_the_database_cannot_hold_is_put_aside_alone(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    journal.sale()
    body = journal.sale_body("milk")
    twice = msgspec.structs.replace(body, movements=body.movements * 2)
    journal.add("sale.completed", twice)
    journal.sale()
    reply = service.push(journal.push(hub_gen))
    assert statuses(reply) == [
        (1, "applied", None),
        (2, "quarantined", "refused_by_database"),
        (3, "applied", None),
    ]
    with hub.database.read() as connection:
        assert sales.count(connection) == 2
        assert stock.on_hand(connection, journal.store_id, "milk") == -2000


def test_an_item_number_too_long_for_an_index_does_not_stop_the_queue(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    """PostgreSQL has a limit where SQLite has none, and calls it an error of its operation."""
    long = "".join(secrets.token_hex(32) for _ in range(200))
    journal.sale()
    journal.sale(long)
    journal.sale()
    reply = service.push(journal.push(hub_gen))
    aside = hub.database.on_postgres
    assert statuses(reply) == [
        (1, "applied", None),
        (2, "quarantined", "refused_by_database") if aside else (2, "applied", None),
        (3, "applied", None),
    ]


def test_a_transaction_under_two_ops_is_a_conflict(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    body = journal.sale_body("milk")
    journal.add("sale.completed", body)
    journal.add("sale.completed", body)
    service.push(journal.push(hub_gen, journal.ops[0]))
    reply = service.push(journal.push(hub_gen))
    assert statuses(reply) == [(1, "duplicate", None), (2, "conflict", "sale_known")]
    with hub.database.read() as connection:
        assert stock.on_hand(connection, journal.store_id, "milk") == -1000


def test_passing_trouble_rolls_everything_back(
    hub: Hub,
    service: TerminalService,
    journal: Journal,
    hub_gen: str,
) -> None:
    journal.sale()
    with hub.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    # A disk that is full, by SQLite's own limit on the file's size; it holds for each connection of the pool.
    hub.engine.dispose()

    from sqlalchemy import event

    @event.listens_for(hub.engine, "connect")
    def small(raw: object, _record: object) -> None:
        raw.execute(f"PRAGMA max_page_count={pages}")  # type: ignore[attr-defined]

    big = journal.add("drawer.no_sale", {"origin": journal.origin(), "reason_id": "x" * 200_000})
    with pytest.raises(HubBusy) as refusal:
        service.push(journal.push(hub_gen))
    assert float(str(refusal.value.params["retry_after"])) > 0
    event.remove(hub.engine, "connect", small)
    hub.engine.dispose()
    with hub.database.read() as connection:
        assert sales.count(connection) == 0
        assert ops.by_id(connection, big.op_id) is None
    assert [status for _, status, _ in statuses(service.push(journal.push(hub_gen)))] == ["applied"] * 2


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"total": 118}, "total_differs"),
        ({"tax_total": 1}, "tax_differs"),
        ({"tax_groups": ()}, "tax_groups_differ"),
        ({"tenders": ()}, "tenders_differ"),
        ({"movements": ()}, "movements_differ"),
    ],
)
def test_a_contradiction_is_accepted_and_noted(
    changes: dict[str, object],
    kind: str,
    hub: Hub,
    service: TerminalService,
    journal: Journal,
    hub_gen: str,
) -> None:
    journal.sale("milk", **changes)
    assert statuses(service.push(journal.push(hub_gen))) == [(1, "applied", None)]
    assert kind in task_kinds(hub)
    with hub.database.read() as connection:
        assert sales.count(connection) == 1


def test_a_receipt_number_given_twice_is_accepted_and_noted(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    journal.sale()
    journal.receipts = 0
    journal.sale()
    assert [status for _, status, _ in statuses(service.push(journal.push(hub_gen)))] == ["applied"] * 2
    assert task_kinds(hub) == ["receipt_number_twice"]


def test_a_post_void_puts_the_stock_back(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    journal.post_void(journal.sale())
    service.push(journal.push(hub_gen))
    with hub.database.read() as connection:
        assert stock.on_hand(connection, journal.store_id, "milk") == 0
    assert task_kinds(hub) == []


def test_odd_post_voids_are_accepted_and_noted(
    hub: Hub, service: TerminalService, journal: Journal, journal_of: Callable[[int], Journal], hub_gen: str
) -> None:
    sale = journal.sale()
    journal.post_void(sale)
    journal.post_void(sale)
    journal.post_void(journal_of(1).sale())
    assert [status for _, status, _ in statuses(service.push(journal.push(hub_gen)))] == ["applied"] * 4
    assert sorted(task_kinds(hub)) == ["post_void_of_unknown", "post_voided_twice"]


def test_training_moves_no_stock_and_counts_nowhere(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    body = journal.sale_body("milk", training=True)
    real = journal.sale_body("milk")
    journal.add("sale.completed", msgspec.structs.replace(body, movements=real.movements))
    service.push(journal.push(hub_gen))
    with hub.database.read() as connection:
        assert stock.on_hand(connection, journal.store_id, "milk") == 0
        assert sales.count(connection) == 0
    assert task_kinds(hub) == ["movements_differ"]


def test_limits_and_generation(service: TerminalService, journal: Journal, hub_gen: str) -> None:
    sale = journal.sale()
    with pytest.raises(TooMuch):
        service.push(journal.push(hub_gen, *[sale] * (m.MAX_OPS + 1)))
    with pytest.raises(WrongGeneration):
        service.push(journal.push("another-generation"))


def test_an_old_sale_body_reads_back(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    sale = journal.sale()
    service.push(journal.push(hub_gen))
    with hub.database.read() as connection:
        assert msgspec.json.decode(sales.op_of(connection, sale.op_id), type=SaleCompleted).total == 119
