"""What a person at the console does with points, gift cards and merges: the commands, in words and JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hub.bootstrap import Hub
from hub.cli import customers
from hub.cli import loyalty as commands
from hub.cli.options import add_data
from hub.store.terminals import TerminalRecord
from retail.errors import RuleError
from retail.gift_card import account_id_of
from tests.fakes.loyalty_ops import valued
from tests.unit.hub.loyalty_desk import Till

Run = Callable[..., Any]
PROGRAM = """
point_value = 1
expiry_days = 365
[[rules]]
rule_id = "euro"
points = 1
per = 100
[[tiers]]
tier_id = "gold"
name = "Gold"
reached_at = 10
multiplier = "1.5"
"""


@pytest.fixture
def till(hub: Hub, records: tuple[TerminalRecord, ...], hub_gen: str) -> Till:
    one = Till(hub, records[0], hub_gen)
    one.know("anna", name="Anna", phone="+49301234567")
    one.know("bea", name="Bea", phone="+49301234567")
    return one


@pytest.fixture
def run(hub: Hub, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; with `--json` what it prints, else its words."""

    def act(subject: str, *words: str) -> Any:
        parser = argparse.ArgumentParser()
        add, done = {
            "loyalty": (commands.add_loyalty, commands.run_loyalty),
            "gift-cards": (commands.add_gift_cards, commands.run_gift_cards),
            "customer": (customers.add_arguments, customers.run),
        }[subject]
        add(parser, add_data)
        assert done(hub, parser.parse_args(words)) == 0
        said = capsys.readouterr().out
        return json.loads(said) if "--json" in words else said

    return act


def test_a_program_is_set_shown_and_ended(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "program.toml"
    file.write_text(PROGRAM)
    assert run("loyalty", "program", "--json") == {"program": None}
    assert '"rule_id": "euro"' in run("loyalty", "program", "--file", str(file))
    shown = run("loyalty", "program", "--json")
    as_json = tmp_path / "program.json"
    as_json.write_text(json.dumps(shown["program"]))
    assert run("loyalty", "program", "--file", str(as_json), "--json") == shown
    assert "gives no points" in run("loyalty", "program", "--end")
    file.write_text("rules = [")
    for words in (("--file", str(file)), ("--file", str(tmp_path / "none.toml")), ("--store", "77")):
        with pytest.raises(RuleError):
            run("loyalty", "program", *words)


def test_an_account_is_found_by_what_a_customer_says(run: Run, till: Till) -> None:
    run("loyalty", "adjust", "anna", "50", "--why", "Sorry")
    for word in ("anna", "Anna"):
        assert run("loyalty", "account", word).startswith("50 points")
    with pytest.raises(RuleError) as several:
        run("loyalty", "account", "234567")
    assert several.value.code == "customer_ambiguous"
    assert "Anna anna; Bea bea" in several.value.message
    with pytest.raises(RuleError) as nobody:
        run("loyalty", "account", "Zoe")
    assert nobody.value.code == "customer_unknown"


def test_an_account_is_shown_and_adjusted(run: Run, till: Till) -> None:
    assert run("loyalty", "account", "anna") == "nothing was ever entered\n"
    assert "50 points" in run("loyalty", "adjust", "anna", "50", "--why", "Complaint")
    said = run("loyalty", "adjust", "anna", "7", "--credit", "--why", "Goodwill")
    assert "7.00 EUR store credit" in said and "+7.00 EUR" in said
    assert "Goodwill" in said and "Complaint" in said
    shown = run("loyalty", "account", "anna", "--json")
    assert (shown["state"]["points"], shown["state"]["credit"]) == (50, 700)
    assert till.account("anna").points == 50


def test_who_is_adjusted_is_named_as_at_the_till_and_never_by_a_beginning(run: Run, till: Till) -> None:
    till.know("cleo", name="Cleo", phone="+49302222222", email="cleo@example.org", card_code="C-77")
    for points, who in enumerate(("cleo", "C-77", "c-77", "Cleo@example.org", "+49 (0)30 2222222"), start=1):
        assert f"{points} points" in run("loyalty", "adjust", who, "1", "--why", "Sorry"), who
    assert "6 points" in run("loyalty", "adjust", "030/2222222", "1", "--why", "Sorry")
    for word in ("Cle", "Cleo B", "cleo@", "C-7", "222"):
        with pytest.raises(RuleError) as unsure:
            run("loyalty", "adjust", word, "1", "--why", "Sorry")
        assert unsure.value.code in ("customer_unsure", "customer_unknown"), word
    with pytest.raises(RuleError) as several:
        run("loyalty", "adjust", "030 1234567", "1", "--why", "Sorry")
    assert several.value.code == "customer_ambiguous"


def test_two_who_are_one_are_not_several(run: Run, till: Till) -> None:
    run("customer", "merge", "anna", "bea")
    assert "5 points" in run("loyalty", "adjust", "030 1234567", "5", "--why", "Sorry")
    assert run("loyalty", "account", "234567").startswith("5 points")
    assert till.account("anna").points == 5


def test_cards_are_made_shown_blocked_and_adjusted(
    run: Run, till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run("gift-cards", "make", "2", "--currency", "EUR").splitlines()
    assert said[0] == "code,shown,currency"
    (code,) = run("gift-cards", "make", "1", "--currency", "EUR", "--json")["codes"]
    out = tmp_path / "codes.csv"
    assert "holds 1 codes" in run("gift-cards", "make", "1", "--currency", "EUR", "--out", str(out))
    assert len(out.read_text().splitlines()) == 2
    account = account_id_of(code)
    assert run("gift-cards", "list").startswith("No card was loaded yet")
    valued(till.journal, "gift_card", account, "load", 5000)
    till.push()
    assert run("gift-cards", "list") == f"{account}  50.00 EUR\n"
    assert len(run("gift-cards", "list", "--all", "--json")["gift_cards"]) == 4
    assert "blocked: Lost" in run("gift-cards", "block", account, "--why", "Lost")
    assert "blocked" in run("gift-cards", "list")
    assert "blocked" not in run("gift-cards", "unblock", account)
    said = run("gift-cards", "adjust", account, "--why", "Mistake", "--", "-1.00")
    assert "49.00 EUR\n" in said and "-1.00  adjustment" in said
    monkeypatch.setattr("getpass.getpass", lambda _prompt: code)
    assert run("gift-cards", "show", "-", "--json")["balance"] == 4900


def test_a_long_list_of_cards_says_that_there_are_more(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("gift-cards", "make", "3", "--currency", "EUR")
    assert len(run("gift-cards", "list", "--all").splitlines()) == 3
    monkeypatch.setattr(commands, "LISTED", 2)
    *cards, more = run("gift-cards", "list", "--all").splitlines()
    assert (len(cards), more) == (2, "Only the newest 2 are listed.")
    assert len(run("gift-cards", "list", "--all", "--json")["gift_cards"]) == 2


def test_amounts_that_are_none_are_refused_in_words(run: Run, till: Till) -> None:
    code = run("gift-cards", "make", "1", "--currency", "EUR", "--json")["codes"][0]
    for words in (
        ("gift-cards", "adjust", code, "12,50"),
        ("loyalty", "adjust", "anna", "1.5"),
        ("loyalty", "adjust", "anna", "1.555", "--credit"),
    ):
        with pytest.raises(RuleError):
            run(*words, "--why", "Typed")


def test_customers_are_merged_and_parted(run: Run, till: Till) -> None:
    assert "anna  bea  same phone" in run("customer", "merge-candidates")
    assert run("customer", "merge-candidates", "--by-itself", "on", "--json")["by_itself"] is True
    assert "anna is bea" in run("customer", "merge", "anna", "bea", "--why", "Same")
    assert "Nobody" in run("customer", "merge-candidates", "--by-itself", "off")
    (row,) = run("customer", "undo-merge", "anna", "--json")["merges"]
    assert row["why"] == "Same" and row["undone_at"] is not None
    assert till.feed("alias") == {}
