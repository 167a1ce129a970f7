"""What people do with loyalty at the hub: the program, accounts and their ledgers, adjustments."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec

from hub.services import account_states
from hub.services.adjusting import check_adjustment, check_free
from hub.services.clock import Clock
from hub.services.configuration import publish_store
from hub.services.known_customer import known_customer
from hub.store import loyalty, stores, value_ledger
from hub.store.database import Connection, Database
from hub.store.feeds import Outgoing, publish_each
from hub.store.identity import new_id
from hub.store.loyalty import Account
from retail.errors import RuleError
from retail.loyalty import AccountState, LoyaltyProgram
from retail.loyalty_accrual import DAY_MS
from retail.loyalty_program import check, program_of
from sync import messages as m

AT_ONCE = 500
"""Accounts that one transaction brings up to date."""


class LoyaltyService:
    """Programs and accounts of all stores."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def program(self, store_id: str) -> LoyaltyProgram | None:
        """The store's program; None where it gives no points."""
        with self._database.read() as connection:
            return loyalty.program(connection, store_id)

    def set_program(self, store_id: str, wanted: LoyaltyProgram | None) -> list[m.ScopeHead]:
        """This is the store's program from now on; None ends it, and leaves the points there are.

        Raises `RuleError`: unknown store, or no program.
        """
        if wanted is not None:
            check(wanted)
        now = self._clock.now()
        with self._database.write() as connection:
            if stores.by_id(connection, store_id) is None:
                raise RuleError("store_unknown", f"There is no store {store_id[:40]!r} at this hub.")
            loyalty.set_program(connection, store_id, wanted)
            heads = publish_store(connection, store_id, now)
        # Tiers are worked out anew, and not all in one transaction: a shop may have a hundred thousand.
        with self._database.read() as connection:
            accounts = loyalty.every(connection, store_id)
        return [*heads, *self._refresh(accounts, now)]

    def account(self, customer_id: str) -> dict[str, Any]:
        """How an account stands and everything that was ever entered on it, oldest first.

        Raises `RuleError` where the customer is not known or was erased.
        """
        now = self._clock.now()
        with self._database.read() as connection:
            known_customer(connection, customer_id)
            (group,) = account_states.groups(connection, [customer_id])
            found = account_states.standing(connection, group, now, whole=True)
            if found is None:
                return {"customer_id": customer_id, "merged": list(group), "state": None, "ledger": []}
            credit = value_ledger.rows_of(connection, "store_credit", group)
            return {
                "customer_id": customer_id,
                "merged": list(group),
                "state": msgspec.to_builtins(found.state),
                "lots": [
                    msgspec.to_builtins(lot) | {"state": lot.state(now)} for lot in found.lots.lots.values()
                ],
                "ledger": _ledger(connection, found, now),
                "credit_ledger": [dict(row._mapping) for row in credit],
            }

    def currency(self, customer_id: str) -> str:
        """The currency of her store credit, that of her store. Raises as `account`."""
        with self._database.read() as connection:
            record = known_customer(connection, customer_id)
            store = stores.by_id(connection, record.store_id)
        assert store is not None  # noqa: S101 - a customer is of a store that is here
        return store.profile.currency

    def adjust_points(self, customer_id: str, points: int, by: str, why: str) -> list[m.ScopeHead]:
        """Give (or with a negative number take) points, pending ones too, but none that a till was promised.

        Raises `RuleError`: unknown, no reason, too many, more than there are.
        """
        now = self._clock.now()
        check_adjustment(points, why)
        with self._database.write() as connection:
            account = open_account(connection, customer_id)
            state = _state(connection, customer_id, now)
            check_free(points, state.points + state.pending)
            program = loyalty.program(connection, account.store_id)
            lives = program.expiry_days * DAY_MS if program is not None and points > 0 else 0
            loyalty.add_entries(
                connection,
                [
                    {
                        "entry_id": new_id(now), "account_id": customer_id, "op_id": "", "kind": "adjustment",
                        "points": points, "rule_id": "", "line_id": "", "of_entry": "", "active_at": now,
                        "expires_at": now + lives if lives else 0, "unlicensed": 0, "at": now,
                        "made_by": by, "why": why.strip(),
                    }
                ],
            )  # fmt: skip
            return _publish(connection, [customer_id], now)

    def adjust_credit(self, customer_id: str, amount: int, by: str, why: str) -> list[m.ScopeHead]:
        """Give (or take) store credit, minor units. Raises as `adjust_points`."""
        now = self._clock.now()
        check_adjustment(amount, why)
        with self._database.write() as connection:
            account = open_account(connection, customer_id)
            store = stores.by_id(connection, account.store_id)
            assert store is not None  # noqa: S101 - a customer is of a store that is here
            check_free(amount, _state(connection, customer_id, now).credit, store.profile.currency)
            value_ledger.add_entries(
                connection,
                [
                    {
                        "entry_id": new_id(now), "account_id": customer_id, "kind": "store_credit",
                        "op_id": "", "act": "adjustment", "amount": amount,
                        "currency": store.profile.currency, "at": now, "made_by": by, "why": why.strip(),
                    }
                ],
            )  # fmt: skip
            return _publish(connection, [customer_id], now)

    def tidy(self) -> list[m.ScopeHead]:
        """Tell the tills what time has changed: points that became active or ended, tiers that were lost."""
        now = self._clock.now()
        heads: list[m.ScopeHead] = []
        while True:
            with self._database.read() as connection:
                due = loyalty.due(connection, now, AT_ONCE)
            if not due:
                return heads
            heads += self._refresh(due, now)

    def _refresh(self, account_ids: list[str], now: int) -> list[m.ScopeHead]:
        heads: list[m.ScopeHead] = []
        for start in range(0, len(account_ids), AT_ONCE):
            with self._database.write() as connection:
                heads += _publish(connection, account_ids[start : start + AT_ONCE], now)
        return heads


def read_program(path: Path) -> LoyaltyProgram:
    """The program of a TOML or JSON file. Raises `RuleError` for a file that holds none."""
    try:
        text = path.read_text("utf-8-sig")
        document = msgspec.json.decode(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.DecodeError) as error:
        raise RuleError("loyalty_program_invalid", f"{path} cannot be read: {error}") from error
    return program_of(document)


def open_account(connection: Connection, customer_id: str) -> Account:
    """The account of a customer, held until the transaction ends; opened where there is none yet.

    Raises `RuleError`: "customer_unknown", "customer_erased".
    """
    record = known_customer(connection, customer_id)
    held = account_states.lock(connection, [customer_id]).get(customer_id)
    if held is None:
        held = Account(account_id=customer_id, store_id=record.store_id, seen={})
        loyalty.add_accounts(connection, [held])
    return held


def _publish(connection: Connection, account_ids: list[str], now: int) -> list[m.ScopeHead]:
    wanted: Outgoing = {}
    account_states.lock(connection, account_ids)
    account_states.show(connection, account_ids, wanted, now)
    return publish_each(connection, wanted, now)


def _state(connection: Connection, customer_id: str, now: int) -> AccountState:
    """How an account that is there stands, with all that are merged with it."""
    (group,) = account_states.groups(connection, [customer_id])
    found = account_states.standing(connection, group, now)
    assert found is not None  # noqa: S101 - it was opened
    return found.state


def _ledger(connection: Connection, found: account_states.Standing, now: int) -> list[dict[str, Any]]:
    """Entries, and a line for what ended: nobody wrote that down, it follows from the lots."""
    rows = [dict(row._mapping) for row in loyalty.rows_of(connection, found.account_ids)]
    ended = [
        {"entry_id": "", "kind": "expiry", "points": -lot.left, "of_entry": lot.lot_id, "at": lot.expires_at}
        for lot in found.lots.lots.values()
        if lot.left and lot.ended(now)
    ]
    return sorted([*rows, *ended], key=lambda row: (row["at"], row["entry_id"]))
