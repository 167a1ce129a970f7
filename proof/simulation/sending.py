"""Commands to a till, and a supervisor's word where one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from pos_app.commands import Approving, Command, FinishSale, TenderCash
from pos_app.commands.loyalty import CancelAsk, RefundToGiftCard, TenderPoints
from pos_app.lookups import show_till
from pos_app.views import Outcome, SaleView
from proof.simulation import shop
from proof.simulation.terminal import Process, Till

if TYPE_CHECKING:
    from proof.simulation.world import World

CASH_STEP = 500
ALLOWED = ("sell_without_right", "refund_above_limit", "return_without_receipt")
"""Permissions for which the supervisor gives her word: goods in a customer's hand change hands."""


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
    """Whoever waits for the hub waits no longer; what is still open is paid or given back."""
    process = world.process(till)
    with process.store.read() as uow:
        waiting = [ask.request_id for ask in uow.accounts.asks() if ask.txn_id]
    for request_id in waiting:
        send(world, till, CancelAsk(request_id=request_id))
    sale = _open_sale(process)
    if sale is not None and sale.remaining < 0:
        _give_to_accounts(world, till, process, sale.txn_id)
        sale = _open_sale(process)
    if sale is not None:
        pay_cash(world, till, sale)


def pay_cash(world: World, till: Till, sale: SaleView) -> None:
    """The rest in cash: the next round sum is handed over, what goes back is given exactly."""
    if sale.remaining == 0:
        send(world, till, FinishSale(txn_id=sale.txn_id))
        return
    cash = -(-sale.remaining // CASH_STEP) * CASH_STEP if sale.remaining > 0 else sale.remaining
    send(world, till, TenderCash(txn_id=sale.txn_id, amount=cash))


def _open_sale(process: Process) -> SaleView | None:
    return process.dispatcher.look(lambda step: show_till(step, process.live)).sale


def _give_to_accounts(world: World, till: Till, process: Process, txn_id: str) -> None:
    """Points that paid go back first, then what gift cards paid; who is refused has nothing to get."""
    with process.store.read() as uow:
        txn = uow.drafts.current()
        lines = txn.live_lines if txn else ()
        known = [uow.receipts.get(line.returned.txn_id) for line in lines if line.returned]
    tenders = {one for found in known if found for one in found.receipt.tenders}
    for _ in {one.account_id for one in tenders if one.kind == "points"}:
        send(world, till, TenderPoints(txn_id=txn_id))
    for account_id in sorted({one.account_id for one in tenders if one.kind == "gift_card"}):
        send(world, till, RefundToGiftCard(txn_id=txn_id, account_id=account_id))
