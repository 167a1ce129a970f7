"""A program of the bench in a process of its own, which does a round whenever it is asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from retail.known_structs import know_structs

DRAWN_IN_MEMORY = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
"""No screen and no GPU: the same for the measure and its limit on every machine."""
_STOP_S = 20.0


class Asked:
    """Starts `python -m MODULE ARGUMENTS`; each `ask` is a line in and a JSON line out."""

    def __init__(self, module: str, *arguments: str | Path) -> None:
        self._module = module
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, **DRAWN_IN_MEMORY},
        )

    def hear(self) -> Any:
        """The next JSON line it says. Raises RuntimeError where it has ended."""
        assert self.process.stdout is not None  # noqa: S101 - opened with a pipe above
        said = self.process.stdout.readline()
        if not said:
            raise RuntimeError(f"{self._module} ended with code {self.process.wait()}")
        return json.loads(said)

    def ask(self, question: str) -> Any:
        """Say a line and hear the answer."""
        assert self.process.stdin is not None  # noqa: S101 - opened with a pipe above
        self.process.stdin.write(f"{question}\n")
        self.process.stdin.flush()
        return self.hear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """No more questions: it ends by itself, or is ended."""
        assert self.process.stdin is not None  # noqa: S101 - opened with a pipe above
        self.process.stdin.close()
        try:
            self.process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        assert self.process.stdout is not None  # noqa: S101 - opened with a pipe above
        self.process.stdout.close()


def answer_all(answer: Callable[[str], Any]) -> None:
    """The other end: answer each line of stdin until there are no more, on any threads."""
    know_structs()
    for question in sys.stdin:
        say(answer(question.strip()))


def say(what: Any) -> None:
    """One JSON line on stdout, at once."""
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()
