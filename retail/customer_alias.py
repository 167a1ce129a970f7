"""Customers who turned out to be one: who stands for whom, written at the hub, read by every till."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class CustomerAlias(msgspec.Struct, frozen=True, kw_only=True):
    """Kind `alias` of scope `customers:<store>`, key from_id: who asks for `from_id` means `to_id`."""

    from_id: str
    to_id: str
    """The end of the chain: nobody stands for her."""


def root_of(customer_id: str, aliases: Mapping[str, str]) -> str:
    """Who stands for this customer in the end; `aliases` has from → to and no ring."""
    while customer_id in aliases:
        customer_id = aliases[customer_id]
    return customer_id


def group_of(customer_id: str, aliases: Mapping[str, str]) -> tuple[str, ...]:
    """All ids that are the same customer as this one, sorted."""
    root = root_of(customer_id, aliases)
    return tuple(sorted({root, *(one for one in aliases if root_of(one, aliases) == root)}))
