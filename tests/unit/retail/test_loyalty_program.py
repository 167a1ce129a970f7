"""A program that no till could work by is refused with a plain sentence."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from retail.errors import RuleError
from retail.loyalty_program import check, program_of
from tests.fakes.loyalty_samples import PROGRAM

RULE: dict[str, Any] = {"rule_id": "euro", "points": 1, "per": 100}
TIER: dict[str, Any] = {"tier_id": "gold", "name": "Gold", "reached_at": 100}


def test_a_program_is_read_as_it_is_written() -> None:
    assert program_of(msgspec.to_builtins(PROGRAM)) == PROGRAM


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"rules": [{"points": 1}]},
        {"rules": [RULE, RULE]},
        {"rules": [RULE | {"rule_id": ""}]},
        {"rules": [RULE | {"rule_id": str(place)} for place in range(201)]},
        {"tiers": [TIER, TIER]},
        {"tiers": [TIER, TIER | {"tier_id": "silver"}]},
        {"rules": [RULE | {"points": -1}]},
        {"point_value": 0},
        {"perr": 2},
        {"rules": [RULE | {"multiplyer": "2"}]},
        {"tiers": [TIER | {"reached": 2}]},
        {"expiry_days": 40_000},
        {"rules": [RULE | {"valid_from": 5, "valid_until": 5}]},
        *({"rules": [RULE | {"multiplier": text}]} for text in ("", "-1", "1e9", ".5", "5.", "1001", "²")),
    ],
)  # fmt: skip
def test_what_is_no_program(document: Any) -> None:
    with pytest.raises(RuleError) as caught:
        program_of(document)
    assert caught.value.code == "loyalty_program_invalid"


def test_multipliers_may_have_places() -> None:
    check(program_of({"rules": [RULE | {"multiplier": "1.25", "valid_from": 5}], "tiers": [TIER]}))
