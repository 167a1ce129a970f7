"""What the handlers need of the customers kept at this terminal; `local_db` implements it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from retail.customer import Customer, KeyKind
from retail.customer_merge import Profile
from retail.journal import JournalEntry
from retail.personal import Personal


class Customers(Protocol):
    """Customers of the store: what the hub sent, with this terminal's own writing that waits on top.

    Nobody is merged here; an erased customer is not here.
    """

    def get(self, customer_id: str) -> Profile | None: ...

    def find(self, keys: Sequence[tuple[KeyKind, str]], limit: int) -> tuple[Customer, ...]:
        """By beginnings of keys (`retail.customer.query_keys`), by name: all words of a name must match, of
        other kinds any."""
        ...

    def by_card(self, code: str) -> Customer | None:
        """Who has exactly this card; the oldest where several have."""
        ...

    def by_key(self, kind: KeyKind, key: str) -> tuple[Customer, ...]:
        """Who is found by exactly this key, oldest first; of those who were merged who stands for them."""
        ...

    def waits(self, customer_id: str) -> bool:
        """Whether something that was written here about her is not at the hub yet."""
        ...

    def keep(self, entry: JournalEntry, customer_id: str, personal: Personal | None) -> None:
        """Keep what belongs to a journal entry just made: personal data, and whom it is about."""
        ...
