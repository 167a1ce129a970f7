"""`check` names what was tampered with in accounts: entries, tenders, loads, training and post-voids."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from local_db.database import Database
from local_db.engine import pos_engine
from local_db.invariants import check
from retail.gift_card import reversed_values, value_entries
from retail.loyalty_accrual import redemption_entries, reversed_entries
from retail.tender import Tender
from retail.transaction import Line
from tests.fakes.clock import NOON
from tests.fakes.shop import MILK, a_line
from tests.fakes.store import KEYS, a_completed, a_reversal, load_config, open_terminal, record

CARD = Line(
    line_id="card",
    kind="gift_card",
    name="Gift card",
    quantity=1000,
    unit_price=1000,
    tax_class="",
    account_id="g1",
    last4="7KQ2",
    at=NOON,
)


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A terminal that sold a gift card, took points and a gift card for milk, and cancelled that."""
    terminal = open_terminal(tmp_path / "till")
    load_config(terminal)
    sold = a_completed(1, CARD)
    sold = replace(sold, values=value_entries(sold.txn_id, sold.lines, sold.amounts, sold.tenders))
    milk = a_completed(2, a_line(MILK))
    tenders = (
        Tender(payment_id="p", kind="points", amount=19, points=19, account_id="anna", at=NOON),
        Tender(payment_id="g", kind="gift_card", amount=100, account_id="g1", at=NOON),
    )
    milk = replace(
        milk,
        tenders=tenders,
        settlement=replace(milk.settlement, card_paid=119, cash_given=0, cash_due=0, cash_kept=0, change=0),
        points=redemption_entries(milk.txn_id, tenders),
        values=value_entries(milk.txn_id, milk.lines, milk.amounts, tenders),
    )
    back = a_reversal(milk, 3)
    back = replace(
        back,
        points=reversed_entries(back.txn_id, milk.points),
        values=reversed_values(back.txn_id, milk.values),
    )
    with terminal.store.write() as unit:
        for body in (sold, milk, back):
            record(unit, body)
    terminal.close()
    yield tmp_path / "till"


def tampered(data: Path, statement: str) -> list[str]:
    """Names of the invariants that are broken after a change past the triggers."""
    database = Database(pos_engine(data / "pos.db", KEYS.database_key), "pos.db")
    driver = database.driver
    triggers = driver.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        driver.execute(f"DROP TRIGGER {name}")
    driver.execute(statement)
    for _, sql in triggers:
        driver.execute(sql)
    database.close()
    return [one.invariant for one in check(data, KEYS)]


def test_a_sound_terminal_has_no_findings(data: Path) -> None:
    assert check(data, KEYS) == []


@pytest.mark.parametrize(
    ("statement", "invariant"),
    [
        ("DELETE FROM account_entry WHERE seq = 1", "account_rows"),
        ("UPDATE account_entry SET amount = amount + 1 WHERE seq = 1", "account_values"),
        ("UPDATE sale_tender SET amount = amount - 1 WHERE seq = 2 AND kind = 'gift_card'", "account_values"),
        ("UPDATE account_entry SET amount = -20 WHERE seq = 2 AND kind = 'points'", "account_points"),
        ("UPDATE sale SET training = 1 WHERE seq = 1", "account_training"),
        ("UPDATE account_entry SET amount = amount + 1 WHERE seq = 3", "account_reversed"),
    ],
)
def test_tampering_is_named(data: Path, statement: str, invariant: str) -> None:
    assert invariant in tampered(data, statement)
