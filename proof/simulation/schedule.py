"""What happens in a run, as a list of steps drawn from a seed; a run is its seed and its steps."""

from __future__ import annotations

import random

import msgspec

from proof.simulation.shop import TERMINALS

STEPS = 45
"""Steps of a run before everything is healed."""
HOUR_MS = 3_600_000


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step. What it draws comes from the seed and `n`: leaving others out changes nothing in it."""

    n: int
    """Place in the schedule as drawn; kept when others are left out."""
    kind: str
    who: int = 0
    """Which machine, by its place among those there are (a clone adds one)."""
    size: int = 0
    """How much: sales, seconds, milliseconds, which request."""
    weather: str = "calm"
    doom: int = 0
    """The till dies at that COMMIT: before it where negative, after it where positive; 0: it lives."""

    def __str__(self) -> str:
        extra = [
            f"size {self.size}" if self.size else "",
            self.weather if self.weather != "calm" else "",
            f"dies {'before' if self.doom < 0 else 'after'} commit {abs(self.doom)}" if self.doom else "",
        ]
        return " ".join([f"{self.n:>3} {self.kind} till {self.who}", *filter(None, extra)])


OFTEN: dict[str, int] = {
    "sell": 30,
    "sync": 34,
    "part_sale": 6,
    "post_void": 4,
    "customer": 5,
    "edit_customer": 4,
    "poison": 3,
    "crash": 5,
    "hub_crash": 3,
    "late": 5,
    "price": 4,
    "backup": 5,
    "restore": 4,
    "image": 6,
    "rollback": 5,
    "clone": 2,
    "clock": 6,
    "receive": 12,
    "count": 4,
    "write_off": 1,
    "race": 3,
    "loyal_sale": 8,
    "gift_card": 6,
    "park": 5,
    "resume": 6,
    "phone_cart": 3,
    "sold_twice": 3,
    "take_back": 9,
}
"""How often each kind is drawn."""
DOOMED = (
    "sell", "sync", "post_void", "customer", "part_sale", "receive", "count",
    "loyal_sale", "gift_card", "resume", "take_back",
)  # fmt: skip
"""Kinds in whose midst a till may die."""
ONLINE = ("sync", "sell", "loyal_sale", "gift_card", "resume", "phone_cart", "take_back")
"""Kinds that talk to the hub."""
DESTROYING = ("restore", "rollback", "clone")
UNHARMED = 0.35
"""Share of runs in which nothing is put back or copied: there receipt numbers must be without a gap, too."""
WEATHERS = {"calm": 5, "rain": 4, "storm": 3, "dead": 1}


def draw(seed: int, steps: int = STEPS) -> tuple[Step, ...]:
    """The schedule of a seed."""
    chance = random.Random(f"schedule {seed}")
    spared = DESTROYING if chance.random() < UNHARMED else ()
    kinds = tuple(kind for kind in OFTEN if kind not in spared)
    often = tuple(OFTEN[kind] for kind in kinds)
    return tuple(_step(chance, n, chance.choices(kinds, often)[0]) for n in range(1, steps + 1))


def _step(chance: random.Random, n: int, kind: str) -> Step:
    doom = 0
    if kind in DOOMED and chance.random() < 0.12:  # noqa: PLR2004 - one in eight
        doom = chance.choice((-1, 1)) * chance.randint(1, 8)
    return Step(
        n=n,
        kind=kind,
        who=chance.randrange(TERMINALS + 1),
        size=_size(chance, kind),
        weather=chance.choices(tuple(WEATHERS), tuple(WEATHERS.values()))[0] if kind in ONLINE else "calm",
        doom=doom,
    )


def _size(chance: random.Random, kind: str) -> int:
    if kind == "sell":
        return chance.randint(1, 3)
    if kind == "sync":
        return chance.choice((1, 5, 35, 65, 130))
    if kind == "clock":
        return chance.choice((-1, 1)) * chance.choice((1000, 90_000, 2 * HOUR_MS, 30 * HOUR_MS))
    return chance.randrange(1000)
