"""Enrolment, hello, sessions, staff, quarantine and set-up at the hub, with a clock moved by hand."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from hub.bootstrap import Hub
from hub.services.enrolment import CODE_MS, MAX_WRONG
from hub.services.passwords import check_password_form, password_fits
from hub.services.quarantine import QuarantineService
from hub.services.rate_limit import MAX_NAMES, RateLimit
from hub.services.restoring import begin_generation
from hub.services.setup import (
    DepartmentPart,
    OperatorPart,
    ReasonPart,
    ShopPlan,
    TerminalPart,
    read_plan,
    set_up,
)
from hub.services.signing_in import IDLE_MS, LONGEST_MS, SigningIn, TooManyAttempts
from hub.services.staff import StaffService
from hub.services.terminal_service import TerminalService
from hub.store import feeds, meta, people, sales, stores, tasks, terminals
from hub.store import journal as ops
from hub.store.people import AdminUser
from hub.store.terminals import TerminalRecord
from retail.errors import RuleError
from retail.journal import GENESIS
from sync import messages as m
from sync.protocol import Fork, HubBusy, SnapshotNeeded, Unauthorised, WrongGeneration
from tests.unit.hub.conftest import DEMO_STORE, HandClock
from tests.unit.hub.terminal_journal import Journal

URL = "http://127.0.0.1:9"


def key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def request(code: str, public_key: str = "", epoch: str = "e1") -> m.EnrolRequest:
    return m.EnrolRequest(code=code, public_key=public_key or key(), epoch=epoch, program="p")


# --- enrolment --------------------------------------------------------------------------------------------


def test_a_code_lives_ten_minutes(hub: Hub, clock: HandClock, records: tuple[TerminalRecord, ...]) -> None:
    code = hub.enrolment.new_code(records[0].terminal_id, URL)
    clock.ms += CODE_MS - 1
    assert hub.enrolment.enrol(request(code.code)).terminal_id == records[0].terminal_id
    late = hub.enrolment.new_code(records[0].terminal_id, URL)
    clock.ms += CODE_MS
    with pytest.raises(Unauthorised):
        hub.enrolment.enrol(request(late.code))


def test_a_code_is_forgiven_small_letters(hub: Hub, records: tuple[TerminalRecord, ...]) -> None:
    code = hub.enrolment.new_code(records[0].terminal_id, URL)
    assert hub.enrolment.enrol(request(code.code.lower())).terminal_no == 1


def test_a_newer_code_makes_the_older_worthless(hub: Hub, records: tuple[TerminalRecord, ...]) -> None:
    old = hub.enrolment.new_code(records[0].terminal_id, URL)
    new = hub.enrolment.new_code(records[0].terminal_id, URL)
    with pytest.raises(Unauthorised):
        hub.enrolment.enrol(request(old.code))
    assert hub.enrolment.enrol(request(new.code))


def test_a_code_is_spent_by_one_key(hub: Hub, clock: HandClock, records: tuple[TerminalRecord, ...]) -> None:
    code = hub.enrolment.new_code(records[0].terminal_id, URL)
    mine = key()
    first = hub.enrolment.enrol(request(code.code, mine))
    assert hub.enrolment.enrol(request(code.code, mine)) == first
    with pytest.raises(Unauthorised):
        hub.enrolment.enrol(request(code.code))
    clock.ms += CODE_MS
    with pytest.raises(Unauthorised):
        hub.enrolment.enrol(request(code.code, mine))


def test_a_key_that_was_replaced_is_not_answered_again(hub: Hub, records: tuple[TerminalRecord, ...]) -> None:
    old = hub.enrolment.new_code(records[0].terminal_id, URL)
    mine = key()
    hub.enrolment.enrol(request(old.code, mine))
    hub.enrolment.enrol(request(hub.enrolment.new_code(records[0].terminal_id, URL).code))
    with pytest.raises(Unauthorised):
        hub.enrolment.enrol(request(old.code, mine))


def test_wrong_codes_are_slowed_down(hub: Hub, clock: HandClock) -> None:
    for _ in range(MAX_WRONG):
        with pytest.raises(Unauthorised):
            hub.enrolment.enrol(request("WRONG"), "192.0.2.1")
    with pytest.raises(HubBusy):
        hub.enrolment.enrol(request("WRONG"), "192.0.2.1")
    with pytest.raises(Unauthorised):
        hub.enrolment.enrol(request("WRONG"), "192.0.2.2")
    clock.ms += CODE_MS
    with pytest.raises(Unauthorised):
        hub.enrolment.enrol(request("WRONG"), "192.0.2.1")


def test_a_code_needs_a_terminal_and_an_address(hub: Hub, records: tuple[TerminalRecord, ...]) -> None:
    with pytest.raises(RuleError, match="no such terminal"):
        hub.enrolment.new_code("nobody", URL)
    for url in (None, "https://hub.example:1"):
        with pytest.raises(RuleError, match="address and certificate"):
            hub.enrolment.new_code(records[0].terminal_id, url)
    hub.remember_address("https://hub.example:1", "ab" * 32)
    code = hub.enrolment.new_code(records[0].terminal_id)
    assert code.text() == f"https://hub.example:1/#{code.code}.{'ab' * 32}"


def test_a_revoked_terminals_open_code_is_worthless(hub: Hub, records: tuple[TerminalRecord, ...]) -> None:
    code = hub.enrolment.new_code(records[0].terminal_id, URL)
    with hub.database.write() as connection:
        terminals.revoke(connection, records[0].terminal_id, 1)
    with pytest.raises(Unauthorised):
        hub.enrolment.enrol(request(code.code))
    again = hub.enrolment.new_code(records[0].terminal_id, URL)
    hub.enrolment.enrol(request(again.code))
    with hub.database.read() as connection:
        one = terminals.by_id(connection, records[0].terminal_id)
    assert one is not None
    assert one.revoked_at is None


# --- hello ------------------------------------------------------------------------------------------------


def test_hello_compares_heads(service: TerminalService, journal: Journal, hub_gen: str) -> None:
    journal.sale()
    journal.sale()
    service.push(journal.push(hub_gen))
    assert service.hello(journal.hello(hub_gen)).head == journal.head
    behind = m.JournalHead(seq=1, hash=journal.ops[0].hash)
    other = m.JournalHead(seq=2, hash="f" * 64)
    for changes in (
        {"head": behind},
        {"head": other},
        {"acked": other},
        {"acked": m.JournalHead(seq=1, hash="x")},
    ):
        with pytest.raises(Fork):
            service.hello(journal.hello(hub_gen, **changes))
    ahead = m.JournalHead(seq=9, hash="a" * 64)
    assert service.hello(journal.hello(hub_gen, head=ahead, acked=behind)).head.seq == 2
    fresh = service.hello(journal.hello(hub_gen, epoch="new-epoch", head=ahead))
    assert fresh.head == m.JournalHead(seq=0, hash=GENESIS)
    restored = service.hello(journal.hello("old-generation", head=behind))
    assert restored.hub_gen == hub_gen
    with pytest.raises(RuleError):
        service.hello(journal.hello(hub_gen, epoch="e" * 65))


def test_after_a_restore_terminals_replay_and_read_anew(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, clock: HandClock
) -> None:
    journal.sale()
    service.push(journal.push(hub_gen))
    cursor = service.pull(m.PullRequest(scope="catalogue", epoch="", after=0))
    generation = begin_generation(hub.database, clock)
    with pytest.raises(WrongGeneration):
        service.push(journal.push(hub_gen))
    assert service.hello(journal.hello(hub_gen)).hub_gen == generation != hub_gen
    assert service.push(journal.push(generation)).results[0].status == "duplicate"
    with pytest.raises(SnapshotNeeded):
        service.pull(m.PullRequest(scope="catalogue", epoch=cursor.head.epoch, after=cursor.next))
    again = service.pull(m.PullRequest(scope="catalogue", epoch="", after=0))
    assert again.rows == cursor.rows


# --- people -----------------------------------------------------------------------------------------------


@pytest.fixture
def signing_in(hub: Hub, clock: HandClock) -> SigningIn:
    from hub.services.passwords import hash_password

    with hub.database.write() as connection:
        user = AdminUser(name="ann", role="manager", password_hash=hash_password("a-good-password"))
        people.put_user(connection, user)
    return SigningIn(hub.database, clock)


def test_a_session_ends_when_idle_and_at_last(signing_in: SigningIn, clock: HandClock) -> None:
    found = signing_in.sign_in("ann", "a-good-password", "p")
    assert found is not None
    token, person = found
    assert (person.may("viewer"), person.may("manager"), person.may("owner")) == (True, True, False)
    for _ in range(LONGEST_MS // (IDLE_MS - 1000)):
        clock.ms += IDLE_MS - 1000
        assert signing_in.who(token) is not None
    clock.ms += IDLE_MS - 1000
    assert signing_in.who(token) is None
    again = signing_in.sign_in("ann", "a-good-password", "p")
    assert again is not None
    clock.ms += IDLE_MS + 1
    assert signing_in.who(again[0]) is None
    assert signing_in.who("made-up") is None


def test_wrong_passwords_are_slowed_down_by_name_and_by_address(
    signing_in: SigningIn, clock: HandClock
) -> None:
    for _ in range(5):
        assert signing_in.sign_in("ann", "wrong", "p") is None
    with pytest.raises(TooManyAttempts):
        signing_in.sign_in("ann", "a-good-password", "p")
    assert signing_in.sign_in("ann", "a-good-password", "q") is not None
    for number in range(25):
        assert signing_in.sign_in(f"name{number}", "x", "p") is None
    with pytest.raises(TooManyAttempts):
        signing_in.sign_in("somebody", "x", "p")
    clock.ms += 600_001
    assert signing_in.sign_in("ann", "a-good-password", "p") is not None


def test_passwords_have_a_form_and_lone_surrogates_fit_none() -> None:
    for bad in ("short", "x" * 201, "abababababab"):
        with pytest.raises(RuleError):
            check_password_form(bad)
    assert not password_fits(None, "anything")
    assert not password_fits("not a hash", "anything")
    assert not password_fits(None, "\ud800")


def test_a_rate_limit_forgets_and_stays_small() -> None:
    limit = RateLimit(1, 100)
    for number in range(MAX_NAMES + 5):
        limit.note(str(number), 0)
    assert limit.allows("0", 1)
    assert not limit.allows(str(MAX_NAMES), 1)
    assert limit.allows(str(MAX_NAMES), 100)
    limit.note("a", 5)
    limit.forget("a")
    assert limit.allows("a", 6)


def test_operators_reach_the_feeds_of_their_store(
    hub: Hub, clock: HandClock, records: tuple[TerminalRecord, ...]
) -> None:
    staff = StaffService(hub.database, clock)
    made, heads = staff.add(records[0].store_id, " Mia ", "cashier", "482916", "de")
    assert made.name == "Mia"
    assert {head.scope for head in heads} >= {f"terminal:{one.terminal_id}" for one in records}
    changed, _ = staff.change(made.operator_id, name="Mia B.", role="manager", pin="591827", active=False)
    assert (changed.name, changed.role, changed.active) == ("Mia B.", "manager", False)
    assert changed.pin_hash != made.pin_hash
    with hub.database.read() as connection:
        rows = feeds.live_rows(connection, f"terminal:{records[1].terminal_id}")
        (row,) = [row for row in rows if row.kind == "operator"]
    assert row.body == msgspec.to_builtins(changed)


# --- quarantine -------------------------------------------------------------------------------------------


def test_an_op_can_be_tried_again(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, clock: HandClock
) -> None:
    inbox = QuarantineService(hub.database, clock)
    sale = journal.sale()
    other = journal.sale()
    with hub.database.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER t BEFORE INSERT ON sale_line BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    service.push(journal.push(hub_gen))
    with pytest.raises(RuleError, match="refused again"):
        inbox.retry(sale.op_id, "ann")
    with hub.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER t")
        assert [row.op_id for row in tasks.in_quarantine(connection, 9)] == [sale.op_id, other.op_id]
    inbox.retry(sale.op_id, "ann")
    inbox.keep_aside(other.op_id, "ann")
    with hub.database.read() as connection:
        assert sales.count(connection) == 1
        assert ops.count_by_status(connection) == {"applied": 1, "quarantined": 1}
        assert tasks.counts(connection)[0] == 0
    for act in (inbox.retry, inbox.keep_aside):
        for op_id in (sale.op_id, other.op_id, "unknown"):
            with pytest.raises(RuleError):
                act(op_id, "ann")


# --- set-up -----------------------------------------------------------------------------------------------


def change(plan: ShopPlan, **changes: object) -> ShopPlan:
    return msgspec.structs.replace(plan, **changes)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plan: change(plan, store=msgspec.structs.replace(plan.store, currency="XXX")),
        lambda plan: change(plan, store=msgspec.structs.replace(plan.store, number=0)),
        lambda plan: change(plan, terminals=(TerminalPart(number=0),)),
        lambda plan: change(plan, departments=(DepartmentPart(id="a", name="A", tax_class="none"),)),
        lambda plan: change(plan, operators=(OperatorPart(name="A", pin="123456"),)),
        lambda plan: change(plan, reasons=(ReasonPart(id="a", kind="void", texts={"de": "A"}),)),
    ],
)
def test_a_plan_that_cannot_be_right_writes_nothing(
    spoil: Callable[[ShopPlan], ShopPlan], hub: Hub, plan: ShopPlan
) -> None:
    before = _state(hub)
    with pytest.raises(RuleError):
        set_up(hub.database, spoil(plan), None, 1)
    assert _state(hub) == before


def _state(hub: Hub) -> object:
    with hub.database.read() as connection:
        return stores.every(connection), terminals.every(connection), feeds.heads(connection)


def test_a_second_set_up_changes_what_is_there(hub: Hub, plan: ShopPlan, clock: HandClock) -> None:
    before = _state(hub)
    assert set_up(hub.database, plan, None, clock.now())
    assert _state(hub) == before
    renamed = change(plan, store=msgspec.structs.replace(plan.store, name="Neu"), reasons=())
    store_id = set_up(hub.database, renamed, ("boss", "a-good-password"), clock.now())
    with hub.database.read() as connection:
        (record,) = stores.every(connection)
        user = people.user(connection, "boss")
        kinds = {row.kind for row in feeds.live_rows(connection, f"config:{store_id}")}
        assert meta.get(connection, meta.GENERATION)
    assert record.profile.name == "Neu"
    assert user is not None and user.role == "owner"
    assert "reason" not in kinds


@pytest.mark.parametrize(
    "text",
    ["", "not toml [", "[store]\nnumber = 1", "colour = 'red'\n", "[store]\nnumber = 'one'\n", "\udcff"],
)
def test_a_set_up_file_that_is_wrong_is_named(text: str, tmp_path: Path) -> None:
    path = tmp_path / "shop.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(RuleError, match=r"shop\.toml"):
        read_plan(path)


def test_the_demo_plan_reads_and_a_missing_file_is_named(tmp_path: Path) -> None:
    assert read_plan(DEMO_STORE).store.currency == "EUR"
    with pytest.raises(RuleError, match="cannot be read"):
        read_plan(tmp_path / "none.toml")
