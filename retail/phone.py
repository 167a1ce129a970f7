"""Telephone numbers in one form: `+` and digits as in ITU-T E.164, read with the store's country in mind."""

from __future__ import annotations

import re
from typing import Final

from retail.errors import RuleError

MAX_DIGITS: Final = 15
"""Longest number of E.164."""
MIN_DIGITS: Final = 4
_LOOKS_LIKE: Final = re.compile(r"\+?[0-9 ()./\-\u00a0\u2010-\u2013]+")

_TRUNK_ZERO: Final = (
    "AE=971 AL=355 AR=54 AT=43 AU=61 BA=387 BE=32 BG=359 BR=55 CH=41 CN=86 CY=357 DE=49 EG=20 FI=358 FR=33 "
    "GB=44 GE=995 HR=385 ID=62 IE=353 IL=972 IN=91 JP=81 KE=254 KR=82 LI=423 LT=370 MA=212 MD=373 ME=382 "
    "MK=389 MY=60 NG=234 NL=31 NZ=64 PH=63 PK=92 RO=40 RS=381 SA=966 SE=46 SI=386 SK=421 TH=66 TR=90 TW=886 "
    "UA=380 VN=84 ZA=27"
)
"""Countries where a number is dialled with a 0 in front at home: that 0 is no part of the number."""
_NO_TRUNK: Final = (
    "AD=376 CL=56 CO=57 CZ=420 DK=45 EE=372 ES=34 GR=30 HK=852 IS=354 IT=39 LU=352 LV=371 MC=377 MT=356 "
    "MX=52 NO=47 PE=51 PL=48 PT=351 SG=65 SM=378 TN=216 US=1 CA=1 VA=39"
)
"""Countries where a number is dialled whole; a 0 in front (Italy) belongs to it."""

_WITH_ZERO: Final = dict(pair.split("=") for pair in _TRUNK_ZERO.split())
_WHOLE: Final = dict(pair.split("=") for pair in _NO_TRUNK.split())
_HUNGARY: Final = ("HU", "06", "36")
_FOR_BOTH: Final = re.compile(r"((?:\+|00) ?([0-9]{2,3}) ?)\(0\)")
"""How a letterhead writes a number for readers at home and abroad: `+49 (0)30 …`."""


def international(text: str, country: str) -> str:
    """`text` as `+493012345678`; digits alone where the country (ISO 3166-1 alpha-2) is not known here.

    Raises `RuleError("phone_invalid")` for what is no telephone number.
    """
    shown = _from_abroad(text.strip())
    digits = "".join(char for char in shown if char.isdigit())
    if _LOOKS_LIKE.fullmatch(shown) is None or len(digits) < MIN_DIGITS:
        raise _invalid()
    number = _with_code(shown, digits, country)
    if len(number.lstrip("+")) > MAX_DIGITS:
        raise _invalid()
    return number


def tail_digits(text: str) -> str:
    """The digits to look a number up by its end: what stands in front at home or abroad is left out."""
    return "".join(char for char in _from_abroad(text.strip()) if "0" <= char <= "9").lstrip("0")


def _from_abroad(shown: str) -> str:
    """Without the 0 in brackets that nobody dials from abroad; where it belongs to the number it stays."""
    for_both = _FOR_BOTH.match(shown)
    if for_both is None or for_both[2] not in _WITH_ZERO.values():
        return shown
    return for_both[1] + shown[for_both.end() :]


def _with_code(shown: str, digits: str, country: str) -> str:
    if shown.startswith("+"):
        return f"+{digits}"
    if digits.startswith("00") and country not in ("US", "CA"):
        return f"+{digits[2:]}"
    if country == _HUNGARY[0]:
        return f"+{_HUNGARY[2]}{digits.removeprefix(_HUNGARY[1])}"
    if country in _WITH_ZERO:
        return f"+{_WITH_ZERO[country]}{digits.removeprefix('0')}"
    if country in ("US", "CA"):
        return f"+1{digits.removeprefix('1')}"
    return f"+{_WHOLE[country]}{digits}" if country in _WHOLE else digits


def _invalid() -> RuleError:
    return RuleError("phone_invalid", "This is no telephone number. Key it again, with its country code.")
