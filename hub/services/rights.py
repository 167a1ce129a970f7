"""Gives terminals rights and takes them back: never the same unit, point or cent to two (sync.md).

A request is answered once: asked again under its id, it brings the same answer. What was granted also
stands in the terminal's own feed from the same transaction, so that a lost answer loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import msgspec
from msgspec.structs import replace

from hub.services.clock import Clock
from hub.services.scopes import RIGHT, stock_scope, terminal_scope
from hub.store import documents, pool, rights, stores
from hub.store.database import Connection, Database
from hub.store.feeds import Change, Outgoing, publish_each
from hub.store.identity import new_id
from hub.store.pool import StockRow
from hub.store.rights import RightRecord
from hub.store.terminals import TerminalRecord
from retail.errors import RuleError
from retail.granting import Grant, Settled, settle, write_off
from retail.loyalty_lots import GRACE_MS
from retail.rights import RightAnswer, RightAsk, RightKind, RightsReply, RightsRequest
from retail.stock import given_back, taken

MAX_ASKS = 100
MAX_ID = 64
MAX_SUBJECT = 200
MAX_QUANTITY = 10**12
KEEP_REPLIES_MS = 90 * 86_400_000
AN_HOUR_MS = 3_600_000
STOCK = "stock"
THAWED = "rights.thawed"
_FROZEN = (
    "The hub was put back from a backup: it promises nothing until all terminals have sent what they have."
)


class Account(Protocol):
    """Accounts of one kind of value, as far as rights to them are granted.

    All calls stand in the transaction of the request. What terminals hold of an account is the sum in
    `hub.store.rights.held(connection, kind, account_ids)`, grants of this very request included. Rights that
    a push spends or settles are worked off before the subject's own `follow`, which finds them in
    `Effects.rights` and `Effects.settled`.
    """

    def lock(self, connection: Connection, store_id: str, account_ids: Sequence[str]) -> set[str]:
        """Hold these accounts (sorted) until the transaction ends; those that a till of the store may use."""
        ...

    def available(self, connection: Connection, account_id: str, now: int) -> int:
        """What could be granted now: the balance that may be spent, less what terminals hold of it.

        Raises `RuleError` for an account that is barred; the terminal is told by its code.
        """
        ...

    def hold(self, connection: Connection, account_id: str, amount: int, wanted: Outgoing, now: int) -> None:
        """A right took `amount` of the account, or with a negative one gave it back: tell the feeds."""
        ...


class RightsService:
    """Rights of every kind; `accounts` knows those that are no stock."""

    def __init__(self, database: Database, clock: Clock, accounts: Mapping[RightKind, Account]) -> None:
        self._database = database
        self._clock = clock
        self._accounts = accounts

    def request(self, terminal: TerminalRecord, request: RightsRequest) -> RightsReply:
        """Grant what can be granted, each ask whole or not at all. Raises `RuleError` for what is no request.

        The same answer for the same `request_id`, also where it was a refusal; rights as they stand now.
        """
        _check(request)
        now = self._clock.now()

        def answer(connection: Connection) -> RightsReply:
            if not rights.begin_request(connection, request.request_id, terminal.terminal_id, now):
                owner, reply = rights.reply_of(connection, request.request_id)
                if owner != terminal.terminal_id:
                    raise RuleError("request_foreign", "Another terminal has asked under this id.")
                return _as_they_stand(connection, msgspec.json.decode(reply, type=RightsReply))
            answered = _Granting(connection, terminal, self._accounts, now).answer(request.asks)
            rights.keep_reply(connection, request.request_id, msgspec.json.encode(answered).decode())
            return answered

        return self._database.run(answer)

    def write_off(self, grant_id: str, by: str, why: str) -> RightRecord:
        """A manager takes back what is left of a right whose holder is lost or will never settle.

        Should the holder spend it all the same, that sale is told to a person. Raises `RuleError` for a right
        that is unknown or has nothing left, and without a reason.
        """
        if not why.strip():
            raise RuleError("reason_missing", "Say why the right is written off.")
        record = self._take_back(grant_id, by, why.strip(), write_off)
        if record is None:
            raise RuleError("right_used_up", "Nothing is left of this right.")
        return record

    def hand_back(self, grant_id: str, by: str) -> bool:
        """A recovered terminal gives back what its whole journal shows to be unspent; False for nothing.

        A right whose holder had settled waits on for the sales that account for the rest.
        """
        return self._take_back(grant_id, by, None, lambda grant: settle(grant, grant.held)) is not None

    def _take_back(
        self, grant_id: str, by: str, why: str | None, end: Callable[[Grant], Settled]
    ) -> RightRecord | None:
        """End a right by `end`; None, and nothing changed, where nothing came back by it."""
        now = self._clock.now()
        with self._database.write() as connection:
            found = rights.find(connection, [grant_id]).get(grant_id)
            if found is None:
                raise RuleError("right_unknown", "There is no such right at this hub.")
            wanted: Outgoing = {}
            row = self._hold_subject(connection, found)
            record = rights.locked(connection, [grant_id])[grant_id]
            done = end(record.grant)
            if not done.back:
                return None
            record.grant, record.closed_at, record.closed_by, record.why = done.grant, now, by, why
            rights.save(connection, [record])
            show_right(wanted, record)
            if row is not None:
                row.pool, row.moved_at = given_back(row.pool, done.back), now
                pool.save(connection, [row])
                show_stock(wanted, row)
            elif record.kind in self._accounts:
                self._accounts[record.kind].hold(connection, record.subject, -done.back, wanted, now)
            publish_each(connection, wanted, now)
        return record

    def thaw(self, by: str) -> list[str]:
        """A manager lifts the freeze after a restore; the terminals that had not replayed."""
        now = self._clock.now()
        with self._database.write() as connection:
            waited = rights.awaited(connection)
            rights.thaw(connection)
            if waited:
                documents.add(connection, new_id(now), THAWED, "", by, ", ".join(waited), now)
        return waited

    def tidy(self) -> None:
        """Forget replies that no terminal asks for any more."""
        with self._database.write() as connection:
            rights.forget_requests(connection, self._clock.now() - KEEP_REPLIES_MS)

    def _hold_subject(self, connection: Connection, record: RightRecord) -> StockRow | None:
        """Lock what the right is for, before the right: the order of every writer."""
        if record.kind == STOCK:
            return pool.locked(connection, record.store_id, [record.subject])[record.subject]
        if record.kind in self._accounts:
            self._accounts[record.kind].lock(connection, record.store_id, [record.subject])
        return None


class _Granting:
    """One request at work."""

    def __init__(
        self,
        connection: Connection,
        terminal: TerminalRecord,
        accounts: Mapping[RightKind, Account],
        now: int,
    ) -> None:
        self._connection = connection
        self._terminal = terminal
        self._accounts = accounts
        self._now = now
        self._wanted: Outgoing = {}
        self._granted: list[RightRecord] = []

    def answer(self, asks: Sequence[RightAsk]) -> RightsReply:
        connection, now = self._connection, self._now
        frozen = bool(rights.awaited(connection))
        store_id = self._terminal.store_id
        rows = pool.locked(connection, store_id, {ask.subject for ask in asks if ask.kind == STOCK})
        known = {
            kind: account.lock(
                connection, store_id, sorted({ask.subject for ask in asks if ask.kind == kind})
            )
            for kind, account in sorted(self._accounts.items())
            if any(ask.kind == kind for ask in asks)
        }
        use_by = use_by_of(connection, store_id, now)
        answers = tuple(
            self._stock(ask, rows.get(ask.subject), use_by, frozen=frozen)
            if ask.kind == STOCK
            else self._value(ask, use_by, frozen=frozen, known=ask.subject in known.get(ask.kind, ()))
            for ask in asks
        )
        touched = {one.subject for one in self._granted if one.kind == STOCK}
        pool.save(connection, [row for sku, row in rows.items() if sku in touched])
        for sku in sorted(touched):
            show_stock(self._wanted, rows[sku])
        for one in self._granted:
            show_right(self._wanted, one)
        publish_each(connection, self._wanted, now)
        return RightsReply(answers=answers, at=now)

    def _stock(self, ask: RightAsk, row: StockRow | None, use_by: int, *, frozen: bool) -> RightAnswer:
        if row is None or not row.tracked:
            return _no(ask, "not_tracked", "No stock is kept of this item.", 0)
        if ask.quantity == 0 or frozen:
            return _looked(ask, row.pool.web_pool, frozen=frozen)
        try:
            row.pool = taken(row.pool, ask.quantity)
        except RuleError as error:
            return _no(ask, error.code, error.message, row.pool.web_pool)
        row.moved_at = self._now
        return self._grant(ask, use_by, row.pool.web_pool)

    def _value(self, ask: RightAsk, use_by: int, *, frozen: bool, known: bool) -> RightAnswer:
        if not known:
            return _no(ask, "account_unknown", "There is no such account.", 0)
        account = self._accounts[ask.kind]
        try:
            left = account.available(self._connection, ask.subject, self._now)
        except RuleError as error:
            return _no(ask, error.code, error.message, 0)
        if ask.quantity == 0 or frozen:
            return _looked(ask, left, frozen=frozen)
        if ask.quantity > left:
            return _no(ask, "not_enough", "There is not so much on the account.", left)
        if ask.kind == "points":
            # Points that end meanwhile are good for the right for so long, and no longer (loyalty.md).
            use_by = min(use_by, self._now + GRACE_MS)
        answer = self._grant(ask, use_by, left - ask.quantity)
        account.hold(self._connection, ask.subject, ask.quantity, self._wanted, self._now)
        return answer

    def _grant(self, ask: RightAsk, use_by: int, left: int) -> RightAnswer:
        record = RightRecord(
            grant_id=new_id(self._now),
            terminal_id=self._terminal.terminal_id,
            store_id=self._terminal.store_id,
            kind=ask.kind,
            subject=ask.subject,
            grant=Grant(quantity=ask.quantity),
            use_by=use_by,
            granted_at=self._now,
        )
        rights.add(self._connection, [record])
        self._granted.append(record)
        return RightAnswer(kind=ask.kind, subject=ask.subject, right=record.shown(), available=left)


def _as_they_stand(connection: Connection, reply: RightsReply) -> RightsReply:
    """The answer given before, without rights that are used up or were taken back meanwhile.

    A terminal that was put back from a copy asks again, and has forgotten what it spent of them.
    """
    granted = [one.right.grant_id for one in reply.answers if one.right is not None]
    if not granted:
        return reply
    known = rights.find(connection, granted)
    return replace(reply, answers=tuple(_as_it_stands(one, known) for one in reply.answers))


def _as_it_stands(answer: RightAnswer, known: Mapping[str, RightRecord]) -> RightAnswer:
    if answer.right is None:
        return answer
    right = known[answer.right.grant_id].shown()
    if right is not None:
        return replace(answer, right=right)
    return replace(answer, right=None, code="right_over", message="What was granted to this is over.")


def show_right(wanted: Outgoing, record: RightRecord) -> None:
    """Tell the holder how its right stands; the row goes when nothing of it may be spent any more."""
    change = Change(kind=RIGHT, key=record.grant_id, body=record.shown())
    wanted.setdefault(terminal_scope(record.terminal_id), []).append(change)


def show_stock(wanted: Outgoing, row: StockRow) -> None:
    """Tell the store's terminals how a SKU stands."""
    change = Change(kind=STOCK, key=row.sku, body=pool.state(row))
    wanted.setdefault(stock_scope(row.store_id), []).append(change)


def use_by_of(connection: Connection, store_id: str, now: int) -> int:
    """Until when a right may be spent that a terminal of the store is granted now."""
    record = stores.by_id(connection, store_id)
    assert record is not None  # noqa: S101 - every terminal is of a store that is here
    return now + record.profile.limits.right_hours * AN_HOUR_MS


def _check(request: RightsRequest) -> None:
    """Raise `RuleError` for what no terminal asks and no table could hold."""
    if not 0 < len(request.request_id) <= MAX_ID or not 0 < len(request.asks) <= MAX_ASKS:
        raise RuleError("request_invalid", f"A request has an id and asks for 1 to {MAX_ASKS} things.")
    for ask in request.asks:
        if not 0 <= ask.quantity <= MAX_QUANTITY or not 0 < len(ask.subject) <= MAX_SUBJECT:
            raise RuleError("request_invalid", "What is asked for is no quantity of anything.")


def _no(ask: RightAsk, code: str, message: str, left: int) -> RightAnswer:
    return RightAnswer(kind=ask.kind, subject=ask.subject, available=left, code=code, message=message)


def _looked(ask: RightAsk, left: int, *, frozen: bool) -> RightAnswer:
    """How much there is; to who wants some, why not now."""
    if ask.quantity == 0:
        return RightAnswer(kind=ask.kind, subject=ask.subject, available=left)
    assert frozen  # noqa: S101 - the only other reason
    return _no(ask, "rights_frozen", _FROZEN, left)
