"""Ports that stay a test's own while what listens there is stopped and started again."""

from __future__ import annotations

import os
import secrets
import socket

_FIRST, _LAST = 20_000, 32_000
"""Below those that the system gives to whoever asks for any, in the moment when nobody listens."""
_WORKERS = 8


def lasting_port() -> int:
    """A free port that neither the system nor another worker of pytest gives to anybody else."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % _WORKERS
    while True:
        port = _FIRST + worker + _WORKERS * secrets.randbelow((_LAST - _FIRST) // _WORKERS)
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port
