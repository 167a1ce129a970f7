"""Several processes behind one port: the first binds it and starts the others, which take requests.

Each worker is this program again, with the socket inherited and the database named in its environment. One
that dies is started anew; all end with the first, also where that is killed: their standard input ends then.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from hub.settings import DATABASE_VARIABLE, REPLICA_VARIABLE, HubSettings
from retail.errors import RuleError

_LOG = logging.getLogger("tillbridge.hub")
LOOK_EVERY_S = 0.2
SHORT_LIFE_S = 10.0
LONGEST_WAIT_S = 30.0
END_S = 15.0


def check_workers(settings: HubSettings, *, on_postgres: bool) -> None:
    """Raise `RuleError` where this hub cannot have several workers."""
    if settings.workers == 1:
        return
    if not on_postgres:
        raise RuleError(
            "workers_need_postgres", "Several workers need PostgreSQL: SQLite has one writer at a time."
        )
    if os.name == "nt":
        raise RuleError(
            "workers_need_posix", "On Windows the hub runs as one worker: its socket cannot be shared."
        )


class _Worker:
    """One child and its history."""

    def __init__(self, command: Sequence[str], env: dict[str, str], handed: Sequence[int]) -> None:
        """`handed`: descriptors that it inherits."""
        self._command = command
        self._env = env
        self._handed = handed
        self._wait_s = 0.0
        self._due = 0.0
        self._began = 0.0
        self._process: subprocess.Popen[bytes] | None = None

    def look(self, now: float) -> None:
        """Start it where it does not run; later, where it lived shortly."""
        if self._process is not None and self._process.poll() is not None:
            _LOG.error("a worker ended with %s; another takes its place", self._process.returncode)
            self._process = None
            short = now - self._began < SHORT_LIFE_S
            self._wait_s = min(max(1.0, self._wait_s * 2), LONGEST_WAIT_S) if short else 0.0
            self._due = now + self._wait_s
        if self._process is None and now >= self._due:
            self._began = now
            self._process = subprocess.Popen(  # noqa: S603 - this program again
                self._command, env=self._env, stdin=subprocess.PIPE, pass_fds=self._handed
            )

    def terminate(self) -> None:
        if self._process is not None:
            self._process.terminate()

    def end(self, deadline: float) -> None:
        """Wait until it has ended, and no longer than that."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()


def run_workers(
    data_dir: Path, settings: HubSettings, listener: socket.socket, ready: Callable[[], None]
) -> None:
    """Keep the workers running until SIGINT or SIGTERM; returns when all have ended.

    `ready` is called when the first of them answers.
    """
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    env = {**os.environ, DATABASE_VARIABLE: settings.database, REPLICA_VARIABLE: settings.replica}
    hears, says = os.pipe()
    os.set_blocking(hears, False)
    command = _command(data_dir, settings, listener.fileno(), says)
    workers = [_Worker(command, env, (listener.fileno(), says)) for _ in range(settings.workers)]
    waits = True
    while not stopping.is_set():
        for worker in workers:
            worker.look(time.monotonic())
        stopping.wait(LOOK_EVERY_S)
        if waits and _heard(hears):
            waits = False
            ready()
    os.close(hears)
    os.close(says)
    for worker in workers:
        worker.terminate()
    deadline = time.monotonic() + END_S
    for worker in workers:
        worker.end(deadline)


def _heard(descriptor: int) -> bool:
    try:
        return bool(os.read(descriptor, 1))
    except BlockingIOError:
        return False


def say_ready(descriptor: int) -> None:
    """Tell the first process that this worker answers."""
    try:
        os.write(descriptor, b"!")
        os.close(descriptor)
    except OSError:
        # It ended meanwhile, and this one is about to.
        return


def inherited(descriptor: int) -> socket.socket:
    """The socket that the first process handed on."""
    return socket.socket(fileno=descriptor)


def end_with_parent() -> None:
    """Ask this process to end as SIGTERM does when the first process is gone."""

    descriptor = sys.stdin.fileno()

    def wait() -> None:
        # Not by the buffered reader: this thread still waits there when the interpreter ends.
        while os.read(descriptor, 1):
            pass
        signal.raise_signal(signal.SIGTERM)

    threading.Thread(target=wait, name="parent", daemon=True).start()


def _command(data_dir: Path, settings: HubSettings, listener: int, says: int) -> tuple[str, ...]:
    program = (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "pos_app")
    plain = ("--loopback-http",) if settings.loopback_http else ()
    where = ("--data", str(data_dir), "--host", settings.host, "--port", str(settings.port))
    handed = ("--worker-socket", str(listener), "--worker-ready", str(says))
    return (*program, "hub", "serve", *where, *plain, *handed)
