"""Ops that are valid JSON and hostile: nothing of them stops the hub, or harms what others sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import text

from hub.api.wire import decode
from hub.bootstrap import Hub, build_hub
from hub.services.invariants import check
from hub.services.looking import body_view
from hub.services.quarantine import QuarantineService
from hub.services.terminal_service import TerminalService
from hub.store import journal as ops
from hub.store import stock, tasks, terminals
from hub.store.terminals import TerminalRecord
from retail.errors import DataError, RuleError
from sync import messages as m
from sync.protocol import Fork
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import Journal, new_id

ENCODER = msgspec.json.Encoder(order="sorted")


def forged(journal: Journal, kind: str, body: str) -> m.WireOp:
    """An op whose hash fits its text, though no terminal could write it."""
    op = m.WireOp(
        seq=journal.head.seq + 1,
        op_id=new_id(),
        kind=kind,
        v=1,
        hlc="h",
        body={},
        prev=journal.head.hash,
        hash="",
    )
    rest = ENCODER.encode({"hlc": op.hlc, "kind": kind, "op_id": op.op_id, "prev": op.prev, "v": 1})
    digest = hashlib.sha256(b'{"body":' + body.encode() + b"," + rest[1:]).hexdigest()
    return replace(op, hash=digest, body=msgspec.json.decode(body))


def pushed(service: TerminalService, journal: Journal, hub_gen: str, op: m.WireOp) -> str:
    journal.ops.append(op)
    (result,) = service.push(journal.push(hub_gen, op)).results
    return f"{result.status} {result.code}"


@pytest.mark.parametrize(
    "body",
    [
        '{"a":123456789012345678901234567890}',
        '{"a":9223372036854775807}',
        '{"a":18446744073709551615}',
        '{"a":1.5}',
        '{"a":"\\u0000"}',
        '{"a":' + "[" * 900 + "]" * 900 + "}",
        '{"a":' + '{"\u00e4":' * 900 + "1" + "}" * 901,
    ],
)
def test_odd_json_goes_to_quarantine(
    body: str, hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    assert pushed(service, journal, hub_gen, forged(journal, "drawer.no_sale", body)).startswith(
        "quarantined"
    )
    journal.no_sale()
    assert service.push(journal.push(hub_gen, journal.ops[-1])).results[0].status == "applied"
    with hub.database.read() as connection:
        assert tasks.counts(connection)[0] == 1


@pytest.mark.parametrize("depth", range(960, 1000))
def test_no_depth_of_nesting_is_an_error_of_the_hub(
    depth: int, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    raw = msgspec.json.encode(journal.push(hub_gen, journal.no_sale()))
    nested = raw.replace(b'"reason_id":', b'"x":' + b"[" * depth + b"]" * depth + b',"reason_id":')
    try:
        reply = service.push(decode(nested, m.PushRequest))
    except RuleError as error:
        assert error.code in ("message_invalid", "op_malformed")
    else:
        assert reply.results[0].status == "quarantined"


@pytest.mark.parametrize("delta", [2**63 - 1, -(2**63), 10**12 + 1])
def test_stock_never_leaves_whole_numbers(
    delta: int, hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    for _ in range(2):
        body = journal.sale_body("milk")
        body = replace(body, movements=tuple(replace(one, delta=delta) for one in body.movements))
        said = ENCODER.encode(body).decode()
        op = forged(journal, "sale.completed", said)
        assert pushed(service, journal, hub_gen, op) == "quarantined movement_too_large"
    journal.sale("milk")
    service.push(journal.push(hub_gen, journal.ops[-1]))
    with hub.database.read() as connection:
        assert stock.on_hand(connection, journal.store_id, "milk") == -1000
    assert [finding for finding in check(hub.engine) if finding.rule == "stock"] == []


def test_ops_of_another_terminal_are_a_copy_of_its_journal(
    hub: Hub,
    service: TerminalService,
    journal_of: Callable[[int], Journal],
    records: tuple[TerminalRecord, ...],
    hub_gen: str,
) -> None:
    first, other = journal_of(0), hub.terminal_service(records[1].terminal_id)
    first.sale()
    service.push(first.push(hub_gen))
    with pytest.raises(Fork):
        other.push(first.push(hub_gen))
    with hub.database.read() as connection:
        assert ops.head(connection, records[1].terminal_id, first.epoch).seq == 0
        assert [(row.kind, row.terminal_id) for row in tasks.open_tasks(connection, 9)] == [
            ("journal_of_another", records[1].terminal_id)
        ]


def test_a_fork_that_hello_meets_is_a_task_once(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    journal.sale()
    service.push(journal.push(hub_gen))
    journal.ops = []
    for _ in range(2):
        with pytest.raises(Fork):
            service.hello(journal.hello(hub_gen))
    with hub.database.read() as connection:
        assert [row.kind for row in tasks.open_tasks(connection, 9)] == ["journal_forked"]


def test_hello_writes_only_what_is_new(
    hub: Hub, journal: Journal, hub_gen: str, clock: HandClock, records: tuple[TerminalRecord, ...]
) -> None:
    def seen_at(program: str) -> int | None:
        hub.terminal_service(journal.terminal_id).hello(journal.hello(hub_gen, program=program))
        with hub.database.read() as connection:
            one = terminals.by_id(connection, journal.terminal_id)
        assert one is not None
        assert one.program == program
        return one.seen_at

    first = seen_at("till 1")
    clock.ms += 5_000
    assert seen_at("till 1") == first
    assert seen_at("till 2") == clock.ms
    clock.ms += 20_000
    assert seen_at("till 2") == clock.ms


def test_a_head_is_looked_up_by_the_index(hub: Hub) -> None:
    """Without the epochs in the question every entry of a terminal would be read at each hello."""
    seen: list[str] = []
    from sqlalchemy import event

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(hub.engine, "before_cursor_execute", note)
    with hub.database.read() as connection:
        ops.hashes_at(connection, "t", 5)
        plan = connection.execute(text("EXPLAIN QUERY PLAN " + seen[-1].replace("?", "'1'"))).all()
    event.remove(hub.engine, "before_cursor_execute", note)
    assert any("terminal_id=? AND epoch=? AND seq=?" in row.detail for row in plan)


def test_an_error_of_the_database_tells_no_contents(hub: Hub) -> None:
    with pytest.raises(Exception, match="UNIQUE") as trouble, hub.database.write() as connection:
        for _ in range(2):
            connection.execute(
                text("INSERT INTO admin_user VALUES (:n, 'owner', :h, 1)"), {"n": "ann", "h": "$secret"}
            )
    assert "$secret" not in str(trouble.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "hub.db").write_bytes(b"no database at all " * 500)
    with pytest.raises(DataError) as refusal:
        build_hub(tmp_path)
    assert refusal.value.code == "database_unreadable"


@pytest.mark.parametrize(("depth", "kind"), [(40, dict), (60, str), (960, str), (100_000, str)])
def test_a_nested_body_is_shown_as_it_may_be(depth: int, kind: type) -> None:
    assert isinstance(body_view('{"a":' + "[" * depth + "]" * depth + "}"), kind)


def test_a_nested_op_cannot_be_tried_again(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    op = forged(journal, "drawer.no_sale", '{"a":' + "[" * 900 + "]" * 900 + "}")
    pushed(service, journal, hub_gen, op)
    with hub.database.write() as connection:
        connection.execute(text("UPDATE op SET body = :b"), {"b": '{"a":' + "[" * 5000 + "]" * 5000 + "}"})
    with pytest.raises(RuleError, match="nested"):
        QuarantineService(hub.database, hub.clock).retry(op.op_id, "ann")
