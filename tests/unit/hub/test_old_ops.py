"""Ops as older programs wrote them: read as what they meant then, and taken in by today's hub."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hub.services.invariants import check
from hub.store import meta
from retail.events import VERSIONS, SaleCompleted, SaleParked, read_body
from retail.journal import GENESIS, Op, entry_hash
from retail.upcasters import STEPS, upcast
from sync import messages as m
from tests.fakes.two_tills import Store

CORPUS = sorted((Path(__file__).parents[2] / "data" / "old_ops").glob("version_*.jsonl"))
"""Whole journals of a day, written by the programs of then through their own tills."""


def ops_of(path: Path) -> tuple[m.WireOp, ...]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(
        msgspec.convert({"seq": seq} | json.loads(line), m.WireOp) for seq, line in enumerate(lines, start=1)
    )


def body(op: m.WireOp) -> Any:
    return read_body(op.kind, op.body, op.v)


@pytest.fixture(params=CORPUS, ids=lambda path: path.stem)
def ops(request: pytest.FixtureRequest) -> tuple[m.WireOp, ...]:
    return ops_of(request.param)


def test_every_kind_that_changed_is_there_in_each_older_version() -> None:
    there = {(op.kind, op.v) for path in CORPUS for op in ops_of(path)}
    assert there >= {(kind, v) for kind, newest in VERSIONS.items() for v in range(1, newest)}


def test_reading_leaves_the_stored_body_and_its_chain_alone(ops: tuple[m.WireOp, ...]) -> None:
    prev = GENESIS
    for op in ops:
        body(op)
        prev = entry_hash(prev, Op(op_id=op.op_id, kind=op.kind, v=op.v, hlc=op.hlc, body=op.body))
        assert prev == op.hash


def test_an_old_sale_promised_nothing_and_earned_nothing(ops: tuple[m.WireOp, ...]) -> None:
    sales = [body(op) for op in ops if op.kind in ("sale.completed", "sale.post_voided")]
    assert sales
    for sale in sales:
        assert isinstance(sale, SaleCompleted)
        assert sale.total == sum(amount.total for amount in sale.amounts)
        assert (sale.rights, sale.overrides, sale.points, sale.values) == ((), (), (), ())


def test_an_old_parked_sale_comes_without_its_lines(ops: tuple[m.WireOp, ...]) -> None:
    parked = [body(op) for op in ops if op.kind == "sale.suspended"]
    assert parked
    assert all(isinstance(one, SaleParked) and one.transaction is None for one in parked)


def test_the_hub_takes_a_day_of_an_old_program(tmp_path: Path, ops: tuple[m.WireOp, ...]) -> None:
    with_hub = Store(tmp_path)
    try:
        with with_hub.hub.database.read() as connection:
            generation = meta.need(connection, meta.GENERATION)
        service = with_hub.hub.terminal_service("terminal-2")
        answer = service.push(m.PushRequest(hub_gen=generation, epoch="old", ops=ops))
        assert {result.status for result in answer.results} == {"applied"}
        assert answer.head == m.JournalHead(seq=len(ops), hash=ops[-1].hash)
        assert not check(with_hub.hub.engine)
    finally:
        with_hub.close()


def test_each_step_leads_to_a_version_that_exists() -> None:
    assert all(v < VERSIONS[kind] for kind, v in STEPS)


@pytest.mark.parametrize("lines", [None, 7, "lines", {"line_id": 1}, [1, None, "x"]])
def test_what_is_no_list_of_lines_is_left_for_the_reader_to_refuse(lines: Any) -> None:
    old = {"lines": lines, "amounts": lines}
    made = upcast("sale.completed", old, 1, 3)
    assert made["lines"] == lines
    with pytest.raises(msgspec.ValidationError):
        read_body("sale.completed", old, 1)
