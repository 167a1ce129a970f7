"""Reads a moment as people write it: in the time of the store, or with an offset of its own."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from retail.errors import RuleError

_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,3})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2999


def parse_moment(text: str, time_zone: str) -> int:
    """UTC milliseconds of `2026-12-01`, `2026-12-01 08:00` (at the store, in an IANA zone) or
    `2026-12-01T07:00Z`, `2026-12-01T08:00+01:00`. With no zone ("") the offset is needed. RuleError
    "moment_invalid" or "time_zone_unknown".

    Of an hour that the clock shows twice it is the first; an hour that the clock leaves out is the one after.
    """
    try:
        if _MOMENT.fullmatch(text) is None:
            raise ValueError(text)
        moment = datetime.fromisoformat(text)
        if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            raise ValueError(text)
    except ValueError as error:
        raise RuleError(
            "moment_invalid",
            f"{text[:40]!r} is not a moment: write 2026-12-01, 2026-12-01 08:00 or 2026-12-01T08:00+01:00.",
        ) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=_zone(time_zone))
    return round(moment.timestamp() * 1000)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        what = f"There is no time zone {name[:40]!r}" if name else "It is not said in which time zone"
        raise RuleError("time_zone_unknown", f"{what}: give the offset, as in +01:00.") from error
