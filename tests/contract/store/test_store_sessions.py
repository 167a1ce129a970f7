"""Till sessions, cash movements, sums and Z reports, as `pos_app.ports.store` promises them."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from msgspec.structs import replace
from sqlcipher3 import dbapi2

from local_db.terminal import LocalTerminal
from pos_app.ports.store import SessionSums
from retail.report import SessionTotals
from retail.session import CashMove, CashMoveKind, TillSession
from tests.fakes.clock import NOON
from tests.fakes.shop import BUSINESS_DATE, COLA, MILK, a_line
from tests.fakes.store import a_completed, a_reversal, record

SESSION = TillSession(
    session_id="session-1",
    number=1,
    state="open",
    business_date=BUSINESS_DATE,
    currency="EUR",
    opening_float=10_000,
    opened_by="ada",
    opened_at=NOON,
)
TOTALS = SessionTotals(
    session_id="session-1",
    number=1,
    currency="EUR",
    business_date=BUSINESS_DATE,
    opened_at=NOON,
    taken_at=NOON + 1,
    sales_total=5,
)


def test_one_session_at_a_time(terminal: LocalTerminal) -> None:
    with terminal.store.write() as unit:
        assert unit.sessions.current() is None
        assert (unit.sessions.next_number(), unit.sessions.last_business_date()) == (1, "")
        unit.sessions.save(SESSION)
        assert unit.sessions.current() == SESSION
        assert unit.sessions.next_number() == 2
        counting = replace(SESSION, state="closing", counted=9_990)
        unit.sessions.save(counting)
        assert unit.sessions.current() == counting
    second = replace(SESSION, session_id="session-2", number=2, business_date="2026-11-29")
    with pytest.raises(dbapi2.IntegrityError), terminal.store.write() as unit:
        unit.sessions.save(second)
    with terminal.store.write() as unit:
        unit.sessions.save(replace(counting, state="closed"))
        assert unit.sessions.current() is None
        unit.sessions.save(second)
        assert unit.sessions.current() == second
        assert unit.sessions.last_business_date() == BUSINESS_DATE


def test_cash_movements_come_in_their_order(terminal: LocalTerminal) -> None:
    moves = tuple(
        CashMove(move_id=f"m{9 - n}", kind=kind, amount=n, reason_id="r", note="n", operator_id="ada", at=n)
        for n, kind in enumerate(get_args(CashMoveKind))
    )
    with terminal.store.write() as unit:
        for move in moves:
            unit.sessions.add_move("session-1", move)
        unit.sessions.add_move("session-2", replace(moves[0], move_id="other"))
    with terminal.store.read() as unit:
        assert unit.sessions.moves("session-1") == moves
        assert unit.sessions.moves("session-9") == ()


def test_an_empty_session_adds_up_to_nothing(terminal: LocalTerminal) -> None:
    with terminal.store.read() as unit:
        assert unit.sessions.sums("session-1") == SessionSums()


def test_sums_leave_training_and_other_sessions_out(terminal: LocalTerminal) -> None:
    cash = a_completed(1, a_line(MILK, 2000), cash=500)
    split = a_completed(2, a_line(COLA, 3000), card=200, cash=200)
    with terminal.store.write() as unit:
        for body in (
            cash,
            split,
            a_reversal(cash, 3),
            a_completed(1, training=True),
            a_completed(4, session_id="session-2"),
        ):
            record(unit, replace(body, txn_id=f"{body.receipt_no}"))
        unit.sessions.count("session-1", "no_sale")
        unit.sessions.count("session-1", "no_sale", 2)
        unit.sessions.count("session-2", "void")
    with terminal.store.read() as unit:
        sums = unit.sessions.sums("session-1")
    assert sums == SessionSums(
        sales_count=2,
        sales_total=238 + 297,
        post_void_count=1,
        post_void_total=-238,
        cash_net=238 + 97 - 238,
        first_receipt="S1-T2-000001",
        last_receipt="S1-T2-000003",
        # 19 % of 2.97 is 0.47; the milk at 7 % came and went.
        taxes=(("V", "0.07", 0, 0), ("V", "0.19", 250, 47)),
        # 5.00 and 2.00 handed over, 2.62 and 1.03 given back, 2.38 returned.
        tenders=(("card", 1, 200), ("cash", 3, 97)),
        counts={"no_sale": 3},
        perpetual_total=297 + 119,
    )


def test_a_z_report_is_read_back(terminal: LocalTerminal) -> None:
    with terminal.store.write() as unit:
        unit.sessions.add_z(TOTALS, "grace")
    with terminal.store.read() as unit:
        assert unit.sessions.z_report(1) == TOTALS
        assert unit.sessions.z_report(2) is None
    with pytest.raises(dbapi2.IntegrityError), terminal.store.write() as unit:
        unit.sessions.add_z(replace(TOTALS, session_id="session-2"), "grace")


def test_totals_survive_as_json(terminal: LocalTerminal) -> None:
    rich = msgspec.structs.replace(TOTALS, perpetual_total=2**53 - 1, over_short=-5)
    with terminal.store.write() as unit:
        unit.sessions.add_z(rich, "grace")
        assert unit.sessions.z_report(1) == rich
