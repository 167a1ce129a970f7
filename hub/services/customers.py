"""What people do with customers at the hub: find, show, export, erase, and forget who came no more (M8.7)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec

from hub.services import customer_writing
from hub.services.clock import Clock
from hub.services.known_customer import known_customer
from hub.services.looking import sale_view
from hub.services.mail import give_up
from hub.store import aliases, customers, loyalty, outbox, value_ledger
from hub.store.customers import CustomerRecord
from hub.store.database import Connection, Database
from retail.customer import query_keys
from retail.customer_alias import group_of
from retail.errors import RuleError
from sync import messages as m

ERASED_FILE = "erased.ids"
"""Beside the database and in no backup of it: ids of who was erased, so that a restore brings nobody back."""
RETENTION_YEARS = 3
MAX_YEARS = 100
MAIL_KEPT_MS = 30 * 24 * 3600 * 1000
"""Mail that could not be sent for so long is given up, and its address goes."""
_YEAR_MS = 31_557_600_000
"""A Julian year."""


class CustomerService:
    """Customers of all stores; `folder` is the hub's data folder."""

    def __init__(self, database: Database, clock: Clock, folder: Path) -> None:
        self._database = database
        self._clock = clock
        self._erased = folder / ERASED_FILE

    def find(self, text: str, limit: int = 50) -> list[dict[str, Any]]:
        """Customers by name, end of phone, e-mail, card or id."""
        with self._database.read() as connection:
            found = list(customers.find(connection, query_keys(text), limit))
            named = customers.get(connection, text.strip())
        if named is not None and not found:
            found = [named]
        return [view(one) for one in found]

    def export(self, customer_id: str) -> dict[str, Any]:
        """Everything that is known of a customer, as one document (GDPR article 15 and 20).

        What is kept under the other ids of a person who was merged stands in `merged`. Raises `RuleError`:
        not known here, or erased.
        """
        with self._database.read() as connection:
            record = known_customer(connection, customer_id)
            group = _left_of(connection, customer_id)
            others = [one for one in group if one.profile.customer_id != customer_id]
            return {
                "exported_at": self._clock.now(),
                **_document(connection, record),
                "merged_with": [one.profile.customer_id for one in others],
                "merged": [_document(connection, one) for one in others],
            }

    def erase(self, customer_id: str) -> list[m.ScopeHead]:
        """Pseudonymise a customer here and at every terminal; her sales stay, as the law wants.

        Who is merged with her is she, and goes with her. Raises `RuleError` where she is not known or erased
        already. Returns the feeds' heads.
        """
        now = self._clock.now()
        with self._database.read() as connection:
            known_customer(connection, customer_id)
            group = [one.profile.customer_id for one in _left_of(connection, customer_id)]
        self._remember(group)
        with self._database.write() as connection:
            for one in group:
                customer_writing.erase(connection, known_customer(connection, one), now)
            heads = customer_writing.publish(connection, group, now)
        self._database.fold_log()
        return heads

    def forget_inactive(self, years: int = RETENTION_YEARS, *, dry_run: bool = False) -> list[dict[str, Any]]:
        """Erase who was neither seen nor changed for so many years; returns who that is.

        Addresses of mail that waited for thirty days go as well.
        """
        if not 1 <= years <= MAX_YEARS:
            raise RuleError("years_invalid", f"Give 1 to {MAX_YEARS} years.")
        now = self._clock.now()
        before = now - years * _YEAR_MS
        with self._database.read() as connection:
            silent = _silent(connection, before)
        if not dry_run:
            ids = [one.profile.customer_id for one in silent]
            self._remember(ids)
            with self._database.write() as connection:
                for letter in outbox.queued_before(connection, now - MAIL_KEPT_MS):
                    give_up(connection, letter, "expired", letter.attempts, now)
                customers.drop_nobodys(connection, now - MAIL_KEPT_MS)
                # Looked at again: somebody may have come to the shop in between.
                silent = tuple(one for one in _silent(connection, before) if one.profile.customer_id in ids)
                for one in silent:
                    customer_writing.erase(connection, one, now)
                customer_writing.publish(connection, ids, now)
            self._database.fold_log()
        return [
            {"customer_id": one.profile.customer_id, "active_at": one.active_at, "store_id": one.store_id}
            for one in silent
        ]

    def tidy(self) -> None:
        """`forget_inactive` as the hub does it by itself, but not where nobody was heard of for a year.

        Then the shop is closed, or the hub's clock stands years ahead: a person decides.
        """
        with self._database.read() as connection:
            heard = customers.heard_last(connection)
        if heard is not None and heard > self._clock.now() - _YEAR_MS:
            self.forget_inactive()

    def erase_again(self) -> int:
        """After a restore: erase whoever was erased before, and is back with the backup; returns how many."""
        if not self._erased.exists():
            return 0
        now, again = self._clock.now(), []
        with self._database.write() as connection:
            for customer_id in dict.fromkeys(self._erased.read_text("utf-8").split()):
                record = customers.get(connection, customer_id)
                if record is not None and not record.erased:
                    customer_writing.erase(connection, record, now)
                    again.append(customer_id)
            customer_writing.publish(connection, again, now)
        self._database.fold_log()
        return len(again)

    def _remember(self, customer_ids: list[str]) -> None:
        """Durable before the erasure: an id too many in the file does no harm, one too few would."""
        with self._database.read() as connection:
            for customer_id in customer_ids:
                known_customer(connection, customer_id)
        with self._erased.open("a", encoding="utf-8") as file:
            file.writelines(f"{customer_id}\n" for customer_id in customer_ids)
            file.flush()
            os.fsync(file.fileno())


def _left_of(connection: Connection, customer_id: str) -> list[CustomerRecord]:
    """What a person who was merged is known as; ids that were erased by themselves are nobody's any more."""
    group = (customers.get(connection, one) for one in aliases.group(connection, customer_id))
    return [one for one in group if one is not None and not one.erased]


def _document(connection: Connection, record: CustomerRecord) -> dict[str, Any]:
    """What is kept under one id."""
    customer_id = record.profile.customer_id
    return {
        "customer": view(record),
        "written": {
            name: {"value": one.value, "stamp": one.stamp} for name, one in record.profile.fields.items()
        },
        "consents": [_plain(row) for row in customers.consents_of(connection, customer_id)],
        "points": [_plain(row) for row in loyalty.rows_of(connection, [customer_id])],
        "store_credit": [
            _plain(row) for row in value_ledger.rows_of(connection, "store_credit", [customer_id])
        ],
        "sales": [sale_view(connection, row) for row in customers.sales_of(connection, customer_id)],
        "mail": [
            {name: value for name, value in _plain(row).items() if name in _MAIL}
            for row in outbox.of_customer(connection, customer_id)
        ],
    }


_MAIL = ("subject_id", "address", "state", "created_at", "done_at")


def view(record: CustomerRecord) -> dict[str, Any]:
    """A customer as a plain document."""
    shown: dict[str, Any] = msgspec.to_builtins(record.profile.customer())
    return shown | {
        "store_id": record.store_id,
        "created_at": record.created_at,
        "active_at": record.active_at,
        "erased_at": record.profile.erased_at or None,
    }


def _silent(connection: Connection, before: int) -> tuple[CustomerRecord, ...]:
    """Those of whom nothing was heard since, under none of the ids that are theirs, and who are owed nothing.

    Store credit is money of theirs: without a name nobody could claim it any more.
    """
    found = customers.inactive(connection, before)
    ids = {one.profile.customer_id for one in found} - loyalty.with_credit(connection)
    merged = aliases.every(connection)
    return tuple(one for one in found if set(group_of(one.profile.customer_id, merged)) <= ids)


def _plain(row: Any) -> dict[str, Any]:
    return dict(row._mapping)
