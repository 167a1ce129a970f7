"""How screens reach the till: commands in, outcomes out; queries in, views out; news by topic.

`Bus` is a port: the real one runs everything on the `db` thread and calls back from there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from pos_app.commands import Command
from pos_app.queries import Query
from pos_app.views import Outcome

R = TypeVar("R")


class Bus(Protocol):
    """Order is kept: what was sent first is done first."""

    def send(self, command: Command, done: Callable[[Outcome], None]) -> None:
        """Carry out a command. `done` is called once, on the `db` thread, never raising into it."""
        ...

    def ask(self, query: Query[R], done: Callable[[R], None]) -> None:
        """Look something up. `done` is called once, on the `db` thread, unless the look-up failed."""
        ...

    def listen(self, heard: Callable[[str, Any], None]) -> None:
        """Be told of news that no command of this screen caused, as (topic, view).

        Topics: `sync` (SyncView), `print` (tuple of PrintJobView), `devices` (DevicesView),
        `till` (TillView: configuration or catalogue arrived), `scan` (ScanView), `scale` (ScaleView),
        `found_devices` (FoundDevicesView), `answer` (Outcome: what followed from an answer of the hub).
        Called on any thread.
        """
        ...
