"""The terminal's line to its hub: where the hub is, who we are to it, and the sync threads that use it."""

from __future__ import annotations

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from local_db.carts import is_cart_scope
from local_db.receipt_feed import is_receipt_scope
from local_db.stock import is_stock_scope
from pos_app.machine import SystemClock
from pos_app.ports.hub_desk import HubAnswer, Question
from pos_app.ports.store import Store
from pos_app.till import Till
from pos_app.views.sync import QuarantinedView, ScopeView, SyncView
from retail.cart import CartReply
from retail.errors import KnownError
from retail.events import VERSIONS
from retail.rights import RightsReply
from sync.client import HttpHub
from sync.messages import PullReply
from sync.ports import Cursor, Outbox, Quarantined, Replica, Snapshots
from sync.protocol import HubBusy, HubUnreachable
from sync.service import SyncService
from sync.status import SyncStatus
from sync.worker import WorkerSettings

SETTING = "hub"
SHOWN_QUARANTINED = 50
TELL_EVERY_MS = 2_000
"""While a long catalogue arrives, screens are told this often that there is more."""


class HubAddress(msgspec.Struct, frozen=True, kw_only=True):
    """How this terminal reaches its hub, kept since it was enrolled."""

    url: str
    fingerprint: str
    """SHA-256 of the hub's certificate, pinned; empty on loopback http only."""
    terminal_id: str
    store_id: str
    signing_key: str = ""
    """The hub's for snapshots; a terminal that was enrolled without one reads pages."""


def read_address(store: Store) -> HubAddress | None:
    """None on a terminal that belongs to no hub."""
    with store.read() as uow:
        text = uow.settings.get(SETTING)
    return msgspec.json.decode(text, type=HubAddress) if text else None


def write_address(store: Store, address: HubAddress) -> None:
    """Remember the hub."""
    with store.write() as uow:
        uow.settings.put(SETTING, msgspec.json.encode(address).decode())


def start_sync(
    address: HubAddress,
    private_key: bytes,
    outbox: Outbox,
    replica: Replica,
    clock: SystemClock,
    program: str,
    till: Till,
    snapshots: Snapshots | None = None,
) -> SyncService:
    """Start pushing and pulling; the till hears of status and of what arrived."""
    key = Ed25519PrivateKey.from_private_bytes(private_key)

    def line() -> HttpHub:
        return HttpHub(address.url, address.fingerprint, address.terminal_id, key, clock, program=program)

    def heard(status: SyncStatus) -> None:
        till.sync_changed(sync_view(status, outbox, address))

    service = SyncService(
        line(),
        line(),
        outbox,
        TellingReplica(replica, clock, till),
        clock,
        settings=WorkerSettings(
            hub_url=address.url, program=program, op_versions=VERSIONS, signing_key=address.signing_key
        ),
        listener=heard,
        answered=lambda question, said: till.hub_answered(hub_answer(question, said)),
        snapshots=snapshots,
    )
    service.start()
    return service


def hub_answer(question: Question, said: RightsReply | CartReply | KnownError) -> HubAnswer:
    """What the hub said as handlers read it."""
    if isinstance(said, RightsReply):
        return HubAnswer(question=question, rights=said)
    if isinstance(said, CartReply):
        return HubAnswer(question=question, carts=said)
    away = isinstance(said, HubUnreachable | HubBusy)
    return HubAnswer(
        question=question,
        unanswered="offline" if away else "refused",
        code=said.code,
        message=said.message,
    )


def no_hub(question: Question) -> HubAnswer:
    """The answer on a terminal that belongs to no hub."""
    return HubAnswer(
        question=question,
        unanswered="offline",
        code="no_hub",
        message="This till belongs to no hub, so it cannot ask.",
    )


def sync_view(status: SyncStatus, outbox: Outbox, address: HubAddress) -> SyncView:
    """The sync thread's status as screens show it."""
    aside = outbox.quarantined(SHOWN_QUARANTINED) if status.quarantined or status.resolved else ()
    return SyncView(
        state=status.state,
        waiting_ops=status.waiting.ops,
        waiting_sales=status.waiting.sales,
        oldest_at=status.waiting.oldest_at,
        last_contact_at=status.last_contact_at,
        error_code=status.error_code,
        error_message=status.error_message,
        quarantined=tuple(_aside_view(one) for one in aside if not one.outcome),
        resolved=tuple(_aside_view(one) for one in aside if one.outcome),
        scopes=tuple(ScopeView(scope=one.scope, rows_to_go=one.to_go, seq=one.have) for one in status.scopes),
        hub_url=status.hub_url,
        terminal=address.terminal_id,
        clock_skew_ms=status.clock_skew_ms,
        history_why=status.epoch_change.why if status.epoch_change else "",
        history_at=status.epoch_change.at if status.epoch_change else None,
    )


def _aside_view(one: Quarantined) -> QuarantinedView:
    return QuarantinedView(
        seq=one.seq,
        kind=one.kind,
        code=one.code,
        receipt_no=one.receipt_no,
        total=one.total,
        currency=one.currency,
        at=one.at,
        outcome=one.outcome,
    )


class TellingReplica:
    """A replica that tells the till when something arrived; implements `sync.ports.Replica`."""

    def __init__(self, replica: Replica, clock: SystemClock, till: Till) -> None:
        self._replica = replica
        self._clock = clock
        self._till = till
        self._told_at = 0
        self._untold = False

    def cursor(self, scope: str) -> Cursor:
        return self._replica.cursor(scope)

    def scopes(self) -> tuple[str, ...]:
        return self._replica.scopes()

    def apply(self, scope: str, reply: PullReply) -> Cursor:
        cursor = self._replica.apply(scope, reply)
        if reply.rows and is_cart_scope(scope):
            self._till.parked_changed()
            return cursor
        # Receipts and stock change with every sale at another till; who shows them looks them up when asked.
        if reply.rows and not is_receipt_scope(scope) and not is_stock_scope(scope):
            self._tell(at_once=reply.next == reply.head.seq)
        return cursor

    def reset(self, scope: str, epoch: str) -> None:
        self._replica.reset(scope, epoch)

    def missing_images(self, limit: int) -> tuple[str, ...]:
        # Asked for again when the last ones have come: those that were not told of yet are told now.
        if self._untold:
            self._tell(at_once=True)
        return self._replica.missing_images(limit)

    def store_image(self, digest: str, content: bytes) -> None:
        self._replica.store_image(digest, content)
        self._tell(at_once=False)

    def _tell(self, *, at_once: bool) -> None:
        self._untold = not at_once and self._clock.now() - self._told_at <= TELL_EVERY_MS
        if not self._untold:
            self._told_at = self._clock.now()
            self._till.replica_changed()
