"""Handlers of the till session: float, cash movements, no-sale, blind count, X and Z."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app import commands as c
from pos_app.open_sale import leave_none_open
from pos_app.outcomes import done
from pos_app.permissions import sees_cash
from pos_app.session_totals import session_totals
from pos_app.step import Step
from pos_app.views import Notice, Outcome
from retail.errors import RuleError
from retail.events import (
    CashMoved,
    NoSale,
    Origin,
    SessionClosed,
    SessionCounted,
    SessionOpened,
    XReportTaken,
)
from retail.session import SESSION_STATES, CashMove, TillSession
from retail.session_paper import cash_slip, drawer_kick, session_report
from retail.tender import refuse_card_digits
from retail.transaction import Approval

MAX_CASH = 9_999_999_999
"""More than this in a till is a slip of the finger, minor units; a day in rupiah or Lebanese pounds fits."""


def open_session(step: Step, command: c.OpenSession) -> Outcome:
    """Begin a session with the counted float.

    A clock set back would give this day's sales to one that is closed: a supervisor is warned, and may open
    all the same.
    """
    operator, config = step.operator(), step.config()
    if step.uow.sessions.current() is not None:
        raise RuleError("session_open", "A till session is already open.")
    _check_amount(command.opening_float, least=0)
    at = step.clock.now()
    today = step.local(at)[:10]
    approval = step.authorise("earlier_day") if today < step.uow.sessions.last_business_date() else None
    SESSION_STATES.advance("opening", "open")
    session = TillSession(
        session_id=step.ids.new(),
        number=step.uow.sessions.next_number(),
        state="open",
        business_date=today,
        currency=config.currency,
        opening_float=command.opening_float,
        opened_by=operator.operator_id,
        opened_at=at,
    )
    step.uow.sessions.save(session)
    body = SessionOpened(
        origin=_of_the_till(step),
        number=session.number,
        currency=session.currency,
        opening_float=session.opening_float,
        approvals=(approval,) if approval else (),
    )
    step.record("session.opened", body)
    step.changed.update({"session", "till"})
    return done(step)


def move_cash(step: Step, command: c.MoveCash) -> Outcome:
    """Float entry, cash pickup, paid in, paid out; taking cash out needs a supervisor."""
    operator, session, config = step.operator(), step.session(), step.config()
    _check_amount(command.amount, least=1)
    refuse_card_digits(command.note)
    approval = _word_for(step, session, command)
    reason_id = approval.reason_id if approval and approval.reason_id else command.reason_id
    move = CashMove(
        move_id=step.ids.new(),
        kind=command.move,
        amount=command.amount,
        reason_id=reason_id,
        note=command.note,
        operator_id=operator.operator_id,
        at=step.clock.now(),
    )
    if not step.training:
        step.uow.sessions.add_move(session.session_id, move)
        step.uow.sessions.count(session.session_id, "drawer")
    body = CashMoved(
        origin=step.origin(),
        move_id=move.move_id,
        move=move.kind,
        currency=session.currency,
        amount=move.amount,
        reason_id=move.reason_id,
        note=move.note,
        approvals=(approval,) if approval else (),
    )
    step.record("cash.moved", body)
    texts = next((reason.texts for reason in config.reasons if reason.reason_id == reason_id), {})
    language = config.profile.languages[0]
    slip = cash_slip(
        move,
        config.profile,
        session.currency,
        texts.get(language, texts.get("en", "")),
        operator.name,
        training=step.training,
    )
    step.print(replace(slip, open_drawer=not step.training))
    step.changed.add("session")
    return done(step, Notice(code=f"moved_{command.move}", message="The cash movement is recorded."))


def _word_for(step: Step, session: TillSession, command: c.MoveCash) -> Approval | None:
    """A supervisor's word where cash leaves the till; whoever pays some in says why."""
    if command.move == "float_entry":
        return None
    if command.move == "paid_in":
        step.check_reason(command.reason_id, "paid_in")
        return None
    approval = step.authorise(command.move)
    if not step.training:
        _check_there(step, session, command.amount)
    return approval


def open_drawer(step: Step, _command: c.OpenDrawer) -> Outcome:
    """No-sale: always recorded, with who approved it and why."""
    step.operator()
    session = step.session()
    approval = step.authorise("no_sale")
    body = NoSale(origin=step.origin(), reason_id=approval.reason_id, approvals=(approval,))
    step.record("drawer.no_sale", body)
    if not step.training:
        step.uow.sessions.count(session.session_id, "no_sale")
        step.uow.sessions.count(session.session_id, "drawer")
        step.print(drawer_kick(step.config().profile, step.ids.new()))
    step.changed.add("session")
    return done(step)


def take_x_report(step: Step, command: c.TakeXReport) -> Outcome:
    """Figures so far; changes nothing (M5.2).

    What should be in the till is left off a cashier's paper: who knows it does not count blind.
    """
    operator, session = step.operator(), step.session()
    totals = session_totals(step.uow, session, step.clock.now())
    step.record("report.x", XReportTaken(origin=_of_the_till(step), totals=totals))
    if command.print:
        paper = session_report(
            totals, step.config().profile, "x_report", step.ids.new(), blind=not sees_cash(operator.role)
        )
        step.print(paper)
    return done(step, Notice(code="x_report_taken", message=f"X report taken by {operator.name}."))


def declare_count(step: Step, command: c.DeclareCount) -> Outcome:
    """The blind count: declared before the expected figure is shown; it may be counted again."""
    step.operator()
    session = _session(step)
    _check_amount(command.counted, least=0)
    leave_none_open(step)
    event = "count" if session.state == "open" else "recount"
    counted = replace(session, state=SESSION_STATES.advance(session.state, event), counted=command.counted)
    step.uow.sessions.save(counted)
    body = SessionCounted(
        origin=_of_the_till(step), number=session.number, currency=session.currency, counted=command.counted
    )
    step.record("session.counted", body)
    step.changed.update({"session", "till"})
    return done(step)


def reopen_session(step: Step, _command: c.ReopenSession) -> Outcome:
    """Take the count back and sell on."""
    step.operator()
    session = _session(step)
    step.uow.sessions.save(
        replace(session, state=SESSION_STATES.advance(session.state, "reopen"), counted=None)
    )
    step.changed.update({"session", "till"})
    return done(step)


def close_session(step: Step, _command: c.CloseSession) -> Outcome:
    """Fix the Z report: numbered, once, durable; then nothing of this session changes any more."""
    operator, config = step.operator(), step.config()
    session = _session(step)
    # No sale is open: none could be while the count was declared, and none can begin after it.
    state = SESSION_STATES.advance(session.state, "close")
    parked = len(step.uow.drafts.suspended())
    if parked:
        raise RuleError(
            "sales_suspended", f"{parked} sales are still parked. Finish or void them first.", count=parked
        )
    totals = session_totals(step.uow, session, step.clock.now())
    body = SessionClosed(
        origin=_of_the_till(step), number=session.number, totals=totals, counted=session.counted or 0
    )
    step.record("session.closed", body)
    step.uow.sessions.add_z(totals, operator.operator_id)
    step.uow.sessions.save(replace(session, state=state))
    step.print(session_report(totals, config.profile, "z_report", step.ids.new()))
    step.changed.update({"session", "till"})
    return done(
        step,
        Notice(
            code="session_closed",
            message=f"Z report {session.number} is closed.",
            tone="positive",
            params={"number": session.number},
        ),
    )


def _of_the_till(step: Step) -> Origin:
    """The session's own facts are real, also while somebody practises in it."""
    return replace(step.origin(), training=False)


def _session(step: Step) -> TillSession:
    session = step.uow.sessions.current()
    if session is None:
        raise RuleError("no_session", "No till session is open. Open one with its float first.")
    return session


def _check_there(step: Step, session: TillSession, amount: int) -> None:
    """Refuse to take out more than is there. How much that is stays unsaid: the count is blind.

    Asked only after a supervisor approved, so that a cashier cannot find the figure by trying.
    """
    if amount > session_totals(step.uow, session, step.clock.now()).expected_cash:
        raise RuleError("cash_not_there", "The till does not hold that much cash. Key the amount again.")


def _check_amount(amount: int, *, least: int) -> None:
    if not least <= amount <= MAX_CASH:
        raise RuleError("amount_out_of_range", "This amount is not possible. Key it again.", amount=amount)
