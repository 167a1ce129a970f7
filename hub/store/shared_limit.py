"""Counts failures per name in PostgreSQL, so that guesses at all workers count together."""

from __future__ import annotations

from sqlalchemy import delete, func, insert, select

from hub.store.database import Database
from hub.store.shared_tables import wrong_guess


class SharedLimit:
    """As `hub.services.rate_limit.RateLimit`, for a hub of several workers."""

    def __init__(self, database: Database, about: str, most: int, window_ms: int) -> None:
        """`about` keeps kinds of guesses apart."""
        self._database = database
        self._about = about
        self._most = most
        self._window_ms = window_ms

    def allows(self, name: str, now: int) -> bool:
        """Whether `name` may try again at `now` (UTC ms)."""
        query = (
            select(func.count())
            .select_from(wrong_guess)
            .where(
                wrong_guess.c.about == self._about,
                wrong_guess.c.name == name,
                wrong_guess.c.at > now - self._window_ms,
            )
        )
        with self._database.at_once() as connection:
            return int(connection.execute(query).scalar_one()) < self._most

    def note(self, name: str, now: int) -> None:
        """A failure of `name`."""
        old = (wrong_guess.c.about == self._about) & (wrong_guess.c.at <= now - self._window_ms)
        with self._database.at_once() as connection:
            connection.execute(insert(wrong_guess).values(about=self._about, name=name, at=now))
            connection.execute(delete(wrong_guess).where(old))

    def forget(self, name: str) -> None:
        """`name` has succeeded."""
        mine = (wrong_guess.c.about == self._about) & (wrong_guess.c.name == name)
        with self._database.at_once() as connection:
            connection.execute(delete(wrong_guess).where(mine))
