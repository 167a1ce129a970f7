"""Starts programs of our own, hears what they say, and waits for a line instead of guessing at times."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from retail.errors import KnownError

PATIENCE_S = 100.0
"""A program that loads on a busy machine is silent for a long time; one that hangs is for ever."""


def own_program() -> tuple[str, ...]:
    """The words that start this program: the installed one, or its module under this interpreter."""
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "pos_app")


class Program:
    """One process whose output is kept line by line; a context manager that ends it."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        self.name = name
        self._lines: list[str] = []
        self._news = threading.Condition()
        self._over = False
        self.process = subprocess.Popen(  # noqa: S603 - our own program or a display server, no shell
            list(command),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, **(env or {})},
        )
        self._reader = threading.Thread(target=self._read, name=f"output:{name}", daemon=True)
        self._reader.start()

    @classmethod
    def tillbridge(cls, *arguments: str | Path, env: Mapping[str, str] | None = None) -> Self:
        """`tillbridge ARGUMENTS` under the interpreter that runs this."""
        words = [str(argument) for argument in arguments]
        unbuffered = {"PYTHONUNBUFFERED": "1", **(env or {})}
        return cls(words[0], [*own_program(), *words], unbuffered)

    def wait_for(self, pattern: str, timeout: float = PATIENCE_S, *, after: int = 0) -> re.Match[str]:
        """The first line from number `after` on that matches. Raises `KnownError` with what it said.

        `timeout`: for how many seconds it may say nothing new.
        """
        wanted = re.compile(pattern)
        place = after
        with self._news:
            while True:
                for line in self._lines[place:]:
                    found = wanted.search(line)
                    if found:
                        return found
                place = len(self._lines)
                if self._over or not self._news.wait(timeout):
                    said = "\n  ".join(self._lines[-20:])
                    how = "ended" if self._over else f"said nothing new for {timeout:.0f} s"
                    raise KnownError(
                        "program_silent", f"{self.name} {how} before {pattern!r}. It said:\n  {said}"
                    )

    def mark(self) -> int:
        """How many lines were said so far; pass it to `wait_for(after=…)` before an act."""
        with self._news:
            return len(self._lines)

    def text(self) -> str:
        """All that was said."""
        with self._news:
            return "\n".join(self._lines)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.process.kill()
        self.process.wait()
        self._reader.join(timeout=5)

    def stop(self, timeout: float = 10.0) -> int:
        """Ask it to end, and insist after `timeout` seconds; returns its exit code."""
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout)
        if self.process.poll() is None:
            self.kill()
        self._reader.join(timeout=5)
        return self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _read(self) -> None:
        assert self.process.stdout is not None  # noqa: S101 - opened with a pipe above
        for line in self.process.stdout:
            with self._news:
                self._lines.append(line.rstrip("\n"))
                self._news.notify_all()
        with self._news:
            self._over = True
            self._news.notify_all()
        self.process.stdout.close()
