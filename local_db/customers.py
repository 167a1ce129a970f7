"""Customers at this terminal: the hub's rows with the own writing that waits on top, and personal data.

The hub alone merges. A customer here is the hub's picture; over it lie the fields and answers of own ops that
the hub's picture has not seen (its `seen` says which it has), so that a cashier reads her own writes.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import bindparam, delete, exists, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from local_db.accounts import CUSTOMERS, AccountRows
from local_db.database import Database
from local_db.identity import read_identity
from local_db.pos_schema import (
    customer,
    customer_key,
    customer_op,
    feed_row,
    journal,
    journal_ack,
    personal,
)
from local_db.statements import Statement, constant
from retail.customer import Customer, KeyKind, card_key, name_words, search_keys
from retail.customer_merge import Answered, Profile, Written
from retail.errors import DataError
from retail.events import CustomerConsented, CustomerSaved, read_body
from retail.journal import JournalEntry
from retail.personal import Personal

CUSTOMER = "customer"
ERASED = "customer_erased"
KINDS = (CUSTOMER, ERASED)
"""Kinds of rows in the feed `customers:<store>`."""

_BEYOND = chr(0x10FFFF)
_NEW = upsert(customer)
_PUT = Statement(
    _NEW.on_conflict_do_update(
        index_elements=["customer_id"], set_={name: _NEW.excluded[name] for name in ("name", "profile")}
    )
)
_GET = Statement(select(customer.c.profile).where(customer.c.customer_id == bindparam("which")))
_DROP = Statement(delete(customer).where(customer.c.customer_id == bindparam("which")))
_DROP_KEYS = Statement(delete(customer_key).where(customer_key.c.customer_id == bindparam("which")))
_PUT_KEY = Statement(insert(customer_key))
_BASE = Statement(
    select(feed_row.c.body).where(
        feed_row.c.scope == bindparam("scope"),
        feed_row.c.kind == bindparam("kind"),
        feed_row.c.key == bindparam("which"),
        feed_row.c.problem == constant(""),
    )
)
_DROP_BASE = Statement(
    delete(feed_row).where(
        feed_row.c.scope == bindparam("scope"),
        feed_row.c.kind == constant(CUSTOMER),
        feed_row.c.key == bindparam("which"),
    )
)
_OWN = Statement(
    select(journal.c.kind, journal.c.v, journal.c.hlc, journal.c.body, personal.c.blob)
    .select_from(
        customer_op.join(journal, journal.c.seq == customer_op.c.seq).outerjoin(
            personal, personal.c.op_id == journal.c.op_id
        )
    )
    .where(customer_op.c.customer_id == bindparam("which"), journal.c.hlc > bindparam("seen"))
    .order_by(customer_op.c.seq)
)
_UNSENT = ~exists().where(journal_ack.c.seq == customer_op.c.seq)
_WAITS = Statement(
    select(customer_op.c.seq).where(customer_op.c.customer_id == bindparam("which"), _UNSENT).limit(1)
)
_TOLD_HERE = Statement(
    select(customer_op.c.seq)
    .select_from(
        customer_op.join(journal, journal.c.seq == customer_op.c.seq).join(
            personal, personal.c.op_id == journal.c.op_id
        )
    )
    .where(customer_op.c.customer_id == bindparam("which"), journal.c.kind == constant("customer.saved"))
    .limit(1)
)
_PUT_PERSONAL = Statement(insert(personal))
_PUT_OP = Statement(insert(customer_op))
_OWN_OPS = select(customer_op.c.seq).where(customer_op.c.customer_id == bindparam("which"))
_DROP_PERSONAL = Statement(
    delete(personal).where(personal.c.op_id.in_(select(journal.c.op_id).where(journal.c.seq.in_(_OWN_OPS))))
)
_DROP_OPS = Statement(delete(customer_op).where(customer_op.c.customer_id == bindparam("which")))
_DROP_SENT = Statement(
    delete(personal).where(
        personal.c.op_id.in_(
            select(journal.c.op_id)
            .select_from(journal.join(journal_ack, journal_ack.c.seq == journal.c.seq))
            .where(journal_ack.c.at < bindparam("before"))
        )
    )
)
_ORPHANS = Statement(
    select(customer.c.customer_id).where(
        customer.c.customer_id.not_in(select(feed_row.c.key).where(feed_row.c.kind == constant(CUSTOMER)))
    )
)


_WITH_KEY = select(customer_key.c.customer_id).where(
    customer_key.c.kind == bindparam("kind"),
    customer_key.c.key >= bindparam("low"),
    customer_key.c.key < bindparam("high"),
)
_words = func.json_each(bindparam("words")).table_valued("value")
_word_key = customer_key.alias()
_LACKS_A_WORD = exists(
    select(_words.c.value).where(
        ~exists(
            select(_word_key.c.key).where(
                _word_key.c.customer_id == customer.c.customer_id,
                _word_key.c.kind == constant("name"),
                _word_key.c.key >= _words.c.value,
                _word_key.c.key < _words.c.value.op("||")(constant(_BEYOND)),
            )
        )
    )
)
_FIND = Statement(
    select(customer.c.profile)
    .where(customer.c.customer_id.in_(_WITH_KEY), ~_LACKS_A_WORD)
    .order_by(customer.c.name, customer.c.customer_id)
    .limit(bindparam("limit"))
)
_MOST = 20
"""Of those who share one number: it is enough to know that they are several."""
_EXACTLY = Statement(
    select(customer.c.profile)
    .where(
        customer.c.customer_id.in_(
            select(customer_key.c.customer_id).where(
                customer_key.c.kind == bindparam("kind"), customer_key.c.key == bindparam("key")
            )
        )
    )
    .order_by(customer.c.customer_id)
    .limit(constant(_MOST))
)


class CustomerRows:
    """`pos_app.ports.customers.Customers` on `pos.db`, and what the feed of customers does there."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._accounts = AccountRows(database)

    # --- for the handlers -------------------------------------------------------------------------------

    def get(self, customer_id: str) -> Profile | None:
        """A customer as this terminal sees her, or whom she was merged into; None where she is not known
        here, or was erased."""
        row = self._database.row(_GET, which=self._accounts.survivor(customer_id))
        return None if row is None else msgspec.json.decode(row[0], type=Profile)

    def find(self, keys: Sequence[tuple[KeyKind, str]], limit: int) -> tuple[Customer, ...]:
        """By beginnings of keys, by name: all words of a name must match, of other kinds any."""
        if limit < 1:
            return ()
        words = [key for kind, key in keys if kind == "name"]
        asked = [("name", max(words, key=len))] if words else []
        found: dict[str, Customer] = {}
        for kind, key in [*asked, *(pair for pair in keys if pair[0] != "name")]:
            rows = self._database.rows(
                _FIND,
                kind=kind,
                low=key,
                high=key + _BEYOND,
                words=msgspec.json.encode(words).decode(),
                limit=limit,
            )
            for (profile,) in rows:
                one = self._living(msgspec.json.decode(profile, type=Profile))
                found.setdefault(one.customer_id, one)
        return tuple(found.values())[:limit]

    def by_card(self, code: str) -> Customer | None:
        """Who has exactly this card; the oldest where several have."""
        return next(iter(self.by_key("card", card_key(code))), None)

    def by_key(self, kind: KeyKind, key: str) -> tuple[Customer, ...]:
        """Who is found by exactly this key, oldest first; of those who were merged who stands for them."""
        rows = self._database.rows(_EXACTLY, kind=kind, key=key)
        found = (self._living(msgspec.json.decode(profile, type=Profile)) for (profile,) in rows)
        return tuple({one.customer_id: one for one in found}.values())

    def _living(self, profile: Profile) -> Customer:
        """Who was found, or whom she was merged into."""
        into = self._accounts.survivor(profile.customer_id)
        merged = self.get(into) if into != profile.customer_id else None
        return (merged or profile).customer()

    def waits(self, customer_id: str) -> bool:
        """Whether something that was written here about her is not at the hub yet."""
        return self._database.row(_WAITS, which=customer_id) is not None

    def keep(self, entry: JournalEntry, customer_id: str, personal: Personal | None) -> None:
        """Keep what belongs to a journal entry just made, in the same transaction."""
        if personal is not None:
            blob = msgspec.json.encode(personal.data).decode()
            self._database.change(_PUT_PERSONAL, op_id=entry.op.op_id, salt=personal.salt, blob=blob)
        if customer_id:
            self._database.change(_PUT_OP, seq=entry.seq, customer_id=customer_id)
            self._show(customer_id, self._from_hub(customer_id))

    # --- for the feed -----------------------------------------------------------------------------------

    def arrived(self, kind: str, key: str, body: object) -> None:
        """A row came from the hub. Raises `msgspec.ValidationError` or `DataError` where it is of no use."""
        if kind == ERASED:
            self._erase(key)
            return
        profile = msgspec.convert(body, Profile)
        if profile.customer_id != key:
            raise DataError("customer_key_differs", "The row is of another customer than its key says.")
        if self._base(ERASED, key) is None:
            self._show(key, profile)

    def left(self, key: str) -> None:
        """The hub's row of a customer is gone. Whom fields were written of here stays, sent or not.

        Only `customer_erased` takes that: a hub put back from a backup has forgotten her, and its feed may
        say so before its hello says what is to be sent again.
        """
        if self._database.row(_TOLD_HERE, which=key) is not None:
            self._show(key, None)
        else:
            self._hide(key)

    def swept(self) -> None:
        """The feed was read from its beginning: who did not come again is gone, as by `left`."""
        for (key,) in self._database.rows(_ORPHANS):
            self.left(key)

    def forget_sent(self, before: int) -> int:
        """Drop personal data of ops that the hub acknowledged before this moment; returns of how many."""
        return self._database.change(_DROP_SENT, before=before)

    def _from_hub(self, customer_id: str) -> Profile | None:
        body = self._base(CUSTOMER, customer_id)
        return None if body is None else msgspec.json.decode(body, type=Profile)

    def _base(self, kind: str, customer_id: str) -> str | None:
        row = self._database.row(_BASE, scope=self._scope(), kind=kind, which=customer_id)
        return None if row is None else str(row[0])

    def _show(self, customer_id: str, base: Profile | None) -> None:
        """Write the picture that the till shows: the hub's, with what it has not seen of ours on top."""
        profile = self._with_own(base or Profile(customer_id=customer_id))
        self._database.change(_DROP_KEYS, which=customer_id)
        shown = profile.customer()
        self._database.change(
            _PUT,
            customer_id=customer_id,
            name=" ".join(name_words(shown.name)),
            profile=msgspec.json.encode(profile).decode(),
        )
        self._database.change_many(
            _PUT_KEY,
            [
                {"kind": kind, "key": key, "customer_id": customer_id}
                for kind, key in search_keys(shown.values())
            ],
        )

    def _with_own(self, base: Profile) -> Profile:
        identity = read_identity(self._database)
        seen = base.seen.get(identity.terminal_id, "") if identity else ""
        fields, consents = dict(base.fields), dict(base.consents)
        for kind, v, hlc, body, blob in self._database.rows(_OWN, which=base.customer_id, seen=seen):
            said = read_body(kind, msgspec.json.decode(body), v)
            if isinstance(said, CustomerSaved) and blob is not None:
                values = msgspec.json.decode(blob, type=dict[str, str])
                fields |= {name: Written(value=value, stamp=hlc) for name, value in values.items()}
            if isinstance(said, CustomerConsented):
                consents |= {one.purpose: Answered(consent=one, stamp=hlc) for one in said.consents}
        return msgspec.structs.replace(base, fields=fields, consents=consents)

    def _erase(self, customer_id: str) -> None:
        """Nothing that names her stays here, also not of what was never sent; the journal is untouched."""
        scope = self._scope()
        self._database.change(_DROP_PERSONAL, which=customer_id)
        self._database.change(_DROP_OPS, which=customer_id)
        self._hide(customer_id)
        self._database.change(_DROP_BASE, scope=scope, which=customer_id)

    def _hide(self, customer_id: str) -> None:
        self._database.change(_DROP_KEYS, which=customer_id)
        self._database.change(_DROP, which=customer_id)

    def _scope(self) -> str:
        identity = read_identity(self._database)
        return f"{CUSTOMERS}{identity.store_id}" if identity else ""
