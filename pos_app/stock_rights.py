"""Rights of the open sale: when one is asked for, what it covers, what is spent, and what is given back.

Goods in the customer's hand are always sold: without a right by a supervisor's word, on record as an override
(sync.md; docs/algorithms/stock.md, "At the till"). SKUs whose stock nobody keeps are never asked about.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from pos_app.commands.carts import AddCartLines
from pos_app.ports.rights import HeldRight, RightQuestion
from pos_app.ports.stock import KnownStock
from pos_app.settling import settle
from pos_app.step import Step
from retail import sale
from retail.events import SaleCompleted, StockOverride
from retail.rights import RightAsk, RightSpent, RightsRequest
from retail.transaction import Line, Transaction

_AT_ONCE = 100
"""Things that the hub lets a terminal ask for in one question."""


class Shortfall(msgspec.Struct, frozen=True, kw_only=True):
    """What of one SKU the open sale takes that nobody has promised it."""

    sku: str
    lines: tuple[Line, ...]
    uncovered: int
    """Thousandths beyond the rights held."""
    known: KnownStock


def leaves_stock(line: Line) -> int:
    """Thousandths that a line takes out of the stock; 0 for what comes back, is void, or is no item."""
    if line.voided or line.returned or line.kind != "sale" or not line.sku:
        return 0
    return line.quantity if line.stock_quantity is None else line.stock_quantity


def shortfall(step: Step, txn: Transaction, sku: str) -> Shortfall | None:
    """None where the sale may have its units of this SKU: rights cover them, or more than these are left.

    The last units that can be promised need a right, since another till may be selling them; so does
    everything that has a serial number.
    """
    known = step.uow.stock.get(sku)
    lines = tuple(line for line in txn.lines if line.sku == sku and leaves_stock(line) > 0)
    if known is None or not known.tracked or not lines:
        return None
    uncovered = sum(map(leaves_stock, lines)) - sum(right.left for right in usable(step, sku))
    if uncovered <= 0:
        return None
    known = _newest(step, txn, known)
    if known.available - uncovered > 0 and not any(line.serial for line in lines):
        return None
    return Shortfall(sku=sku, lines=lines, uncovered=uncovered, known=known)


def _newest(step: Step, txn: Transaction, known: KnownStock) -> KnownStock:
    """What the hub answered to this sale is newer than the feed: what it granted is off there already."""
    for question in step.uow.rights.questions(txn.txn_id):
        for told in question.reply.answers if question.reply else ():
            if question.reply and told.subject == known.sku and question.reply.at >= known.at:
                known = replace(known, available=told.available, at=question.reply.at)
    return known


def shortfalls(step: Step, txn: Transaction) -> tuple[Shortfall, ...]:
    """Of all goods of the sale; none in training, nor where this store's stock was never heard of."""
    if txn.training or not step.uow.stock.feed_seq():
        return ()
    found = (shortfall(step, txn, sku) for sku in dict.fromkeys(map(_sku, txn.lines)))
    return tuple(one for one in found if one is not None)


def usable(step: Step, sku: str) -> tuple[HeldRight, ...]:
    """Rights to this SKU that may be spent now, first to expire first."""
    now = step.clock.now()
    return tuple(right for right in step.uow.rights.open("stock", sku) if right.use_by > now and right.left)


def ask_for(step: Step, txn: Transaction, skus: Iterable[str]) -> None:
    """Goods were added: ask the hub once for what is not covered. The till sells on meanwhile."""
    if txn.training:
        return
    short = [one for one in (shortfall(step, txn, sku) for sku in skus if sku) if one is not None]
    if not short:
        return
    waiting = [one for one in step.uow.rights.questions(txn.txn_id) if one.state in ("asked", "offline")]
    for question in waiting:
        if question.state == "offline":
            ask_again(step, question)
    asks = tuple(
        RightAsk(kind="stock", subject=one.sku, quantity=missing)
        for one in short
        if (missing := one.uncovered - _asked_of(waiting, one.sku)) > 0
    )
    for start in range(0, len(asks), _AT_ONCE):
        put_question(step, txn.txn_id, asks[start : start + _AT_ONCE])


def put_question(step: Step, txn_id: str, asks: tuple[RightAsk, ...]) -> None:
    """Keep a question, and ask it after COMMIT."""
    request = RightsRequest(request_id=step.ids.new(), asks=asks)
    step.uow.rights.ask(RightQuestion(request=request, txn_id=txn_id, asked_at=step.clock.now()))
    step.ask(request)


def ask_again(step: Step, question: RightQuestion) -> None:
    """The same question under the same id: what the hub granted to it already is not granted twice."""
    step.uow.rights.ask(replace(question, state="asked", code="", message=""))
    step.ask(question.request)


def _asked_of(questions: Iterable[RightQuestion], sku: str) -> int:
    return sum(ask.quantity for one in questions for ask in one.request.asks if ask.subject == sku)


def approved_stock(step: Step, txn: Transaction) -> Transaction:
    """The sale with a supervisor's word for goods without a right; as it is where all are covered.

    The word is for the lines and quantities that now stand there: a later one, or more of one, is asked about
    again. Raises `ApprovalNeededError`.
    """
    waiting = tuple(what for one in shortfalls(step, txn) for what in to_approve(txn, one))
    if not waiting:
        return txn
    return sale.approved(txn, replace(step.authorise("sell_without_right"), covers=waiting))


def to_approve(txn: Transaction, short: Shortfall) -> tuple[str, ...]:
    """Those of its lines, as they now stand, that no supervisor has let go yet: what an approval covers."""
    covered = {covers for approval in txn.approvals for covers in approval.covers}
    lines = (f"{line.line_id} {leaves_stock(line)}" for line in short.lines)
    return tuple(what for what in lines if what not in covered)


def with_rights(step: Step, txn: Transaction, body: SaleCompleted) -> SaleCompleted:
    """The completed sale with the rights that it spends, and what it sells without one."""
    if txn.training or not step.uow.stock.feed_seq():
        return body
    spent: list[RightSpent] = []
    overrides: list[StockOverride] = []
    for sku in dict.fromkeys(map(_sku, txn.lines)):
        lines = [line for line in txn.lines if line.sku == sku and leaves_stock(line) > 0]
        short = shortfall(step, txn, sku)
        spends, open_lines = _spend(lines, usable(step, sku))
        spent += spends
        overrides += [
            StockOverride(
                line_id=line.line_id,
                sku=sku,
                quantity=quantity,
                available=short.known.available,
                as_of=short.known.at,
            )
            for line, quantity in open_lines
            if short is not None
        ]
    return replace(body, rights=(*body.rights, *spent), overrides=tuple(overrides))


def _spend(
    lines: list[Line], rights: tuple[HeldRight, ...]
) -> tuple[list[RightSpent], list[tuple[Line, int]]]:
    """Rights spread over lines in order, and what no right was left for."""
    left = {right.grant_id: right.left for right in rights}
    spent: list[RightSpent] = []
    uncovered: list[tuple[Line, int]] = []
    for line in lines:
        wanted = leaves_stock(line)
        for right in rights:
            quantity = min(wanted, left[right.grant_id])
            if quantity:
                left[right.grant_id] -= quantity
                wanted -= quantity
                spent.append(
                    RightSpent(
                        grant_id=right.grant_id,
                        kind="stock",
                        subject=line.sku,
                        quantity=quantity,
                        line_id=line.line_id,
                    )
                )
        if wanted:
            uncovered.append((line, wanted))
    return spent, uncovered


def _sku(line: Line) -> str:
    return line.sku if leaves_stock(line) > 0 else ""


def sale_over(step: Step, txn_id: str) -> None:
    """The sale is completed, voided or parked: nobody waits for its answers, and its rights go back."""
    step.uow.rights.forget(txn_id)
    settle_unused(step)


def settle_unused(step: Step) -> None:
    """Give back the rights to goods that are not on the open sale, and those whose time is past.

    A line that was voided may come back by one key: its right stays until the sale is over. Goods of carts
    that wait for the age question are as good as on it.
    """
    rights = step.uow.rights.open("stock")
    if not rights:
        return
    txn, now = step.uow.drafts.current(), step.clock.now()
    used = {line.sku for line in txn.lines} if txn else set()
    waiting = step.desk.awaiting_age
    while isinstance(waiting, AddCartLines):
        used |= {wish.sku for wish in waiting.wishes}
        waiting = waiting.then
    for right in rights:
        if right.subject not in used or right.use_by <= now:
            settle(step, right)
