"""Pushes in any order, repeated, overlapping and at once: each op is taken exactly once."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.bootstrap import Hub, build_hub
from hub.services.invariants import check
from hub.services.setup import ShopPlan, set_up
from hub.services.terminal_service import TerminalService
from hub.store import journal as ops
from hub.store import meta, sales, stock, terminals
from sync import messages as m
from tests.unit.hub.terminal_journal import AT, Journal

COUNT = 12
windows = st.lists(st.tuples(st.integers(0, COUNT - 1), st.integers(1, COUNT)), max_size=12)


def full_journal(terminal_id: str, store_id: str) -> Journal:
    journal = Journal(terminal_id, store_id)
    for number in range(COUNT):
        if number % 4 == 3:
            journal.add("sale.sung", {"origin": {}})
        elif number % 4 == 2:
            journal.no_sale()
        else:
            journal.sale("milk")
    return journal


def test_any_order_of_pushes_takes_each_op_once(
    tmp_path_factory: pytest.TempPathFactory, plan: ShopPlan
) -> None:
    @settings(max_examples=15, deadline=None)
    @given(windows)
    def run(order: list[tuple[int, int]]) -> None:
        folder = tmp_path_factory.mktemp("orders")
        hub = build_hub(folder / "hub")
        set_up(hub.database, plan, None, AT)
        with hub.database.read() as connection:
            one, gen = terminals.every(connection)[0], meta.need(connection, meta.GENERATION)
        service = hub.terminal_service(one.terminal_id)
        journal = full_journal(one.terminal_id, one.store_id)
        head = 0
        for start, count in order:
            reply = service.push(journal.push(gen, *journal.ops[start : start + count]))
            # What lies behind a gap is not taken; everything else is.
            if start <= head:
                head = max(head, min(start + count, COUNT))
            assert reply.head.seq == head
        service.push(journal.push(gen))
        expect_everything_once(hub, journal)
        hub.close()

    run()


def test_two_pushes_at_once_take_each_op_once(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    full = full_journal(journal.terminal_id, journal.store_id)
    replies: list[m.PushReply] = []
    senders = [
        threading.Thread(target=lambda: replies.append(service.push(full.push(hub_gen)))) for _ in range(4)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    firsts = sorted(reply.results[0].status for reply in replies)
    assert firsts == ["applied", "duplicate", "duplicate", "duplicate"]
    expect_everything_once(hub, full)


def expect_everything_once(hub: Hub, journal: Journal) -> None:
    with hub.database.read() as connection:
        assert ops.count_by_status(connection) == {"applied": 9, "quarantined": 3}
        assert sales.count(connection) == 6
        assert stock.on_hand(connection, journal.store_id, "milk") == -6000
    assert check(hub.engine) == []
