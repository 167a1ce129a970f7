"""Rights that this terminal holds, what it spent of them, and its questions about them that are under way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import bindparam, case, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from local_db.database import Database, Row
from local_db.finding import Finding
from local_db.pos_schema import feed_row, held_right, right_request, right_use
from local_db.statements import Statement, constant
from pos_app.ports.rights import HeldRight, RightQuestion
from retail.rights import Right, RightKind, RightSpent, RightsReply, RightsRequest

RIGHT = "right"
"""Kind of rows in the feed `terminal:<id>`."""

_COLUMNS = tuple(held_right.c[name] for name in HeldRight.__struct_fields__)
_NEW = upsert(held_right)
_PUT = Statement(
    _NEW.on_conflict_do_update(
        index_elements=["grant_id"],
        set_={
            "use_by": _NEW.excluded.use_by,
            "heard": func.max(held_right.c.heard, _NEW.excluded.heard),
            # Settled here stays settled: the hub may not have heard of it yet. What the hub took away it may
            # show again, when it was put back itself.
            "state": case(
                (held_right.c.state == constant("settled"), held_right.c.state), else_=_NEW.excluded.state
            ),
        },
    )
)
_GET = Statement(select(*_COLUMNS).where(held_right.c.grant_id == bindparam("grant_id")))
_IS_OPEN = held_right.c.state == constant("open")
_IN_ORDER = (held_right.c.use_by, held_right.c.grant_id)
_OPEN = Statement(select(*_COLUMNS).where(_IS_OPEN).order_by(*_IN_ORDER))
_OPEN_OF = Statement(
    select(*_COLUMNS)
    .where(_IS_OPEN, held_right.c.kind == bindparam("kind"), held_right.c.subject == bindparam("subject"))
    .order_by(*_IN_ORDER)
)
_LATEST = Statement(
    select(*_COLUMNS)
    .order_by(
        case((_IS_OPEN, constant(0)), else_=constant(1)), held_right.c.use_by.desc(), held_right.c.grant_id
    )
    .limit(bindparam("limit"))
)
_USE = Statement(insert(right_use))
_SPEND = Statement(
    update(held_right)
    .where(held_right.c.grant_id == bindparam("which"))
    .values(
        spent=held_right.c.spent + bindparam("more"),
        # The hub heard of more than this file knows, so it was put back from a copy: this comes on top.
        heard=case(
            (held_right.c.heard > held_right.c.spent, held_right.c.heard + bindparam("more")),
            else_=held_right.c.heard,
        ),
    )
)
_SETTLE = Statement(
    update(held_right)
    .where(held_right.c.grant_id == bindparam("which"), _IS_OPEN)
    .values(state=constant("settled"))
)
_TAKE_AWAY = Statement(
    update(held_right)
    .where(held_right.c.grant_id == bindparam("which"), _IS_OPEN)
    .values(state=constant("written_off"))
)
_LAY_DOWN = Statement(update(held_right).where(_IS_OPEN).values(state=constant("written_off")))
_TAKE_UNNAMED = Statement(
    update(held_right)
    .where(
        _IS_OPEN,
        held_right.c.grant_id.not_in(select(feed_row.c.key).where(feed_row.c.kind == constant(RIGHT))),
    )
    .values(state=constant("written_off"))
)
_QUESTION = (
    right_request.c.request,
    right_request.c.txn_id,
    right_request.c.asked_at,
    right_request.c.state,
    right_request.c.reply,
    right_request.c.code,
    right_request.c.message,
)
_NEW_QUESTION = upsert(right_request)
_ASK = Statement(
    _NEW_QUESTION.on_conflict_do_update(
        index_elements=["request_id"],
        set_={name: _NEW_QUESTION.excluded[name] for name in ("state", "reply", "code", "message")},
    )
)
_GET_QUESTION = Statement(select(*_QUESTION).where(right_request.c.request_id == bindparam("request_id")))
_OF_SALE = Statement(
    select(*_QUESTION).where(right_request.c.txn_id == bindparam("txn_id")).order_by(right_request.c.n)
)
_UNANSWERED = Statement(
    select(*_QUESTION)
    .where(right_request.c.state.in_((constant("asked"), constant("offline"))))
    .order_by(right_request.c.n)
)
_FORGET = Statement(delete(right_request).where(right_request.c.txn_id == bindparam("txn_id")))


class RightRows:
    """`pos_app.ports.rights.Rights` on `pos.db`, and what the terminal's feed does there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- rights -----------------------------------------------------------------------------------------

    def put(self, right: Right) -> None:
        """Take over what the hub says of a right; what was spent or settled here stays so."""
        self._database.change(
            _PUT,
            grant_id=right.grant_id,
            kind=right.kind,
            subject=right.subject,
            quantity=right.quantity,
            spent=0,
            heard=right.spent,
            use_by=right.use_by,
            state=right.state,
        )

    def get(self, grant_id: str) -> HeldRight | None:
        """Also one that is settled."""
        row = self._database.row(_GET, grant_id=grant_id)
        return None if row is None else _held(row)

    def open(self, kind: RightKind | None = None, subject: str | None = None) -> tuple[HeldRight, ...]:
        """Those not settled nor written off, first to expire first; past their time too."""
        if kind is not None and subject is not None:
            return tuple(map(_held, self._database.rows(_OPEN_OF, kind=kind, subject=subject)))
        return tuple(one for one in map(_held, self._database.rows(_OPEN)) if kind in (None, one.kind))

    def latest(self, limit: int) -> tuple[HeldRight, ...]:
        """All, open ones first, then by their time, newest first."""
        return tuple(map(_held, self._database.rows(_LATEST, limit=limit)))

    def spend(self, uses: Sequence[RightSpent], seq: int) -> None:
        """Journal entry `seq` used these up; a right that is not held here is on record all the same."""
        for position, use in enumerate(uses):
            self._database.change(
                _USE,
                seq=seq,
                position=position,
                grant_id=use.grant_id,
                kind=use.kind,
                subject=use.subject,
                quantity=use.quantity,
            )
            self._database.change(_SPEND, which=use.grant_id, more=use.quantity)

    def settle(self, grant_id: str) -> None:
        """Nothing of it is spent any more: this terminal gave it back, or used it up."""
        self._database.change(_SETTLE, which=grant_id)

    def taken_away(self, grant_id: str) -> None:
        """The hub knows the right no more: it was written off there, or is closed."""
        self._database.change(_TAKE_AWAY, which=grant_id)

    def lay_down(self) -> None:
        """Hold none until the terminal's feed was read anew, which gives back those that the hub knows.

        The rows stay: what this terminal spent of a right that comes back stays spent.
        """
        self._database.change(_LAY_DOWN)

    def swept(self) -> None:
        """The terminal's feed was read from its beginning: the hub knows of no other rights."""
        self._database.change(_TAKE_UNNAMED)

    # --- questions --------------------------------------------------------------------------------------

    def ask(self, question: RightQuestion) -> None:
        """Keep a question before it is sent, or what came of it."""
        self._database.change(
            _ASK,
            n=None,
            request_id=question.request.request_id,
            txn_id=question.txn_id,
            request=msgspec.json.encode(question.request).decode(),
            asked_at=question.asked_at,
            state=question.state,
            reply=msgspec.json.encode(question.reply).decode() if question.reply else None,
            code=question.code,
            message=question.message,
        )

    def question(self, request_id: str) -> RightQuestion | None:
        """By its id."""
        row = self._database.row(_GET_QUESTION, request_id=request_id)
        return None if row is None else _question(row)

    def questions(self, txn_id: str) -> tuple[RightQuestion, ...]:
        """Of one sale, oldest first."""
        return tuple(map(_question, self._database.rows(_OF_SALE, txn_id=txn_id)))

    def unanswered(self) -> tuple[RightQuestion, ...]:
        """Of all sales: asked or offline, oldest first."""
        return tuple(map(_question, self._database.rows(_UNANSWERED)))

    def forget(self, txn_id: str) -> None:
        """The sale is over: nobody waits for its questions any more."""
        self._database.change(_FORGET, txn_id=txn_id)


def _held(row: Row) -> HeldRight:
    return HeldRight(**dict(zip(HeldRight.__struct_fields__, row, strict=True)))


def _question(row: Row) -> RightQuestion:
    request, txn_id, asked_at, state, reply, code, message = row
    return RightQuestion(
        request=msgspec.json.decode(request, type=RightsRequest),
        txn_id=txn_id,
        asked_at=asked_at,
        state=state,
        reply=msgspec.json.decode(reply, type=RightsReply) if reply else None,
        code=code,
        message=message,
    )


_BROKEN = (
    (
        "rights_overspent",
        "more is spent of right {} than was granted",
        "SELECT grant_id FROM held_right WHERE max(spent, heard) > quantity",
    ),
    (
        "rights_spent",
        "what is spent of right {} is not what the sales used of it",
        """SELECT grant_id FROM held_right AS held WHERE spent <>
            (SELECT coalesce(sum(quantity), 0) FROM right_use AS used WHERE used.grant_id = held.grant_id)""",
    ),
    (
        "rights_spent",
        "the rights that journal entry {} used are not those on record",
        """SELECT seq FROM journal WHERE kind IN ('sale.completed', 'sale.post_voided') AND json_valid(body)
            AND (SELECT count(*) || ' ' || coalesce(sum(json_extract(value, '$.quantity')), 0)
                FROM json_each(coalesce(json_extract(body, '$.rights'), '[]')))
            IS NOT (SELECT count(*) || ' ' || coalesce(sum(quantity), 0)
                FROM right_use WHERE right_use.seq = journal.seq)""",
    ),
)


def check_rights(database: Database) -> Iterator[Finding]:
    """Nobody spends more than was granted, and what is spent stands in the journal."""
    for invariant, message, query in _BROKEN:
        for (which,) in database.driver.execute(query):
            yield Finding(invariant=invariant, message=message.format(which))
