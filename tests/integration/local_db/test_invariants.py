"""`check` finds nothing on a sound terminal, and names each thing that was tampered with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from local_db.database import Database
from local_db.engine import catalogue_engine, pos_engine
from local_db.invariants import check
from pos_app.ports.store import SessionSums
from retail.errors import DataError, KnownError
from retail.report import SessionTotals, TaxTotal, TenderTotal
from retail.session import TillSession
from sync.ports import OpResult
from tests.fakes.clock import NOON
from tests.fakes.shop import BEER, BUSINESS_DATE, COLA, MILK, a_deposit, a_line
from tests.fakes.store import (
    KEYS,
    a_completed,
    a_reversal,
    load_catalogue,
    load_config,
    open_terminal,
    record,
)

SESSION = TillSession(
    session_id="session-1",
    number=1,
    state="open",
    business_date=BUSINESS_DATE,
    currency="EUR",
    opening_float=0,
    opened_by="ada",
    opened_at=NOON,
)


def z_of(sums: SessionSums) -> SessionTotals:
    return SessionTotals(
        session_id="session-1",
        number=1,
        currency="EUR",
        business_date=BUSINESS_DATE,
        opened_at=NOON,
        taken_at=NOON,
        sales_count=sums.sales_count,
        sales_total=sums.sales_total,
        post_void_count=sums.post_void_count,
        post_void_total=sums.post_void_total,
        discount_total=sums.discount_total,
        cash_rounding=sums.cash_rounding,
        taxes=tuple(TaxTotal(code=c, rate=r, net=n, tax=t, gross=n + t) for c, r, n, t in sums.taxes),
        tenders=tuple(
            TenderTotal(kind=kind, count=count, amount=amount) for kind, count, amount in sums.tenders
        ),
        perpetual_total=sums.perpetual_total,
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A day's work: sales, a post-void, training, a Z report; some of it at the hub."""
    folder = tmp_path / "data"
    terminal = open_terminal(folder)
    load_config(terminal)
    load_catalogue(terminal)
    with terminal.store.write() as unit:
        unit.sessions.save(SESSION)
    first = a_completed(1, a_line(MILK, 2000), replace(a_line(COLA), voided=True), cash=1000)
    bodies = [first, a_completed(2, a_line(BEER), a_deposit(BEER), card=100), a_reversal(first, 3)]
    bodies.append(replace(a_completed(1, training=True), txn_id="practice"))
    for body in bodies:
        with terminal.store.write() as unit:
            record(unit, body)
    with terminal.store.write() as unit:
        unit.sessions.add_z(z_of(unit.sessions.sums("session-1")), "grace")
        unit.sessions.save(replace(SESSION, state="closed", counted=0))
    ops = terminal.outbox.waiting(2)
    terminal.outbox.acknowledge([OpResult(seq=op.seq, hash=op.hash, status="applied") for op in ops], NOON)
    terminal.close()
    return folder


@pytest.fixture
def pos(data: Path) -> Iterator[Database]:
    """`pos.db` in the hands of somebody who has the key, with the guards taken off."""
    database = Database(pos_engine(data / "pos.db", KEYS.database_key), "pos.db")
    database.driver.execute("PRAGMA foreign_keys = OFF")
    yield database
    database.close()


def tamper(database: Database, *statements: str) -> None:
    """Change facts behind the triggers' back, and put the triggers up again."""
    driver = database.driver
    triggers = driver.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        driver.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        driver.execute(statement)
    for _, sql in triggers:
        driver.execute(sql)


def test_a_sound_terminal_has_no_findings(data: Path) -> None:
    assert check(data, KEYS) == []


def test_it_is_checked_beside_a_running_till(data: Path) -> None:
    terminal = open_terminal(data)
    with terminal.store.write() as unit:
        record(unit, a_completed(4, session_id="session-2"))
    assert check(data, KEYS) == []
    terminal.close()


@pytest.mark.parametrize(
    ("statement", "invariant", "words"),
    [
        (
            "UPDATE journal SET body = replace(body, '\"total\":137', '\"total\":136') WHERE seq = 2",
            "journal_chain",
            "entry 2 does not fit (hash)",
        ),
        ("UPDATE journal SET prev_hash = hash WHERE seq = 3", "journal_chain", "entry 3 does not fit (prev)"),
        ("DELETE FROM journal WHERE seq = 2", "journal_chain", "entry 3 does not fit (gap)"),
        ("UPDATE journal SET at = at + 1 WHERE seq = 1", "journal_columns", "entry 1"),
        ("UPDATE journal SET business_date = '2020-01-01' WHERE seq = 1", "journal_columns", "entry 1"),
        ("DELETE FROM sale WHERE seq = 2", "sale_rows", "entry 2 is a sale that is not"),
        ("UPDATE sale SET total = total + 1 WHERE seq = 2", "sale_rows", "entry 2"),
        ("UPDATE sale SET total = total + 1 WHERE seq = 2", "sale_totals", "sale 2"),
        ("UPDATE sale SET kind = 'post_void' WHERE seq = 1", "sale_rows", "entry 1"),
        ("DELETE FROM sale_tax WHERE seq = 1", "sale_rows", "sale 1"),
        ("UPDATE sale_tender SET amount = amount + 1 WHERE seq = 1", "sale_paid", "sale 1"),
        ("UPDATE stock_movement SET delta = 0 WHERE seq = 1", "movements", "sale 1"),
        ("UPDATE stock_movement SET line_id = 'x' WHERE seq = 1", "movements", "no live line"),
        ("UPDATE sale_line SET quantity = 5 WHERE seq = 2 AND kind = 'sale'", "movements", "sale 2"),
        ("UPDATE counter SET n = n + 1 WHERE name = 'turnover'", "perpetual_total", "add up to"),
        (
            "INSERT INTO held_right VALUES ('g', 'stock', 'milk', 1, 0, 2, 9, 'open')",
            "rights_overspent",
            "right g",
        ),
        (
            "INSERT INTO held_right VALUES ('g', 'stock', 'milk', 5, 1, 0, 9, 'open')",
            "rights_spent",
            "right g",
        ),
        ("INSERT INTO right_use VALUES (1, 0, 'g', 'stock', 'milk', 1)", "rights_spent", "entry 1"),
        ("UPDATE sale SET receipt_no = 'S1-T2-000009' WHERE seq = 3", "receipt_numbers", "number 2"),
        ("UPDATE sale SET receipt_no = 'nonsense' WHERE seq = 3", "receipt_numbers", "nonsense"),
        ("DELETE FROM z_report", "z_reports", "session 1 is closed without"),
        (
            "UPDATE z_report SET totals = replace(totals, '\"sales_count\":2', '\"sales_count\":3')",
            "z_reports",
            "sales_count of Z report 1 is 3",
        ),
        (
            "INSERT INTO z_report SELECT 3, 'session-3', operator_id, taken_at, totals FROM z_report",
            "z_reports",
            "Z report 2 is missing",
        ),
        ("DELETE FROM journal_ack WHERE seq = 1", "acknowledged", "entry 1"),
        (
            "UPDATE feed_row SET body = replace(body, 'Park', 'Berg') WHERE kind = 'store'",
            "feed_rows",
            "store",
        ),
        ("DELETE FROM feed_row WHERE kind = 'reason' AND key = 'label'", "feed_checksum", "config:store-1"),
        (
            "UPDATE feed_row SET digest = '0000000000000000' WHERE kind = 'operator'",
            "feed_checksum",
            "terminal:",
        ),
    ],
)
def test_tampering_is_named(data: Path, pos: Database, statement: str, invariant: str, words: str) -> None:
    tamper(pos, statement)
    findings = [one for one in check(data, KEYS) if one.invariant == invariant]
    assert any(words in one.message for one in findings), check(data, KEYS)


@pytest.mark.parametrize("name", ["sale_no_update", "z_report_no_delete", "journal_gapless"])
def test_a_guard_that_was_taken_down_is_named(data: Path, pos: Database, name: str) -> None:
    pos.driver.execute(f"DROP TRIGGER {name}")
    assert [one.message for one in check(data, KEYS)] == [f"the trigger {name} is missing or altered"]


def test_another_journal_mode_is_named(data: Path, pos: Database) -> None:
    pos.driver.execute("PRAGMA journal_mode = DELETE")
    assert [one.invariant for one in check(data, KEYS)] == ["pragmas"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM item WHERE sku = 'milk'",
        "UPDATE category SET digest = x'0102030405060708'",
        "DELETE FROM price WHERE sku = 'milk'",
        "UPDATE feed_cursor SET checksum = '0000000000000001'",
    ],
)
def test_a_catalogue_that_lost_rows_is_named(data: Path, statement: str) -> None:
    database = Database(catalogue_engine(data / "catalogue.db"), "catalogue.db")
    changed = database.driver.execute(statement).rowcount
    database.close()
    assert ([one.invariant for one in check(data, KEYS)] != []) == (changed > 0)


def test_a_missing_catalogue_is_no_finding(data: Path) -> None:
    (data / "catalogue.db").unlink()
    assert check(data, KEYS) == []


def test_a_folder_without_a_terminal_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        check(tmp_path, KEYS)
    assert caught.value.code == "no_terminal_here"


def test_a_file_of_an_older_program_is_not_judged(data: Path, pos: Database) -> None:
    pos.driver.execute("PRAGMA user_version = 0")
    with pytest.raises(DataError) as caught:
        check(data, KEYS)
    assert caught.value.code == "file_older"
