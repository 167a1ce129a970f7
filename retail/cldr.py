"""The locale whose writing is used: CLDR's data by babel, found by the name a setting or a browser gives."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from retail.errors import DataError


@lru_cache(maxsize=64)
def locale_of(name: str) -> Locale:
    """The CLDR locale named "de", "en-GB" or "en_GB"; `DataError("unknown_locale")` for another."""
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError) as error:
        raise DataError(
            "unknown_locale", f"{name[:40]!r} is no language this program can write in."
        ) from error
