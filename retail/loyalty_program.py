"""A loyalty program as a person writes it, checked before any till works by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import cast

import msgspec

from retail.errors import RuleError
from retail.loyalty import AccrualRule, LoyaltyProgram, Tier

MAX_RULES = 200
MAX_NUMBER = 10**9
MAX_DAYS = 36_500
_TOP = Fraction(1000)
_LONGEST = 10


def program_of(document: object) -> LoyaltyProgram:
    """The program that a document (of TOML or JSON) describes; keys are those of `LoyaltyProgram`.

    Amounts are minor units. Raises `RuleError("loyalty_program_invalid")` with what is wrong with it.
    """
    try:
        program = msgspec.convert(document, LoyaltyProgram)
    except msgspec.ValidationError as error:
        raise _invalid(f"This is no loyalty program: {error}") from error
    _check_keys(document)
    check(program)
    return program


def _check_keys(document: object) -> None:
    """A key that is misspelt would be a rule that never gives a point: it is refused, not passed over.

    What `LoyaltyProgram` was read from is made of mappings.
    """
    program = cast("Mapping[str, Sequence[Mapping[str, object]]]", document)
    parts: list[tuple[type[msgspec.Struct], Mapping[str, object]]] = [(LoyaltyProgram, program)]
    parts += [(AccrualRule, rule) for rule in program.get("rules", ())]
    parts += [(Tier, tier) for tier in program.get("tiers", ())]
    for kind, part in parts:
        known = [field.encode_name for field in msgspec.structs.fields(kind)]
        unknown = sorted(set(part) - set(known))
        if unknown:
            raise _invalid(f"Nothing is called {unknown[0]!r} here; there are {', '.join(known)}.")


def check(program: LoyaltyProgram) -> None:
    """Raise `RuleError("loyalty_program_invalid")` for a program that no till could work by."""
    if len(program.rules) > MAX_RULES or len(program.tiers) > MAX_RULES:
        raise _invalid(f"A program has at most {MAX_RULES} rules and as many tiers.")
    if not _distinct(one.rule_id for one in program.rules) or not _distinct(
        one.tier_id for one in program.tiers
    ):
        raise _invalid("Every rule and every tier needs an id of its own.")
    if not _distinct(str(one.reached_at) for one in program.tiers):
        raise _invalid("Two tiers are reached at the same points.")
    numbers = [
        *(number for one in program.rules for number in (one.points, one.per)),
        *(one.reached_at for one in program.tiers),
        program.min_redeem,
        program.offline_cap,
    ]
    if not all(0 <= number <= MAX_NUMBER for number in numbers) or not 1 <= program.point_value <= MAX_NUMBER:
        raise _invalid("A number is below zero or beyond any shop; a point is worth at least 1.")
    days = (program.pending_days, program.expiry_days, program.tier_days)
    if not all(0 <= number <= MAX_DAYS for number in days):
        raise _invalid(f"Days are from 0 to {MAX_DAYS}.")
    if any(one.valid_until and one.valid_until <= one.valid_from for one in program.rules):
        raise _invalid("A rule ends before it begins.")
    for text in (*(one.multiplier for one in program.rules), *(one.multiplier for one in program.tiers)):
        _check_multiplier(text)


def _check_multiplier(text: str) -> None:
    plain = len(text) <= _LONGEST and text.isascii() and text.replace(".", "", 1).isdigit()
    if not plain or text.startswith(".") or text.endswith(".") or Fraction(text) > _TOP:
        raise _invalid(f"{text[:20]!r} is no multiplier such as 2 or 1.5, at most {_TOP}.")


def _distinct(ids: Iterable[str]) -> bool:
    seen = list(ids)
    return "" not in seen and len(set(seen)) == len(seen)


def _invalid(message: str) -> RuleError:
    return RuleError("loyalty_program_invalid", message)
