"""Tells all workers of a hub on PostgreSQL which feeds have moved: NOTIFY after commits, LISTEN in each.

A commit that notifies holds a lock of the whole server until it is on the disk, so that such commits queue.
Therefore the word goes out after the commit, from a thread of its own, for all commits of a moment together.
It is a hint: one that is lost is healed by a look at all feeds now and then.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping

import msgspec
import psycopg
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

CHANNEL = "tillbridge_feeds"
MOST_BYTES = 7900
"""PostgreSQL carries 8000 at the most."""
GATHER_S = 0.02
LOOK_EVERY_S = 30.0
AGAIN_S = 2.0
WAIT_S = 0.5
"""How soon a listener sees that it shall stop."""
STOP_S = 5.0
_LOG = logging.getLogger("tillbridge.hub")
_NOTIFY = text("SELECT pg_notify(:channel, :payload)")


class Announcer:
    """Says on the channel what commits of this process have moved; its thread begins with the first."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._moved: dict[str, int] = {}
        self._ready = threading.Condition()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def tell(self, moved: Mapping[str, int]) -> None:
        """These feeds have come so far. Returns at once."""
        with self._ready:
            for scope, seq in moved.items():
                self._moved[scope] = max(seq, self._moved.get(scope, 0))
            if self._thread is None and not self._stopping:
                self._thread = threading.Thread(target=self._run, name="announce", daemon=True)
                self._thread.start()
            self._ready.notify()

    def close(self) -> None:
        """Say what is still to be said, and end."""
        with self._ready:
            self._stopping = True
            self._ready.notify()
        if self._thread is not None:
            self._thread.join(STOP_S)

    def _run(self) -> None:
        while True:
            with self._ready:
                self._ready.wait_for(lambda: self._stopping or bool(self._moved))
                if not self._stopping:
                    self._ready.wait_for(lambda: self._stopping, GATHER_S)
                moved, self._moved = self._moved, {}
                if not moved and self._stopping:
                    return
            try:
                self._send(moved)
            except SQLAlchemyError as error:
                _LOG.warning("cannot tell other workers of news: %s", type(error).__name__)

    def _send(self, moved: Mapping[str, int]) -> None:
        with self._engine.connect() as plain:
            connection = plain.execution_options(isolation_level="AUTOCOMMIT")
            for payload in payloads(moved):
                connection.execute(_NOTIFY, {"channel": CHANNEL, "payload": payload})


class Listener:
    """Hears what any process has moved, on a connection and a thread of its own."""

    def __init__(
        self,
        engine: Engine,
        heard: Callable[[dict[str, int]], None],
        look: Callable[[], None],
        look_every_s: float = LOOK_EVERY_S,
        again_s: float = AGAIN_S,
    ) -> None:
        """`look` reads where all feeds stand; it is called at each new connection, and now and then."""
        self._engine = engine
        self._heard = heard
        self._look = look
        self._look_every_s = look_every_s
        self._again_s = again_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="listen", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(STOP_S)

    def _run(self) -> None:
        well = True
        while not self._stopping.is_set():
            try:
                with self._connection() as line:
                    line.execute(f"LISTEN {CHANNEL}")
                    well = True
                    self._listen(line)
            except Exception as error:  # noqa: BLE001 - the server may be back in a moment; waiters must not starve
                if well:
                    _LOG.warning("cannot listen for news of other workers: %s", type(error).__name__)
                well = False
                self._stopping.wait(self._again_s)

    def _connection(self) -> psycopg.Connection[tuple[object, ...]]:
        """A connection beside the pool, which lasts as long as the hub."""
        arguments, named = self._engine.dialect.create_connect_args(self._engine.url)
        return psycopg.connect(*arguments, autocommit=True, connect_timeout=10, **named)

    def _listen(self, line: psycopg.Connection[tuple[object, ...]]) -> None:
        quiet = self._look_every_s
        while not self._stopping.is_set():
            if quiet >= self._look_every_s:
                self._look()
                quiet = 0.0
            for word in line.notifies(timeout=WAIT_S):
                self._heard(moved_of(word.payload))
                if self._stopping.is_set():
                    return
            quiet += WAIT_S


def payloads(moved: Mapping[str, int]) -> Iterator[str]:
    """The feeds as JSON objects, each short enough for one notification."""
    part: dict[str, int] = {}
    size = 2
    for scope, seq in moved.items():
        more = len(msgspec.json.encode({scope: seq}))
        if part and size + more > MOST_BYTES:
            yield msgspec.json.encode(part).decode()
            part, size = {}, 2
        if more <= MOST_BYTES:
            part[scope] = seq
            size += more
    if part:
        yield msgspec.json.encode(part).decode()


def moved_of(payload: str) -> dict[str, int]:
    """What a notification says; nothing where it is not one of ours."""
    try:
        return msgspec.json.decode(payload, type=dict[str, int])
    except msgspec.DecodeError:
        return {}
