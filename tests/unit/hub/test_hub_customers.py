"""Customers at the hub: merged field by field, found, exported, erased; hostile ops change nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hub.bootstrap import Hub
from hub.services.customers import ERASED_FILE
from hub.services.invariants import check
from hub.services.quarantine import QuarantineService
from hub.services.scopes import may_lie_in_files
from hub.services.snapshots import SnapshotService
from hub.store import customers, tasks
from hub.store.terminals import TerminalRecord
from retail.errors import RuleError
from sync import messages as m
from tests.fakes.customer_ops import beside, consented, mailed, sale_of, saved, saved_as, stamp
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.customer_line import Line
from tests.unit.hub.terminal_journal import AT, Journal

BOTH_ENGINES = True

ANNA: dict[str, Any] = {
    "name": "Anna Müller", "phone": "+49301234567", "email": "anna@example.org", "card_code": "A-1",
}  # fmt: skip
NAMES = (b"Anna", b"ller", b"anna@", b"1234567", b"Berta")
YEAR = 31_557_600_000

JournalOf = Callable[[int], Journal]


@pytest.fixture
def lines(hub: Hub, records: tuple[TerminalRecord, ...], hub_gen: str) -> tuple[Line, Line]:
    return Line(hub, records[0], hub_gen), Line(hub, records[1], hub_gen)


def shown(hub: Hub, text: str) -> list[dict[str, Any]]:
    return hub.customers.find(text)


def personal_rows(hub: Hub) -> int:
    with hub.database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM personal").scalar_one())


def test_two_tills_write_different_fields_and_the_later_of_the_same(
    hub: Hub, lines: tuple[Line, Line]
) -> None:
    one, two = lines
    saved(one.journal, "anna", AT, name="Anna Müller", phone="+49301234567")
    saved(two.journal, "anna", AT + 5, name="Anna Maier", email="anna@example.org")
    saved(one.journal, "anna", AT + 3, name="Anna Mayer")
    assert two.push() == [("applied", None)]
    assert one.push() == [("applied", None)] * 2
    (anna,) = shown(hub, "anna")
    assert (anna["name"], anna["phone"], anna["email"]) == ("Anna Maier", "+49301234567", "anna@example.org")
    for text in ("maier", "1234567", "ANNA@", "anna"):
        assert len(shown(hub, text)) == 1, text
    assert shown(hub, "mueller") == [] and shown(hub, "") == []
    row = one.feed()["customer", "anna"]
    assert row.body is not None
    assert set(row.body["seen"]) == {one.journal.terminal_id, two.journal.terminal_id}
    assert row.body["fields"]["name"]["value"] == "Anna Maier"


def test_consents_are_a_ledger_and_the_last_answer_counts(hub: Hub, lines: tuple[Line, Line]) -> None:
    one, _ = lines
    saved(one.journal, "anna", **ANNA)
    consented(one.journal, "anna", "marketing", given=True, version="1")
    consented(one.journal, "anna", "profiling", given=True, version="1")
    consented(one.journal, "anna", "marketing", given=False, version="2")
    assert one.push() == [("applied", None)] * 4
    export = hub.customers.export("anna")
    assert [(one["purpose"], one["given"], one["text_version"]) for one in export["consents"]] == [
        ("marketing", 1, "1"), ("profiling", 1, "1"), ("marketing", 0, "2"),
    ]  # fmt: skip
    assert {one["purpose"]: one["given"] for one in export["customer"]["consents"]} == {
        "marketing": False, "profiling": True,
    }  # fmt: skip


def test_an_export_holds_everything_and_an_erasure_leaves_nothing(
    hub: Hub, lines: tuple[Line, Line], tmp_path: Path
) -> None:
    one, two = lines
    saved(one.journal, "anna", **ANNA)
    sale = sale_of(one.journal, "anna")
    sale_of(one.journal, "anna", training=True)
    mailed(one.journal, sale, "anna@example.org", "anna")
    assert {status for status, _ in one.push()} == {"applied"}
    export = hub.customers.export("anna")
    json.dumps(export)
    assert [found["receipt_no"] for found in export["sales"]] == ["S1-T1-000001"]
    assert export["sales"][0]["lines"][0]["sku"] == "milk"
    assert [mail["address"] for mail in export["mail"]] == ["anna@example.org"]

    hub.customers.erase("anna")
    feed = two.feed()
    assert feed["customer", "anna"].op == "delete" and feed["customer", "anna"].body is None
    erased = feed["customer_erased", "anna"].body
    assert erased is not None and erased["customer_id"] == "anna"
    assert shown(hub, "mueller") == [] and personal_rows(hub) == 0
    assert [found["name"] for found in shown(hub, "anna")] == [""]  # by her id, as one who was erased
    for again in (hub.customers.export, hub.customers.erase):
        with pytest.raises(RuleError):
            again("anna")
    with hub.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sale").scalar_one() == 2
        (mail,) = connection.exec_driver_sql("SELECT address, state FROM outbox")
        assert tuple(mail) == ("", "erased")
    for file in (tmp_path / "hub").glob("hub.db*"):
        content = file.read_bytes()
        assert not [name for name in NAMES if name in content], file.name


def test_erasure_wins_over_all_that_comes_later_or_again(hub: Hub, lines: tuple[Line, Line]) -> None:
    one, two = lines
    one.push(saved(one.journal, "anna", **ANNA))
    hub.customers.erase("anna")
    late = [
        saved(two.journal, "anna", AT + 60_000, name="Anna Again"),
        consented(two.journal, "anna", "marketing", given=True, version="1"),
        sale_of(two.journal, "anna"),
    ]
    late.append(mailed(two.journal, late[2], "anna@example.org", "anna"))
    # What a terminal has erased already comes without its personal data.
    late.append(saved_as(two.journal, "anna", {"name": "Anna"}, stamp(AT + 1), personal=None))
    assert two.push() == [("applied", None)] * 5
    assert one.push(*one.journal.ops) == [("duplicate", None)]
    assert shown(hub, "again") == [] and personal_rows(hub) == 0
    assert two.feed()["customer", "anna"].op == "delete"
    with hub.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one() == 0


@pytest.mark.parametrize(
    ("values", "more", "expected"),
    [
        ({"name": "Anna"}, {"personal": None}, ("conflict", "personal_missing")),
        ({"name": "Anna"}, {"personal": {}}, ("quarantined", "personal_malformed")),
        ({"name": "A"}, {"personal": {"salt": "short", "data": {}}}, ("quarantined", "personal_malformed")),
        ({"name": "Anna"}, {"personal": beside({"name": "Berta"})}, ("quarantined", "personal_altered")),
        ({"name": "A"}, {"personal": {"salt": "0" * 32, "data": {}}}, ("quarantined", "personal_altered")),
        ({"name": "x" * 5000}, {}, ("quarantined", "personal_too_large")),
        ({"name": " Anna "}, {}, ("quarantined", "personal_malformed")),
        ({"shoe_size": "40"}, {}, ("quarantined", "personal_malformed")),
        ({"name": "4111 1111 1111 1111"}, {}, ("quarantined", "card_number_refused")),
        ({"name": "Anna\r\nBcc: x"}, {}, ("quarantined", "personal_malformed")),
        ({"email": "no address"}, {}, ("quarantined", "email_invalid")),
        ({}, {}, ("quarantined", "personal_malformed")),
    ],
)  # fmt: skip
def test_personal_data_that_is_not_right_is_put_aside_and_blocks_nothing(
    hub: Hub,
    lines: tuple[Line, Line],
    values: dict[str, str],
    more: dict[str, Any],
    expected: tuple[str, str],
) -> None:
    one, _ = lines
    saved_as(one.journal, "anna", values, stamp(), **more)
    saved(one.journal, "berta", name="Berta")
    assert one.push() == [expected, ("applied", None)]
    assert shown(hub, "anna") == [] and len(shown(hub, "berta")) == 1
    with hub.database.read() as connection:
        kept = connection.exec_driver_sql("SELECT blob FROM personal").scalars().all()
    assert kept == ['{"name":"Berta"}']


@pytest.mark.parametrize("hlc", ["", "now", "0" * 12 + "-0000-" + "n" * 200, "f" * 12 + "-0000-\x00"])
def test_a_time_that_is_none_is_put_aside(hub: Hub, lines: tuple[Line, Line], hlc: str) -> None:
    one, _ = lines
    code = "text_impossible" if "\x00" in hlc else "bad_hybrid_time"
    assert one.push(saved_as(one.journal, "anna", {"name": "Anna"}, hlc)) == [("quarantined", code)]
    assert shown(hub, "anna") == []


def test_other_hostile_ops(hub: Hub, lines: tuple[Line, Line]) -> None:
    one, _ = lines
    one.push(saved(one.journal, "anna", **ANNA))
    with hub.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO store VALUES ('other', 99, '{}', '{}')")
        connection.exec_driver_sql(
            "INSERT INTO customer VALUES ('elsewhere', 'other', '', "
            '\'{"customer_id":"elsewhere"}\', 1, 1, NULL)'
        )
    sale = sale_of(one.journal, "elsewhere")
    ops = [
        saved(one.journal, "elsewhere", name="Mine now"),
        saved(one.journal, "", name="Nobody"),
        saved(one.journal, "x" * 65, name="Too long"),
        consented(one.journal, "anna", "marketing", given=True, version="1" * 61),
        mailed(one.journal, sale, "not an address"),
        one.journal.add("customer.saved", {"origin": {}}, personal=beside({"name": "Anna"})),
    ]
    found = one.push(sale, *ops)
    assert found == [
        ("applied", None),
        ("quarantined", "foreign_customer"),
        ("quarantined", "bad_body"),
        ("quarantined", "bad_body"),
        ("quarantined", "bad_body"),
        ("quarantined", "email_invalid"),
        ("quarantined", "bad_body"),
    ]
    assert hub.customers.export("elsewhere")["sales"] == []


def test_personal_data_beside_an_op_that_vouches_for_none_is_not_kept(
    hub: Hub, lines: tuple[Line, Line]
) -> None:
    one, _ = lines
    sale = one.journal.sale("milk")
    one.journal.ops[-1] = sale = m.WireOp(**{
        **{name: getattr(sale, name) for name in sale.__struct_fields__}, "personal": beside(ANNA),
    })  # fmt: skip
    assert one.push() == [("applied", None)]
    assert personal_rows(hub) == 0


def test_an_op_in_quarantine_keeps_its_data_until_it_is_tried_again_or_she_is_erased(
    hub: Hub, lines: tuple[Line, Line], clock: HandClock
) -> None:
    one, _ = lines
    service = QuarantineService(hub.database, clock)
    one.push(saved(one.journal, "anna", **ANNA))
    first = one.journal.add(
        "customer.saved", one.journal.ops[0].body, v=9, personal=one.journal.ops[0].personal
    )
    assert one.push(first) == [("quarantined", "newer_version")]
    assert personal_rows(hub) == 2
    with pytest.raises(RuleError):
        service.retry(first.op_id, "admin")
    with hub.database.write() as connection:
        connection.exec_driver_sql("UPDATE op SET v = 1 WHERE v = 9")
    hub.customers.erase("anna")
    assert personal_rows(hub) == 0
    with pytest.raises(RuleError):  # its hash is that of version 9
        service.retry(first.op_id, "admin")
    assert shown(hub, "mueller") == []


def test_a_quarantined_op_is_applied_with_its_data_when_tried_again(
    hub: Hub, lines: tuple[Line, Line], clock: HandClock
) -> None:
    one, _ = lines
    with hub.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO store VALUES ('other', 99, '{}', '{}')")
        connection.exec_driver_sql(
            "INSERT INTO customer VALUES ('anna', 'other', '', '{\"customer_id\":\"anna\"}', 1, 1, NULL)"
        )
    op = saved(one.journal, "anna", **ANNA)
    assert one.push(op) == [("quarantined", "foreign_customer")]
    with hub.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM customer")
    QuarantineService(hub.database, clock).retry(op.op_id, "admin")
    assert len(shown(hub, "mueller")) == 1
    assert one.feed()["customer", "anna"].op == "put"


def test_one_card_in_two_hands_is_for_a_person(hub: Hub, lines: tuple[Line, Line]) -> None:
    one, two = lines
    one.push(saved(one.journal, "anna", name="Anna", card_code="A-1"))
    two.push(saved(two.journal, "berta", name="Berta", card_code="a-1"))
    with hub.database.read() as connection:
        (task,) = tasks.open_tasks(connection, 10)
    assert task.kind == "customer_card_twice"
    assert json.loads(task.detail) == {"customers": ["anna", "berta"]}
    assert [len(shown(hub, "A-1")), len(shown(hub, "berta"))] == [2, 1]


def test_a_restore_brings_nobody_back(hub: Hub, lines: tuple[Line, Line], tmp_path: Path) -> None:
    one, _ = lines
    one.push(saved(one.journal, "anna", **ANNA), saved(one.journal, "berta", name="Berta"))
    assert hub.customers.erase_again() == 0
    with hub.database.read() as connection:
        backup = customers.get(connection, "anna")
    assert backup is not None
    hub.customers.erase("anna")
    with hub.database.write() as connection:
        customers.put(connection, backup)
    with (tmp_path / "hub" / ERASED_FILE).open("a") as file:
        file.write("never-here\n")
    assert hub.customers.erase_again() == 1
    assert not shown(hub, "mueller") and shown(hub, "berta")
    with pytest.raises(RuleError):
        hub.customers.erase("nobody")


def _builtins(value: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(value)


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        ("UPDATE customer SET profile = replace(profile, 'Berta', 'Bert')", "another picture"),
        ("UPDATE feed SET op = 'delete' WHERE key = 'berta'", "does not have her"),
        ("UPDATE feed SET key = 'berta' WHERE kind = 'customer_erased'", "but she is here"),
        ("UPDATE feed SET op = 'delete' WHERE kind = 'customer_erased'", "does not say so"),
        ("UPDATE personal SET customer_id = 'anna'", "is left"),
        ("UPDATE customer_key SET customer_id = 'anna'", "is left"),
        (
            'UPDATE customer SET profile = \'{"customer_id":"anna","erased_at":1,"seen":{"t":"1"}}\' '
            "WHERE customer_id = 'anna'",
            "is not empty",
        ),
    ],
)
def test_what_must_hold_of_customers_is_checked(
    hub: Hub, lines: tuple[Line, Line], damage: str, word: str
) -> None:
    one, _ = lines
    one.push(saved(one.journal, "anna", **ANNA), saved(one.journal, "berta", name="Berta"))
    one.push(sale_of(one.journal, "cleo"))  # of whom nothing is known but her sale
    hub.customers.erase("anna")
    assert check(hub.engine) == []
    with hub.database.write() as connection:
        connection.exec_driver_sql(damage)
    assert word in " ".join(found.message for found in check(hub.engine) if found.rule == "customer")


def test_customers_never_lie_in_snapshots_which_would_outlive_an_erasure(
    hub: Hub, lines: tuple[Line, Line], clock: HandClock
) -> None:
    one, _ = lines
    one.push(saved(one.journal, "anna", **ANNA))
    service = SnapshotService(hub.database, hub.snapshots.folder, clock, least_rows=1)
    assert service.offer(one.scope).state == "none"
    assert may_lie_in_files("catalogue") and may_lie_in_files("price:main")
