"""Merged customers: one account for all their ids, undone exactly, erased together."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from hub.bootstrap import Hub
from hub.services.customers import ERASED_FILE
from hub.services.invariants import check
from hub.store import aliases, tasks
from hub.store.terminals import TerminalRecord
from retail.errors import RuleError
from tests.fakes.loyalty_ops import earning, redeeming, valued
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.loyalty_desk import Till, task_kinds
from tests.unit.hub.test_hub_loyalty import PROGRAM

BOTH_ENGINES = True


@pytest.fixture
def till(hub: Hub, records: tuple[TerminalRecord, ...], hub_gen: str) -> Iterator[Till]:
    one = Till(hub, records[0], hub_gen)
    hub.loyalty.set_program(one.store_id, PROGRAM)
    for customer_id in ("anna", "bea", "cleo"):
        one.know(customer_id)
    for customer_id in ("anna", "bea", "cleo"):
        earning(one.journal, customer_id, PROGRAM)
    assert one.push() == [("applied", None)] * 3
    yield one
    assert check(hub.engine) == []


def points(till: Till) -> list[int]:
    return [till.account(one).points for one in ("anna", "bea", "cleo")]


def test_merged_accounts_are_one_and_part_exactly(hub: Hub, till: Till) -> None:
    before = till.feed("account")
    hub.merges.merge("anna", "bea", "ada", "Same person")
    assert till.feed("alias") == {"anna": {"from_id": "anna", "to_id": "bea"}}
    assert points(till) == [238, 238, 119]
    assert till.account("anna").account_id == "bea"
    hub.merges.undo("anna", "ada")
    assert till.feed("alias") == {}
    assert till.feed("account") == before
    assert [(row["made_by"], row["undone_by"]) for row in hub.merges.log("anna")] == [("ada", "ada")]


def test_chains_lead_to_their_end_and_part_link_by_link(hub: Hub, till: Till) -> None:
    hub.merges.merge("anna", "bea", "ada")
    hub.merges.merge("anna", "cleo", "ada")
    assert till.feed("alias") == {
        "anna": {"from_id": "anna", "to_id": "cleo"},
        "bea": {"from_id": "bea", "to_id": "cleo"},
    }
    assert points(till) == [357] * 3
    with pytest.raises(RuleError, match="one customer already"):
        hub.merges.merge("cleo", "anna", "ada")
    hub.merges.undo("bea", "ada")
    assert points(till) == [238, 238, 119]
    hub.merges.undo("anna", "ada")
    assert points(till) == [119] * 3
    with pytest.raises(RuleError, match="not merged"):
        hub.merges.undo("anna", "ada")
    hub.merges.merge("anna", "cleo", "ada")
    with pytest.raises(RuleError, match="merged into her: anna"):
        hub.merges.undo("cleo", "ada")


def test_a_right_to_one_is_a_right_to_all_of_them(hub: Hub, till: Till) -> None:
    hub.merges.merge("anna", "bea", "ada")
    right = till.right("points", "anna", 200)
    assert (till.ask("points", "bea", 0).available, points(till)) == (38, [38, 38, 119])
    redeeming(till.journal, "bea", 200, right)
    valued(till.journal, "store_credit", "anna", "refund", 300)
    till.push()
    assert points(till) == [38, 38, 119]
    assert till.account("bea").credit == 300
    assert task_kinds(hub) == []
    # Parted, each has what was written for her: the one who paid for both owes it.
    hub.merges.undo("anna", "ada")
    assert points(till) == [119, -81, 119]
    with hub.database.read() as connection:
        (task,) = tasks.open_tasks(connection, 9)
    assert (task.kind, json.loads(task.detail)) == ("points_overdrawn", {"account": "bea", "balance": -81})
    # Nobody owes more by being merged and parted once more.
    hub.merges.merge("cleo", "anna", "ada")
    hub.merges.undo("cleo", "ada")
    assert task_kinds(hub) == ["points_overdrawn"]


def test_who_is_not_known_erased_or_of_another_store_is_not_merged(hub: Hub, till: Till) -> None:
    with pytest.raises(RuleError, match="no such customer"):
        hub.merges.merge("anna", "nobody", "ada")
    hub.customers.erase("cleo")
    with pytest.raises(RuleError, match="erased"):
        hub.merges.merge("anna", "cleo", "ada")
    with pytest.raises(RuleError, match="erased"):
        hub.merges.undo("cleo", "ada")


def test_all_ids_of_a_person_are_erased_together(hub: Hub, till: Till) -> None:
    hub.merges.merge("anna", "bea", "ada")
    assert hub.customers.export("anna")["merged_with"] == ["bea"]
    hub.customers.erase("anna")
    assert set(till.feed("account")) == {"cleo"}
    assert set(till.feed("customer")) == {"cleo"}
    assert till.feed("alias") == {}


def test_an_export_holds_what_is_known_under_all_ids_of_a_person(hub: Hub, till: Till) -> None:
    hub.merges.merge("anna", "bea", "ada")
    document = hub.customers.export("anna")
    (other,) = document["merged"]
    assert (document["customer"]["name"], other["customer"]["name"]) == ("anna", "bea")
    assert [len(one["sales"]) for one in (document, other)] == [1, 1]
    assert [one["points"][0]["account_id"] for one in (document, other)] == ["anna", "bea"]


def test_who_was_merged_with_somebody_erased_again_can_still_be_exported_and_erased(
    hub: Hub, till: Till
) -> None:
    """The backup that was put back is older than their parting, and than the erasure of one of them."""
    hub.merges.merge("anna", "bea", "ada")
    (hub.data_dir / ERASED_FILE).write_text("anna\n")
    assert hub.customers.erase_again() == 1
    assert hub.customers.export("bea")["merged"] == []
    hub.customers.erase("bea")
    assert set(till.feed("customer")) == {"cleo"}


def test_who_comes_under_one_id_is_not_forgotten_under_the_other(
    hub: Hub, till: Till, clock: HandClock
) -> None:
    hub.merges.merge("anna", "bea", "ada")
    clock.ms += 4 * 31_557_600_000
    earning(till.journal, "bea", PROGRAM, clock.ms)
    till.push()
    gone = hub.customers.forget_inactive(dry_run=True)
    assert [one["customer_id"] for one in gone] == ["cleo"]


def test_pairs_who_share_something_are_shown_and_certain_ones_merged_where_wanted(
    hub: Hub, till: Till
) -> None:
    till.know("dora", name="Dora", phone="+49301234567", card_code="K-1")
    till.know("dora2", name="D.", phone="+49301234567", card_code="k-1")
    till.know("emma", name="Emma", phone="+49301234567", email="e@example.org")
    till.know("emma2", name="Emma", email="E@example.org")
    assert task_kinds(hub) == ["customer_card_twice"]
    found = {one.customer_ids: (one.same, one.certain) for one in hub.merges.candidates()}
    assert found == {
        ("dora", "dora2"): (("card", "phone"), True),
        ("dora", "emma"): (("phone",), False),
        ("dora2", "emma"): (("phone",), False),
        ("emma", "emma2"): (("email",), False),
    }
    assert (hub.merges.by_itself, hub.merges.tidy()) == (False, [])
    hub.merges.set_by_itself(wanted=True)
    hub.merges.tidy()
    with hub.database.read() as connection:
        assert aliases.every(connection) == {"dora2": "dora"}
    # What a person has parted stays parted.
    hub.merges.undo("dora2", "ada")
    assert hub.merges.tidy() == []


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM feed WHERE kind = 'alias'", "who stands for her"),
        ("UPDATE customer_alias SET undone_at = 1", "who stands for her"),
        ("UPDATE customer_alias SET to_id = from_id", "in a ring"),
    ],
)
def test_a_merge_that_is_tampered_with_is_found(
    hub: Hub, records: tuple[TerminalRecord, ...], hub_gen: str, sql: str, words: str
) -> None:
    one = Till(hub, records[0], hub_gen)
    for customer_id in ("anna", "bea"):
        one.know(customer_id)
    hub.merges.merge("anna", "bea", "ada")
    assert check(hub.engine) == []
    with hub.database.write() as connection:
        connection.exec_driver_sql(sql)
    assert any(words in found.message for found in check(hub.engine))
