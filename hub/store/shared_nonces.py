"""Nonces of signed requests in PostgreSQL, so that no worker takes one that another has seen.

The commit does not wait for the disk: after a crash of the server the nonces of its last moment may be gone,
while every repeated op is still known by its id.
"""

from __future__ import annotations

from itertools import count

from sqlalchemy import delete

from hub.store.database import Database
from hub.store.nonces import PURGE_EVERY
from hub.store.shared_tables import shared_nonce

# One round trip: the setting holds for the transaction of this very statement.
_NOTE = (
    "INSERT INTO nonce (terminal_id, nonce, at) SELECT %(terminal_id)s, %(value)s, CAST(%(at)s AS bigint) "
    "FROM (SELECT set_config('synchronous_commit', 'off', true)) AS lazily ON CONFLICT DO NOTHING"
)


class SharedNonces:
    """Remembers nonces for as long as a signature could be replayed."""

    def __init__(self, database: Database, keep_ms: int) -> None:
        self._database = database
        self._keep_ms = keep_ms
        self._count = count()

    def first_use(self, terminal_id: str, value: str, at: int) -> bool:
        """Note the nonce; False where this terminal has used it before, at whichever worker."""
        values = {"terminal_id": terminal_id, "value": value, "at": at}
        with self._database.at_once() as connection:
            new = connection.exec_driver_sql(_NOTE, values).rowcount == 1
            if next(self._count) % PURGE_EVERY == 0:
                connection.execute(delete(shared_nonce).where(shared_nonce.c.at < at - self._keep_ms))
        return new

    def close(self) -> None:
        """Nothing to close: the database is the hub's."""
