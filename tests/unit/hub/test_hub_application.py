"""The hub's application without a wire: who is on this machine, lines that break, codes spent at once."""

from __future__ import annotations

import asyncio
import base64
import logging
import threading

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from starlette.types import Message

from hub.bootstrap import Hub
from hub.store.terminals import TerminalRecord
from sync import messages as m
from sync.protocol import Unauthorised
from tests.unit.hub.terminal_journal import new_id


def ask(
    hub: Hub, path: str, messages: list[Message], *, peer: str = "127.0.0.1", **headers: str
) -> list[Message]:
    """What the application sends back to `peer`."""
    method = "POST" if messages else "GET"
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        "client": (peer, 50_000),
        "server": ("127.0.0.1", 80),
    }
    sent: list[Message] = []
    waiting = messages or [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        await hub.app()(scope, receive, send)

    asyncio.run(run())
    return sent


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("127.4.5.6", {}, 200),
        ("::1", {}, 200),
        ("192.0.2.7", {}, 403),
        ("192.0.2.7", {"x_forwarded_for": "127.0.0.1", "forwarded": "for=127.0.0.1"}, 403),
        ("192.0.2.7", {"x_real_ip": "127.0.0.1", "host": "127.0.0.1"}, 403),
        ("127.0.0.1.example", {}, 403),
        ("", {}, 403),
    ],
)
def test_metrics_are_for_this_machine_whatever_a_caller_says(
    peer: str, headers: dict[str, str], status: int, hub: Hub
) -> None:
    assert ask(hub, "/metrics", [], peer=peer, **headers)[0]["status"] == status


@pytest.mark.parametrize("path", ["/sync/v1/push", "/sync/v1/enrol", "/api/v1/login", "/login"])
def test_a_line_that_breaks_leaves_no_trace_in_the_log(
    path: str, hub: Hub, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        sent = ask(hub, path, [{"type": "http.request", "body": b"{", "more_body": True}])
    assert sent[0]["status"] == 400
    assert caplog.records == []


def test_a_code_sent_by_two_keys_at_once_is_spent_by_one(
    hub: Hub, records: tuple[TerminalRecord, ...]
) -> None:
    code = hub.enrolment.new_code(records[0].terminal_id, "http://127.0.0.1:1").code
    start = threading.Barrier(6)
    won: list[str] = []

    def enrol() -> None:
        raw = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
        key = base64.b64encode(raw).decode()
        start.wait()
        try:
            hub.enrolment.enrol(m.EnrolRequest(code=code, public_key=key, epoch=new_id()), key)
        except Unauthorised:
            return
        won.append(key)

    tills = [threading.Thread(target=enrol) for _ in range(6)]
    for till in tills:
        till.start()
    for till in tills:
        till.join()
    assert len(won) == 1
    with hub.database.read() as connection:
        held = connection.exec_driver_sql("SELECT public_key FROM terminal").scalars().all()
    assert won[0] in held
