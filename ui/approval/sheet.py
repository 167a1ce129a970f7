"""The approval sheet: who, PIN and reason, without signing the cashier out.

The refused command is sent again with the supervisor's word; its outcome goes where the first's would.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Property, QCoreApplication, Signal, Slot

from pos_app.commands import Approving, Command
from pos_app.queries import ListReasons, ListSupervisors
from pos_app.views import ApprovalRequest, Notice, OperatorTile, Outcome, ReasonView
from ui.marked import QT_TRANSLATE_NOOP
from ui.picks import Pick, reason_picks, stepped
from ui.screen import SheetModel
from ui.sell.stock_note import uncovered_text
from ui.till import Then, Till
from ui.words import notice, say

PERMISSIONS: dict[str, str] = {
    "devices": QT_TRANSLATE_NOOP("Permissions", "Setting devices up needs a supervisor."),
    "discount_above_limit": QT_TRANSLATE_NOOP("Permissions", "This discount is above the cashier's limit."),
    "price_override": QT_TRANSLATE_NOOP("Permissions", "Changing a price needs a supervisor."),
    "post_void": QT_TRANSLATE_NOOP("Permissions", "Cancelling a completed sale needs a supervisor."),
    "no_sale": QT_TRANSLATE_NOOP("Permissions", "Opening the drawer without a sale needs a supervisor."),
    "paid_out": QT_TRANSLATE_NOOP("Permissions", "Paying cash out needs a supervisor."),
    "cash_pickup": QT_TRANSLATE_NOOP("Permissions", "Taking cash out of the till needs a supervisor."),
    "training": QT_TRANSLATE_NOOP("Permissions", "Switching training mode needs a supervisor."),
    "earlier_day": QT_TRANSLATE_NOOP(
        "Permissions",
        "The clock says an earlier day than the last business day. Set the clock right; "
        "a supervisor may open the till all the same.",
    ),
    "sell_expired": QT_TRANSLATE_NOOP(
        "Permissions", "The use-by date of this pack is past. A supervisor may sell it all the same."
    ),
    "sell_without_right": QT_TRANSLATE_NOOP(
        "Permissions",
        "These last units may be promised to somebody else. The goods are here: a supervisor may sell them.",
    ),
    "adjust_stock": QT_TRANSLATE_NOOP("Permissions", "Changing the stock by hand needs a supervisor."),
    "count_difference": QT_TRANSLATE_NOOP(
        "Permissions", "This count is far from what should be there. A supervisor approves it."
    ),
    "refund_above_limit": QT_TRANSLATE_NOOP("Permissions", "This refund is above the cashier's limit."),
    "return_without_receipt": QT_TRANSLATE_NOOP(
        "Permissions", "Taking goods back without a receipt needs a supervisor."
    ),
}


class ApprovalSheet(SheetModel):
    """Holds the PIN only as long as it takes to send it."""

    changed = Signal()

    refused_again = Signal()
    """The field is to be emptied and typed anew."""

    def __init__(
        self,
        till: Till,
        close: Callable[[SheetModel], None],
        command: Command,
        request: ApprovalRequest,
        then: Then | None,
    ) -> None:
        super().__init__(till, close)
        self._command = command
        self._request = request
        self._then = then
        self._people: list[Pick] = []
        self._who = ""
        self._reasons: list[Pick] = []
        self._reason = str(getattr(command, "reason_id", ""))
        self._waiting = False
        ask = till.dispatcher.ask_latest
        ask("supervisors", ListSupervisors(permission=request.permission), self._take_people)
        if request.reason_kind:
            ask("reasons", ListReasons(kind=request.reason_kind), self._take_reasons)

    @Property(str, constant=True)
    def why(self) -> str:
        """What needs approval."""
        source = PERMISSIONS.get(self._request.permission)
        return self._request.message if source is None else QCoreApplication.translate("Permissions", source)

    @Property(str, constant=True)
    def detail(self) -> str:
        """What it is about, a line each; empty where the reason says all."""
        if self._request.permission != "sell_without_right":
            return ""
        return uncovered_text(self.till.sale, self.till.figures)

    @Property(list, notify=changed)
    def people(self) -> list[Pick]:
        """Those who may approve."""
        return self._people

    @Property(str, notify=changed)
    def who(self) -> str:
        """The one picked."""
        return self._who

    @Property(list, notify=changed)
    def reasons(self) -> list[Pick]:
        """The reasons to pick from; empty where none is asked."""
        return self._reasons

    @Property(str, notify=changed)
    def reason(self) -> str:
        """The reason picked."""
        return self._reason

    @Property(bool, notify=changed)
    def waiting(self) -> bool:
        """Whether the PIN is being checked."""
        return self._waiting

    @Slot(int)
    def step(self, by: int) -> None:
        """Pick the reason above or below, or without reasons the person, without leaving the PIN."""
        if self._reasons:
            self.choose_reason(stepped(self._reasons, self._reason, by))
        elif self._people:
            self.choose_person(stepped(self._people, self._who, by))

    @Slot(str)
    def choose_person(self, key: str) -> None:
        """Pick who approves."""
        self._who = key
        self.blame("")
        self.changed.emit()

    @Slot(str)
    def choose_reason(self, key: str) -> None:
        """Pick why."""
        self._reason = key
        self.blame("")
        self.changed.emit()

    @Slot(str)
    def accept(self, pin: str) -> None:
        """Send the command again with the supervisor's word."""
        if not self._who:
            self.blame(say(notice("supervisor_missing")))
        elif self._reasons and not self._reason:
            self.blame(say(notice("reason_missing")))
        elif not self._waiting:
            self._waiting = True
            self.blame("")
            self.changed.emit()
            approving = Approving(operator_id=self._who, pin=pin, reason_id=self._reason)
            self.till.send(replace(self._command, approval=approving), self._done, self._refused)

    @Slot()
    def cancel(self) -> None:
        """Nobody approves: whoever asked goes on without it."""
        self.close()
        if self._then is not None:
            self._then(Outcome(ok=False, approval=self._request))

    def _done(self, outcome: Outcome) -> None:
        if outcome.ok:
            self.close()
            if self._then is not None:
                self._then(outcome)

    def _refused(self, found: Notice) -> None:
        self._waiting = False
        self.changed.emit()
        self.blame(say(found))
        self.refused_again.emit()

    def _take_people(self, found: tuple[OperatorTile, ...]) -> None:
        self._people = [{"key": one.operator_id, "text": one.name} for one in found]
        self._who = self._people[0]["key"] if len(self._people) == 1 else ""
        self.changed.emit()

    def _take_reasons(self, found: tuple[ReasonView, ...]) -> None:
        self._reasons = reason_picks(found, self.till.figures)
        self.changed.emit()
