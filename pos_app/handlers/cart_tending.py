"""What is looked after about carts when something came from the hub, or it is heard again."""

from __future__ import annotations

from pos_app.parked import drop_taken
from pos_app.step import Step

FORGET_MS = 6 * 86_400_000
"""The hub keeps its answers for seven days: an older question would be a new one to it."""


def tend_carts(step: Step, *, again: bool) -> None:
    """Take off the list what another till has; `again`: ask what had no answer, under its own id.

    What this till went on with by itself stays: the hub has told a person about it.
    """
    config = step.uow.store_config()
    if config is None:
        return
    step.desk.parked_gone = frozenset()
    mine = config.terminal.terminal_id
    taken = {one.txn_id for one in step.uow.carts.parked() if one.claimed_by not in ("", mine)}
    for txn, _ in step.uow.drafts.suspended() if taken else ():
        if txn.txn_id in taken and not step.uow.carts.is_kept(txn.txn_id):
            drop_taken(step, txn.txn_id)
    for ask in step.uow.carts.asks() if again else ():
        if ask.state == "granted":
            continue
        if step.clock.now() - ask.at > FORGET_MS:
            step.uow.carts.drop_ask(ask.request.request_id)
        else:
            step.ask(ask.request)
