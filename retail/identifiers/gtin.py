"""Trade item numbers of 8, 12, 13 and 14 digits, brought to the one form that is compared (M1.2)."""

from __future__ import annotations

from retail.errors import DataError
from retail.identifiers.check_digit import has_right_check_digit, is_digits

LENGTHS = (8, 12, 13, 14)
CANONICAL_LENGTH = 14


def to_gtin14(code: str) -> str:
    """The GTIN-14 of a GTIN-8, 12, 13 or 14.

    Raises `DataError`: `wrong_length` when it is not that many digits, `bad_check_digit` for a wrong last.
    """
    if not is_digits(code) or len(code) not in LENGTHS:
        raise DataError("wrong_length", "A GTIN has 8, 12, 13 or 14 digits. Scan the code again.")
    if not has_right_check_digit(code):
        raise DataError("bad_check_digit", "The check digit does not fit: scan the code again, or type it.")
    return code.zfill(CANONICAL_LENGTH)
