"""The one customer whom somebody at the console names: by id, card, e-mail, phone; to look only, by name."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from retail.customer import card_key
from retail.customer_alias import root_of
from retail.errors import RuleError
from retail.phone import tail_digits

if TYPE_CHECKING:
    from hub.bootstrap import Hub

SHOWN = 5
"""Customers named where a word means several."""
SURE_DIGITS = 6
"""So much of a phone's end names somebody of whom something is changed."""


def customer_named(hub: Hub, who: str, *, to_change: bool = False) -> str:
    """The id of the one customer whom this names; an id stays as it is.

    Who is looked at may be named as the search is asked; who is changed by card, e-mail or phone, and not by
    the beginning of anything. Several who were merged are one. Raises `RuleError`: "customer_unknown",
    "customer_unsure", "customer_ambiguous".
    """
    from hub.store import aliases, customers

    with hub.database.read() as connection:
        if customers.get(connection, who) is not None:
            return who
        merged = aliases.every(connection)
    found = hub.customers.find(who)
    if not found:
        raise RuleError("customer_unknown", f"There is no customer {who[:80]!r} at this hub.")
    sure = [one for one in found if not to_change or _is_named(one, who)]
    if not sure:
        raise RuleError(
            "customer_unsure",
            f"{who[:80]!r} may be {_listed(found)}. Name her by card, e-mail, phone or id.",
        )
    ids = {root_of(one["customer_id"], merged) for one in sure}
    if len(ids) > 1:
        raise RuleError(
            "customer_ambiguous", f"Several customers match; take the id of one: {_listed(sure)}."
        )
    known = ids.pop()
    print(f"{sure[0]['name']}  {known}", file=sys.stderr)
    return known


def _is_named(one: dict[str, Any], who: str) -> bool:
    tail = tail_digits(who)
    return card_key(who) in (card_key(one["card_code"]), one["email"].casefold()) or (
        len(tail) >= SURE_DIGITS
        and not any(char.isalpha() for char in who)
        and tail_digits(one["phone"]).endswith(tail)
    )


def _listed(found: list[dict[str, Any]]) -> str:
    named = "; ".join(f"{one['name'] or '(no name)'} {one['customer_id']}" for one in found[:SHOWN])
    return f"{named} and others" if len(found) > SHOWN else named
