"""Callers that send nothing, or a byte now and then, cost the hub neither connections nor memory for long."""

from __future__ import annotations

import asyncio
import json
import queue
import socket
import threading
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from starlette.types import Message, Receive, Scope, Send

from hub.api.body_limit import BodyLimit
from hub.api.errors import on_known
from hub.connections import HEAD_S, PromptProtocol
from retail.errors import KnownError
from sync.protocol import TooMuch

WAIT_S = 60


class Talkative(PromptProtocol):
    """The hub's, which tells what it heard: nothing at first, of a connection that was made."""

    heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        super().connection_made(transport)
        self.heard.put(b"")

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self.heard.put(data)


def pass_time(loop: asyncio.AbstractEventLoop) -> None:
    """The loop's clock jumps to when no head may take longer; nobody waits for it."""
    until_now = loop.time
    loop.time = lambda: until_now() + HEAD_S + 1  # type: ignore[method-assign] # a clock of the test's


class Hub:
    """uvicorn as the hub runs it, on a clock that jumps."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        config = uvicorn.Config(
            self._thoughtful,
            http=Talkative,
            loop="asyncio",
            interface="asgi3",
            lifespan="off",
            log_level="warning",
            access_log=False,
            timeout_keep_alive=75,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run)
        self._began = threading.Event()
        self._thread.start()
        assert self._began.wait(WAIT_S)

    def _run(self) -> None:
        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            self._began.set()
            await self._server.serve(sockets=[self.listener])

        asyncio.run(serve())

    async def _thoughtful(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Answers after longer than a head may take."""
        pass_time(asyncio.get_running_loop())
        for _ in range(5):
            # Whatever was to happen by now does.
            await asyncio.sleep(0)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    def hear(self, data: bytes) -> None:
        """Wait until it has this of its only caller."""
        got = b""
        while got != data:
            got += Talkative.heard.get(timeout=WAIT_S)

    def pass_time(self) -> None:
        self._loop.call_soon_threadsafe(pass_time, self._loop)

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join(WAIT_S)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setattr(Talkative, "heard", queue.SimpleQueue())
    made = Hub()
    yield made
    made.close()


@pytest.mark.parametrize("start", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_a_caller_without_a_request_is_let_go(start: bytes, hub: Hub) -> None:
    with socket.create_connection(("127.0.0.1", hub.port), timeout=WAIT_S) as line:
        assert Talkative.heard.get(timeout=WAIT_S) == b""
        line.sendall(start)
        hub.hear(start)
        hub.pass_time()
        assert line.recv(100) == b""


def test_a_request_may_be_thought_about_and_the_line_be_used_again(hub: Hub) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{hub.port}", timeout=WAIT_S) as http:
        assert [http.get("/").text for _ in range(2)] == ["ok", "ok"]
    request, half = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nHo"
    Talkative.heard = queue.SimpleQueue()
    with socket.create_connection(("127.0.0.1", hub.port), timeout=WAIT_S) as line:
        line.sendall(request)
        assert line.recv(1000).startswith(b"HTTP/1.1 200")
        hub.hear(request)
        line.sendall(half)
        hub.hear(half)
        hub.pass_time()
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
