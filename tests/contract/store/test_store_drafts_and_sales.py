"""Drafts, completed sales and the journal, as `pos_app.ports.store` promises them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sqlcipher3 import dbapi2

from local_db.terminal import LocalTerminal
from retail.errors import DataError
from retail.journal import GENESIS, first_bad
from tests.fakes.clock import NOON, FixedClock
from tests.fakes.shop import APPLES, BEER, BUSINESS_DATE, MILK, a_deposit, a_line
from tests.fakes.store import a_completed, a_draft, a_reversal, an_op, record


def test_a_draft_is_read_back_whole(terminal: LocalTerminal) -> None:
    draft = a_draft(1, a_line(MILK), replace(a_line(APPLES, 345), voided=True))
    with terminal.store.write() as unit:
        unit.drafts.save(a_draft(1))
        unit.drafts.save(draft)
    with terminal.store.read() as unit:
        assert unit.drafts.current() == draft
        assert unit.drafts.get("txn-1") == draft
        assert unit.drafts.get("txn-2") is None
        assert unit.drafts.suspended() == ()


def test_suspended_drafts_come_oldest_first_and_keep_their_time(
    terminal: LocalTerminal, clock: FixedClock
) -> None:
    first, second = (replace(a_draft(number), state="suspended") for number in (2, 1))
    for draft in (first, second):
        with terminal.store.write() as unit:
            unit.drafts.save(draft)
        clock.pass_ms(1000)
    with terminal.store.write() as unit:
        unit.drafts.save(replace(first, note="blue bag"))
        assert unit.drafts.current() is None
        assert unit.drafts.suspended() == ((replace(first, note="blue bag"), NOON), (second, NOON + 1000))
        unit.drafts.save(replace(first, state="open"))
        assert unit.drafts.suspended() == ((second, NOON + 1000),)
        unit.drafts.save(first)
        assert [at for _, at in unit.drafts.suspended()] == [NOON + 1000, NOON + 2000]
        unit.drafts.remove(first.txn_id)
        unit.drafts.remove(first.txn_id)
        assert unit.drafts.get(first.txn_id) is None


def test_at_most_one_draft_is_open(terminal: LocalTerminal) -> None:
    with pytest.raises(dbapi2.IntegrityError), terminal.store.write() as unit:
        unit.drafts.save(a_draft(1))
        unit.drafts.save(a_draft(2))
    with terminal.store.read() as unit:
        assert unit.drafts.current() is None


def test_a_completed_transaction_is_no_draft(terminal: LocalTerminal) -> None:
    with pytest.raises(DataError), terminal.store.write() as unit:
        unit.drafts.save(replace(a_draft(1), state="completed"))


def test_an_exception_rolls_everything_back(terminal: LocalTerminal) -> None:
    with pytest.raises(ValueError, match="half way"), terminal.store.write() as unit:
        record(unit, a_completed(1))
        unit.settings.put("look", "dark")
        raise ValueError("half way")
    with terminal.store.read() as unit:
        assert unit.journal.last_hlc() == ""
        assert unit.sales.get("txn-1") is None
        assert unit.settings.get("look") is None


def test_a_sale_is_found_by_id_and_by_receipt(terminal: LocalTerminal) -> None:
    body = a_completed(1, a_line(MILK, 3000), a_line(BEER), a_deposit(BEER), cash=2000)
    with terminal.store.write() as unit:
        seq = record(unit, body)
    with terminal.store.read() as unit:
        found = unit.sales.get("txn-1")
        assert found is not None
        assert (found.seq, found.kind, found.body, found.reversed_by) == (seq, "sale", body, "")
        assert found.entry_hash == unit.journal.page(BUSINESS_DATE, None, 1)[0].entry.hash
        assert unit.sales.by_receipt_no("S1-T2-000001") == found
        assert unit.sales.get("txn-9") is None
        assert unit.sales.by_receipt_no("S1-T2-000009") is None


def test_a_sale_is_cancelled_once(terminal: LocalTerminal) -> None:
    sale, other = a_completed(1), a_completed(2)
    with terminal.store.write() as unit:
        record(unit, sale)
        record(unit, other)
        record(unit, a_reversal(sale, 3))
    with terminal.store.read() as unit:
        found = unit.sales.get("txn-1")
        assert found is not None
        assert found.reversed_by == "txn-3"
        assert unit.sales.reversals(["txn-1", "txn-2", "txn-3", ""]) == {"txn-1": "txn-3"}
        assert unit.sales.reversals([]) == {}
    with pytest.raises(dbapi2.IntegrityError), terminal.store.write() as unit:
        record(unit, a_reversal(sale, 4))


def test_the_journal_is_a_chain(terminal: LocalTerminal) -> None:
    with terminal.store.write() as unit:
        assert unit.journal.last_hlc() == ""
        entries = [unit.journal.append(an_op("sale.completed", a_completed(n), n)) for n in (1, 2, 3)]
    assert entries[0].prev_hash == GENESIS
    assert first_bad(entries) is None
    with terminal.store.read() as unit:
        assert unit.journal.last_hlc() == entries[-1].op.hlc
        page = unit.journal.page(BUSINESS_DATE, None, 10)
        assert [line.entry for line in page] == entries[::-1]
        assert {(line.status, line.code) for line in page} == {("", "")}


def test_a_page_of_the_journal_goes_on_where_it_ended(terminal: LocalTerminal) -> None:
    other_day = a_completed(9)
    other_day = replace(other_day, origin=replace(other_day.origin, business_date="2026-12-01"))
    with terminal.store.write() as unit:
        for number in range(1, 6):
            unit.journal.append(an_op("sale.completed" if number % 2 else "sale.voided", a_completed(number)))
        unit.journal.append(an_op("sale.completed", other_day))
    with terminal.store.read() as unit:
        assert [line.entry.seq for line in unit.journal.page(BUSINESS_DATE, None, 2)] == [5, 4]
        assert [line.entry.seq for line in unit.journal.page(BUSINESS_DATE, 4, 2)] == [3, 2]
        sales = unit.journal.page(BUSINESS_DATE, None, 10, ("sale.completed", "report.x"))
        assert [line.entry.seq for line in sales] == [5, 3, 1]
        assert unit.journal.page("2027-01-01", None, 10) == ()


def test_an_op_is_journaled_once(terminal: LocalTerminal) -> None:
    op = an_op("sale.completed", a_completed(1))
    with pytest.raises(dbapi2.IntegrityError), terminal.store.write() as unit:
        unit.journal.append(op)
        unit.journal.append(op)
