"""The state tables of a transaction and of a till session: every state can be reached, none is a dead end."""

from __future__ import annotations

from typing import get_args

import pytest

from retail.errors import RuleError
from retail.session import SESSION_STATES, SessionState
from retail.state_machine import StateMachine
from retail.transaction import TRANSACTION_STATES, TransactionState


@pytest.mark.parametrize("machine", [TRANSACTION_STATES, SESSION_STATES], ids=lambda machine: machine.name)
def test_every_state_is_reached_and_only_final_ones_end(machine: StateMachine) -> None:
    assert machine.reachable() == machine.states
    assert machine.dead_ends() == frozenset()
    assert all(not machine.events(state) for state in machine.final)


def test_the_tables_name_the_states_that_are_stored() -> None:
    assert TRANSACTION_STATES.states == set(get_args(TransactionState))
    # A session is stored from the moment it is open.
    assert SESSION_STATES.states - {"opening"} == set(get_args(SessionState))


@pytest.mark.parametrize(
    ("machine", "state", "event"),
    [
        (TRANSACTION_STATES, "suspended", "complete"),
        (TRANSACTION_STATES, "completed", "void"),
        (TRANSACTION_STATES, "voided", "resume"),
        (TRANSACTION_STATES, "suspended", "suspend"),
        (SESSION_STATES, "open", "close"),
        (SESSION_STATES, "closed", "reopen"),
        (SESSION_STATES, "closed", "close"),
    ],
)
def test_moves_that_must_never_happen(machine: StateMachine, state: str, event: str) -> None:
    with pytest.raises(RuleError) as caught:
        machine.advance(state, event)
    assert caught.value.code == "illegal_move"
