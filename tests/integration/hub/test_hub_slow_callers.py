"""Callers that send nothing, or a byte now and then, cost the hub neither connections nor memory for long."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from starlette.types import Message, Receive, Scope, Send

from hub.api.body_limit import BodyLimit
from hub.api.errors import on_known
from hub.connections import PromptProtocol
from retail.errors import KnownError
from sync.protocol import TooMuch


class Hasty(PromptProtocol):
    head_s = 0.2


async def thoughtful(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers after longer than a head may take."""
    await asyncio.sleep(0.6)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(thoughtful, http=Hasty, lifespan="off", log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield int(listener.getsockname()[1])
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize("start", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_a_caller_without_a_request_is_let_go(start: bytes, port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(start)
        assert line.recv(100) == b""


def test_a_request_may_be_thought_about_and_the_line_be_used_again(port: int) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as http:
        assert [http.get("/").text for _ in range(2)] == ["ok", "ok"]
    request = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(request)
        assert line.recv(1000).startswith(b"HTTP/1.1 200")
        line.sendall(b"GET / HTTP/1.1\r\nHo")
        rest = b""
        while part := line.recv(1000):
            rest += part
        assert b"HTTP" not in rest


class Trickle:
    """A body of which no end comes."""

    def __init__(self) -> None:
        self.sent: list[Message] = []

    async def receive(self) -> Message:
        if not self.sent:
            await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(self, message: Message) -> None:
        self.sent.append(message)


def test_a_body_without_end_is_too_slow_and_the_line_is_closed() -> None:
    trickle = Trickle()

    async def read_all(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            while (await receive())["more_body"]:
                pass
        except KnownError as error:
            await (await on_known(None, error))(scope, receive, send)  # type: ignore[arg-type] # it asks nothing of it

    scope = {"type": "http", "path": "/sync/v1/push", "headers": [], "method": "POST"}
    asyncio.run(BodyLimit(read_all, uploads="/up", slowest_s=0.2)(scope, trickle.receive, trickle.send))
    start, body = trickle.sent
    assert start["status"] == TooMuch.status
    assert (b"connection", b"close") in start["headers"]
    assert json.loads(body["body"])["error"] == "too_slow"


def test_a_caller_who_goes_away_is_waited_for_as_long_as_the_answer_takes() -> None:
    messages: list[Message] = [
        {"type": "http.request", "body": b"{}", "more_body": False},
        {"type": "http.disconnect"},
    ]
    heard: list[Message] = []

    async def receive() -> Message:
        if len(messages) == 1:
            await asyncio.sleep(0.2)
        return messages.pop(0)

    async def listen(_scope: Scope, receive: Receive, _send: Send) -> None:
        heard.append(await receive())
        heard.append(await receive())

    async def nothing(_message: Message) -> None: ...

    scope = {"type": "http", "path": "/sync/v1/poke", "headers": [], "method": "GET"}
    asyncio.run(BodyLimit(listen, uploads="/up", slowest_s=0.05)(scope, receive, nothing))
    assert [one["type"] for one in heard] == ["http.request", "http.disconnect"]
