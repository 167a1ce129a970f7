"""Customers who turned out to be one: merged and parted again, with a log, without touching what they did.

A merge is a row. Entries, sales and consents stay with the id that they were written for; whoever asks is
shown the group. So undoing brings back exactly what was (M3.5; docs/algorithms/loyalty.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from hub.services import account_states
from hub.services.clock import Clock
from hub.services.doubts import task_row
from hub.services.known_customer import known_customer
from hub.services.loyalty_accounts import open_account
from hub.services.loyalty_effects import overdrawn
from hub.services.scopes import customers_scope
from hub.store import aliases, customers, meta, tasks
from hub.store.database import Connection, Database
from hub.store.feeds import Change, Outgoing, publish_each
from hub.store.identity import new_id
from retail.customer_alias import CustomerAlias, root_of
from retail.errors import RuleError
from sync import messages as m

ALIAS = "alias"
BY_ITSELF = "customers.merge_by_itself"
HUB = "hub"
SAME_CARD = "Same card, and same phone or e-mail."
MOST_KEYS = 2_000
"""Shared phones, e-mails and cards looked at in one go."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Two customers of one store who may be the same person."""

    store_id: str
    customer_ids: tuple[str, str]
    same: tuple[str, ...]
    """What they share: `card`, `email`, `phone`."""

    @property
    def certain(self) -> bool:
        """Whether the hub may merge them by itself, where it is told to."""
        return "card" in self.same and bool({"phone", "email"} & set(self.same))


class CustomerMerges:
    """Merges of customers of all stores."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def merge(self, from_id: str, to_id: str, by: str, why: str = "") -> list[m.ScopeHead]:
        """From now on `from_id`, and who was merged into her, is `to_id`; the feeds' heads.

        Raises `RuleError`: "customer_unknown", "customer_erased", "customers_of_two_stores",
        "customers_are_one".
        """
        now = self._clock.now()
        with self._database.write() as connection:
            wanted: Outgoing = {}
            _merge(connection, from_id, to_id, by, why, wanted, now)
            return publish_each(connection, wanted, now)

    def undo(self, customer_id: str, by: str) -> list[m.ScopeHead]:
        """Part a customer from who stands for her: everything is as if they had never been merged.

        Who of them paid with what the other had owes it then, and a person is told.

        Raises `RuleError`: "customer_unknown", "customer_erased", "customer_not_merged".
        """
        now = self._clock.now()
        with self._database.write() as connection:
            known_customer(connection, customer_id)
            group = aliases.group(connection, customer_id)
            account_states.lock(connection, group)
            if aliases.undo(connection, customer_id, now, by) is None:
                raise _not_merged(connection, customer_id)
            wanted: Outgoing = {}
            parted = show(connection, group, wanted, now)
            owed = [doubt for one in parted for doubt in overdrawn(one)]
            tasks.raise_tasks(connection, [task_row(doubt, None, "", now) for doubt in owed])
            return publish_each(connection, wanted, now)

    def log(self, customer_id: str) -> list[dict[str, Any]]:
        """Every merge of this customer, and of those merged with her, that ever was, oldest first."""
        with self._database.read() as connection:
            known_customer(connection, customer_id)
            group = aliases.group(connection, customer_id)
            return [dict(row._mapping) for row in aliases.log(connection, group)]

    def candidates(self) -> list[Candidate]:
        """Pairs who share a phone, an e-mail or a card and are not merged: for a person to look at."""
        with self._database.read() as connection:
            return _candidates(connection)

    @property
    def by_itself(self) -> bool:
        """Whether the hub merges certain pairs by itself."""
        with self._database.read() as connection:
            return meta.get(connection, BY_ITSELF) == "1"

    def set_by_itself(self, wanted: bool) -> None:
        """Let the hub merge certain pairs by itself, or not (the default)."""
        with self._database.write() as connection:
            meta.put(connection, BY_ITSELF, "1" if wanted else "0")

    def tidy(self) -> list[m.ScopeHead]:
        """Merge certain pairs, the younger into the older, where the setting says so.

        A pair that a person has parted before stays parted.
        """
        if not self.by_itself:
            return []
        now = self._clock.now()
        heads: list[m.ScopeHead] = []
        for pair in self.candidates():
            if not pair.certain:
                continue
            with self._database.write() as connection:
                wanted: Outgoing = {}
                found = [customers.get(connection, one) for one in pair.customer_ids]
                old, young = sorted(
                    (one for one in found if one is not None),
                    key=lambda one: (one.created_at, one.profile.customer_id),
                )
                ids = (young.profile.customer_id, old.profile.customer_id)
                # An earlier pair may have made them one, and who was erased meanwhile is nobody.
                if not (old.erased or young.erased or _is_settled(connection, *ids)):
                    _merge(connection, *ids, HUB, SAME_CARD, wanted, now)
                heads += publish_each(connection, wanted, now)
        return heads


def show(
    connection: Connection, group: Iterable[str], wanted: Outgoing, now: int
) -> list[account_states.Standing]:
    """Add to `wanted` who stands for whom among these, and how their accounts stand, which is returned."""
    ids = sorted(group)
    merged = aliases.around(connection, ids)
    for one in ids:
        record = customers.get(connection, one)
        if record is None:
            continue
        alias = CustomerAlias(from_id=one, to_id=root_of(one, merged)) if one in merged else None
        change = Change(kind=ALIAS, key=one, body=None if record.erased else alias)
        wanted.setdefault(customers_scope(record.store_id), []).append(change)
    return account_states.show(connection, ids, wanted, now)


def _merge(
    connection: Connection, from_id: str, to_id: str, by: str, why: str, wanted: Outgoing, now: int
) -> None:
    one, other = known_customer(connection, from_id), known_customer(connection, to_id)
    if one.store_id != other.store_id:
        raise RuleError("customers_of_two_stores", "Only customers of one store are merged.")
    # Both have an account from now on, so that whoever books on one of them holds both.
    for customer_id in sorted((from_id, to_id)):
        open_account(connection, customer_id)
    merged = aliases.around(connection, [from_id, to_id])
    first, last = root_of(from_id, merged), root_of(to_id, merged)
    if first == last:
        raise RuleError("customers_are_one", "These are one customer already.")
    row = {
        "alias_id": new_id(now), "from_id": first, "to_id": last, "at": now, "made_by": by,
        "why": why.strip(),
    }  # fmt: skip
    aliases.add(connection, row)
    show(connection, aliases.group(connection, last), wanted, now)


def _not_merged(connection: Connection, customer_id: str) -> RuleError:
    """Who asks for the one who stands for others means one of these."""
    hers = sorted(one for one, to in aliases.around(connection, [customer_id]).items() if to == customer_id)
    words = "This customer is not merged into another."
    if hers:
        words += f" Others are merged into her: {', '.join(hers)}. Name who is to be parted from her."
    return RuleError("customer_not_merged", words)


def _candidates(connection: Connection) -> list[Candidate]:
    merged = aliases.every(connection)
    same: dict[tuple[str, str, str], set[str]] = {}
    for row in aliases.sharing(connection, MOST_KEYS):
        ids = aliases.holders(connection, row.store_id, row.kind, row.key)
        for place, one in enumerate(ids):
            for other in ids[place + 1 :]:
                if root_of(one, merged) != root_of(other, merged):
                    same.setdefault((row.store_id, one, other), set()).add(row.kind)
    return [
        Candidate(store_id=store_id, customer_ids=(one, other), same=tuple(sorted(kinds)))
        for (store_id, one, other), kinds in sorted(same.items())
    ]


def _is_settled(connection: Connection, one: str, other: str) -> bool:
    """Whether these are one customer already, or a person has parted one's group from the other's."""
    group, its_group = aliases.group(connection, one), aliases.group(connection, other)
    return group == its_group or any(
        row.undone_at is not None
        and (row.from_id in its_group or row.to_id in its_group)
        and (row.from_id in group or row.to_id in group)
        for row in aliases.log(connection, group)
    )
