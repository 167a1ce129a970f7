"""Chains of merged customers end at one, whoever is asked for."""

from __future__ import annotations

from retail.customer_alias import group_of, root_of

CHAIN = {"a": "b", "b": "c", "d": "c", "x": "y"}


def test_chains_are_followed_to_their_end() -> None:
    assert [root_of(one, CHAIN) for one in "abcdxyz"] == ["c", "c", "c", "c", "y", "y", "z"]


def test_a_group_is_the_same_for_each_of_it() -> None:
    assert {group_of(one, CHAIN) for one in "abcd"} == {("a", "b", "c", "d")}
    assert group_of("z", CHAIN) == ("z",)
