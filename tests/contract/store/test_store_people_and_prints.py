"""Operators, guards, settings, counters, configuration and print jobs, as the port promises them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from local_db import pos_schema
from local_db.terminal import LocalTerminal
from pos_app.ports.store import PrintJob, WaitingPrint
from retail.errors import DataError
from retail.pin import check
from retail.pin_guard import PinGuard
from retail.receipt import Cut, Qr, ReceiptDocument, Row, Text
from retail.store_config import Operator
from sync.messages import FeedRow, PullReply, ScopeHead
from sync.ports import EMPTY_CHECKSUM
from tests.fakes.clock import NOON
from tests.fakes.shop import BERLIN, OPERATORS, PINS
from tests.fakes.store import KEYS, a_completed, load_config, record

PAPER = ReceiptDocument(
    document_id="d1",
    kind="receipt",
    language="de",
    blocks=(Text("Danke", "center"), Row("Summe", "1,19"), Qr("abc", "caption"), Cut()),
    open_drawer=True,
)


def a_job(number: int, txn_id: str = "") -> PrintJob:
    return PrintJob(job_id=f"job-{number}", txn_id=txn_id, document=PAPER, created_at=NOON + number)


def own_row(seq: int, body: dict[str, object] | None) -> PullReply:
    row = FeedRow(
        seq=seq, kind="operator", key="ada", op="put" if body is not None else "delete", rev=seq, body=body
    )
    head = ScopeHead(scope="terminal:terminal-2", epoch="feed-1", seq=seq, checksum=EMPTY_CHECKSUM)
    return PullReply(rows=(row,), next=seq, head=head)


def test_there_is_no_configuration_before_the_hub_sent_it(terminal: LocalTerminal) -> None:
    with terminal.store.read() as unit:
        assert unit.store_config() is None
        assert unit.people.operators() == ()


def test_the_configuration_is_what_the_hub_sent(terminal: LocalTerminal) -> None:
    load_config(terminal)
    with terminal.store.read() as unit:
        config = unit.store_config()
        assert config is not None
        # The hub's rows have no order of their own: departments and reasons come by their key.
        assert config == replace(BERLIN, reasons=tuple(sorted(BERLIN.reasons, key=lambda one: one.reason_id)))
        assert unit.store_config() is config


def test_a_change_of_the_configuration_is_seen_at_once(terminal: LocalTerminal) -> None:
    load_config(terminal)
    with terminal.store.read() as unit:
        assert unit.store_config() is not None
    load_config(terminal, replace(BERLIN, profile=replace(BERLIN.profile, name="Neuer Name")))
    terminal.replica.reset("config:store-1", "feed-1")
    load_config(terminal, replace(BERLIN, profile=replace(BERLIN.profile, name="Neuer Name")))
    with terminal.store.read() as unit:
        config = unit.store_config()
        assert config is not None
        assert config.profile.name == "Neuer Name"


def test_operators_come_by_name_with_a_sealed_pin_only(terminal: LocalTerminal) -> None:
    load_config(terminal, operators=(*OPERATORS[:2], replace(OPERATORS[2], active=False)))
    with terminal.store.read() as unit:
        assert [one.name for one in unit.people.operators()] == ["Ada", "Grace"]
        assert {one.pin_hash for one in unit.people.operators()} == {""}
        assert [unit.people.operator(one.operator_id) for one in OPERATORS] == [*OPERATORS[:2], None]
        assert unit.people.operator("nobody") is None
        sealed = unit.people.sealed_pin("ada")
        assert sealed is not None
        assert check(sealed, PINS["ada"], KEYS.pin_pepper)
        assert unit.people.sealed_pin("emmy") is None
        assert unit.people.sealed_pin("nobody") is None


def test_the_pin_hash_is_nowhere_in_the_file(terminal: LocalTerminal) -> None:
    load_config(terminal)
    driver = terminal.pos.driver
    dump = "\n".join(
        str(row)
        for table in pos_schema.metadata.tables
        for row in driver.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own tables
    )
    assert "argon2id" in dump  # the settings and salt
    with terminal.store.read() as unit:
        sealed = unit.people.sealed_pin("ada")
    assert sealed is not None
    assert f"{sealed.settings}$" not in dump


@pytest.mark.parametrize(
    "body",
    [
        {"operator_id": "ada", "name": "Ada", "pin_hash": "$argon2i$weak"},
        {"operator_id": "ada", "pin_hash": "secret-hash"},
        {"nonsense": True},
    ],
)
def test_an_operator_that_cannot_be_used_is_shown_to_nobody(
    terminal: LocalTerminal, body: dict[str, object]
) -> None:
    load_config(terminal)
    before = terminal.replica.cursor("terminal:terminal-2")
    after = terminal.replica.apply("terminal:terminal-2", own_row(before.seq + 1, body))
    assert after.seq == before.seq + 1
    with terminal.store.read() as unit:
        assert [one.name for one in unit.people.operators()] == ["Emmy", "Grace"]
    kept, problem = terminal.pos.driver.execute(
        "SELECT body, problem FROM feed_row WHERE kind = 'operator' AND key = 'ada'"
    ).fetchone()
    assert problem
    assert "secret-hash" not in kept


def test_an_operator_who_left_is_gone(terminal: LocalTerminal) -> None:
    load_config(terminal)
    before = terminal.replica.cursor("terminal:terminal-2")
    terminal.replica.apply("terminal:terminal-2", own_row(before.seq + 1, None))
    with terminal.store.read() as unit:
        assert [one.name for one in unit.people.operators()] == ["Emmy", "Grace"]


def test_operators_that_a_new_round_does_not_bring_are_gone(terminal: LocalTerminal) -> None:
    load_config(terminal)
    terminal.replica.reset("terminal:terminal-2", "feed-2")
    with terminal.store.read() as unit:
        assert len(unit.people.operators()) == 3
    head = ScopeHead(scope="terminal:terminal-2", epoch="feed-2", seq=0, checksum=EMPTY_CHECKSUM)
    terminal.replica.apply("terminal:terminal-2", PullReply(rows=(), next=0, head=head))
    with terminal.store.read() as unit:
        assert unit.people.operators() == ()
        assert unit.store_config() is None


def test_an_answer_of_another_history_is_refused(terminal: LocalTerminal) -> None:
    load_config(terminal)
    before = terminal.replica.cursor("terminal:terminal-2")
    head = ScopeHead(scope="terminal:terminal-2", epoch="feed-9", seq=99, checksum=EMPTY_CHECKSUM)
    with pytest.raises(DataError):
        terminal.replica.apply("terminal:terminal-2", PullReply(rows=(), next=99, head=head))
    assert terminal.replica.cursor("terminal:terminal-2") == before


def test_guards_are_remembered(terminal: LocalTerminal) -> None:
    with terminal.store.write() as unit:
        assert unit.people.guard("ada") == PinGuard()
        unit.people.save_guard("ada", PinGuard(failures=1))
        unit.people.save_guard("ada", PinGuard(failures=3, locked_until=99))
        assert unit.people.guard("ada") == PinGuard(failures=3, locked_until=99)
        assert unit.people.guard("terminal") == PinGuard()


def test_settings_are_kept_by_name(terminal: LocalTerminal) -> None:
    with terminal.store.write() as unit:
        assert unit.settings.get("look") is None
        unit.settings.put("look", "light")
        unit.settings.put("look", "dark")
        assert unit.settings.get("look") == "dark"


def test_a_count_that_was_rolled_back_is_used_again(terminal: LocalTerminal) -> None:
    with terminal.store.write() as unit:
        assert [unit.settings.next_count("receipt") for _ in range(2)] == [1, 2]
        assert unit.settings.next_count("turnover") == 1
    with pytest.raises(ValueError, match="no"), terminal.store.write() as unit:
        assert unit.settings.next_count("receipt") == 3
        raise ValueError("no")
    with terminal.store.write() as unit:
        assert unit.settings.next_count("receipt") == 3


def test_print_jobs_are_taken_oldest_first(terminal: LocalTerminal) -> None:
    with terminal.store.write() as unit:
        assert unit.print_jobs.next_queued() is None
        for number in (2, 1, 3):
            unit.print_jobs.add(a_job(number, txn_id="txn-1" if number != 3 else "txn-2"))
        assert unit.print_jobs.get("job-2") == a_job(2, txn_id="txn-1")
        assert unit.print_jobs.get("job-9") is None
        first = unit.print_jobs.next_queued()
        assert first is not None
        assert first.job_id == "job-2"
        unit.print_jobs.mark("job-2", "printing")
        unit.print_jobs.mark("job-2", "failed", "paper_out", "No paper.")
        unit.print_jobs.mark("job-2", "printing")
        failed = unit.print_jobs.get("job-2")
        assert failed == replace(a_job(2, txn_id="txn-1"), state="printing", attempts=2)
        unit.print_jobs.mark("job-2", "unsure", "silent", "No answer.")
        unit.print_jobs.mark("job-3", "printed")
        second = unit.print_jobs.next_queued()
        assert second is not None
        assert second.job_id == "job-1"
        assert [job.job_id for job in unit.print_jobs.unprinted()] == ["job-2", "job-1"]
        assert [job.error for job in unit.print_jobs.unprinted()] == ["silent", ""]
        assert unit.print_jobs.states(["txn-1", "txn-2", "txn-3"]) == {"txn-1": "queued", "txn-2": "printed"}


def test_what_waits_is_listed_and_counted_without_its_documents(terminal: LocalTerminal) -> None:
    sold = a_completed(1)
    with terminal.store.write() as unit:
        assert (unit.print_jobs.waiting(), unit.print_jobs.waiting_count()) == ((), 0)
        record(unit, sold)
        unit.print_jobs.add(a_job(1, txn_id=sold.txn_id))
        unit.print_jobs.add(replace(a_job(2), document=replace(PAPER, kind="x_report")))
        unit.print_jobs.add(a_job(3))
        unit.print_jobs.mark("job-2", "failed", "paper_out", "No paper.")
        unit.print_jobs.mark("job-3", "dropped")
        first, second = unit.print_jobs.waiting()
        assert unit.print_jobs.waiting_count() == 2
    assert first == WaitingPrint(
        job_id="job-1",
        txn_id=sold.txn_id,
        receipt_no=sold.receipt_no,
        kind="receipt",
        state="queued",
        attempts=0,
        error="",
        error_message="",
        created_at=NOON + 1,
    )
    assert (second.job_id, second.kind, second.receipt_no) == ("job-2", "x_report", "")
    assert (second.state, second.error, second.error_message) == ("failed", "paper_out", "No paper.")


def test_the_original_of_a_transaction_is_what_was_printed_first(terminal: LocalTerminal) -> None:
    again = replace(PAPER, kind="duplicate", blocks=())
    with terminal.store.write() as unit:
        assert unit.print_jobs.original("txn-1") is None
        unit.print_jobs.add(a_job(1, txn_id="txn-1"))
        unit.print_jobs.add(replace(a_job(2, txn_id="txn-1"), document=again))
        unit.print_jobs.mark("job-1", "dropped")
        assert unit.print_jobs.original("txn-1") == PAPER


def test_a_job_that_is_not_there_cannot_be_marked(terminal: LocalTerminal) -> None:
    with pytest.raises(DataError), terminal.store.write() as unit:
        unit.print_jobs.mark("job-9", "printed")


def test_an_operator_row_names_whom_it_is_about(terminal: LocalTerminal) -> None:
    load_config(terminal, operators=(OPERATORS[0],))
    with terminal.store.read() as unit:
        assert unit.people.operators() == (
            Operator(operator_id="ada", name="Ada", role="cashier", pin_hash=""),
        )
