"""Commands to a till, and a supervisor's word where one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from pos_app.commands import Approving, Command, TenderCash
from pos_app.commands.loyalty import CancelAsk
from pos_app.lookups import show_till
from pos_app.views import Outcome
from proof.simulation import shop
from proof.simulation.terminal import Till

if TYPE_CHECKING:
    from proof.simulation.world import World

CASH_STEP = 500
ALLOWED = ("sell_without_right",)
"""Permissions for which the supervisor gives her word: goods in a customer's hand are sold."""


def send(world: World, till: Till, command: Command) -> Outcome:
    """A command to a till. A refusal is a fact of life, a fault in the program is not."""
    outcome = world.process(till).send(command)
    if outcome.approval is not None and outcome.approval.permission in ALLOWED:
        word = Approving(operator_id=till.operator.operator_id, pin=shop.PIN)
        outcome = world.process(till).send(replace(command, approval=word))
    if outcome.notice is not None and not outcome.ok:
        world.say(f"{till.name} refuses {type(command).__name__}: {outcome.notice.code}")
        if outcome.notice.code == "bug":
            world.breaks("bug", f"{till.name}: {type(command).__name__} failed")
    elif outcome.approval is not None:
        world.say(f"{till.name} asks for {outcome.approval.permission}")
    return outcome


def pay_rest(world: World, till: Till) -> None:
    """Whoever waits for the hub waits no longer; what is still open is paid in cash."""
    process = world.process(till)
    with process.store.read() as uow:
        waiting = [ask.request_id for ask in uow.accounts.asks() if ask.txn_id]
    for request_id in waiting:
        send(world, till, CancelAsk(request_id=request_id))
    sale = process.dispatcher.look(lambda step: show_till(step, process.live)).sale
    if sale is not None:
        cash = -(-sale.remaining // CASH_STEP) * CASH_STEP
        send(world, till, TenderCash(txn_id=sale.txn_id, amount=cash))
