"""Who may manage the hub: passwords, sessions with limits, roles (M8.3)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from typing import Literal

import msgspec

from hub.services.clock import Clock
from hub.services.passwords import MAX_LENGTH, password_fits
from hub.services.rate_limit import limit_of
from hub.store import people
from hub.store.database import Database

Role = Literal["viewer", "manager", "owner"]
RANK: dict[str, int] = {"viewer": 0, "manager": 1, "owner": 2}
IDLE_MS = 30 * 60_000
LONGEST_MS = 12 * 3_600_000
TOUCH_MS = 60_000
"""How exactly it is kept when a session was used."""
MAX_NAME = 60
WINDOW_MS = 600_000
MAX_WRONG = 5
"""Wrong passwords for one name from one address in ten minutes."""
MAX_WRONG_FROM = 30
"""From one address for all names."""


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """Someone with a session."""

    name: str
    role: str
    csrf: str

    def may(self, role: Role) -> bool:
        """Whether this person's role is `role` or above."""
        return RANK.get(self.role, -1) >= RANK[role]


class TooManyAttempts(Exception):
    """Too many wrong passwords: wait."""


class SigningIn:
    """Makes and checks sessions; a session's token is known to its browser alone."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._wrong = limit_of(database, "password", MAX_WRONG, WINDOW_MS)
        self._wrong_from = limit_of(database, "password from", MAX_WRONG_FROM, WINDOW_MS)
        self._guessing = threading.Lock()

    def sign_in(self, name: str, password: str, peer: str) -> tuple[str, SignedIn] | None:
        """Token and person, or None for a wrong name or password. Raises `TooManyAttempts`."""
        name = name[: MAX_NAME + 1]
        # One at a time, of all workers: guesses sent at once would all be let in before the first is counted,
        # and each password that is compared takes 19 MiB and a processor.
        with self._guessing, self._database.in_turn("sign in"):
            now, key = self._clock.now(), f"{peer} {name}"
            if not (self._wrong.allows(key, now) and self._wrong_from.allows(peer, now)):
                raise TooManyAttempts
            known = self._known(name, password)
            if known is None:
                self._wrong.note(key, now)
                self._wrong_from.note(peer, now)
                return None
            self._wrong.forget(key)
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
        session = people.AdminSession(name=name, csrf=csrf, created_at=now, used_at=now)
        with self._database.write() as connection:
            people.end_old_sessions(connection, now - IDLE_MS, now - LONGEST_MS)
            people.add_session(connection, _hash(token), session)
        return token, SignedIn(name=name, role=known.role, csrf=csrf)

    def _known(self, name: str, password: str) -> people.AdminUser | None:
        """The active user of this name and password; takes as long where there is none."""
        with self._database.read() as connection:
            user = people.user(connection, name)
        known = user if user is not None and user.active else None
        fits = password_fits(known.password_hash if known else None, password[: MAX_LENGTH + 1])
        return known if fits else None

    def who(self, token: str) -> SignedIn | None:
        """The person of a session that is within its limits, or None."""
        now, key = self._clock.now(), _hash(token)
        with self._database.read() as connection:
            session = people.session(connection, key)
            user = people.user(connection, session.name) if session is not None else None
        if session is None or user is None or not user.active:
            return None
        if now - session.used_at > IDLE_MS or now - session.created_at > LONGEST_MS:
            return None
        if now - session.used_at > TOUCH_MS:
            with self._database.write() as connection:
                people.touch_session(connection, key, now)
        return SignedIn(name=user.name, role=user.role, csrf=session.csrf)

    def sign_out(self, token: str) -> None:
        """End the session."""
        with self._database.write() as connection:
            people.end_session(connection, _hash(token))


def csrf_fits(person: SignedIn, given: str) -> bool:
    """Whether a request that changes something carries the token that no foreign page can read."""
    return hmac.compare_digest(person.csrf.encode(), given.encode())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
