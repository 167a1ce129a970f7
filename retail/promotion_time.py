"""When a promotion counts: its span of time, days of the week and hours at the store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from retail.promotion import Promotion

MINUTE_MS: Final = 60_000


def in_force(promotion: Promotion, at: int, time_zone: str) -> bool:
    """Whether it counts at `at` (UTC milliseconds) in a store of this zone (IANA name).

    Hours that end before they begin go on past midnight and belong to the day they began on. Where a clock
    is put forward or back, the hours are those that the clock on the wall shows.
    """
    if at < promotion.valid_from or (promotion.valid_to and at >= promotion.valid_to):
        return False
    if not (promotion.weekdays or promotion.from_time or promotion.to_time):
        return True
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(time_zone))
    now = f"{local:%H:%M}"
    begins, ends = promotion.from_time or "00:00", promotion.to_time or "24:00"
    if begins < ends:
        return begins <= now < ends and _on(promotion, local)
    if now >= begins:
        return _on(promotion, local)
    return now < ends and _on(promotion, local - timedelta(days=1))


def unchanged_until(promotions: Iterable[Promotion], at: int) -> int:
    """The first moment after `at` (UTC milliseconds) at which others may be in force.

    That is where a validity begins or ends, and the next full minute, for days and hours go by the minute.
    """
    ends = [at - at % MINUTE_MS + MINUTE_MS]
    ends += [moment for one in promotions for moment in (one.valid_from, one.valid_to) if moment > at]
    return min(ends)


def _on(promotion: Promotion, day: datetime) -> bool:
    return not promotion.weekdays or day.isoweekday() in promotion.weekdays
