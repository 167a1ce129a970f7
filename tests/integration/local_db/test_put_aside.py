"""What the hub put aside, and what people there did with it, as the terminal knows it; and its own status."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from local_db.keys import create_keys
from local_db.terminal import LocalTerminal
from pos_app.__main__ import main
from pos_app.bootstrap.hub_link import HubAddress, sync_view
from retail.journal import Op
from retail.resolution import Resolution
from sync.messages import FeedRow, OpResult, PullReply, ScopeHead
from sync.ports import EMPTY_CHECKSUM, Identity
from sync.status import SyncStatus

OWN = "terminal:t1"


def sold(terminal: LocalTerminal, number: int) -> str:
    """A sale in the journal; its op_id."""
    body = {"receipt_no": f"S1-T1-{number}", "total": 595, "currency": "EUR", "origin": {"at": 1_000}}
    op = Op(op_id=f"op-{number}", kind="sale.completed", v=1, hlc=f"{number}", body=body)
    with terminal.store.write() as uow:
        uow.journal.append(op)
    return op.op_id


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Three sales, two of them put aside, one of these dealt with."""
    data, keys = tmp_path / "data", tmp_path / "keys"
    terminal = LocalTerminal(data, create_keys(keys / "terminal.key"), lambda: 5_000, ballast_bytes=0)
    terminal.outbox.enrol(Identity(terminal_id="t1", store_id="s1", epoch="e", hub_gen="g"))
    done = sold(terminal, 1)
    for number in (2, 3):
        sold(terminal, number)
    results = [
        OpResult(seq=seq, hash=terminal.outbox.hash_at(seq) or "", status="quarantined", code="bad_body")
        for seq in (1, 2)
    ]
    terminal.outbox.acknowledge(results, 4_000)
    told = Resolution(op_id=done, seq=1, outcome="applied", at=4_500)
    row = FeedRow(seq=1, kind="resolved", key=done, op="put", rev=1, body=json.loads(_text(told)))
    head = ScopeHead(scope=OWN, epoch="f", seq=1, checksum=EMPTY_CHECKSUM)
    terminal.replica.reset(OWN, "f")
    terminal.replica.apply(OWN, PullReply(rows=(row,), next=1, head=head))
    _check(terminal)
    terminal.close()
    return data, keys


def _text(told: Resolution) -> bytes:
    return msgspec.json.encode(told)


def _check(terminal: LocalTerminal) -> None:
    waits, dealt = terminal.outbox.quarantined(10)
    assert (waits.seq, waits.receipt_no, waits.total, waits.outcome) == (2, "S1-T1-2", 595, "")
    assert (dealt.seq, dealt.outcome) == (1, "applied")
    address = HubAddress(url="u", fingerprint="", terminal_id="t1", store_id="s1")
    view = sync_view(SyncStatus(quarantined=1, resolved=1), terminal.outbox, address)
    assert [one.seq for one in view.quarantined] == [2]
    assert [one.outcome for one in view.resolved] == ["applied"]


def test_the_status_of_a_terminal(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    data, keys = folders
    assert main(["status", "--data", str(data), "--keys", str(keys), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["waiting"], found["oldest_at"], found["quarantined"]) == (1, 1_000, 1)
    assert (found["last_sent_at"], found["rights"], found["terminal_id"]) == (
        4_000,
        {"count": 0, "left": {}},
        "t1",
    )
    assert main(["status", "--data", str(data), "--keys", str(keys)]) == 0
    assert "waiting: 1 entries" in capsys.readouterr().out


def test_without_a_terminal_there_is_no_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_keys(tmp_path / "keys" / "terminal.key")
    assert main(["status", "--data", str(tmp_path), "--keys", str(tmp_path / "keys")]) == 1
    assert "There is no terminal" in capsys.readouterr().err
