"""Consent of a customer, switch by switch, with the text that was read out (M8.6).

A consent is never a condition: prices and basic discounts are the same whatever a customer answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, get_args

import msgspec

Purpose = Literal["service", "marketing", "profiling", "personalised_offers"]
PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)
"""In the order in which they are asked."""

NO_CONSENT: Final = "none"


class ConsentText(msgspec.Struct, frozen=True, kw_only=True):
    """Kind `consent_text` of scope `config:<store>`, key = purpose: what a customer is asked.

    A text that somebody agreed to never changes: another wording has another version.
    """

    purpose: Purpose
    version: str
    texts: dict[str, str]
    """By language; `en` always present."""

    def wording(self, language: str) -> tuple[str, str]:
        """(language, text) nearest to `language`: itself, its base language, else English."""
        for name in (language, language.partition("-")[0]):
            if name in self.texts:
                return name, self.texts[name]
        return "en", self.texts["en"]


class Consent(msgspec.Struct, frozen=True, kw_only=True):
    """One answer: given or withdrawn, to which wording, where and when (`at`: UTC milliseconds)."""

    purpose: Purpose
    given: bool
    text_version: str
    language: str
    channel: str = "store"
    at: int


def consent_version(consents: Iterable[Consent]) -> str:
    """What is in force as one word for sales and offers (rule 11): `marketing=2,service=1`, or `none`."""
    given = sorted(f"{one.purpose}={one.text_version}" for one in consents if one.given)
    return ",".join(given) or NO_CONSENT
