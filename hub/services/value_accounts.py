"""Points, gift cards and store credit as rights are granted to them: `hub.services.rights.Account`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.services import account_states
from hub.services.rights import Account
from hub.store import customers, rights, stores, value_ledger
from hub.store.database import Connection
from hub.store.feeds import Outgoing
from retail.errors import RuleError
from retail.rights import RightKind


def value_accounts() -> Mapping[RightKind, Account]:
    """All kinds of value that a terminal may ask a right of."""
    return {
        "points": CustomerAccounts(credit=False),
        "store_credit": CustomerAccounts(credit=True),
        "gift_card": GiftCards(),
    }


class CustomerAccounts:
    """Points, or with `credit` the store credit, of customers of the store; merged ones are one account."""

    def __init__(self, *, credit: bool) -> None:
        self._credit = credit

    def lock(self, connection: Connection, store_id: str, account_ids: Sequence[str]) -> set[str]:
        """Those of customers of this store, held with all that are merged with them; none of the erased.

        A customer on whose account nothing was entered yet is one of them: there is nothing to be had.
        """
        account_states.lock(connection, account_ids)
        records = {one: customers.get(connection, one) for one in account_ids}
        return {
            one
            for one, record in records.items()
            if record is not None and record.store_id == store_id and not record.erased
        }

    def available(self, connection: Connection, account_id: str, now: int) -> int:
        """The balance that may be spent now, grants taken off; never below zero."""
        (group,) = account_states.groups(connection, [account_id])
        found = account_states.standing(connection, group, now)
        if found is None:
            return 0
        return max(0, found.state.credit if self._credit else found.state.points)

    def hold(self, connection: Connection, account_id: str, _amount: int, wanted: Outgoing, now: int) -> None:
        """Tell the tills: what is granted is taken off, wherever the right is kept."""
        account_states.show(connection, [account_id], wanted, now)


class GiftCards:
    """Gift cards, of which no till is told but who asks."""

    def lock(self, connection: Connection, store_id: str, account_ids: Sequence[str]) -> set[str]:
        """The cards that the store's tills may use: those of all stores and its own, in its currency."""
        cards = value_ledger.cards(connection, account_ids, lock=True)
        store = stores.by_id(connection, store_id)
        return {
            one
            for one, card in cards.items()
            if store and card.store_id in ("", store_id) and card.currency == store.profile.currency
        }

    def available(self, connection: Connection, account_id: str, _now: int) -> int:
        """What is on the card, grants taken off. Raises `RuleError` "card_blocked"."""
        card = value_ledger.cards(connection, [account_id]).get(account_id)
        if card is None:
            return 0
        if card.blocked_at is not None:
            raise RuleError("card_blocked", "This gift card is blocked.")
        held = rights.held(connection, "gift_card", [account_id]).get(account_id, 0)
        return max(0, int(card.balance) - held)

    def hold(
        self, _connection: Connection, _account_id: str, _amount: int, _wanted: Outgoing, _now: int
    ) -> None:
        """Nobody is told."""
