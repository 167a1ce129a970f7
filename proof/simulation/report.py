"""What a simulation came to, as `tillbridge simulate --json` prints it."""

from __future__ import annotations

import msgspec


class Caught(msgspec.Struct, frozen=True, kw_only=True):
    """A mutant, and the first seed that found it; None where none did."""

    mutant: str
    seed: int | None
    rule: str = ""
    message: str = ""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A seed in which something did not hold, and its smallest schedule."""

    seed: int
    rule: str
    message: str
    schedule: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Sums of a run of seeds."""

    seeds: int
    first_seed: int
    failures: int
    lost: int
    doubled: int
    receipts: int
    ops: int
    lost_by_physics: int
    """Entries whose only copies a restore or rollback of the schedule destroyed; see docs/simulation.md."""
    mutants: int
    mutants_caught: int
    seconds: float
    runs_per_second: float
    workers: int
    failed: tuple[Failure, ...] = ()
    caught: tuple[Caught, ...] = ()
