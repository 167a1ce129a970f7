"""PLU, the short code keyed for loose goods: four or five digits, behind a prefix if the shop set one."""

from __future__ import annotations

from retail.identifiers.check_digit import is_digits

LENGTHS = (4, 5)


def plu_of(text: str, prefix: str = "") -> str | None:
    """The PLU that `text` is, or None; with a `prefix` set, only codes that begin with it are PLUs.

    Leading zeros stay: a shop may have both 0042 and 42000, and what was keyed is what is looked up.
    """
    if not text.startswith(prefix):
        return None
    digits = text[len(prefix) :]
    return digits if is_digits(digits) and len(digits) in LENGTHS else None
