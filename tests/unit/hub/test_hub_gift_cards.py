"""Gift cards and store credit at the hub: codes kept as hashes only, money booked once, blocked cards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.bootstrap import Hub
from hub.services.invariants import check
from hub.store.terminals import TerminalRecord
from retail.errors import RuleError
from retail.gift_card import account_id_of
from tests.fakes.loyalty_ops import cancelled, valued
from tests.unit.hub.loyalty_desk import Till, task_kinds

BOTH_ENGINES = True


@pytest.fixture
def till(hub: Hub, records: tuple[TerminalRecord, ...], hub_gen: str) -> Iterator[Till]:
    one = Till(hub, records[0], hub_gen)
    one.know("anna")
    yield one
    assert check(hub.engine) == []


def test_codes_are_made_and_kept_nowhere(hub: Hub, till: Till, tmp_path: Path) -> None:
    codes = hub.gift_cards.make(3, "EUR", "ada")
    assert len({account_id_of(code) for code in codes}) == 3
    assert len(hub.gift_cards.every()) == 3
    assert hub.gift_cards.every(used_only=True) == []
    held = b"".join(path.read_bytes() for path in (tmp_path / "hub").iterdir() if path.is_file())
    assert not any(code.encode() in held for code in codes)
    for count, currency in ((0, "EUR"), (10_001, "EUR"), (1, "XXX")):
        with pytest.raises(RuleError):
            hub.gift_cards.make(count, currency, "ada")


def test_a_card_is_loaded_and_spent_under_a_right(hub: Hub, till: Till) -> None:
    (code,) = hub.gift_cards.make(1, "EUR", "ada")
    account = account_id_of(code)
    assert till.ask("gift_card", account, 0).available == 0
    valued(till.journal, "gift_card", account, "load", 5000)
    till.push()
    assert till.ask("gift_card", account, 0).available == 5000
    right = till.right("gift_card", account, 3000)
    assert till.ask("gift_card", account, 2001).code == "not_enough"
    valued(till.journal, "gift_card", account, "spend", -3000, right)
    assert till.push() == [("applied", None)]
    shown = hub.gift_cards.show(code)
    assert (shown["balance"], shown["held"], len(shown["ledger"])) == (2000, 0, 2)
    assert [card["balance"] for card in hub.gift_cards.every(used_only=True)] == [2000]
    assert task_kinds(hub) == []


def test_a_post_void_of_a_load_takes_it_off_even_below_nothing(hub: Hub, till: Till) -> None:
    (code,) = hub.gift_cards.make(1, "EUR", "ada")
    sale = valued(till.journal, "gift_card", account_id_of(code), "load", 5000)
    valued(till.journal, "gift_card", account_id_of(code), "spend", -100)
    till.push()
    cancelled(till.journal, sale)
    till.push()
    assert hub.gift_cards.show(code)["balance"] == -100
    assert task_kinds(hub) == ["gift_card_overdrawn"]
    assert till.ask("gift_card", account_id_of(code), 0).available == 0


def test_a_card_of_nobody_counts_and_is_told(hub: Hub, till: Till) -> None:
    account = account_id_of("ABCDEFGH12345678")
    assert till.ask("gift_card", account, 0).code == "account_unknown"
    valued(till.journal, "gift_card", account, "load", 500)
    till.push()
    assert (task_kinds(hub), hub.gift_cards.show(account)["balance"]) == (["gift_card_unknown"], 500)


def test_a_blocked_card_gives_no_right_and_its_spend_is_told(hub: Hub, till: Till) -> None:
    (code,) = hub.gift_cards.make(1, "EUR", "ada")
    account = account_id_of(code)
    valued(till.journal, "gift_card", account, "load", 5000)
    till.push()
    hub.gift_cards.block(code, "ada", "Stolen")
    for quantity in (0, 100):
        told = till.ask("gift_card", account, quantity)
        assert (told.code, told.available, told.right) == ("card_blocked", 0, None)
    valued(till.journal, "gift_card", account, "spend", -100)
    till.push()
    assert task_kinds(hub) == ["gift_card_blocked"]
    hub.gift_cards.unblock(account, "ada")
    assert till.ask("gift_card", account, 0).available == 4900
    hub.gift_cards.adjust(code, 100, "ada", "Complaint")
    assert till.ask("gift_card", account, 0).available == 5000


def test_what_is_refused_at_the_hub(hub: Hub) -> None:
    (code,) = hub.gift_cards.make(1, "EUR", "ada")
    with pytest.raises(RuleError, match="no such gift card"):
        hub.gift_cards.show("g" + "0" * 32)
    with pytest.raises(RuleError, match="Say why"):
        hub.gift_cards.block(code, "ada", " ")
    with pytest.raises(RuleError, match="Say why"):
        hub.gift_cards.adjust(code, 5, "ada", "")
    with pytest.raises(RuleError, match="nothing"):
        hub.gift_cards.adjust(code, 0, "ada", "why")


def test_no_adjustment_takes_more_off_a_card_than_is_free(hub: Hub, till: Till) -> None:
    (code,) = hub.gift_cards.make(1, "EUR", "ada")
    hub.gift_cards.adjust(code, 500, "ada", "Complaint")
    till.right("gift_card", account_id_of(code), 100)
    with pytest.raises(RuleError, match=r"has 4\.00 EUR") as refused:
        hub.gift_cards.adjust(code, -401, "ada", "Mistake")
    assert refused.value.code == "adjustment_too_large"
    hub.gift_cards.adjust(code, -400, "ada", "Mistake")
    assert hub.gift_cards.show(code)["balance"] == 100


def test_cards_of_a_store_that_is_none_are_not_made(hub: Hub, till: Till) -> None:
    with pytest.raises(RuleError) as refused:
        hub.gift_cards.make(1, "EUR", "ada", "elsewhere")
    assert refused.value.code == "store_unknown"
    assert len(hub.gift_cards.make(1, "EUR", "ada", till.store_id)) == 1


def test_a_card_of_another_currency_is_told(hub: Hub, till: Till) -> None:
    (code,) = hub.gift_cards.make(1, "USD", "ada")
    valued(till.journal, "gift_card", account_id_of(code), "load", 500)
    till.push()
    assert task_kinds(hub) == ["gift_card_currency"]


def test_store_credit_is_given_spent_under_a_right_and_shown(hub: Hub, till: Till) -> None:
    valued(till.journal, "store_credit", "anna", "refund", 700)
    till.push()
    assert till.account("anna").credit == 700
    right = till.right("store_credit", "anna", 500)
    assert till.account("anna").credit == 200
    valued(till.journal, "store_credit", "anna", "spend", -500, right)
    valued(till.journal, "store_credit", "anna", "spend", -300)
    till.push()
    assert till.account("anna").credit == -100
    assert task_kinds(hub) == ["store_credit_overdrawn"]


def test_verify_finds_a_balance_that_is_not_the_sum_of_its_entries(hub: Hub, till: Till) -> None:
    account = account_id_of("ABCDEFGH12345678")
    valued(till.journal, "gift_card", account, "load", 500)
    valued(till.journal, "store_credit", "anna", "load", 70)
    till.push()
    for table, column, subject in (("gift_card", "balance", account), ("loyalty_account", "credit", "anna")):
        with hub.database.write() as connection:
            connection.exec_driver_sql(f"UPDATE {table} SET {column} = {column} + 1")  # noqa: S608 - our own names
        assert subject in {one.subject for one in check(hub.engine) if one.rule == "account"}
        with hub.database.write() as connection:
            connection.exec_driver_sql(f"UPDATE {table} SET {column} = {column} - 1")  # noqa: S608 - our own names
