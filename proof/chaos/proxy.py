"""A line between tills and hub that loses answers which the hub has given: `python -m proof.chaos.proxy`.

It understands as much of HTTP/1.1 as it takes to know where a request and its answer end. It passes a request
on whole, waits for the whole answer, and only then draws what becomes of it. A line on stdout for each.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import sys
from typing import Literal

import msgspec

Fate = Literal["passed", "dropped", "torn", "late", "lost"]
LATEST_S = 1.5
_LONGEST_HEAD = 64 * 1024
LOOPBACK = "127.0.0.1"


class Rates(msgspec.Struct, frozen=True, kw_only=True):
    """How often each fault befalls a request, as shares."""

    dropped: float = 0.15
    """The hub answered, the till never hears of it."""
    torn: float = 0.03
    """Half of the answer arrives."""
    late: float = 0.06
    """The answer comes up to `LATEST_S` later."""
    lost: float = 0.03
    """The request never reaches the hub."""


NONE = Rates(dropped=0.0, torn=0.0, late=0.0, lost=0.0)


def fate(rates: Rates, chance: float) -> Fate:
    """What becomes of a request by a number in [0, 1)."""
    for name in ("dropped", "torn", "late", "lost"):
        chance -= getattr(rates, name)
        if chance < 0:
            return name
    return "passed"


class Proxy:
    """Carries requests from one port to another."""

    def __init__(self, target: int, rates: Rates, random_: random.Random) -> None:
        self._target = target
        self._rates = rates
        self._random = random_

    async def serve(self, port: int) -> asyncio.Server:
        """Listen on loopback."""
        return await asyncio.start_server(self._carry, LOOPBACK, port, limit=_LONGEST_HEAD)

    async def _carry(self, till: asyncio.StreamReader, to_till: asyncio.StreamWriter) -> None:
        """All requests of one connection, until either side ends it or a fault does."""
        to_hub: asyncio.StreamWriter | None = None
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            hub, to_hub = await asyncio.open_connection(LOOPBACK, self._target)
            while await self._one(till, to_till, hub, to_hub):
                pass
        for writer in (to_till, to_hub):
            if writer is not None:
                writer.transport.abort()

    async def _one(
        self,
        till: asyncio.StreamReader,
        to_till: asyncio.StreamWriter,
        hub: asyncio.StreamReader,
        to_hub: asyncio.StreamWriter,
    ) -> bool:
        """One request and its answer; False where the connection is not to be used again."""
        request = await message(till)
        doom = fate(self._rates, self._random.random())
        if doom == "lost":
            _say(doom, request, b"")
            return False
        to_hub.write(request)
        await to_hub.drain()
        answer = await message(hub)
        _say(doom, request, answer)
        if doom == "dropped":
            return False
        if doom == "late":
            await asyncio.sleep(self._random.uniform(0.1, LATEST_S))
        to_till.write(answer[: len(answer) // 2] if doom == "torn" else answer)
        await to_till.drain()
        if doom == "torn":
            # What was written must leave before the connection is torn down.
            to_till.close()
            await to_till.wait_closed()
        return doom != "torn"


async def message(reader: asyncio.StreamReader) -> bytes:
    """One whole request or answer. Raises `IncompleteReadError` where the peer ends before it does."""
    head = await reader.readuntil(b"\r\n\r\n")
    fields = dict(_field(line) for line in head.split(b"\r\n")[1:] if b":" in line)
    if fields.get(b"transfer-encoding", b"").lower() == b"chunked":
        return head + await _chunks(reader)
    return head + await reader.readexactly(int(fields.get(b"content-length", b"0")))


def _field(line: bytes) -> tuple[bytes, bytes]:
    name, _, value = line.partition(b":")
    return name.strip().lower(), value.strip()


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = bytearray()
    while True:
        size = await reader.readuntil(b"\r\n")
        # The chunk and the line's end behind it; the last chunk is empty.
        body = await reader.readexactly(int(size.split(b";")[0], 16) + 2)
        parts += size + body
        if body == b"\r\n":
            return bytes(parts)


def _say(doom: Fate, request: bytes, answer: bytes) -> None:
    """`dropped POST /sync/v1/push 200`; without the query, which may be long."""
    words = request.split(b"\r\n", 1)[0].split(b" ")
    status = answer.split(b" ", 2)[1].decode() if answer else "-"
    path = words[1].split(b"?")[0].decode()
    sys.stdout.write(f"{doom} {words[0].decode()} {path} {status}\n")
    sys.stdout.flush()


async def _run(port: int, target: int, rates: Rates, seed: str) -> None:
    server = await Proxy(target, rates, random.Random(seed)).serve(port)
    sys.stdout.write(f"listening on {server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--target", type=int, required=True)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--calm", action="store_true", help="pass everything on")
    args = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(args.port, args.target, NONE if args.calm else Rates(), args.seed))


if __name__ == "__main__":
    main()
