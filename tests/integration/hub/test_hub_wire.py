"""A real terminal's client against the real hub process over pinned TLS: all calls and all refusals."""

from __future__ import annotations

import base64
import json
import secrets
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.bootstrap import build_hub
from hub.services.staff import StaffService
from hub.services.terminal_service import MAX_WAIT_MS
from sync import messages as m
from sync.client import HttpHub
from sync.enrolment import enrol, escrow, unseal
from sync.protocol import (
    EMPTY_CHECKSUM,
    Fork,
    HubUnreachable,
    ImageMissing,
    ScopeForbidden,
    SnapshotNeeded,
    TooMuch,
    Unauthorised,
    WrongGeneration,
    fold,
    row_digest,
)
from tests.fakes.ports import lasting_port
from tests.integration.hub.conftest import PATIENT, WAIT_S, HubProcess, MachineClock, NewHub, tillbridge
from tests.integration.hub.wire_terminal import PROGRAM, Terminal
from tests.unit.hub.terminal_journal import new_id


@pytest.fixture
def terminal(hub: HubProcess) -> Iterator[Terminal]:
    made = Terminal(hub, 1)
    yield made
    made.close()


def test_a_terminal_joins_sells_and_its_sale_is_found(hub: HubProcess, terminal: Terminal) -> None:
    gen = terminal.reply.hub_gen
    hello = terminal.client.hello(terminal.journal.hello(gen))
    assert hello.hub_gen == gen
    assert hello.head.seq == 0
    assert [head.scope for head in hello.scopes] == [
        f"config:{terminal.reply.store_id}",
        f"terminal:{terminal.reply.terminal_id}",
        "catalogue",
        "price:standard",
        f"customers:{terminal.reply.store_id}",
        f"receipts:{terminal.reply.store_id}",
        f"stock:{terminal.reply.store_id}",
        f"cart:{terminal.reply.store_id}",
        "elsewhere",
    ]
    terminal.journal.receipts = secrets.randbelow(900_000)
    sale = terminal.journal.sale("milk", "bread")
    reply = terminal.client.push(terminal.journal.push(gen))
    assert [(result.status, result.hash) for result in reply.results] == [("applied", sale.hash)]
    found = json.loads(
        tillbridge("hub", "find", sale.body["receipt_no"], "--data", str(hub.data_dir), "--json")
    )
    assert [one["txn_id"] for one in found["sales"]] == [sale.body["txn_id"]]
    assert "bread" in tillbridge("hub", "find", sale.body["txn_id"], "--data", str(hub.data_dir))


def test_feeds_are_read_page_by_page_and_their_checksum_is_that_of_the_rows(terminal: Terminal) -> None:
    scope = f"config:{terminal.reply.store_id}"
    cursor, epoch, checksum = 0, "", EMPTY_CHECKSUM
    rows: list[m.FeedRow] = []
    while True:
        page = terminal.client.pull(m.PullRequest(scope=scope, epoch=epoch, after=cursor, limit=3))
        rows += page.rows
        checksum = fold(checksum, *(row_digest(scope, row) for row in page.rows if row.op == "put"))
        cursor, epoch = page.next, page.head.epoch
        if cursor == page.head.seq:
            break
    assert checksum == page.head.checksum
    kinds = {row.kind for row in rows} - {"terminal_key"}  # keys come with whoever enrolled before
    assert kinds == {"store", "tax", "department", "reason", "consent_text"}
    with pytest.raises(SnapshotNeeded):
        terminal.client.pull(m.PullRequest(scope=scope, epoch="another", after=1))
    with pytest.raises(ScopeForbidden):
        terminal.client.pull(m.PullRequest(scope="terminal:another", epoch="", after=0))


def test_operators_reach_their_terminals_with_hashed_pins(terminal: Terminal) -> None:
    scope = f"terminal:{terminal.reply.terminal_id}"
    page = terminal.client.pull(m.PullRequest(scope=scope, epoch="", after=0))
    hashes = [row.body["pin_hash"] for row in page.rows if row.kind == "operator" and row.body]
    assert len(hashes) >= 3
    assert all(one.startswith("$argon2id$") for one in hashes)


def test_a_change_by_another_process_wakes_a_waiting_terminal(hub: HubProcess, terminal: Terminal) -> None:
    scope = f"terminal:{terminal.reply.terminal_id}"
    seen = terminal.client.pull(m.PullRequest(scope=scope, epoch="", after=0, limit=1000)).head.seq
    answers: list[tuple[str, ...]] = []
    poll = threading.Thread(
        target=lambda: answers.append(
            terminal.client.poke(m.PokeRequest(seen={scope: seen}, wait_ms=MAX_WAIT_MS)).ahead
        )
    )
    poll.start()
    other = build_hub(hub.data_dir)
    try:
        StaffService(other.database, other.clock).add(terminal.reply.store_id, "Mira", "cashier", "482915")
    finally:
        other.close()
    poll.join(WAIT_S)
    assert answers == [(scope,)]


def test_a_quiet_poke_ends_empty_and_a_foreign_one_is_forbidden(terminal: Terminal) -> None:
    assert terminal.client.poke(m.PokeRequest(seen={"catalogue": 10**9}, wait_ms=1)).ahead == ()
    with pytest.raises(ScopeForbidden):
        terminal.client.poke(m.PokeRequest(seen={"config:another": 0}, wait_ms=1))


def test_pushes_are_refused_by_their_own_errors(terminal: Terminal) -> None:
    gen, journal = terminal.reply.hub_gen, terminal.journal
    journal.no_sale()
    terminal.client.push(journal.push(gen))
    with pytest.raises(WrongGeneration):
        terminal.client.push(journal.push("another"))
    with pytest.raises(TooMuch):
        terminal.client.push(journal.push(gen, *journal.ops * (m.MAX_OPS + 1)))
    with pytest.raises(TooMuch):
        journal.add("drawer.no_sale", {"origin": journal.origin(), "reason_id": "x" * (4 << 20)})
        terminal.client.push(journal.push(gen))
    journal.ops = []
    journal.no_sale()
    with pytest.raises(Fork) as refusal:
        terminal.client.push(journal.push(gen))
    assert refusal.value.code == "journal_forked"
    with pytest.raises(Fork):
        terminal.client.hello(journal.hello(gen))


def test_the_sealed_key_is_opened_by_the_recovery_key_only(hub: HubProcess, terminal: Terminal) -> None:
    secret = secrets.token_bytes(32)
    escrow(terminal.client, terminal.reply, secret)
    raw = base64.b64decode((hub.data_dir / "recovery.key").read_bytes())
    opened = build_hub(hub.data_dir)
    try:
        with opened.engine.connect() as connection:
            sealed = connection.exec_driver_sql(
                "SELECT escrow FROM terminal WHERE terminal_id = ?", (terminal.reply.terminal_id,)
            ).scalar_one()
    finally:
        opened.close()
    key = X25519PrivateKey.from_private_bytes(raw)
    assert unseal(key, sealed, terminal.reply.terminal_id) == secret


def test_there_are_no_pictures_but_those_of_the_catalogue(terminal: Terminal) -> None:
    for digest in ("0" * 64, "nonsense"):
        with pytest.raises(ImageMissing):
            terminal.client.image(digest)


def test_a_code_is_spent_once_but_a_lost_answer_may_be_asked_for_again(terminal: Terminal) -> None:
    again = enrol(
        terminal.enrolment, terminal.code, key=terminal.key, epoch=terminal.enrolled.epoch, program=PROGRAM
    )
    assert msgspec.structs.replace(again.reply, server_time=0) == msgspec.structs.replace(
        terminal.reply, server_time=0
    )
    with pytest.raises(Unauthorised):
        enrol(
            terminal.enrolment,
            terminal.code,
            key=Ed25519PrivateKey.generate(),
            epoch=new_id(),
            program=PROGRAM,
        )
    assert terminal.client.hello(terminal.journal.hello(terminal.reply.hub_gen))


def test_another_certificate_is_not_talked_to(hub: HubProcess, terminal: Terminal) -> None:
    stranger = HttpHub(
        terminal.code.url,
        "0" * 64,
        terminal.reply.terminal_id,
        terminal.key,
        MachineClock(),
        program=PROGRAM,
        timeouts=PATIENT,
    )
    with pytest.raises(HubUnreachable) as refusal:
        stranger.hello(terminal.journal.hello(terminal.reply.hub_gen))
    assert refusal.value.code == "hub_wrong_certificate"
    stranger.close()


def test_the_fingerprint_is_that_of_the_served_certificate(hub: HubProcess) -> None:
    import hashlib

    url = httpx.URL(hub.url)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with (
        socket.create_connection((url.host, url.port or 0)) as plain,
        context.wrap_socket(plain) as wrapped,
    ):
        der = wrapped.getpeercert(binary_form=True)
    assert der is not None
    assert hashlib.sha256(der).hexdigest() == hub.fingerprint


def test_health_is_public_and_metrics_are_local(hub: HubProcess) -> None:
    with httpx.Client(base_url=hub.url, verify=False, timeout=WAIT_S) as http:  # noqa: S501 - pinning has tests of its own
        assert http.get("/health").json() == {"status": "ok"}
        text = http.get("/metrics").text
        assert "tillbridge_hub_sales_total " in text
        assert 'tillbridge_hub_feed_seq{scope="catalogue"}' in text


def test_a_revoked_terminal_gets_401_and_nothing_else(hub: HubProcess, terminal: Terminal) -> None:
    other = build_hub(hub.data_dir)
    try:
        from hub.store import terminals

        with other.database.write() as connection:
            terminals.revoke(connection, terminal.reply.terminal_id, other.clock.now())
    finally:
        other.close()
    with pytest.raises(Unauthorised):
        terminal.client.hello(terminal.journal.hello(terminal.reply.hub_gen))


def test_the_hub_stops_quietly_and_survives_a_kill(tmp_path: Path, new_hub: NewHub) -> None:
    data_dir = tmp_path / "own" / "data"
    data_dir.parent.mkdir()
    new_hub(data_dir)
    process = HubProcess(data_dir, "--port", str(lasting_port()), "--loopback-http")
    process.start()
    assert process.url.startswith("http://127.0.0.1:")
    terminal = Terminal(process, 1)
    terminal.journal.sale()
    gen = terminal.reply.hub_gen
    assert terminal.client.push(terminal.journal.push(gen)).results[0].status == "applied"
    terminal.close()
    process.kill()
    process.start()
    client = HttpHub(
        process.url,
        "",
        terminal.reply.terminal_id,
        terminal.key,
        MachineClock(),
        program=PROGRAM,
        timeouts=PATIENT,
    )
    assert client.push(terminal.journal.push(gen)).results[0].status == "duplicate"
    client.close()
    assert process.stop() == 0


def test_a_hub_that_is_not_set_up_says_so(tmp_path: Path) -> None:
    assert "not set up" in tillbridge("hub", "--data", str(tmp_path / "new"), code=1)
    assert "no hub in" in tillbridge("hub", "status", "--data", str(tmp_path / "none"), code=1)


def test_plain_http_is_for_this_machine_alone(shop_dir: Path) -> None:
    words = tillbridge("hub", "--data", str(shop_dir), "--host", "192.0.2.1", "--loopback-http", code=1)
    assert "for this machine alone" in words
