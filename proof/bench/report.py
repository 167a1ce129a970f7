"""The form of bench.json: each measure beside its limit, the goals, and the machine it all ran on."""

from __future__ import annotations

import msgspec

from proof.bench.figures import Figures
from proof.bench.machine import Machine

FORMAT = 1


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be beaten by much, measured in the same run, in turn with the measure."""

    name: str
    figures: Figures


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """A promise and what came of it: `value` is to be at most, or at least, `bound`."""

    text: str
    value: float
    at_most: float | None = None
    at_least: float | None = None
    met: bool


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One thing measured."""

    name: str
    what: str
    figures: Figures
    limit: Limit | None = None
    ratio: float | None = None
    """Median of the measure through median of the limit."""
    ratio_least: float | None = None
    """The same of the least samples, where other programs disturbed neither.

    It says something only where every round does the same work (commit, push, start).
    """
    goals: tuple[Goal, ...] = ()
    met: bool | None = None
    """Whether every goal is met; None where there is none."""
    parts: dict[str, Figures] = {}
    """Where the time goes: pieces measured by themselves."""
    notes: tuple[str, ...] = ()
    load: tuple[float, float] = (0.0, 0.0)
    """The machine's load (1 minute) before and after."""
    took_s: float = 0.0


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A bench that could not be carried out, and why."""

    name: str
    error: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All of bench.json."""

    format: int = FORMAT
    started_at: str
    """UTC, ISO 8601."""
    size: str
    """`full`, `quick` or `tiny`; figures of different sizes are not to be compared."""
    machine: Machine
    measures: tuple[Measure, ...] = ()
    failures: tuple[Failure, ...] = ()


def measure(
    name: str,
    what: str,
    taken: Figures,
    *,
    limit: Limit | None = None,
    goals: tuple[Goal, ...] = (),
    parts: dict[str, Figures] | None = None,
    notes: tuple[str, ...] = (),
) -> Measure:
    """A measure with its ratio and verdict worked out."""
    return Measure(
        name=name,
        what=what,
        figures=taken,
        limit=limit,
        ratio=ratio(taken, limit) if limit else None,
        ratio_least=_through(taken.least, limit.figures.least) if limit else None,
        goals=goals,
        met=all(goal.met for goal in goals) if goals else None,
        parts=parts or {},
        notes=notes,
    )


def ratio(taken: Figures, limit: Limit) -> float:
    """Median through the limit's median, to four digits."""
    return _through(taken.median, limit.figures.median)


def _through(value: float, bound: float) -> float:
    return float(f"{value / bound:.4g}")


def at_most(text: str, value: float, bound: float) -> Goal:
    """A goal of not more than `bound`."""
    return Goal(text=text, value=value, at_most=bound, met=value <= bound)


def at_least(text: str, value: float, bound: float) -> Goal:
    """A goal of not less than `bound`."""
    return Goal(text=text, value=value, at_least=bound, met=value >= bound)
