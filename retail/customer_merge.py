"""How two pictures of one customer become one: per field the later writer, and erasure over everything.

Pure and independent of order: whatever comes first, and however often, the result is the same. Only the hub
merges (sync.md); the rules and a worked table are in docs/algorithms/customers.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

from retail.consent import Consent
from retail.customer import FIELDS, Customer
from retail.hybrid_clock import clamp

_V = TypeVar("_V")


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A field's value and the hybrid time at which it was written."""

    value: str
    stamp: str


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """A consent and the hybrid time at which it was given or withdrawn."""

    consent: Consent
    stamp: str


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A customer with all that is needed to merge; body of the feed's `customer` rows.

    - `seen`: terminal → hybrid time of the newest op of hers that is merged in: what a terminal wrote up to
      then is in here, whether it won or lost.
    - `erased_at`: UTC milliseconds of the erasure, 0 while she is known; then all else is empty for ever.
    """

    customer_id: str
    fields: dict[str, Written] = {}
    consents: dict[str, Answered] = {}
    seen: dict[str, str] = {}
    erased_at: int = 0

    def customer(self) -> Customer:
        """As a person sees it."""
        values = {name: self.fields[name].value for name in FIELDS if name in self.fields}
        answers = sorted((one.consent for one in self.consents.values()), key=lambda one: one.purpose)
        return Customer(customer_id=self.customer_id, consents=tuple(answers), **values)

    def newest(self) -> str:
        """The newest stamp of all, empty where there is none."""
        stamps = [one.stamp for one in self.fields.values()] + [one.stamp for one in self.consents.values()]
        return max(stamps, default="")


def merge(one: Profile, other: Profile) -> Profile:
    """Both pictures of the same customer as one. Raises ValueError for two: the caller's mistake."""
    if one.customer_id != other.customer_id:
        raise ValueError("two customers are never merged here")
    erased_at = max(one.erased_at, other.erased_at)
    if erased_at:
        return Profile(customer_id=one.customer_id, erased_at=erased_at)
    return Profile(
        customer_id=one.customer_id,
        fields=_each(one.fields, other.fields, _later_value),
        consents=_each(one.consents, other.consents, _later_answer),
        seen=_each(one.seen, other.seen, max),
    )


def arriving(said: Profile, held: Profile, now: int) -> Profile:
    """What an op says, with its stamps as they count at the hub, which holds `held` at `now` (UTC ms)."""
    newest = held.newest()
    return msgspec.structs.replace(
        said,
        fields={
            name: msgspec.structs.replace(one, stamp=clamp(one.stamp, now, newest))
            for name, one in said.fields.items()
        },
        consents={
            purpose: msgspec.structs.replace(one, stamp=clamp(one.stamp, now, newest))
            for purpose, one in said.consents.items()
        },
    )


def _later_value(one: Written, other: Written) -> Written:
    # Equal stamps mean the same op; were they ever not, the greater text wins on every side alike.
    return max(one, other, key=lambda each: (each.stamp, each.value))


def _later_answer(one: Answered, other: Answered) -> Answered:
    # In doubt a withdrawn consent stays withdrawn.
    return max(
        one, other, key=lambda each: (each.stamp, not each.consent.given, msgspec.json.encode(each.consent))
    )


def _each(one: Mapping[str, _V], other: Mapping[str, _V], pick: Callable[[_V, _V], _V]) -> dict[str, _V]:
    joined = dict(one)
    for key, value in other.items():
        joined[key] = pick(joined[key], value) if key in joined else value
    return dict(sorted(joined.items()))
