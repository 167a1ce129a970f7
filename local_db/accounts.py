"""Accounts at this terminal: the hub's rows and answers, with what own sales entered since on top."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from local_db.database import Database
from local_db.feed_bodies import ROW
from local_db.identity import read_identity
from local_db.pos_schema import account_entry, account_heard, feed_row, journal, value_ask
from local_db.statements import Statement, constant
from pos_app.ports.loyalty import AccountBalance, Heard, ValueAsk
from retail.customer_alias import CustomerAlias
from retail.events import SaleCompleted
from retail.loyalty import AccountState
from retail.rights import RightKind

ACCOUNT = "account"
ALIAS = "alias"
"""Kinds of rows of the feed `customers:<store>`; the body of an alias is {from_id, to_id}."""
CUSTOMERS = "customers:"
"""Before the store's id: the name of that feed."""

_MERGED = Statement(
    select(feed_row.c.key).where(
        feed_row.c.scope == bindparam("scope"),
        feed_row.c.kind == constant(ALIAS),
        feed_row.c.problem == constant(""),
    )
)
_of = account_entry.alias("of")
_OWN = Statement(
    select(
        account_entry.c.kind,
        account_entry.c.act,
        account_entry.c.amount,
        account_entry.c.held,
        func.coalesce(_of.c.active_at, account_entry.c.active_at),
    )
    .select_from(
        account_entry.join(journal, journal.c.seq == account_entry.c.seq).outerjoin(
            _of, (_of.c.entry_id == account_entry.c.of_entry) & (account_entry.c.of_entry != constant(""))
        )
    )
    .where(
        account_entry.c.account_id.in_(
            select(func.json_each(bindparam("accounts")).table_valued("value").c.value)
        ),
        journal.c.hlc > bindparam("seen"),
    )
)
_HEARD = Statement(
    select(account_heard.c.available, account_heard.c.at).where(
        account_heard.c.kind == bindparam("kind"), account_heard.c.account_id == bindparam("which")
    )
)
_NEW_HEARD = insert(account_heard)
_HEAR = Statement(
    _NEW_HEARD.on_conflict_do_update(
        index_elements=["kind", "account_id"],
        set_={name: _NEW_HEARD.excluded[name] for name in ("available", "at")},
        where=account_heard.c.at <= _NEW_HEARD.excluded.at,
    )
)
_ASKS = Statement(select(value_ask.c.body).order_by(value_ask.c.request_id))
_ASK = Statement(select(value_ask.c.body).where(value_ask.c.request_id == bindparam("which")))
_NEW_ASK = insert(value_ask)
_KEEP_ASK = Statement(
    _NEW_ASK.on_conflict_do_update(index_elements=["request_id"], set_={"body": _NEW_ASK.excluded.body})
)
_DROP_ASK = Statement(delete(value_ask).where(value_ask.c.request_id == bindparam("which")))


class AccountRows:
    """`pos_app.ports.loyalty.Accounts` on `pos.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def survivor(self, customer_id: str) -> str:
        """The end of the chain of aliases that begins here; a ring, which the hub never makes, ends too."""
        scope, passed = self._scope(), {customer_id}
        while (body := self._body(scope, ALIAS, customer_id)) is not None:
            to_id = msgspec.json.decode(body, type=CustomerAlias).to_id
            if to_id in passed:
                break
            passed.add(to_id)
            customer_id = to_id
        return customer_id

    def balance(self, account_id: str, now: int) -> AccountBalance:
        """The hub's picture or its later answer, with own entries that the picture has not seen."""
        account_id = self.survivor(account_id)
        row = self._state(account_id)
        points, points_at = self._newer("points", account_id, row.points, row.at)
        credit, credit_at = self._newer("store_credit", account_id, row.credit, row.at)
        pending = row.pending
        for kind, _, amount, held, active_at in self._own(account_id, row):
            if held:
                continue  # the hub took it off when it granted the right
            if kind == "store_credit":
                credit += amount
            elif active_at > now:
                pending += amount
            else:
                points += amount
        return AccountBalance(
            account_id=account_id,
            points=points,
            pending=pending,
            tier_id=row.tier_id,
            credit=credit,
            next_expiry_at=row.next_expiry_at,
            next_expiry_points=row.next_expiry_points,
            as_of=max(points_at, credit_at),
        )

    def unlicensed(self, account_id: str) -> int:
        """Points redeemed here without a right which the hub's picture has not seen."""
        account_id = self.survivor(account_id)
        own = self._own(account_id, self._state(account_id))
        return -sum(
            amount
            for kind, act, amount, held, _ in own
            if kind == "points" and act == "redemption" and not held
        )

    def heard(self, kind: RightKind, account_id: str) -> Heard | None:
        """What the hub answered last about an account."""
        row = self._database.row(_HEARD, kind=kind, which=account_id)
        return None if row is None else Heard(available=row[0], at=row[1])

    def hear(self, kind: RightKind, account_id: str, heard: Heard) -> None:
        """Keep an answer; an older one changes nothing."""
        self._database.change(_HEAR, kind=kind, account_id=account_id, available=heard.available, at=heard.at)

    def asks(self) -> tuple[ValueAsk, ...]:
        """Those under way and answered balances, oldest first."""
        return tuple(msgspec.json.decode(body, type=ValueAsk) for (body,) in self._database.rows(_ASKS))

    def ask(self, request_id: str) -> ValueAsk | None:
        """One of them."""
        row = self._database.row(_ASK, which=request_id)
        return None if row is None else msgspec.json.decode(row[0], type=ValueAsk)

    def keep_ask(self, ask: ValueAsk) -> None:
        """Put an ask down before the hub is asked, or what became of it."""
        self._database.change(
            _KEEP_ASK,
            request_id=ask.request_id,
            txn_id=ask.txn_id,
            kind=ask.kind,
            account_id=ask.account_id,
            body=msgspec.json.encode(ask).decode(),
        )

    def drop_ask(self, request_id: str) -> None:
        """Nobody waits for it any more."""
        self._database.change(_DROP_ASK, which=request_id)

    def _newer(self, kind: RightKind, account_id: str, amount: int, at: int) -> tuple[int, int]:
        heard = self.heard(kind, account_id)
        return (heard.available, heard.at) if heard is not None and heard.at >= at else (amount, at)

    def _state(self, account_id: str) -> AccountState:
        body = self._body(self._scope(), ACCOUNT, account_id)
        if body is None:
            return AccountState(account_id=account_id)
        return msgspec.json.decode(body, type=AccountState)

    def _own(self, account_id: str, row: AccountState) -> list[tuple[str, str, int, int, int]]:
        """(kind, act, amount, held, active at) of what own sales entered and the picture has not seen."""
        identity = read_identity(self._database)
        seen = row.seen.get(identity.terminal_id, "") if identity else ""
        accounts = msgspec.json.encode(self._group(account_id)).decode()
        return [tuple(one) for one in self._database.rows(_OWN, accounts=accounts, seen=seen)]

    def _group(self, account_id: str) -> list[str]:
        """Her ids: this one and all that were merged into it."""
        merged = [key for (key,) in self._database.rows(_MERGED, scope=self._scope())]
        return [account_id, *(key for key in merged if self.survivor(key) == account_id)]

    def _body(self, scope: str, kind: str, which: str) -> str | None:
        row = self._database.row(ROW, scope=scope, kind=kind, key=which)
        return None if row is None else str(row[0])

    def _scope(self) -> str:
        identity = read_identity(self._database)
        return f"{CUSTOMERS}{identity.store_id}" if identity else ""


def entry_rows(body: SaleCompleted, seq: int) -> Iterator[dict[str, Any]]:
    """What a sale entered in accounts; `held` where the hub had taken it off with the right spent on it."""
    entries = [
        *(
            (one.entry_id, one.account_id, "points", one.kind, one.points, one.active_at, one.of_entry,
             one.kind == "redemption" and not one.unlicensed)
            for one in body.points
        ),
        *(
            (one.entry_id, one.account_id, one.kind, one.act, one.amount, 0, "",
             one.act == "spend" and not body.reverses)
            for one in body.values
        ),
    ]  # fmt: skip
    for position, (entry_id, account_id, kind, act, amount, active_at, of_entry, held) in enumerate(entries):
        yield {
            "seq": seq,
            "position": position,
            "entry_id": entry_id,
            "account_id": account_id,
            "kind": kind,
            "act": act,
            "amount": amount,
            "active_at": active_at,
            "of_entry": of_entry,
            "held": int(held),
        }
