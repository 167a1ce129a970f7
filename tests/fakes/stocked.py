"""What the hub tells a made-up till about stock and rights, as rows of its feeds."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace

from local_db.invariants import check_pos
from pos_app import commands as c
from pos_app.outcomes import current_sale
from pos_app.ports.hub_desk import Question
from pos_app.queries.stock import ListRights
from pos_app.views import Notice
from retail.events import SaleCompleted
from retail.rights import Right, RightAnswer, RightsReply, RightsRequest
from retail.stock import Elsewhere, IncomingTransfer, StockState, StoreName
from sync.messages import FeedRow, PullReply, ScopeHead
from sync.ports import EMPTY_CHECKSUM
from tests.fakes.clock import NOON
from tests.fakes.counter import Counter
from tests.fakes.shop import BERLIN

STOCK = f"stock:{BERLIN.profile.store_id}"
OWN = f"terminal:{BERLIN.terminal.terminal_id}"
AN_HOUR = 3_600_000


def tell(till: Counter, scope: str, kind: str, key: str, body: msgspec.Struct | None) -> None:
    """The next row of a scope arrives."""
    cursor = till.local.replica.cursor(scope)
    seq = cursor.seq + 1
    content: dict[str, Any] | None = None if body is None else msgspec.to_builtins(body)
    row = FeedRow(seq=seq, kind=kind, key=key, op="put" if body else "delete", rev=seq, body=content)
    head = ScopeHead(scope=scope, epoch=cursor.epoch or "feed-1", seq=seq, checksum=EMPTY_CHECKSUM)
    till.local.replica.apply(scope, PullReply(rows=(row,), next=seq, head=head))


def stock(till: Counter, sku: str, available: int, *, on_hand: int | None = None, **more: Any) -> None:
    """The hub's picture of one SKU, in whole units."""
    state = StockState(
        sku=sku,
        on_hand=(available if on_hand is None else on_hand) * 1000,
        unavailable=0,
        available=available * 1000,
        **({"at": NOON} | more),
    )
    tell(till, STOCK, "stock", sku, state)


def counted_until_now(till: Counter) -> dict[str, str]:
    """`seen` of a picture that has all of this till's movements."""
    with till.local.store.read() as uow:
        return {BERLIN.terminal.terminal_id: uow.journal.last_hlc()}


def right(number: int, sku: str, units: int, **more: Any) -> Right:
    """A right to so many units."""
    made = Right(
        grant_id=f"right-{number}", kind="stock", subject=sku, quantity=units * 1000, use_by=NOON + AN_HOUR
    )
    return replace(made, **more)


def granted(*rights: Right) -> RightsReply:
    """All that was asked for."""
    answers = tuple(RightAnswer(kind=one.kind, subject=one.subject, right=one, available=0) for one in rights)
    return RightsReply(answers=answers, at=NOON + 10)


def not_enough(request: RightsRequest, available: int = 0) -> RightsReply:
    """Nothing of what was asked for; so many units are left."""
    answers = tuple(
        RightAnswer(kind=ask.kind, subject=ask.subject, available=available * 1000, code="not_enough")
        for ask in request.asks
    )
    return RightsReply(answers=answers, at=NOON + 5)


def elsewhere(till: Counter, sku: str, **units: int) -> None:
    """What other stores have."""
    body = Elsewhere(
        at=NOON - AN_HOUR, stores={name.replace("_", "-"): n * 1000 for name, n in units.items()}
    )
    tell(till, "elsewhere", "elsewhere", sku, body)


def store_name(till: Counter, store_id: str, name: str) -> None:
    """A store of the chain."""
    tell(till, "elsewhere", "store_name", store_id, StoreName(store_id=store_id, name=name))


def transfer(till: Counter, body: IncomingTransfer) -> None:
    """Goods are on their way here."""
    tell(till, STOCK, "transfer", body.transfer_id, body)


# --- what a test looks at ---------------------------------------------------------------------------------


def asked(till: Counter) -> list[tuple[str, int]]:
    """What the hub was asked, as (SKU, whole units)."""
    requests = [one for one in till.nudges.questions if isinstance(one, RightsRequest)]
    return [(ask.subject, ask.quantity // 1000) for one in requests for ask in one.asks]


def last(till: Counter) -> RightsRequest:
    """What the hub was asked last."""
    question: Question = till.nudges.questions[-1]
    assert isinstance(question, RightsRequest)
    return question


def notice(till: Counter) -> Notice | None:
    """What stands at the line added last."""
    sale = till.dispatcher.look(current_sale)
    return None if sale is None else sale.lines[-1].stock_notice


def code(till: Counter) -> str:
    """The code of that notice, or empty."""
    found = notice(till)
    return found.code if found else ""


def pay(till: Counter, **more: Any) -> SaleCompleted:
    """The open sale paid in cash."""
    with till.local.store.read() as uow:
        txn = uow.drafts.current()
    assert txn is not None
    change = till.change(c.TenderCash(txn_id=txn.txn_id, amount=5_000, **more))
    return till.record(change.txn_id).body


def sound(till: Counter) -> None:
    """All invariants of the file hold."""
    with till.local.pos.read():
        assert check_pos(till.local.pos) == []


def rights(till: Counter) -> dict[str, tuple[int, str]]:
    """grant_id → (units left, state)."""
    return {one.grant_id: (one.left // 1000, one.state) for one in till.ask(ListRights())}
