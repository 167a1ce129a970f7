"""A `pos.db` put back from a copy: found out at start by the witness, before anything is sold."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from local_db.invariants import check
from local_db.terminal import LocalTerminal
from pos_app.commands import AddItem, CloseSession, DeclareCount, OpenSession, TenderCash
from retail.events import EpochBegun
from sync.messages import OpResult
from tests.fakes.clock import NOON, CountedIds
from tests.fakes.counter import Counter, seed
from tests.fakes.shop import BERLIN, SUPERVISOR
from tests.fakes.store import KEYS, a_completed, enrol, open_terminal, record

FILES = ("pos.db", "pos.db-wal", "pos.db-shm")


def sold(terminal: LocalTerminal, first: int, last: int, ids: CountedIds) -> None:
    for number in range(first, last + 1):
        with terminal.store.write() as unit:
            assert unit.settings.next_count("receipt") == number
            record(unit, a_completed(number), ids)


def copy_of(data: Path, to: Path) -> Path:
    """A copy of the database alone, as somebody keeps one."""
    to.mkdir()
    for name in FILES:
        if (data / name).exists():
            shutil.copy2(data / name, to / name)
    return to


def put_back(copy: Path, data: Path) -> None:
    for name in FILES:
        (data / name).unlink(missing_ok=True)
        if (copy / name).exists():
            shutil.copy2(copy / name, data / name)


@pytest.fixture
def rolled_back(tmp_path: Path) -> Path:
    """A data folder that sold 5, of which its `pos.db` has 3: the copy was made in between."""
    data = tmp_path / "data"
    ids = CountedIds()
    terminal = open_terminal(data)
    enrol(terminal)
    sold(terminal, 1, 3, ids)
    terminal.close()
    copy = copy_of(data, tmp_path / "copy")
    terminal = open_terminal(data)
    sold(terminal, 4, 5, ids)
    terminal.close()
    put_back(copy, data)
    return data


def entries(terminal: LocalTerminal) -> list[tuple[int, str]]:
    return [(op.seq, op.kind) for op in terminal.outbox.waiting(100)]


def test_a_new_epoch_begins_before_anything_is_sold(rolled_back: Path) -> None:
    terminal = open_terminal(rolled_back)
    assert entries(terminal) == [*((seq, "sale.completed") for seq in (1, 2, 3)), (4, "epoch.begun")]
    who = terminal.outbox.identity()
    assert who.epoch != "epoch-1"
    begun = msgspec.convert(terminal.outbox.waiting(9)[3].body, EpochBegun)
    assert (begun.before, begun.epoch, begun.why, begun.seen_seq) == ("epoch-1", who.epoch, "rolled_back", 5)
    change = terminal.outbox.epoch_change()
    assert change is not None
    assert (change.why, change.at, change.epoch) == ("rolled_back", NOON, who.epoch)
    terminal.close()
    assert check(rolled_back, KEYS) == []


def test_numbers_and_the_perpetual_total_go_on_above_what_the_witness_saw(rolled_back: Path) -> None:
    terminal = open_terminal(rolled_back)
    ids = CountedIds(1000)
    sold(terminal, 6, 8, ids)
    with terminal.store.read() as unit:
        sums = unit.sessions.sums("session-1")
    assert sums.sales_count == 6
    assert sums.perpetual_total == 8 * 119
    terminal.close()
    assert check(rolled_back, KEYS) == []


def test_it_is_found_out_once(rolled_back: Path) -> None:
    open_terminal(rolled_back).close()
    terminal = open_terminal(rolled_back)
    assert [kind for _, kind in entries(terminal)].count("epoch.begun") == 1
    terminal.close()


def test_all_is_sent_again_under_the_new_epoch_and_the_own_scope_is_read_anew(
    tmp_path: Path, rolled_back: Path
) -> None:
    shutil.copy2(rolled_back / "witness", tmp_path / "seen")
    (rolled_back / "witness").unlink()
    terminal = open_terminal(rolled_back)
    terminal.outbox.acknowledge(
        [OpResult(seq=op.seq, hash=op.hash, status="applied") for op in terminal.outbox.waiting(100)], NOON
    )
    assert terminal.outbox.acked().seq == 3
    terminal.close()
    shutil.copy2(tmp_path / "seen", rolled_back / "witness")
    terminal = open_terminal(rolled_back)
    assert terminal.outbox.acked().seq == 0
    assert len(terminal.outbox.waiting(100)) == 4
    assert terminal.replica.cursor("terminal:terminal-2").seq == 0
    terminal.close()


@pytest.mark.parametrize("content", [None, b"", b"torn" * 100])
def test_a_witness_that_is_missing_or_torn_is_no_error(tmp_path: Path, content: bytes | None) -> None:
    terminal = open_terminal(tmp_path)
    enrol(terminal)
    sold(terminal, 1, 3, CountedIds())
    terminal.close()
    (tmp_path / "witness").unlink() if content is None else (tmp_path / "witness").write_bytes(content)
    terminal = open_terminal(tmp_path)
    assert terminal.outbox.identity().epoch == "epoch-1"
    assert len(entries(terminal)) == 3
    terminal.close()


def test_a_witness_that_is_behind_is_healed(tmp_path: Path) -> None:
    ids = CountedIds()
    terminal = open_terminal(tmp_path)
    enrol(terminal)
    sold(terminal, 1, 1, ids)
    kept = (tmp_path / "witness").read_bytes()
    sold(terminal, 2, 4, ids)
    terminal.close()
    (tmp_path / "witness").write_bytes(kept)
    for _ in range(2):
        terminal = open_terminal(tmp_path)
        assert terminal.outbox.identity().epoch == "epoch-1"
        terminal.close()


def test_another_history_of_the_same_length_is_found_out(tmp_path: Path) -> None:
    data = tmp_path / "data"
    terminal = open_terminal(data)
    enrol(terminal)
    terminal.close()
    copy = copy_of(data, tmp_path / "copy")
    terminal = open_terminal(data)
    sold(terminal, 1, 3, CountedIds())
    terminal.close()
    shutil.copytree(data, tmp_path / "other")
    put_back(copy, tmp_path / "other")
    (tmp_path / "other" / "witness").unlink()
    terminal = open_terminal(tmp_path / "other")
    sold(terminal, 1, 3, CountedIds(500))
    terminal.close()
    put_back(tmp_path / "other", data)
    terminal = open_terminal(data)
    assert terminal.outbox.identity().epoch != "epoch-1"
    sold(terminal, 4, 4, CountedIds(900))
    terminal.close()
    assert check(data, KEYS) == []


def test_a_file_from_before_the_enrolment_keeps_the_numbers_and_has_no_epoch_to_end(tmp_path: Path) -> None:
    data = tmp_path / "data"
    open_terminal(data).close()
    copy = copy_of(data, tmp_path / "copy")
    terminal = open_terminal(data)
    enrol(terminal)
    sold(terminal, 1, 3, CountedIds())
    terminal.close()
    put_back(copy, data)
    terminal = open_terminal(data)
    assert entries(terminal) == []
    enrol(terminal)
    sold(terminal, 4, 4, CountedIds(500))
    with pytest.raises(RuntimeError, match="no epoch to end"):
        _unenrolled(tmp_path).outbox.begin_epoch("fork")
    terminal.close()
    assert check(data, KEYS) == []


def _unenrolled(tmp_path: Path) -> LocalTerminal:
    return open_terminal(tmp_path / "never")


def test_z_reports_are_numbered_above_those_that_were_lost(tmp_path: Path) -> None:
    till = Counter(seed(tmp_path / "seed", BERLIN), tmp_path / "till")
    till.stand(SUPERVISOR)
    day(till)
    till.close()
    copy = copy_of(till.data, tmp_path / "copy")
    till._open()
    till.stand(SUPERVISOR)
    day(till)
    day(till)
    till.close()
    put_back(copy, till.data)
    till._open()
    till.stand(SUPERVISOR)
    day(till)
    with till.local.store.read() as unit:
        assert unit.sessions.z_report(1) is not None
        assert unit.sessions.z_report(2) is None
        fourth = unit.sessions.z_report(4)
    assert fourth is not None
    assert fourth.perpetual_total == 4 * 119
    till.close()
    assert check(till.data, KEYS) == []


def day(till: Counter) -> None:
    """Open, sell a litre of milk, close."""
    till.ok(OpenSession(opening_float=0))
    sale = till.sale(AddItem(sku="milk"))
    till.ok(TenderCash(txn_id=sale.txn_id, amount=119))
    till.ok(DeclareCount(counted=119))
    till.ok(CloseSession())


def test_the_witness_of_another_terminal_says_nothing_about_this_one(tmp_path: Path) -> None:
    other = open_terminal(tmp_path / "other")
    enrol(other, replace(BERLIN, terminal=replace(BERLIN.terminal, terminal_id="terminal-9")))
    sold(other, 1, 5, CountedIds(500))
    other.close()
    data = tmp_path / "data"
    terminal = open_terminal(data)
    enrol(terminal)
    sold(terminal, 1, 3, CountedIds())
    terminal.close()
    shutil.copy2(tmp_path / "other" / "witness", data / "witness")
    terminal = open_terminal(data)
    assert terminal.outbox.identity().epoch == "epoch-1"
    with terminal.store.write() as unit:
        assert unit.settings.next_count("receipt") == 4
    terminal.close()
