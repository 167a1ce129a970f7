"""The real hub on a real database keeps the contract through `HttpHub`, pinned TLS and signed requests."""

from __future__ import annotations

import base64
import queue
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select

from hub.bootstrap import RECOVERY, Hub, SystemClock, build_hub
from hub.services.setup import read_plan, set_up
from hub.settings import HubSettings
from hub.store import catalogue, meta, tables, terminals
from hub.store.feeds import Change, publish
from hub.store.identity import new_id
from hub.tls import certificate
from sync import protocol as p
from sync.client import HttpEnrolment, HttpHub
from sync.enrolment import Enrolled, EnrolmentCode
from sync.service import SyncService
from sync.status import SyncStatus
from sync.worker import WorkerSettings
from tests.contract.sync.hub_suite import HubContract, Shop, Terminal
from tests.fakes.hub import digest_of

PLAN = Path(__file__).parents[3] / "hub" / "demo" / "store.toml"


class MachineClock(SystemClock):
    def monotonic(self) -> float:
        return time.monotonic()


class WireShop:
    """A hub served over TLS from a thread; `clock` is the terminals'."""

    def __init__(self, hub: Hub, url: str, fingerprint: str) -> None:
        self.hub = hub
        self.url = url
        self.fingerprint = fingerprint
        self.clock = MachineClock()
        self.clients: list[HttpHub | HttpEnrolment] = []

    def code(self) -> EnrolmentCode:
        with self.hub.database.write() as connection:
            known = terminals.every(connection)
            number = max(each.terminal_no for each in known) + 1
            terminal_id = new_id(self.clock.now())
            record = terminals.TerminalRecord(
                terminal_id=terminal_id,
                terminal_no=number,
                store_id=known[0].store_id,
                name=f"Till {number}",
                price_list=known[0].price_list,
            )
            terminals.add(connection, record)
        return self.hub.enrolment.new_code(terminal_id, self.url)

    def enrolment(self) -> p.EnrolApi:
        client = HttpEnrolment(self.url, self.fingerprint, self.clock, program="tillbridge/test")
        self.clients.append(client)
        return client

    def api(self, enrolled: Enrolled, key: Ed25519PrivateKey) -> p.HubTerminal:
        client = HttpHub(
            enrolled.url,
            enrolled.fingerprint,
            enrolled.reply.terminal_id,
            key,
            self.clock,
            program="tillbridge/test",
        )
        self.clients.append(client)
        return client

    def write(self, scope: str, key: str, body: dict[str, Any] | None) -> None:
        with self.hub.database.write() as connection:
            head = publish(connection, scope, [Change(kind="thing", key=key, body=body)], self.clock.now())
        self.hub.news.announce([head])

    def begin_generation(self) -> str:
        generation = new_id(self.clock.now())
        with self.hub.database.write() as connection:
            meta.put(connection, meta.GENERATION, generation)
        return generation

    def revoke(self, terminal_id: str) -> None:
        with self.hub.database.write() as connection:
            terminals.revoke(connection, terminal_id, self.clock.now())

    def add_image(self, content: bytes) -> str:
        with self.hub.database.write() as connection:
            catalogue.put_image(connection, digest_of(content), "image/png", content)
        return digest_of(content)

    def escrow_of(self, terminal_id: str) -> tuple[Any, str]:
        private = base64.b64decode((self.hub.data_dir / RECOVERY).read_bytes().strip())
        query = select(tables.terminal.c.escrow).where(tables.terminal.c.terminal_id == terminal_id)
        with self.hub.database.read() as connection:
            return X25519PrivateKey.from_private_bytes(private), connection.execute(query).scalar_one()


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Hub, str, str]]:
    """One hub for all tests here: each enrols a terminal of its own."""
    url = "" if request.param == "sqlite" else request.getfixturevalue("databases").for_a_hub()
    hub = build_hub(tmp_path_factory.mktemp("hub"), HubSettings(database=url))
    set_up(hub.database, read_plan(PLAN), None, hub.clock.now())
    tls = certificate(hub.data_dir, "127.0.0.1", hub.clock.now())
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(
            hub.app(),
            ssl_certfile=str(tls.certificate),
            ssl_keyfile=str(tls.key),
            log_level="warning",
            http="h11",
            ws="none",
            timeout_graceful_shutdown=2,
        )
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="hub")
    thread.start()
    url = f"https://127.0.0.1:{listener.getsockname()[1]}"
    hub.remember_address(url, tls.fingerprint)
    yield hub, url, tls.fingerprint
    server.should_exit = True
    hub.news.close()
    thread.join(20)
    listener.close()
    hub.close()


@pytest.fixture
def wire_shop(served: tuple[Hub, str, str]) -> Iterator[WireShop]:
    shop = WireShop(*served)
    yield shop
    for client in shop.clients:
        client.close()


class TestHubOverTheWire(HubContract):
    @pytest.fixture
    def shop(self, wire_shop: WireShop) -> Shop:
        return wire_shop


def test_a_strangers_key_is_not_accepted(wire_shop: WireShop) -> None:
    till = Terminal(wire_shop)
    till.api = wire_shop.api(till.enrolled, Ed25519PrivateKey.generate())
    with pytest.raises(p.Unauthorised):
        till.hello()


def test_a_till_whose_clock_is_a_year_behind_still_syncs(wire_shop: WireShop) -> None:
    class Stopped(MachineClock):
        def now(self) -> int:
            return super().now() - 365 * 86_400_000

    till = Terminal(wire_shop)
    wire_shop.clock = Stopped()
    till.api = wire_shop.api(till.enrolled, till.key)
    till.pusher = till.pusher_of(till.outbox)
    till.write(3)
    till.drain()
    assert till.outbox.acked().seq == 3


def test_a_hub_with_another_certificate_is_not_talked_to(wire_shop: WireShop) -> None:
    wire_shop.fingerprint = secrets.token_hex(32)
    with pytest.raises(p.HubUnreachable) as raised:
        Terminal(wire_shop)
    assert raised.value.code == "hub_wrong_certificate"


def test_an_address_typed_twice_is_the_same_code(wire_shop: WireShop) -> None:
    code = wire_shop.code()
    assert EnrolmentCode.parse(code.text()) == code


def test_both_threads_work_against_the_real_hub(wire_shop: WireShop) -> None:
    """A sale goes up by a nudge, and a change at the hub comes down by a poke, long before any timer."""
    till = Terminal(wire_shop)
    told: queue.Queue[SyncStatus] = queue.Queue()

    def line() -> HttpHub:
        code = till.enrolled
        return HttpHub(
            code.url, code.fingerprint, till.terminal_id, till.key, wire_shop.clock, program="tillbridge/test"
        )

    sync = SyncService(
        line(),
        line(),
        till.outbox,
        till.replica,
        wire_shop.clock,
        settings=WorkerSettings(hub_url=wire_shop.url, program="tillbridge/test", op_versions={}),
        listener=told.put,
        answered=lambda _question, _said: None,
    )

    wire_shop.write(till.scope, "K", {"number": 1})
    till.write(1)
    sync.start()
    try:
        while told.get(timeout=20).state != "idle":
            pass
        assert till.outbox.acked().seq == 1
        till.write(1)
        sync.nudge()
        while till.outbox.acked().seq < 2:
            told.get(timeout=20)
        wire_shop.write(till.scope, "K", {"number": 2})
        while till.replica.rows[till.scope]["thing", "K"].body != {"number": 2}:
            told.get(timeout=20)
    finally:
        assert sync.stop(timeout=5)
