"""Gift cards at the hub: make codes, of which only hashes are kept; look at, block and adjust cards."""

from __future__ import annotations

import secrets
from typing import Any

from hub.services.adjusting import check_adjustment, check_free
from hub.services.clock import Clock
from hub.store import rights, stores, value_ledger
from hub.store.database import Connection, Database
from hub.store.identity import new_id
from retail.currency import currency as currency_of
from retail.errors import RuleError
from retail.gift_card import account_id_of, new_code

MOST = 10_000
"""Codes made at once."""
_ACCOUNT_LENGTH = 33


class GiftCardService:
    """Gift cards of all stores."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def make(self, count: int, currency: str, by: str, store_id: str = "") -> list[str]:
        """New codes, to be printed on cards and forgotten: the hub keeps no way back to them.

        They are worth nothing until a sale loads them. `store_id` empty: good in all stores. Raises
        `RuleError`: "count_invalid", "currency_unknown", "store_unknown".
        """
        if not 0 < count <= MOST:
            raise RuleError("count_invalid", f"Make 1 to {MOST} codes at once.")
        currency_of(currency)
        codes = [new_code(secrets.choice) for _ in range(count)]
        now = self._clock.now()
        with self._database.write() as connection:
            if store_id and stores.by_id(connection, store_id) is None:
                raise RuleError("store_unknown", f"There is no store {store_id[:40]!r} at this hub.")
            value_ledger.add_cards(
                connection,
                [
                    {
                        "account_id": account_id_of(code), "store_id": store_id, "currency": currency,
                        "made_at": now, "made_by": by,
                    }
                    for code in codes
                ],
            )  # fmt: skip
        return codes

    def every(self, limit: int = 500, *, used_only: bool = False) -> list[dict[str, Any]]:
        """Cards, the newest first, with what is on them; `used_only`: those that were ever loaded."""
        with self._database.read() as connection:
            return [
                dict(row._mapping) for row in value_ledger.every_card(connection, limit, used_only=used_only)
            ]

    def show(self, which: str) -> dict[str, Any]:
        """A card by its code or account, with what is on it and all its entries. RuleError where unknown."""
        account_id = _account(which)
        with self._database.read() as connection:
            card = _need(connection, account_id)
            entries = value_ledger.rows_of(connection, "gift_card", [account_id])
            held = rights.held(connection, "gift_card", [account_id]).get(account_id, 0)
        return dict(card._mapping) | {
            "held": held,
            "ledger": [dict(row._mapping) for row in entries],
        }

    def block(self, which: str, by: str, why: str) -> None:
        """Grant no rights to a card any more: lost or stolen. RuleError: unknown, or without a reason."""
        if not why.strip():
            raise RuleError("reason_missing", "Say why the card is blocked.")
        self._mark(which, self._clock.now(), by, why.strip())

    def unblock(self, which: str, by: str) -> None:
        """Let a card be used again. RuleError where it is unknown."""
        self._mark(which, None, by, "")

    def adjust(self, which: str, amount: int, by: str, why: str) -> None:
        """Put an amount (minor units) on a card, or take it off.

        Raises `RuleError`: unknown, no reason, nothing, more than is free.
        """
        check_adjustment(amount, why)
        account_id, now = _account(which), self._clock.now()
        with self._database.write() as connection:
            card = _need(connection, account_id, lock=True)
            held = rights.held(connection, "gift_card", [account_id]).get(account_id, 0)
            check_free(amount, card.balance - held, card.currency)
            value_ledger.add_entries(
                connection,
                [
                    {
                        "entry_id": new_id(now), "account_id": account_id, "kind": "gift_card", "op_id": "",
                        "act": "adjustment", "amount": amount, "currency": card.currency, "at": now,
                        "made_by": by, "why": why.strip(),
                    }
                ],
            )  # fmt: skip

    def _mark(self, which: str, at: int | None, by: str, why: str) -> None:
        account_id = _account(which)
        with self._database.write() as connection:
            _need(connection, account_id, lock=True)
            value_ledger.block(connection, account_id, at, by, why)


def _account(which: str) -> str:
    """A code's account; an account stays as it is. No code has its form."""
    text = which.strip()
    if len(text) == _ACCOUNT_LENGTH and text.startswith("g") and set(text[1:]) <= set("0123456789abcdef"):
        return text
    return account_id_of(text)


def _need(connection: Connection, account_id: str, *, lock: bool = False) -> Any:
    card = value_ledger.cards(connection, [account_id], lock=lock).get(account_id)
    if card is None:
        raise RuleError("gift_card_unknown", "There is no such gift card at this hub.")
    return card
