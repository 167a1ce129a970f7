"""UPC-E, the zero-suppressed UPC-A of small packs, expanded to its twelve digits (GS1 5.2.2.4.2)."""

from __future__ import annotations

from retail.errors import DataError
from retail.identifiers.check_digit import has_right_check_digit, is_digits

LENGTH = 8


def expand(code: str) -> str:
    """The UPC-A (12 digits) of a UPC-E given with number system and check digit (8 digits).

    Raises `DataError`: `wrong_length`, `bad_number_system` (there are only 0 and 1), `bad_check_digit`.
    """
    if not is_digits(code) or len(code) != LENGTH:
        raise DataError("wrong_length", "A UPC-E has 8 digits. Scan the code again.")
    if code[0] not in "01":
        raise DataError("bad_number_system", "A UPC-E begins with 0 or 1. Scan the code again.")
    upc_a = _insert_zeros(code[0], code[1:7]) + code[7]
    if not has_right_check_digit(upc_a):
        raise DataError("bad_check_digit", "The check digit does not fit: scan the code again, or type it.")
    return upc_a


def _insert_zeros(number_system: str, six: str) -> str:
    """Eleven digits: the last of the six says where the zeros were left out."""
    last = six[5]
    if last in "012":
        return f"{number_system}{six[:2]}{last}0000{six[2:5]}"
    if last == "3":
        return f"{number_system}{six[:3]}00000{six[3:5]}"
    if last == "4":
        return f"{number_system}{six[:4]}00000{six[4]}"
    return f"{number_system}{six[:5]}0000{last}"
