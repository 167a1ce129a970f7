"""What a virtual printer has done so far, readable and waitable from any thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Protocol, Self

from devices.printer.virtual.operations import Cut, Drawer, Malformed
from devices.printer.virtual.paper import Paper, PaperEvent

log = logging.getLogger(__name__)


class Watcher(Protocol):
    """Told by the printer's thread what happens, as it happens."""

    def paper(self, number: int, paper: Paper) -> None:
        """Paper `number` (from 1) was cut off."""

    def event(self, kind: str, detail: str) -> None:
        """Something else: connected, disconnected, drawer, error, misbehaviour."""


class Record:
    """Papers, drawer kicks and connections; everything is guarded by one condition."""

    def __init__(self, dots: int, watchers: Sequence[Watcher]) -> None:
        self._dots = dots
        self._watchers = tuple(watchers)
        self._changed = threading.Condition()
        self._papers: list[Paper] = []
        self._unfinished: list[PaperEvent] = []
        self._drawer_kicks = 0
        self._connections = 0

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers cut off so far."""
        with self._changed:
            return tuple(self._papers)

    @property
    def unfinished(self) -> Paper:
        """What is printed and not yet cut off."""
        with self._changed:
            return Paper(events=tuple(self._unfinished), dots=self._dots)

    @property
    def drawer_kicks(self) -> int:
        """How often the drawer was opened."""
        with self._changed:
            return self._drawer_kicks

    @property
    def connections(self) -> int:
        """How many connections were accepted."""
        with self._changed:
            return self._connections

    @property
    def errors(self) -> tuple[str, ...]:
        """Everything that the strict decoder objected to, on all papers."""
        return tuple(error for paper in (*self.papers, self.unfinished) for error in paper.errors)

    def wait_for_papers(self, count: int, timeout_s: float = 10.0) -> tuple[Paper, ...]:
        """The papers, as soon as there are `count`; raises TimeoutError saying what there was instead."""
        self.wait_until(lambda record: len(record.papers) >= count, timeout_s, f"{count} papers")
        return self.papers

    def wait_until(
        self, true: Callable[[Self], bool], timeout_s: float = 10.0, what: str = "something else"
    ) -> None:
        """Wait until `true(self)`, asked again after everything that the printer does; or TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(lambda: true(self), timeout_s):
                raise TimeoutError(
                    f"waited {timeout_s} s for {what}; the virtual printer has {len(self._papers)} papers, "
                    f"{self._drawer_kicks} drawer kicks, {self._connections} connections"
                )

    def _count_connection(self) -> None:
        with self._changed:
            self._connections += 1
            self._changed.notify_all()
        self._tell("connected", str(self._connections))

    def _perform(self, events: Sequence[PaperEvent]) -> None:
        """Note what was printed; a cut makes a paper of it."""
        with self._changed:
            for event in events:
                self._unfinished.append(event)
                match event:
                    case Drawer():
                        self._drawer_kicks += 1
                        self._tell("drawer", f"pin {event.pin}, {event.on_ms} ms")
                    case Malformed():
                        self._tell("error", f"byte {event.offset}: {event.message}")
                    case Cut():
                        self._cut_off()
                    case _:
                        pass
            if events:
                self._changed.notify_all()

    def _cut_off(self) -> None:
        paper = Paper(events=tuple(self._unfinished), dots=self._dots)
        self._unfinished.clear()
        for watcher in self._watchers:
            watcher.paper(len(self._papers) + 1, paper)
        self._papers.append(paper)

    def _tell(self, kind: str, detail: str) -> None:
        log.debug("%s: %s", kind, detail)
        for watcher in self._watchers:
            watcher.event(kind, detail)
