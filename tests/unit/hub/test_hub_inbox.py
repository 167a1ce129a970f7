"""The inbox: found by terminal, store and code; explained; resolved with a note; told to the terminal."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from hub.bootstrap import Hub
from hub.cli import inbox as command
from hub.services.inbox import counts_view, one_aside, one_task, quarantine_view, tasks_view
from hub.services.live_status import live_status
from hub.services.quarantine import QuarantineService
from hub.store import feeds, terminals
from hub.store.inbox import Sought
from pos_app.cli.status import lines_of
from retail.errors import RuleError
from sync import messages as m
from tests.unit.hub.terminal_journal import Journal

BOTH_ENGINES = True
JournalOf = Callable[[int], Journal]


@pytest.fixture
def journal(journal_of: JournalOf) -> Journal:
    """The second till's."""
    return journal_of(1)


@pytest.fixture
def aside(hub: Hub, hub_gen: str, journal: Journal) -> m.WireOp:
    """The second till has sent a sale of a version to come, and one whose total is wrong."""
    strange = journal.add("sale.completed", journal.sale_body("milk"), v=99)
    odd = journal.sale("milk", total=999)
    hub.terminal_service(journal.terminal_id).push(journal.push(hub_gen, strange, odd))
    return strange


def _data(parser: ArgumentParser) -> None:
    parser.add_argument("--data", type=Path)


def run(hub: Hub, *words: str) -> int:
    """`tillbridge hub inbox`."""
    parser = ArgumentParser()
    command.add_arguments(parser, _data)
    args: Namespace = parser.parse_args(words)
    return command.run(hub, args)


def test_what_waits_is_found_by_terminal_store_and_code(hub: Hub, aside: m.WireOp) -> None:
    with hub.database.read() as connection:
        (row,) = quarantine_view(connection, Sought(), 10)
        assert (row["op_id"], row["said"]["receipt_no"]) == (aside.op_id, aside.body["receipt_no"])
        assert row["explained"]["do"].startswith("Upgrade the hub")
        terminal = terminals.by_id(connection, row["terminal_id"])
        assert terminal is not None
        for sought, count in (
            (Sought(terminal_id=terminal.terminal_id, store_id=terminal.store_id, code="newer_version"), 1),
            (Sought(terminal_id="another"), 0),
            (Sought(store_id="another"), 0),
            (Sought(code="bad_body"), 0),
            (Sought(resolved=True), 0),
        ):
            assert len(quarantine_view(connection, sought, 10)) == count
        kinds = {one["kind"] for one in tasks_view(connection, Sought(), 10)}
        counted = counts_view(connection)
    assert {one["code"] for one in counted["exceptions"]} == kinds != set()
    assert [(one["code"], one["count"]) for one in counted["quarantine"]] == [("newer_version", 1)]


def test_what_applying_it_would_change_is_told(hub: Hub, aside: m.WireOp) -> None:
    with hub.database.read() as connection:
        found = one_aside(connection, aside.op_id)
        assert found is not None
        assert found["would_change"]["refused"] == "newer_version"
        assert one_aside(connection, "nothing") is None
        assert one_task(connection, "nothing") is None


def test_a_resolution_stays_on_record_and_reaches_the_terminal(hub: Hub, aside: m.WireOp) -> None:
    head = QuarantineService(hub.database, hub.clock).keep_aside(aside.op_id, "vera", "entered by hand")
    with hub.database.read() as connection:
        (row,) = quarantine_view(connection, Sought(resolved=True), 10)
        assert (row["resolution"], row["resolved_by"], row["note"]) == ("kept", "vera", "entered by hand")
        told = [one for one in feeds.live_rows(connection, head.scope) if one.kind == "resolved"]
    assert head.scope == f"terminal:{row['terminal_id']}"
    assert [(one.key, (one.body or {})["outcome"]) for one in told] == [(aside.op_id, "kept")]
    assert "vera" not in json.dumps(told[0].body)


def test_the_command_lists_shows_and_resolves(
    hub: Hub, aside: m.WireOp, capsys: pytest.CaptureFixture[str]
) -> None:
    run(hub, "list")
    listed = capsys.readouterr().out
    assert "newer program" in listed and "not the sum of its lines" in listed
    run(hub, "show", aside.op_id)
    assert "Upgrade the hub, then retry." in capsys.readouterr().out
    with pytest.raises(RuleError, match="refused again"):
        run(hub, "retry", aside.op_id)
    run(hub, "resolve", aside.op_id, "--note", "done", "--json")
    assert json.loads(capsys.readouterr().out)["outcome"] == "kept"
    run(hub, "list", "--json")
    for task in json.loads(capsys.readouterr().out)["exceptions"]:
        run(hub, "show", task["task_id"])
        run(hub, "resolve", task["task_id"], "--note", "seen")
    capsys.readouterr()
    run(hub, "list")
    assert capsys.readouterr().out == "Nothing waits.\n"
    run(hub, "list", "--resolved")
    assert "kept by console: done" in capsys.readouterr().out
    for words in (("show", "x"), ("resolve", "x"), ("list", "--store", "77")):
        with pytest.raises(RuleError):
            run(hub, *words)


def test_a_long_list_fits_a_screen_and_says_that_there_is_more(
    hub: Hub, aside: m.WireOp, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(hub, "resolve", aside.op_id, "--note", "Looked at the paper roll together with the cashier. " * 3)
    capsys.readouterr()
    run(hub, "list", "--resolved")
    run(hub, "list")
    said = capsys.readouterr().out
    assert max(map(len, said.splitlines())) <= 80
    assert aside.op_id in said and "the cashier" in said and "More" not in said
    monkeypatch.setattr(command, "A_PAGE", 0)
    run(hub, "list")
    assert "More" in capsys.readouterr().out


def test_the_status_tells_how_each_terminal_stands(
    hub: Hub, hub_gen: str, aside: m.WireOp, journal: Journal
) -> None:
    hub.terminal_service(journal.terminal_id).hello(
        journal.hello(hub_gen, epoch="fresh", waiting=7, oldest_at=5, program="p 1")
    )
    with hub.database.read() as connection:
        found = live_status(connection, hub.clock.now())
    by_id = {one["terminal_id"]: one for store in found["stores"] for one in store["terminals"]}
    mine = by_id[journal.terminal_id]
    assert (mine["waiting"], mine["oldest_at"], mine["program"]) == (7, 5, "p 1")
    assert (mine["quarantined"], mine["exception_tasks"] > 0, mine["silent_ms"]) == (1, True, 0)
    assert (found["quarantined"], found["rights_frozen"]) == (1, False)
    words = list(lines_of(found))
    assert max(map(len, words)) <= 80
    assert "waiting: 7 entries, the oldest" in " ".join(words)
