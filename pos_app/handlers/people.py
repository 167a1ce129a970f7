"""Handlers of signing in and out, locking, training mode, and the check of a supervisor's PIN."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app import commands as c
from pos_app.desk import Desk
from pos_app.handlers.welcome import welcome
from pos_app.open_sale import leave_none_open
from pos_app.outcomes import done, refused
from pos_app.step import Step
from pos_app.views import Notice, Outcome
from retail import pin
from retail.errors import RuleError
from retail.events import OperatorSigned, TrainingSwitched
from retail.pin_guard import (
    OPERATOR_POLICY,
    TERMINAL_POLICY,
    GuardPolicy,
    PinGuard,
    after_failure,
    after_success,
    wait_ms,
)
from retail.store_config import Operator

TERMINAL = "@terminal"
"""The guard that slows down a whole terminal, beside one for each operator (M8.2)."""
SECOND_MS = 1000
GONE = ("operator_gone", "This person may no longer sign in here. Ask a manager.")


class OperatorGoneError(Exception):
    """Who is signed in may no longer work here: the hub took the person off this terminal meanwhile."""


def look_again(step: Step) -> None:
    """Take name and role of who is signed in as they stand now, not as they stood at the sign-in (M8.3).

    Raises `OperatorGoneError` where the person is no longer there.
    """
    was = step.desk.operator
    if was is None or step.uow.store_config() is None:
        return
    found = step.uow.people.operator(was.operator_id)
    if found is None:
        raise OperatorGoneError
    step.desk.operator = found


def let_go(step: Step) -> None:
    """Sign out a person who is gone; an open sale stays on the till for who comes next."""
    try:
        step.record("operator.signed_out", OperatorSigned(origin=step.origin()))
    finally:  # also where it cannot be recorded: nobody works on with rights taken away
        _leave(step.desk)
    step.changed.add("till")


def _leave(desk: Desk) -> None:
    desk.operator, desk.locked, desk.language = None, False, ""


def sign_in(step: Step, command: c.SignIn) -> Outcome:
    """Sign in or unlock. A wrong PIN is an answer, not an error: its count must survive this step."""
    operator = _operator(step, command.operator_id)
    denied = check_pin(step, operator, command.pin)
    if denied:
        return refused(step, denied)
    was = step.desk.operator
    if was is not None and was.operator_id != operator.operator_id and not step.desk.locked:
        raise RuleError("signed_in_already", f"{was.name} is signed in. Sign out first.", name=was.name)
    if was is None or was.operator_id != operator.operator_id:
        _change_over(step, was, operator)
        step.desk.language = operator.language
    # Set before COMMIT: what goes back already names who signed in, and a failed commit only asks again.
    step.desk.operator, step.desk.locked = operator, False
    step.changed.update({"till", "session"})
    return done(step, welcome(step))


def _change_over(step: Step, was: Operator | None, operator: Operator) -> None:
    """Put on record who goes and who comes. An open sale stays on the till and names who began it."""
    if was is not None:
        step.record("operator.signed_out", OperatorSigned(origin=step.origin()))
    origin = replace(step.origin(), operator_id=operator.operator_id)
    step.record("operator.signed_in", OperatorSigned(origin=origin))


def sign_out(step: Step, _command: c.SignOut) -> Outcome:
    """Leave the till to the next person; an open sale is parked or finished first."""
    step.operator()
    leave_none_open(step)
    step.record("operator.signed_out", OperatorSigned(origin=step.origin()))

    def leave() -> None:
        _leave(step.desk)

    step.later.append(leave)
    step.changed.add("till")
    return done(step)


def lock(step: Step, _command: c.Lock) -> Outcome:
    """Ask for the PIN again; the cart stays on the till."""
    if step.desk.operator is not None:
        step.desk.locked = True
    step.changed.add("till")
    return done(step)


def set_training(step: Step, command: c.SetTraining) -> Outcome:
    """Switch training mode between two sales; a supervisor's to do, since practice is not paid for (M8.3)."""
    step.operator()
    leave_none_open(step)
    if command.on == step.training:
        return done(step)
    approval = step.authorise("training")
    origin = replace(step.origin(), training=command.on)
    step.uow.settings.put("training", "1" if command.on else "0")
    step.record("training.switched", TrainingSwitched(origin=origin, on=command.on, approvals=(approval,)))
    step.changed.add("till")
    return done(step)


def approver(step: Step, given: c.Approving) -> Operator | Notice:
    """Check a supervisor's word: a known person and the right PIN; a notice says why not.

    Whether that person may approve the act is asked by `Step.authorise`, which knows what it is.
    """
    supervisor = _operator(step, given.operator_id)
    return check_pin(step, supervisor, given.pin) or supervisor


def check_pin(step: Step, operator: Operator, typed: str) -> Notice | None:
    """None where the PIN is right; failures count durably against the person and the terminal (M8.2)."""
    now = step.clock.now()
    people = step.uow.people
    guards = {name: people.guard(name) for name in (operator.operator_id, TERMINAL)}
    wait = max(wait_ms(guard, now) for guard in guards.values())
    if wait:
        return _wait_notice(wait)
    sealed = people.sealed_pin(operator.operator_id)
    if sealed is not None and pin.check(sealed, typed, step.pepper):
        for name, guard in guards.items():
            if guard.failures:
                people.save_guard(name, after_success(guard))
        return None
    # Looking at a PIN takes time by intention: a wait is counted from when it was found wrong.
    now = step.clock.now()
    waits = [
        wait_ms(_failed(step, name, guards[name], policy, now), now)
        for name, policy in ((operator.operator_id, OPERATOR_POLICY), (TERMINAL, TERMINAL_POLICY))
    ]
    if waits[0] >= OPERATOR_POLICY.lock_ms:
        origin = replace(step.origin(), operator_id=operator.operator_id)
        step.record("operator.locked_out", OperatorSigned(origin=origin))
    if max(waits):
        return _wait_notice(max(waits))
    return Notice(code="wrong_pin", message="Wrong PIN. Try again.", tone="negative")


def _failed(step: Step, name: str, guard: PinGuard, policy: GuardPolicy, now: int) -> PinGuard:
    failed = after_failure(guard, now, policy)
    step.uow.people.save_guard(name, failed)
    return failed


def _wait_notice(wait: int) -> Notice:
    seconds = -(-wait // SECOND_MS)
    return Notice(
        code="pin_wait",
        message=f"Too many wrong PINs. Wait {seconds} s.",
        tone="negative",
        params={"seconds": seconds},
    )


def _operator(step: Step, operator_id: str) -> Operator:
    found = step.uow.people.operator(operator_id)
    if found is None:
        raise RuleError(*GONE)
    return found
