"""Long accounts are settled: how they stand is at every moment what a replay of all their entries says."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import text

from hub.bootstrap import Hub
from hub.services import account_states, loyalty_invariants
from hub.services.settled_points import Pace, Settled
from hub.store import loyalty
from hub.store import settled as settled_rows
from hub.store.database import Connection
from hub.store.feeds import publish_each
from hub.store.loyalty import Account
from hub.store.terminals import TerminalRecord
from retail.loyalty import AccountState, Tier
from retail.loyalty_lots import DAY_MS
from tests.fakes.loyalty_samples import PROGRAM
from tests.unit.hub.loyalty_desk import Till
from tests.unit.hub.terminal_journal import AT, new_id

BOTH_ENGINES = True
PACE = Pace(at=6, least=3, most=9, young_ms=2 * DAY_MS, at_once=20, still_ms=3 * DAY_MS)
HOUR_MS = 3_600_000
WAITS = (0, 0, 0, 3 * DAY_MS, 8 * DAY_MS)


class Ledger:
    """Accounts of one store, whose entries come in any order."""

    def __init__(self, hub: Hub, store_id: str, seed: int, *names: str) -> None:
        self.hub, self.store_id, self.names = hub, store_id, names
        self.chance = random.Random(seed)  # noqa: S311 - a schedule, no secret
        self.now = AT
        self.ids: list[str] = []
        with hub.database.write() as connection:
            tiers = (Tier(tier_id="silver", name="Silver", reached_at=60),)
            loyalty.set_program(connection, store_id, replace(PROGRAM, tiers=tiers, tier_days=9))
            opened = [Account(account_id=one, store_id=store_id, seen={}) for one in names]
            loyalty.add_accounts(connection, opened)

    def entry(self, at: int, **more: Any) -> dict[str, Any]:
        chance = self.chance
        name = f"e{len(self.ids)}"
        kind = chance.choice(["accrual", "accrual", "accrual", "redemption", "adjustment", "reversal"])
        points = -chance.randint(1, 40) if kind == "redemption" else chance.randint(1, 15)
        back = chance.choice(self.ids[-30:]) if kind == "reversal" and self.ids else ""
        self.ids.append(name)
        return {
            "entry_id": name, "account_id": chance.choice(self.names), "op_id": "", "kind": kind,
            "points": chance.choice([points, -points]) if kind == "reversal" else points,
            "rule_id": "", "line_id": "", "of_entry": back,
            "active_at": at + chance.choice(WAITS),
            "expires_at": chance.choice([0, at + chance.randint(1, 25) * DAY_MS]), "unlicensed": 0, "at": at,
            "made_by": "", "why": "",
        } | more  # fmt: skip

    def book(self, *rows: dict[str, Any]) -> None:
        with self.hub.database.write() as connection:
            account_states.lock(connection, self.names)
            loyalty.add_entries(connection, rows)
            self.show(connection)

    def show(self, connection: Connection) -> None:
        wanted: dict[str, Any] = {}
        account_states.show(connection, self.names, wanted, self.now, PACE)
        publish_each(connection, wanted, self.now)

    def states(self, now: int) -> tuple[list[AccountState], list[AccountState]]:
        """By what is settled, and by a replay of everything."""
        with self.hub.database.read() as connection:
            groups = account_states.groups(connection, self.names)
            return tuple(
                [one.state for one in account_states.standings(connection, groups, now, whole=whole)]
                for whole in (False, True)
            )  # type: ignore[return-value]

    def settled(self) -> int:
        with self.hub.database.read() as connection:
            return int(
                connection.execute(text("SELECT count(*) FROM points_entry WHERE settled = 1")).scalar_one()
            )

    def marks(self) -> set[int]:
        """When the last settled entry of each group happened."""
        with self.hub.database.read() as connection:
            told = [one.settled for one in loyalty.accounts(connection, self.names).values() if one.settled]
        return {msgspec.json.decode(one, type=Settled).mark[0] for one in told}

    def broken(self) -> list[tuple[str, str]]:
        with self.hub.database.read() as connection:
            return list(loyalty_invariants.broken(connection))

    def go_on(self, times: int, late: float) -> None:
        """Time passes, entries come, some of them late; each time both ways say the same."""
        for _ in range(times):
            self.now += self.chance.randint(0, 20) * HOUR_MS
            lag = self.chance.randint(0, 40) * HOUR_MS
            if self.chance.random() < late:
                lag += self.chance.randint(1, 20) * DAY_MS
            some = [self.entry(self.now - lag) for _ in range(self.chance.randint(1, 4))]
            self.book(*some)
            for ahead in (0, self.chance.randint(0, 12 * 24) * HOUR_MS):
                settled, whole = self.states(self.now + ahead)
                assert settled == whole, (self.ids[-1], ahead)


@pytest.fixture
def store_id(records: tuple[TerminalRecord, ...]) -> str:
    return records[0].store_id


@pytest.mark.parametrize("seed", range(4))
def test_settled_accounts_stand_as_a_replay_of_all_entries_says(hub: Hub, store_id: str, seed: int) -> None:
    ledger = Ledger(hub, store_id, seed, *["anna", "bert"][: 1 + seed % 2])
    ledger.go_on(40, late=(0, 0, 0.02, 0.1)[seed])
    if seed < 2:
        assert ledger.settled() > len(ledger.ids) / 3
    assert ledger.broken() == []


def test_a_merge_and_its_undoing_begin_anew(
    hub: Hub, hub_gen: str, store_id: str, records: tuple[TerminalRecord, ...]
) -> None:
    till = Till(hub, records[0], hub_gen)
    names = sorted(new_id() for _ in range(2))
    for one in names:
        till.know(one)
    ledger = Ledger(hub, store_id, 7, *names)
    ledger.go_on(30, late=0)
    assert ledger.settled() > 0
    hub.merges.merge(names[0], names[1], "ada")
    assert ledger.settled() == 0
    assert ledger.broken() == []
    ledger.go_on(30, late=0.05)
    with hub.database.read() as connection:
        owners = [one.settled for one in loyalty.accounts(connection, names).values() if one.settled]
    assert len(owners) == 1
    hub.merges.undo(names[0], "ada")
    assert ledger.settled() == 0
    ledger.go_on(20, late=0)
    assert ledger.broken() == []


def test_what_belongs_before_the_mark_is_counted_where_it_belongs(hub: Hub, store_id: str) -> None:
    """A till that was away for weeks: its spend took from lots of then, which later ones must not have."""
    ledger = Ledger(hub, store_id, 1, "anna")
    for day in range(30):
        ledger.now = AT + day * DAY_MS
        ledger.book(ledger.entry(ledger.now, kind="accrual", points=10, of_entry="", active_at=ledger.now))
    assert ledger.settled() > 0
    then = AT + 2 * DAY_MS
    ledger.book(ledger.entry(then, kind="redemption", points=-15, of_entry="", active_at=then, expires_at=0))
    settled, whole = ledger.states(ledger.now)
    assert settled == whole
    assert ledger.broken() == []


def test_a_till_that_was_away_makes_all_anew_once_and_not_with_each_of_its_pushes(
    hub: Hub, store_id: str
) -> None:
    ledger = Ledger(hub, store_id, 5, "anna")
    plain = {"kind": "accrual", "points": 10, "of_entry": "", "active_at": AT, "expires_at": 0}
    for hour in range(0, 30 * 24, 12):
        ledger.now = AT + hour * HOUR_MS
        ledger.book(ledger.entry(ledger.now, **plain))
    (before,) = ledger.marks()
    marks = set()
    for hour in range(40):
        ledger.book(ledger.entry(AT + 20 * DAY_MS + hour * HOUR_MS, **plain))
        marks |= ledger.marks()
    # What is settled is older than its first; all that came since is replayed behind it, for some days.
    (mark,) = marks
    assert mark < AT + 20 * DAY_MS < before
    ledger.now += 4 * DAY_MS
    ledger.book(ledger.entry(ledger.now, **plain))
    assert min(ledger.marks()) > mark
    assert ledger.broken() == []


def test_an_entry_that_is_settled_without_its_target_waits_for_it(hub: Hub, store_id: str) -> None:
    ledger = Ledger(hub, store_id, 2, "anna")
    ledger.book(ledger.entry(AT, kind="reversal", points=-7, of_entry="to come", active_at=AT, expires_at=0))
    for day in range(20):
        ledger.now = AT + day * DAY_MS
        ledger.book(ledger.entry(ledger.now, kind="accrual", points=10, of_entry="", active_at=ledger.now))
    assert ledger.settled() > 0
    late = ledger.entry(ledger.now, kind="accrual", points=9, of_entry="", active_at=AT, expires_at=0)
    ledger.book(late | {"entry_id": "to come"})
    settled, whole = ledger.states(ledger.now)
    assert settled == whole


def test_a_clock_that_was_set_back_reads_everything(hub: Hub, store_id: str) -> None:
    ledger = Ledger(hub, store_id, 3, "anna")
    ledger.go_on(30, late=0)
    assert ledger.settled() > 0
    settled, whole = ledger.states(AT)
    assert settled == whole


def test_verify_finds_what_is_settled_wrongly(hub: Hub, store_id: str) -> None:
    ledger = Ledger(hub, store_id, 4, "anna")
    ledger.go_on(30, late=0)
    assert ledger.broken() == []
    with hub.database.write() as connection:
        said = loyalty.accounts(connection, ["anna"])["anna"].settled
        wrong = msgspec.json.decode(said, type=Settled)
        wrong.left[-1] = wrong.left.get(-1, 0) + 5
        settled_rows.keep(connection, "anna", msgspec.json.encode(wrong).decode())
        ledger.show(connection)
    assert [what for _, what in ledger.broken()] == [
        "what is settled of her points says otherwise than a replay of her entries"
    ]
