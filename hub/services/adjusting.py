"""What a person may change on an account by hand: for a reason, something, and no more than is free on it."""

from __future__ import annotations

from hub.services.ledger_rows import MAX_POINTS
from retail.errors import RuleError
from retail.money import amount_text


def check_adjustment(amount: int, why: str) -> None:
    """Raise `RuleError`: "reason_missing", "amount_invalid"."""
    if not why.strip():
        raise RuleError("reason_missing", "Say why the account is adjusted.")
    if not 0 < abs(amount) <= MAX_POINTS:
        raise RuleError(
            "amount_invalid", "An adjustment is more or less than nothing, and no more than a shop has."
        )


def check_free(amount: int, free: int, currency: str = "") -> None:
    """Raise `RuleError` "adjustment_too_large" where `amount` takes more than is free: promised to no till.

    `amount` and `free` in minor units of `currency`; without one in points.
    """
    if -amount <= max(0, free):
        return
    left = f"{amount_text(max(0, free), currency)} {currency}" if currency else f"{max(0, free)} points"
    raise RuleError(
        "adjustment_too_large",
        f"The account has {left} that no till was promised. No more than that can be taken off it.",
    )
