"""Till sessions, the cash that moves in them, what is counted in them, and their Z reports."""

from __future__ import annotations

import msgspec
from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from local_db.database import Database
from local_db.pos_schema import cash_move, session_count, skipped_number, till_session, z_report
from local_db.session_sums import session_sums
from local_db.statements import Statement, constant
from pos_app.ports.store import SessionSums
from retail.report import SessionTotals
from retail.session import CashMove, TillSession

_FIELDS = tuple(till_session.c)
_CURRENT = Statement(select(*_FIELDS).where(till_session.c.state != constant("closed")))
_NEW_SESSION = upsert(till_session)
_SAVE = Statement(
    _NEW_SESSION.on_conflict_do_update(
        index_elements=["session_id"],
        set_={"state": _NEW_SESSION.excluded.state, "counted": _NEW_SESSION.excluded.counted},
    )
)
_LAST_NUMBER = Statement(select(func.coalesce(func.max(till_session.c.number), 0)))
# Also above those that another history of this terminal gave out before the file was put back.
_SKIPPED = Statement(
    select(func.coalesce(func.max(skipped_number.c.upto), 0)).where(
        skipped_number.c.counter == constant("session")
    )
)
_LAST_DAY = Statement(select(func.coalesce(func.max(till_session.c.business_date), constant(""))))
_ADD_MOVE = Statement(insert(cash_move).values({name: bindparam(name) for name in cash_move.c.keys()[1:]}))
_MOVES = Statement(
    select(*tuple(cash_move.c)[3:], cash_move.c.move_id)
    .where(cash_move.c.session_id == bindparam("session_id"))
    .order_by(cash_move.c.n)
)
_NEW_COUNT = upsert(session_count)
_COUNT = Statement(
    _NEW_COUNT.on_conflict_do_update(
        index_elements=["session_id", "name"], set_={"n": session_count.c.n + _NEW_COUNT.excluded.n}
    )
)
_ADD_Z = Statement(insert(z_report))
_GET_Z = Statement(select(z_report.c.totals).where(z_report.c.number == bindparam("number")))


class SessionRows:
    """`pos_app.ports.store.Sessions` on `pos.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self) -> TillSession | None:
        """The one that is not closed."""
        row = self._database.row(_CURRENT)
        if row is None:
            return None
        return TillSession(**dict(zip(till_session.c.keys(), row, strict=True)))

    def save(self, session: TillSession) -> None:
        """Insert it, or write its new state and count; the rest of a session never changes."""
        self._database.change(_SAVE, **msgspec.structs.asdict(session))

    def next_number(self) -> int:
        """One more than the highest so far."""
        return 1 + max(int(self._database.rows(query)[0][0]) for query in (_LAST_NUMBER, _SKIPPED))

    def last_business_date(self) -> str:
        """The latest day of any session, empty before the first."""
        return str(self._database.rows(_LAST_DAY)[0][0])

    def add_move(self, session_id: str, move: CashMove) -> None:
        """A float entry, pickup, paid in or paid out: a fact."""
        self._database.change(_ADD_MOVE, session_id=session_id, **msgspec.structs.asdict(move))

    def moves(self, session_id: str) -> tuple[CashMove, ...]:
        """In the order in which they happened."""
        rows = self._database.rows(_MOVES, session_id=session_id)
        return tuple(
            CashMove(
                move_id=move_id,
                kind=kind,
                amount=amount,
                reason_id=reason_id,
                note=note,
                operator_id=operator_id,
                at=at,
            )
            for kind, amount, reason_id, note, operator_id, at, move_id in rows
        )

    def count(self, session_id: str, name: str, by: int = 1) -> None:
        """Add to one of the session's counts."""
        self._database.change(_COUNT, session_id=session_id, name=name, n=by)

    def sums(self, session_id: str) -> SessionSums:
        """What SQL adds up for the session, training left out."""
        return session_sums(self._database, session_id)

    def add_z(self, totals: SessionTotals, operator_id: str) -> None:
        """The Z report: a fact, one a session."""
        self._database.change(
            _ADD_Z,
            number=totals.number,
            session_id=totals.session_id,
            operator_id=operator_id,
            taken_at=totals.taken_at,
            totals=msgspec.json.encode(totals).decode(),
        )

    def z_report(self, number: int) -> SessionTotals | None:
        """A Z report by its number."""
        row = self._database.row(_GET_Z, number=number)
        return None if row is None else msgspec.json.decode(row[0], type=SessionTotals)
