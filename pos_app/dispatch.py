"""Carries out commands: one unit of work each, refusals as outcomes, and what follows only after COMMIT."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from pos_app import commands as c
from pos_app.commands import carts as ca
from pos_app.commands import customers as cc
from pos_app.commands import devices as d
from pos_app.commands import loyalty as cl
from pos_app.commands import returns as cr
from pos_app.commands import stock as cs
from pos_app.commands.hub_desk import HubAnswered, TendRights
from pos_app.desk import Desk
from pos_app.device_work import DeviceWork
from pos_app.handlers import (
    after_sale,
    cart_scan,
    customers,
    devices,
    edit,
    gift_cards,
    goods,
    hand_off,
    hub_desk,
    parking,
    payment,
    people,
    returns,
    rights,
    session,
    stock,
    stock_posting,
    terminal,
    value_tenders,
)
from pos_app.outcomes import current_sale, done, refused
from pos_app.permissions import ApprovalNeededError
from pos_app.ports.clock import Clock, IdSource
from pos_app.ports.device_drivers import DeviceDrivers
from pos_app.ports.hub_desk import Question
from pos_app.ports.store import Catalogue, Store, UnitOfWork
from pos_app.step import Step
from pos_app.views import Notice, Outcome
from pos_app.views.devices import ScaleView
from retail.errors import KnownError, RuleError
from retail.store_config import Operator

logger = logging.getLogger(__name__)

R = TypeVar("R")
Handler = Callable[[Step, Any], Outcome]


def _sync_now(step: Step, _command: c.SyncNow) -> Outcome:
    step.sync_now = True
    return done(step)


HANDLERS: dict[type[c.Command], Handler] = {
    c.SignIn: people.sign_in,
    c.SignOut: people.sign_out,
    c.Lock: people.lock,
    c.SetTraining: people.set_training,
    c.OpenSession: session.open_session,
    c.MoveCash: session.move_cash,
    c.OpenDrawer: session.open_drawer,
    c.DeclareCount: session.declare_count,
    c.ReopenSession: session.reopen_session,
    c.CloseSession: session.close_session,
    c.TakeXReport: session.take_x_report,
    c.Scan: cart_scan.scan,
    c.AddItem: goods.add_item,
    c.AddDepartmentLine: goods.add_department_line,
    c.ConfirmAge: cart_scan.confirm_age,
    c.SetQuantity: edit.set_quantity,
    c.OverridePrice: edit.override_price,
    c.DiscountLine: edit.discount_line,
    c.DiscountSale: edit.discount_sale,
    c.VoidLine: edit.void_line,
    c.UndoVoid: edit.undo_void,
    c.VoidSale: edit.void_sale,
    c.SuspendSale: parking.suspend,
    c.ResumeSale: parking.resume,
    ca.AddCartLines: cart_scan.add_lines,
    ca.DropClaim: parking.drop_claim,
    ca.PrintSlip: parking.print_slip,
    ca.ShareCart: hand_off.share,
    ca.PrintLink: hand_off.print_link,
    ca.HandOver: hand_off.hand_over,
    c.TenderCash: payment.tender_cash,
    c.TenderCard: payment.tender_card,
    c.RemoveTender: payment.remove_tender,
    c.FinishSale: payment.finish_sale,
    c.Reprint: after_sale.reprint,
    c.ReprintZ: after_sale.reprint_z,
    c.PostVoid: after_sale.post_void,
    cr.ReturnLines: returns.return_lines,
    cr.ReturnWithoutReceipt: returns.return_without_receipt,
    c.RetryPrint: after_sale.retry_print,
    c.DropPrint: after_sale.drop_print,
    d.SaveDevice: devices.save_device,
    d.RemoveDevice: devices.remove_device,
    d.RenameDevice: devices.rename_device,
    d.TestDevice: devices.test_device,
    d.FindDevices: devices.find_devices,
    d.WatchScale: devices.watch_scale,
    c.ChooseLook: terminal.choose_look,
    c.SyncNow: _sync_now,
    cc.CreateCustomer: customers.create,
    cc.EditCustomer: customers.edit,
    cc.AnswerConsents: customers.answer_consents,
    cc.AttachCustomer: customers.attach,
    cc.DetachCustomer: customers.detach,
    cc.EmailReceipt: customers.email_receipt,
    cl.SellGiftCard: gift_cards.sell_gift_card,
    cl.TenderGiftCard: value_tenders.tender_gift_card,
    cl.RefundToGiftCard: value_tenders.refund_to_gift_card,
    cl.TenderPoints: value_tenders.tender_points,
    cl.TenderStoreCredit: value_tenders.tender_store_credit,
    cl.CancelAsk: value_tenders.cancel_ask,
    cl.AskGiftCard: value_tenders.ask_gift_card,
    cl.AskAccount: value_tenders.ask_account,
    HubAnswered: hub_desk.answered,
    TendRights: rights.tend,
    cs.BeginStockDocument: stock.begin,
    cs.SetStockHead: stock.set_head,
    cs.ScanStock: stock.scan,
    cs.AddStockItem: stock.add_item,
    cs.SetStockQuantity: stock.set_quantity,
    cs.RemoveStockLine: stock.remove_line,
    cs.UndoStockChange: stock.undo,
    cs.DropStockDocument: stock.drop,
    cs.PostStockDocument: stock_posting.post,
}

ACTS: dict[str, tuple[str, ...]] = {
    "not_signed_in": ("sign_in",),
    "locked": ("sign_in",),
    "no_session": ("open_session",),
    "session_closing": ("close_session",),
    "sale_open": ("suspend",),
    "sales_suspended": ("suspended",),
    "payment_begun": ("pay",),
}
"""What can be done next about a refusal, by its code."""


@dataclass
class Effects:
    """What leaves the terminal's databases, told after COMMIT only (rule 1)."""

    print_nudge: Callable[[], None]
    sync_nudge: Callable[[], None]
    devices: DeviceWork
    ask: Callable[[Question], None]
    """Asks the hub and never blocks; the answer comes back as the command `HubAnswered`."""


class Dispatcher:
    """Runs every command; lives on the `db` thread."""

    def __init__(  # noqa: PLR0913 - one parameter for each port of the application
        self,
        store: Store,
        catalogue: Catalogue,
        desk: Desk,
        *,
        clock: Clock,
        ids: IdSource,
        drivers: DeviceDrivers,
        pepper: bytes,
        program: str,
        effects: Effects,
        private_key: bytes = b"",
    ) -> None:
        """`private_key`: the terminal's Ed25519 seed; without it no basket codes are made."""
        self._store = store
        self._catalogue = catalogue
        self._desk = desk
        self._clock = clock
        self._ids = ids
        self._drivers = drivers
        self._pepper = pepper
        self._program = program
        self._effects = effects
        self._private_key = private_key

    def dispatch(self, command: c.Command) -> Outcome:
        """Carry out one command; never raises: what went wrong is in the outcome, and nothing was changed."""
        try:
            return self._carry_out(command)
        except ApprovalNeededError as needed:
            return self._unchanged(Outcome(ok=False, approval=needed.request))
        except KnownError as error:
            return self._unchanged(Outcome(ok=False, notice=notice_of(error)))
        except Exception:
            logger.exception("command %s failed", type(command).__name__)
            return self._unchanged(Outcome(ok=False, notice=BUG))

    def weighed(self, view: ScaleView) -> None:
        """The scale said something."""
        self._desk.weighed = view

    def look_again(self) -> None:
        """People came from the hub: whoever is no longer one of them is signed out now."""
        try:
            self.look(people.look_again)
        except people.OperatorGoneError:
            self._let_go()

    def look(self, ask: Callable[[Step], R]) -> R:
        """Answer a question inside one read; raises `KnownError` where there is no answer."""
        with self._store.read() as uow:
            return ask(self._step(uow))

    def _carry_out(self, command: c.Command) -> Outcome:
        try:
            approver = self._approver(command.approval)
            return approver if isinstance(approver, Outcome) else self._run(command, approver)
        except people.OperatorGoneError:
            self._let_go()
        if isinstance(command, c.SignIn):  # somebody else comes to a till whose last person is gone
            return self._run(command, None)
        gone = notice_of(RuleError(*people.GONE))
        return self._unchanged(Outcome(ok=False, notice=gone, changed=frozenset({"till"})))

    def _let_go(self) -> None:
        with self._store.write() as uow:
            step = self._step(uow)
            people.let_go(step)
        self._after_commit(step)

    def _approver(self, given: c.Approving | None) -> Operator | Outcome | None:
        """Check a supervisor's PIN in a step of its own: a wrong one counts even if the act is refused."""
        if given is None:
            return None
        with self._store.write() as uow:
            step = self._step(uow)
            found = people.approver(step, given)
            return refused(step, found) if isinstance(found, Notice) else found

    def _run(self, command: c.Command, approver: Operator | None) -> Outcome:
        with self._store.write() as uow:
            step = self._step(uow)
            people.look_again(step)
            step.approver = approver
            step.approval_reason = command.approval.reason_id if command.approval else ""
            step.reason_id = getattr(command, "reason_id", "")
            outcome = HANDLERS[type(command)](step, command)
        for act in step.later:
            act()
        self._after_commit(step)
        return outcome

    def _after_commit(self, step: Step) -> None:
        for ask in step.device_work:
            ask(self._effects.devices)
        for question in step.questions:
            self._effects.ask(question)
        if step.prints:
            self._effects.print_nudge()
        if step.sync_now or "journal" in step.changed:
            self._effects.sync_nudge()

    def _unchanged(self, outcome: Outcome) -> Outcome:
        """The outcome with the sale as it stands."""
        try:
            sale = self.look(current_sale)
        except KnownError:
            return outcome
        return msgspec.structs.replace(outcome, sale=sale)

    def _step(self, uow: UnitOfWork) -> Step:
        return Step(
            uow=uow,
            catalogue=self._catalogue,
            desk=self._desk,
            clock=self._clock,
            ids=self._ids,
            drivers=self._drivers,
            pepper=self._pepper,
            program=self._program,
            private_key=self._private_key,
        )


BUG = Notice(
    code="bug",
    message="Something went wrong inside the program. Nothing was changed; try again, and tell your support.",
    tone="negative",
)


def notice_of(error: KnownError) -> Notice:
    """A refusal in the shape that screens show."""
    params = {name: value if isinstance(value, int) else str(value) for name, value in error.params.items()}
    return Notice(
        code=error.code,
        message=error.message,
        tone="caution" if isinstance(error, RuleError) else "negative",
        params=params,
        acts=ACTS.get(error.code, ()),
    )
