"""A database of before balances were kept gets them from its entries; its sales count as looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from hub.database_choice import open_database
from hub.store import loyalty, receipt_looks, value_ledger
from hub.store.upgrade import upgrade
from tests.fakes.older_schema import made_up_to
from tests.fakes.postgres import Databases

ENTRY = (
    "INSERT INTO value_entry (entry_id, account_id, kind, op_id, act, amount, currency, at, made_by, why) "
    "VALUES (:id, :account, :kind, '', 'adjustment', :amount, 'EUR', 1, '', '')"
)
CARD = (
    "INSERT INTO gift_card (account_id, store_id, currency, made_at, made_by) VALUES ('{}', '', 'EUR', 1, '')"
)
ACCOUNT = "INSERT INTO loyalty_account (account_id, store_id, seen, change_at) VALUES ('{}', 'S1', '{{}}', 0)"
MADE = (*map(CARD.format, ("g1", "g2")), *map(ACCOUNT.format, ("anna", "bert")))
ENTRIES = (("g1", "gift_card", 500), ("g1", "gift_card", -120), ("anna", "store_credit", 70))


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_balances_are_worked_out_once(tmp_path: Path, request: pytest.FixtureRequest, engine: str) -> None:
    databases: Databases | None = request.getfixturevalue("databases") if engine == "postgres" else None
    database = open_database(tmp_path, databases.empty() if databases else "")
    made_up_to(database, "0010", tmp_path)
    with database.write() as connection:
        for statement in MADE:
            connection.exec_driver_sql(statement)
        for number, (account, kind, amount) in enumerate(ENTRIES):
            values = {"id": f"e{number}", "account": account, "kind": kind, "amount": amount}
            connection.execute(text(ENTRY), values)
    assert upgrade(database, tmp_path / "backups") == "0010"
    with database.read() as connection:
        cards = value_ledger.cards(connection, ["g1", "g2"])
        assert {one: card.balance for one, card in cards.items()} == {"g1": 380, "g2": 0}
        accounts = loyalty.accounts(connection, ["anna", "bert"])
        assert {one: account.credit for one, account in accounts.items()} == {"anna": 70, "bert": 0}
        assert list(value_ledger.disagreements(connection)) == []
        assert receipt_looks.not_looked_at(connection) == []
    with database.write() as connection:
        connection.execute(text("UPDATE gift_card SET balance = 1 WHERE account_id = 'g1'"))
    with database.read() as connection:
        assert list(value_ledger.disagreements(connection)) == [("g1", 1, 380)]
    database.close()
