"""CUPS by its own programs `lp`, `lpstat` and `cancel`: called without a shell, each with a limit of time.

Its library would have to be compiled on every machine; the programs are there wherever CUPS is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable

import msgspec

from devices.printer.line import LineLost, until

REQUEST = re.compile(r"request id is (\S+-\d+)")


class Finished(msgspec.Struct, frozen=True):
    """What a program said, and whether it was content."""

    good: bool
    said: str
    complained: str


class Cups:
    """The queue `queue` of the print system at `server` (`host:port`; empty: this machine's)."""

    def __init__(self, queue: str, server: str, *, timeout_ms: int, stopped: Callable[[], bool]) -> None:
        self._queue = queue
        self._server = server
        self._timeout_s = timeout_ms / 1000
        self._stopped = stopped

    def state(self) -> Finished:
        """How the queue is, in the words of `lpstat`; raises LineLost, WaitOver, Stopped."""
        return self._run("lpstat", "-l", "-p", self._queue, "-a", self._queue)

    def queues(self) -> tuple[str, ...]:
        """All queues, also those that CUPS found by itself; raises LineLost, WaitOver, Stopped."""
        done = self._run("lpstat", "-e")
        return tuple(done.said.split()) if done.good else ()

    def submit(self, data: bytes, title: str) -> str:
        """Hand `data` over as it is; the job's id. Raises LineLost if CUPS refused it, WaitOver, Stopped."""
        done = self._run("lp", "-d", self._queue, "-o", "raw", "-t", title, "-", data=data)
        found = REQUEST.search(done.said)
        if not done.good or not found:
            raise LineLost(done.complained or "lp named no job")
        return found[1]

    def is_pending(self, job: str) -> bool:
        """Whether `job` still waits or prints; raises LineLost, WaitOver, Stopped."""
        return bool(self._job(job, "not-completed"))

    def outcome(self, job: str) -> str:
        """What CUPS remembers of a job that is over, empty if nothing; raises LineLost, WaitOver, Stopped."""
        return self._job(job, "completed")

    def withdraw(self, job: str) -> None:
        """Take `job` out of the queue, however it stands."""
        self._run("cancel", job, stopped=lambda: False)

    def _job(self, job: str, which: str) -> str:
        """The lines about `job` in a list of jobs."""
        done = self._run("lpstat", "-l", "-W", which, "-o", self._queue)
        if not done.good:
            raise LineLost(done.complained or "lpstat failed")
        # A job's first line begins with its id, the further ones with a space.
        entries = re.split(r"\n(?=\S)", done.said)
        return next((entry for entry in entries if entry.split(" ", 1)[0] == job), "")

    def _run(
        self, program: str, *words: str, data: bytes = b"", stopped: Callable[[], bool] | None = None
    ) -> Finished:
        path = shutil.which(program)
        if path is None:
            raise LineLost(f"the program {program} of CUPS is not installed on this machine")
        server = ("-h", self._server) if self._server else ()
        once = iter((data,))  # Popen goes on with what it was given first

        def wait(seconds: float) -> tuple[bytes, bytes] | None:
            try:
                return process.communicate(next(once, None), timeout=seconds)
            except subprocess.TimeoutExpired:
                return None

        # Its pipes are closed also where it ended while nobody waited for it any more.
        with subprocess.Popen(  # noqa: S603 - no shell; the queue's name is checked by its option
            [path, *server, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C", "LANGUAGE": "C"},
        ) as process:
            try:
                found = until(wait, time.monotonic() + self._timeout_s, stopped or self._stopped)
            finally:
                process.kill()
        said, complained = found or (b"", b"")
        return Finished(process.returncode == 0, _words(said), _words(complained))


def _words(data: bytes) -> str:
    return data.decode("utf-8", errors="replace").strip("\n").removesuffix(".")
