"""The hub is killed again and again while a terminal pushes: nothing is lost, nothing doubled."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub.bootstrap import build_hub
from hub.services.invariants import check
from hub.store import journal as ops
from hub.store import sales, stock
from sync.client import HttpEnrolment, HttpHub
from sync.enrolment import EnrolmentCode, enrol
from sync.protocol import HubBusy, HubUnreachable
from tests.integration.hub.conftest import PATIENT, HubProcess, MachineClock, NewHub, tillbridge
from tests.unit.hub.terminal_journal import Journal, new_id

SALES = 300
BATCH = 5
KILLS = (3, 17, 29, 48)
"""Before which push the kill begins."""


@pytest.mark.timeout(600)
def test_kills_during_pushes_lose_and_double_nothing(tmp_path: Path, new_hub: NewHub) -> None:
    data_dir = tmp_path / "data"
    new_hub(data_dir)
    hub = HubProcess(data_dir, "--port", "0", "--loopback-http")
    hub.start()
    text = tillbridge("hub", "enrol-code", "--data", str(data_dir), "--terminal", "1").strip()
    code, key = EnrolmentCode.parse(text), Ed25519PrivateKey.generate()
    line = HttpEnrolment(code.url, "", MachineClock(), program="test", timeouts=PATIENT)
    enrolled = enrol(line, code, key=key, epoch=new_id(), program="test")
    line.close()
    who = enrolled.reply
    journal = Journal(who.terminal_id, who.store_id, epoch=enrolled.epoch)
    for _ in range(SALES):
        journal.sale("milk")
    moments = list(KILLS)
    acknowledged = 0
    pushes = 0
    while acknowledged < SALES:
        client = HttpHub(hub.url, "", who.terminal_id, key, MachineClock(), program="test", timeouts=PATIENT)
        killer: threading.Thread | None = None
        try:
            while acknowledged < SALES:
                pushes += 1
                if moments and pushes >= moments[0]:
                    moments.pop(0)
                    # From another thread, so that the kill falls somewhere into the requests under way.
                    killer = threading.Thread(target=hub.kill)
                    killer.start()
                batch = journal.ops[acknowledged : acknowledged + BATCH]
                reply = client.push(journal.push(who.hub_gen, *batch))
                equal = zip(batch, reply.results, strict=False)
                acknowledged += sum(1 for op, result in equal if op.hash == result.hash)
        except (HubUnreachable, HubBusy):
            assert killer is not None
            killer.join()
            hub = HubProcess(data_dir, "--port", "0", "--loopback-http")
            hub.start()
        finally:
            client.close()
    assert moments == []
    assert hub.stop() == 0
    held = build_hub(data_dir)
    try:
        with held.database.read() as connection:
            assert sales.count(connection) == SALES
            assert ops.count_by_status(connection) == {"applied": SALES}
            assert stock.on_hand(connection, who.store_id, "milk") == -1000 * SALES
        assert check(held.engine) == []
    finally:
        held.close()
