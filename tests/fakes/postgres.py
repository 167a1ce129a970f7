"""Databases on a PostgreSQL that the tests started: a fresh one in no time, copied from a ready one."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from hub.store.database import Database, open_postgres
from hub.store.upgrade import upgrade
from proof.postgres import PostgresServer

READY = "hub_ready"


class Databases:
    """Makes databases; they go with the server."""

    def __init__(self, server: PostgresServer) -> None:
        self.server = server
        self._numbers = count(1)
        self._ready = False

    def empty(self) -> str:
        """The address of a database with nothing in it."""
        return self.server.url(f"t{next(self._numbers)}")

    def for_a_hub(self) -> str:
        """The address of a database with a hub's tables."""
        if not self._ready:
            database = Database(open_postgres(self.server.url(READY)))
            upgrade(database, Path())
            database.close()
            self._ready = True
        return self.server.url(f"t{next(self._numbers)}", READY)
