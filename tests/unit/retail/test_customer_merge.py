"""Merging customers: the same result in every order, as often as one likes, and erasure over everything."""

from __future__ import annotations

from functools import reduce
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail.consent import PURPOSES, Consent
from retail.customer import FIELDS
from retail.customer_merge import Answered, Profile, Written, arriving, merge
from retail.errors import DataError
from retail.hybrid_clock import MAX_AHEAD_MS, Stamp, clamp

NOW = 1_800_000_000_000


def stamp(ms: int, counter: int = 0, node: str = "t1") -> str:
    return Stamp(ms=ms, counter=counter, node=node).text()


def consent(*, given: bool, purpose: str = "marketing", at: int = NOW) -> Consent:
    return Consent(purpose=purpose, given=given, text_version="1", language="en", at=at)  # type: ignore[arg-type]


STAMPS = st.builds(stamp, st.integers(NOW, NOW + 5), st.integers(0, 2), st.sampled_from(["t1", "t2"]))
PROFILES = st.builds(
    Profile,
    customer_id=st.just("anna"),
    fields=st.dictionaries(
        st.sampled_from(FIELDS), st.builds(Written, value=st.sampled_from(["", "a", "b"]), stamp=STAMPS)
    ),
    consents=st.dictionaries(
        st.sampled_from(PURPOSES),
        st.builds(
            Answered,
            consent=st.builds(
                lambda given, at: consent(given=given, at=at), st.booleans(), st.integers(1, 2)
            ),
            stamp=STAMPS,
        ),
    ),
    seen=st.dictionaries(st.sampled_from(["t1", "t2"]), STAMPS),
    erased_at=st.sampled_from([0, 0, 0, 0, NOW, NOW + 1]),
)


@given(st.lists(PROFILES, min_size=1, max_size=4))
def test_no_order_and_no_repetition_changes_the_result(profiles: list[Profile]) -> None:
    result = reduce(merge, [*profiles, *profiles])
    for order in permutations(profiles):
        assert reduce(merge, order, order[0]) == result
    assert merge(profiles[0], result) == result
    in_pairs = [merge(one, other) for one, other in zip(profiles, profiles[1:] + profiles[:1], strict=True)]
    assert reduce(merge, in_pairs) == result


@given(PROFILES, PROFILES)
def test_the_later_writer_has_the_field_and_erasure_has_everything(one: Profile, other: Profile) -> None:
    merged = merge(one, other)
    if one.erased_at or other.erased_at:
        assert merged == Profile(customer_id="anna", erased_at=max(one.erased_at, other.erased_at))
        return
    for name in {*one.fields, *other.fields}:
        candidates = [each.fields[name] for each in (one, other) if name in each.fields]
        assert merged.fields[name] in candidates
        assert merged.fields[name].stamp == max(each.stamp for each in candidates)
    assert set(merged.fields) == {*one.fields, *other.fields}
    assert merged.newest() == max(one.newest(), other.newest())


def test_in_doubt_a_consent_is_withdrawn() -> None:
    given_, withdrawn = (
        Profile(
            customer_id="anna",
            consents={"marketing": Answered(consent=consent(given=answer), stamp=stamp(NOW))},
        )
        for answer in (True, False)
    )
    assert not merge(given_, withdrawn).consents["marketing"].consent.given
    assert not merge(withdrawn, given_).consents["marketing"].consent.given


def test_two_customers_are_never_merged() -> None:
    with pytest.raises(ValueError, match="two customers"):
        merge(Profile(customer_id="anna"), Profile(customer_id="berta"))


def test_a_profile_reads_as_a_customer() -> None:
    profile = Profile(
        customer_id="anna",
        fields={"name": Written(value="Anna", stamp=stamp(NOW)), "shoe": Written(value="40", stamp="")},
        consents={
            purpose: Answered(consent=consent(given=True, purpose=purpose), stamp=stamp(NOW + 1))
            for purpose in ("service", "marketing")
        },
    )
    anna = profile.customer()
    assert (anna.customer_id, anna.name, anna.phone) == ("anna", "Anna", "")
    assert [one.purpose for one in anna.consents] == ["marketing", "service"]
    assert profile.newest() == stamp(NOW + 1)
    assert Profile(customer_id="anna").newest() == ""


@pytest.mark.parametrize(
    ("ms", "expected"),
    [
        (NOW, NOW),
        (NOW + MAX_AHEAD_MS, NOW + MAX_AHEAD_MS),
        (NOW + MAX_AHEAD_MS + 1, NOW + MAX_AHEAD_MS),
        (2**48 - 1, NOW + MAX_AHEAD_MS),
    ],
)
def test_a_clock_counts_as_at_most_five_minutes_ahead(ms: int, expected: int) -> None:
    counter = 7 if ms == expected else 0
    assert clamp(stamp(ms, 7), NOW) == stamp(expected, counter)


@pytest.mark.parametrize(
    ("ms", "newest", "expected"),
    [
        (NOW + 5, stamp(NOW + 2 * MAX_AHEAD_MS), stamp(NOW + 5, 7)),
        (2**48 - 1, stamp(NOW + MAX_AHEAD_MS - 1, 3), stamp(NOW + MAX_AHEAD_MS)),
        (2**48 - 1, stamp(NOW + MAX_AHEAD_MS, 0), stamp(NOW + MAX_AHEAD_MS, 1)),
        (2**48 - 1, stamp(NOW + 2 * MAX_AHEAD_MS, 3), stamp(NOW + 2 * MAX_AHEAD_MS, 4)),
        (NOW + 2 * MAX_AHEAD_MS, stamp(NOW + 3 * MAX_AHEAD_MS), stamp(NOW + 2 * MAX_AHEAD_MS, 7)),
        (NOW + 2 * MAX_AHEAD_MS, stamp(NOW + 2 * MAX_AHEAD_MS, 6), stamp(NOW + 2 * MAX_AHEAD_MS, 7)),
    ],
)
def test_what_is_later_than_all_that_is_held_stays_later(ms: int, newest: str, expected: str) -> None:
    assert clamp(stamp(ms, 7), NOW, newest) == expected


def test_all_stamps_that_arrive_are_looked_at() -> None:
    late = stamp(2**48 - 1)
    held = Profile(customer_id="anna", fields={"name": Written(value="Anna", stamp=stamp(NOW + 10**6))})
    said = Profile(
        customer_id="anna",
        fields={"phone": Written(value="1", stamp=late), "name": Written(value="Anne", stamp=stamp(NOW))},
        consents={"marketing": Answered(consent=consent(given=True), stamp=late)},
        seen={"t1": late},
    )
    after = merge(held, arriving(said, held, NOW))
    behind = stamp(NOW + 10**6, 1)
    assert (after.fields["phone"].stamp, after.consents["marketing"].stamp) == (behind, behind)
    assert after.fields["name"].value == "Anna" and after.seen == {"t1": late}


def test_what_is_no_time_is_refused() -> None:
    with pytest.raises(DataError):
        clamp("yesterday", NOW)
