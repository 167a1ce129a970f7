"""Power cuts at seeded moments of real sales: FULL keeps every acknowledged sale, NORMAL would not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from local_db.engine import POS_PRAGMAS
from proof.power_cut.__main__ import FULL, main, run
from proof.power_cut.disk import Cut, Event, Synced, Wrote, replay
from proof.power_cut.recording import Acknowledged, Recording, record
from proof.power_cut.trial import cut_power


def test_no_acknowledged_sale_is_lost_and_less_syncing_would_lose_some(tmp_path: Path) -> None:
    report = run(tmp_path, sales=34, cuts=150, seed=7)
    # Enough for the log to be folded in on the way.
    assert report.full.acknowledged > 1000
    assert (report.full.lost, report.full.cuts_with_loss, report.full.damaged) == (0, 0, 0)
    assert report.normal.lost > 0
    assert report.normal.damaged == 0


def test_the_live_connection_runs_with_what_the_proof_assumes(tmp_path: Path) -> None:
    recording = record(tmp_path, 1)
    assert recording.pragmas == dict(POS_PRAGMAS)
    assert recording.pragmas["synchronous"] == FULL
    assert recording.pragmas["journal_mode"] == "wal"
    events = replay(recording, tmp_path / "again.db", FULL)
    assert any(isinstance(event, Acknowledged) for event in events)
    before = events[: next(n for n, event in enumerate(events) if isinstance(event, Acknowledged))]
    last = max(n for n, event in enumerate(before) if isinstance(event, Wrote))
    assert any(isinstance(event, Synced) for event in before[last:]), "synced before it is acknowledged"


def test_a_pragma_that_is_not_in_force_ends_the_proof(tmp_path: Path) -> None:
    recording = record(tmp_path, 1)
    odd = Recording(base=recording.base, said=(), pragmas={"journal_mode": "nonsense"}, sales=0)
    with pytest.raises(RuntimeError, match="journal_mode is"):
        replay(odd, tmp_path / "odd.db", FULL)


def test_a_disk_that_forgets_all_but_what_was_synced_shows_every_kind_of_loss(tmp_path: Path) -> None:
    base = tmp_path / "base.db"
    base.write_bytes(b"")
    work = tmp_path / "work"
    work.mkdir()
    events: list[Event] = [
        Wrote("x.db", 0, b"nonsense" * 2000),
        Cut("x.db", 9000),
        Synced("x.db"),
        Acknowledged("txn-1"),
        Wrote("x.db", 500, b"more" * 500),
    ]
    found = cut_power(events, base, "x.db", work, cuts=40, seed=3)
    assert found.lost > 0
    assert found.damaged == 40


def test_the_command_reports_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--cuts", "30", "--sales", "4", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["sales"], report["cuts"], report["full"]["lost"]) == (4, 30, 0)
    assert main(["--cuts", "30", "--sales", "4"]) == 0
    assert "FULL: 30 cuts, 0 of" in capsys.readouterr().out
