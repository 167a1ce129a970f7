"""The line that loses answers: what the hub saw and what the till heard, for each fate."""

from __future__ import annotations

import asyncio
import random
from collections import Counter

import pytest

from proof.chaos.proxy import LOOPBACK, NONE, Proxy, Rates, fate

REQUEST = b"POST /sync/v1/push?x=1 HTTP/1.1\r\nContent-Length: 4\r\n\r\nsale"
ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\naccepted"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n1\r\nd\r\n0\r\n\r\n"


async def talk(rates: Rates, answer: bytes, requests: int) -> tuple[int, bytes]:
    """Requests that a hub took over such a line, and all that its caller heard until the line ended."""
    seen = 0
    over = asyncio.Event()

    async def hub(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal seen
        while await reader.read(1):
            await reader.readexactly(len(REQUEST) - 1)
            seen += 1
            writer.write(answer)
        writer.close()
        over.set()

    async with await asyncio.start_server(hub, LOOPBACK, 0) as listening:
        chance = random.Random(1)  # noqa: S311 - a seed, not a secret
        proxy = Proxy(listening.sockets[0].getsockname()[1], rates, chance)
        async with await proxy.serve(0) as line:
            reader, writer = await asyncio.open_connection(LOOPBACK, line.sockets[0].getsockname()[1])
            heard = b""
            for _ in range(requests):
                writer.write(REQUEST)
                try:
                    heard += await reader.readexactly(len(answer))
                except asyncio.IncompleteReadError as cut:
                    heard += cut.partial
                    break
                except ConnectionResetError:
                    break
            writer.close()
            await over.wait()
            return seen, heard


@pytest.mark.parametrize("answer", [ANSWER, CHUNKED])
def test_a_calm_line_carries_all_requests_of_a_connection(answer: bytes) -> None:
    assert asyncio.run(talk(NONE, answer, 3)) == (3, answer * 3)


def test_a_dropped_answer_is_one_that_the_hub_gave(capsys: pytest.CaptureFixture[str]) -> None:
    assert asyncio.run(talk(Rates(dropped=1.0), ANSWER, 1)) == (1, b"")
    assert capsys.readouterr().out == "dropped POST /sync/v1/push 200\n"


def test_half_of_a_torn_answer_arrives() -> None:
    assert asyncio.run(talk(Rates(dropped=0.0, torn=1.0), ANSWER, 2)) == (1, ANSWER[: len(ANSWER) // 2])


def test_a_lost_request_never_reaches_the_hub(capsys: pytest.CaptureFixture[str]) -> None:
    lost = Rates(dropped=0.0, torn=0.0, late=0.0, lost=1.0)
    assert asyncio.run(talk(lost, ANSWER, 1)) == (0, b"")
    assert capsys.readouterr().out == "lost POST /sync/v1/push -\n"


def test_fates_come_as_often_as_they_should() -> None:
    seen = Counter(fate(Rates(), number / 1000) for number in range(1000))
    assert (seen["dropped"], seen["torn"], seen["late"], seen["lost"]) == (150, 30, 60, 30)
