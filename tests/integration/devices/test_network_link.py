"""The driver's own socket: waits that end, peers that stall, and addresses that do not answer."""

from __future__ import annotations

import contextlib
import socket
import time

import pytest

from devices.printer.network.link import LineLost, Link, Stopped, WaitOver

MUCH = 64 * 1024 * 1024
"""More than the operating system takes for a peer that does not read."""


def never() -> bool:
    return False


def soon(seconds: float = 0.3) -> float:
    return time.monotonic() + seconds


def test_a_peer_that_takes_nothing_more_ends_the_wait() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with contextlib.closing(Link("127.0.0.1", port, timeout_ms=1000, stopped=never)) as link:
            with pytest.raises(WaitOver):
                link.send(bytes(MUCH), stall_ms=200, deadline=soon(30))
            assert 0 < link.sent < MUCH
            with pytest.raises(WaitOver):
                link.read_byte(deadline=soon())


def test_a_deadline_ends_a_job_that_moves_slowly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        link = Link("127.0.0.1", port, timeout_ms=1000, stopped=never)
        with contextlib.closing(link), pytest.raises(WaitOver):
            link.send(bytes(MUCH), stall_ms=60_000, deadline=soon())


def test_a_peer_that_hangs_up_is_a_lost_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with contextlib.closing(Link("127.0.0.1", port, timeout_ms=1000, stopped=never)) as link:
            listener.accept()[0].close()
            with pytest.raises(LineLost):
                link.read_byte(deadline=soon(5))
            with pytest.raises(LineLost):
                link.send(bytes(MUCH), stall_ms=5000, deadline=soon(5))


def test_stop_ends_connecting_and_waiting() -> None:
    with pytest.raises(Stopped):
        Link("127.0.0.1", 9, timeout_ms=60_000, stopped=lambda: True)


def test_an_address_that_swallows_packets_ends_with_the_timeout() -> None:
    # A listener with a full queue answers no further connection, as a switched-off printer behind a router.
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        port = listener.getsockname()[1]
        with pytest.raises(WaitOver):
            for _ in range(8):
                link = Link("127.0.0.1", port, timeout_ms=300, stopped=never)
                stack.enter_context(contextlib.closing(link))


@pytest.mark.parametrize("host", ["no-such-printer.invalid", "a" * 300, "."])
def test_a_name_without_address_is_a_lost_line(host: str) -> None:
    with pytest.raises((LineLost, WaitOver)):
        Link(host, 9100, timeout_ms=3000, stopped=never)
