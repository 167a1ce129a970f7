"""One command's step: the unit of work it runs in, and what its handler needs to know and to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec

from pos_app.desk import Desk
from pos_app.device_work import DeviceWork
from pos_app.permissions import ALWAYS_ASKED, REASON_KIND, ApprovalNeededError, Permission, may
from pos_app.ports.clock import Clock, IdSource
from pos_app.ports.device_drivers import DeviceDrivers
from pos_app.ports.hub_desk import Question
from pos_app.ports.store import Catalogue, PrintJob, UnitOfWork
from retail import hybrid_clock
from retail.errors import RuleError
from retail.events import VERSIONS, Body, Origin
from retail.journal import JournalEntry, Op
from retail.receipt import ReceiptDocument
from retail.session import TillSession
from retail.store_config import Operator, ReasonKind, StoreConfig
from retail.transaction import Approval, Transaction


@dataclass
class Step:
    """What a handler works with. `later` runs after COMMIT: nothing leaves the terminal before it."""

    uow: UnitOfWork
    catalogue: Catalogue
    desk: Desk
    clock: Clock
    ids: IdSource
    drivers: DeviceDrivers
    pepper: bytes
    """Beside the database key; PINs are sealed with it (M8.2)."""
    program: str
    private_key: bytes = b""
    """Ed25519 seed of this terminal, for the basket codes that it makes; empty where it makes none."""
    approver: Operator | None = None
    """Who gave a supervisor's word with the command, PIN already checked."""
    approval_reason: str = ""
    reason_id: str = ""
    later: list[Callable[[], None]] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    prints: bool = False
    """A print job was added: the printer thread is told after COMMIT."""
    device_work: list[Callable[[DeviceWork], None]] = field(default_factory=list)
    """What the device threads are asked after COMMIT."""
    sync_now: bool = False
    """The sync thread is asked to try at once."""
    questions: list[Question] = field(default_factory=list)
    """What the hub is asked after COMMIT."""

    # --- who and where ----------------------------------------------------------------------------------

    def config(self) -> StoreConfig:
        """The store's configuration. Raises `RuleError` while it has not arrived."""
        config = self.uow.store_config()
        if config is None:
            raise RuleError(
                "not_configured",
                "The store's settings have not arrived from the hub yet. Connect the hub and wait a moment.",
            )
        return config

    def operator(self) -> Operator:
        """Who is signed in. Raises `RuleError` where nobody is, or the till is locked."""
        if self.desk.operator is None:
            raise RuleError("not_signed_in", "Sign in first.")
        if self.desk.locked:
            raise RuleError("locked", "The till is locked. Enter your PIN.")
        return self.desk.operator

    def session(self) -> TillSession:
        """The open till session. Raises `RuleError` where there is none, or it is being counted."""
        session = self.uow.sessions.current()
        if session is None:
            raise RuleError("no_session", "No till session is open. Open one with its float first.")
        if session.state != "open":
            raise RuleError("session_closing", "The till is being counted. Go back to selling, or close it.")
        return session

    def transaction(self) -> Transaction:
        """The open sale. Raises `RuleError` where none is open."""
        self.operator()
        txn = self.uow.drafts.current()
        if txn is None:
            raise RuleError("no_sale_open", "No sale is open. Scan an item to start one.")
        return txn

    @property
    def training(self) -> bool:
        return self.uow.settings.get("training") == "1"

    def business_date(self) -> str:
        """The session's day, or today's date at the store."""
        session = self.uow.sessions.current()
        return session.business_date if session else self.local(self.clock.now())[:10]

    def local(self, at: int) -> str:
        """UTC milliseconds as local ISO 8601 time of the store, with offset (M5.1)."""
        config = self.uow.store_config()
        zone = ZoneInfo(config.profile.time_zone) if config else UTC
        return datetime.fromtimestamp(at / 1000, zone).isoformat(timespec="milliseconds")

    # --- what a supervisor must say ---------------------------------------------------------------------

    def authorise(self, permission: Permission) -> Approval:
        """The approval for an act that is not every cashier's.

        The operator's own role is enough where it has the right and a reason was picked; otherwise, and where
        it is always asked, a supervisor's word must have come with the command. Raises `ApprovalNeededError`.
        """
        operator = self.operator()
        kind = REASON_KIND[permission]
        alone = permission not in ALWAYS_ASKED and may(operator.role, permission)
        if self.approver is not None:
            if not may(self.approver.role, permission):
                name = self.approver.name
                raise RuleError("may_not_approve", f"{name} may not approve this.", name=name)
            approver, reason_id = self.approver, self.approval_reason
        elif alone and (self.reason_id or not kind):
            approver, reason_id = operator, self.reason_id
        else:
            raise ApprovalNeededError(permission)
        if kind:
            self.check_reason(reason_id, kind)
        return Approval(
            permission=permission,
            operator_id=approver.operator_id,
            reason_id=reason_id,
            at=self.clock.now(),
        )

    def check_reason(self, reason_id: str, kind: ReasonKind) -> None:
        """Refuse a reason that is not on the store's list, or none; without a list nothing is asked."""
        known = {reason.reason_id for reason in self.config().reasons if reason.kind == kind}
        if known and reason_id not in known:
            raise RuleError("reason_needed", "Pick a reason from the list.", kind=kind)

    # --- what goes on record ----------------------------------------------------------------------------

    def origin(self, txn: Transaction | None = None) -> Origin:
        """Where a fact of this moment comes from (rule 11)."""
        config = self.config()
        at = self.clock.now()
        session = self.uow.sessions.current()
        operator = self.desk.operator
        shared = Origin(
            store_id=config.profile.store_id,
            terminal_id=config.terminal.terminal_id,
            operator_id=operator.operator_id if operator else "",
            session_id=session.session_id if session else "",
            business_date=self.business_date(),
            at=at,
            local_time=self.local(at),
            program=self.program,
            training=self.training,
        )
        if txn is None:
            return shared
        return msgspec.structs.replace(
            shared,
            session_id=txn.session_id,
            business_date=txn.business_date,
            channel=txn.channel,
            touchpoint=txn.touchpoint,
            cart_id=txn.cart_id,
            customer_id=txn.customer_id,
            offer_ids=txn.offer_ids,
            consent_version=txn.consent_version,
            training=txn.training,
        )

    def stamp(self, after: str = "") -> str:
        """The hybrid time of a fact of this moment, later than all before it here and than `after`.

        `after` came from the hub, which has bounded it by its own clock: however far behind the clock is,
        what is keyed here counts as later than what was read.
        """
        node, now = self.config().terminal.terminal_id, self.clock.now()
        last = max(self.uow.journal.last_hlc(), after)
        return hybrid_clock.tick(last or None, now, node)

    def record(self, kind: str, body: Body, *, hlc: str = "") -> JournalEntry:
        """Chain a fact to the journal, inside this unit of work; `hlc`: a `stamp` asked for before."""
        hlc = hlc or self.stamp()
        op = Op(op_id=self.ids.new(), kind=kind, v=VERSIONS[kind], hlc=hlc, body=msgspec.to_builtins(body))
        self.changed.add("journal")
        return self.uow.journal.append(op)

    def ask(self, question: Question) -> None:
        """Ask the hub after COMMIT; the answer comes back as the command `HubAnswered`, `offline` too."""
        self.questions.append(question)

    def print(self, document: ReceiptDocument, txn_id: str = "") -> None:
        """Queue something for paper; the printer hears of it only after COMMIT."""
        job = PrintJob(
            job_id=document.document_id, txn_id=txn_id, document=document, created_at=self.clock.now()
        )
        self.uow.print_jobs.add(job)
        self.prints = True
        if document.open_drawer:
            self.device_work.append(lambda work: work.open_drawer(job.created_at))
        self.changed.add("print")
