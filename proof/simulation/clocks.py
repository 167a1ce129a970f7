"""Time and randomness of a run: one clock owned by the world, one seeded source."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import ModuleType, SimpleNamespace

from hub.services import cart_secrets, gift_cards
from hub.store import identity
from local_db import epochs
from pos_app.handlers import customers
from retail import pin
from retail.ids import RANDOM_BYTES, uuid7

BEGIN = 1_796_040_000_000
"""2026-11-30 12:00 UTC."""


class WorldClock:
    """True time: milliseconds that only the schedule moves on."""

    def __init__(self) -> None:
        self.ms = 0

    def pass_ms(self, ms: int) -> None:
        self.ms += ms


class MachineClock:
    """`Clock` of one machine: goes with the world's, and may be set wrong."""

    def __init__(self, world: WorldClock) -> None:
        self._world = world
        self.skew_ms = 0

    def now(self) -> int:
        """UTC milliseconds as this machine believes."""
        return BEGIN + self._world.ms + self.skew_ms

    def monotonic(self) -> float:
        """Seconds since the run began; never jumps."""
        return self._world.ms / 1000


class SeededIds:
    """`IdSource` of one machine: UUIDv7 by its clock, with seeded randomness."""

    def __init__(self, clock: MachineClock, chance: random.Random) -> None:
        self._clock = clock
        self._chance = chance

    def new(self) -> str:
        return uuid7(self._clock.now(), self._chance.randbytes(RANDOM_BYTES))


_DRAWN_FROM: tuple[tuple[ModuleType, str], ...] = (
    (identity, "secrets"),
    (cart_secrets, "secrets"),
    (gift_cards, "secrets"),
    (customers, "secrets"),
    (epochs, "os"),
)
"""Modules of the product that draw from the machine, and the name by which they know its source."""


HASHING = "hash_secret_raw"
_hash_once = lru_cache(maxsize=64)(getattr(pin, HASHING))
"""A PIN's hash is slow on purpose; the same one needs to be worked out once a process."""


@contextmanager
def seeded_secrets(chance: random.Random) -> Iterator[None]:
    """Let ids of hub and epochs and salts of personal data come from `chance`: a run replays exactly."""
    source = SimpleNamespace(
        token_bytes=chance.randbytes,
        token_hex=lambda count: chance.randbytes(count).hex(),
        token_urlsafe=lambda count: chance.randbytes(count).hex(),
        choice=chance.choice,
        urandom=chance.randbytes,
    )
    given = [(module, name, source) for module, name in _DRAWN_FROM] + [(pin, HASHING, _hash_once)]
    kept = [(module, name, getattr(module, name)) for module, name, _ in given]
    for module, name, instead in given:
        setattr(module, name, instead)
    try:
        yield
    finally:
        for module, name, before in kept:
            setattr(module, name, before)
