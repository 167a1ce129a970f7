"""Signing in, and unlocking: pick a tile, key the PIN; after wrong ones the wait counts down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands import SignIn
from pos_app.queries import ListOperators
from pos_app.views import Notice, OperatorTile, Outcome
from ui.keys import KeyTable
from ui.people.wait import Countdown
from ui.routes import Router
from ui.rows import Row, Rows
from ui.screen import ScreenModel
from ui.sell.grid import colour_of, initials_of
from ui.till import Till
from ui.words import notice, say

translate = QCoreApplication.translate


class OperatorRow(Row, frozen=True, kw_only=True):
    """One person to tap; the key is the operator's id."""

    name: str
    role_text: str
    initials: str
    colour: int


class SignInModel(ScreenModel):
    """Screen `sign_in`, for who comes and for who locked. The PIN is passed on and kept nowhere."""

    changed = Signal()

    pin_wanted = Signal()
    """The field is to be emptied and typed anew."""

    def __init__(self, till: Till, keys: KeyTable, router: Router, parent: QObject | None = None) -> None:
        super().__init__("sign_in", till, keys, parent)
        self._rows = Rows(OperatorRow, self)
        self._chosen = ""
        self._problem = ""
        self._busy = False
        self._asked = False
        self._shown = False
        self._countdown = Countdown(self)
        self._countdown.ticked.connect(self.changed)
        self._countdown.ended.connect(self._wait_over)
        till.view_changed.connect(self._view_changed)
        self.acts: dict[str, Callable[[], None]] = {
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "sync": lambda: router.go("sync"),
            "settings": lambda: router.go("settings"),
        }

    @Property(QObject, constant=True)
    def operators(self) -> Rows:
        """Everybody who may sign in here."""
        return self._rows

    @Property(bool, notify=changed)
    def locked(self) -> bool:
        """Whether the till is only locked, and the sale stays."""
        view = self.till.view
        return view is not None and view.locked and view.operator is not None

    @Property(str, notify=changed)
    def title(self) -> str:
        """What is asked of whom."""
        name = self._name(self._chosen)
        if name:
            return translate("SignIn", "PIN of {name}").format(name=name)
        return translate("SignIn", "Who is signing in?")

    @Property(str, notify=changed)
    def locked_text(self) -> str:
        """Who locked the till; empty where it is not."""
        view = self.till.view
        if view is None or not view.locked or view.operator is None:
            return ""
        return translate("SignIn", "Locked by {name}").format(name=view.operator.name)

    @Property(str, notify=changed)
    def reassurance(self) -> str:
        """What happens to the open sale while the till is locked; empty without one."""
        if not self.locked or self.till.sale is None or not self.till.sale.begun:
            return ""
        total = self.till.figures.money(self.till.sale.total, self.till.sale.currency)
        return translate("SignIn", "The open sale of {total} stays as it is.").format(total=total)

    @Property(str, notify=changed)
    def place(self) -> str:
        """Shop and terminal, empty while they are not known."""
        view = self.till.view
        return " · ".join(filter(None, (view.store_name, view.terminal_name))) if view is not None else ""

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether nobody can sign in yet: the configuration has not arrived."""
        return self._asked and len(self._rows) == 0

    @Property(str, notify=changed)
    def chosen(self) -> str:
        """The person picked."""
        return self._chosen

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why the last try did not work and what to do; the wait while one runs."""
        if self.waiting:
            text = translate(
                "SignIn", "Too many wrong PINs. Next try in {time}. A supervisor can sign in meanwhile."
            )
            if self._countdown.seconds < 60:  # noqa: PLR2004 - seconds of a minute
                text = translate("SignIn", "Too many wrong PINs. Next try in {time} s.")
            return text.format(time=self._countdown.text)
        return self._problem

    @Property(bool, notify=changed)
    def waiting(self) -> bool:
        """Whether no try is looked at for now."""
        return self._countdown.seconds > 0

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether the PIN is being checked."""
        return self._busy

    def entered(self) -> None:
        """Ask who may sign in; on the lock screen the one who locked is picked."""
        self._shown = True
        self._problem = ""
        view = self.till.view
        self._chosen = view.operator.operator_id if view and view.locked and view.operator else ""
        self._ask()
        self.changed.emit()
        self.pin_wanted.emit()

    def left(self) -> None:
        """Nothing typed stays behind."""
        self._shown = False
        self._countdown.start(0)
        self.pin_wanted.emit()

    def scan(self, _raw: str) -> None:
        """Nobody is there to sell: said aloud, never typed into the PIN."""
        self.till.say(notice("scan_while_locked" if self.locked else "scan_while_signed_out"), aloud=True)

    @Slot(str)
    def choose(self, key: str) -> None:
        """Pick a person; a wait belongs to the one before."""
        if key != self._chosen:
            self._chosen = key
            self._problem = ""
            self._countdown.start(0)
            self.changed.emit()
        self.pin_wanted.emit()

    @Slot(str)
    def accept(self, pin: str) -> None:
        """Try the PIN."""
        if self._busy or self.waiting:
            return
        if not self._chosen:
            self._blame(say(notice("operator_missing")))
            return
        self._busy = True
        self._problem = ""
        self.changed.emit()
        self.till.send(SignIn(operator_id=self._chosen, pin=pin), self._done, self._refused)

    def _done(self, outcome: Outcome) -> None:
        self._busy = False
        if outcome.ok:
            self._problem = ""
        self.changed.emit()
        self.pin_wanted.emit()

    def _refused(self, found: Notice) -> None:
        self._busy = False
        if found.code == "pin_wait":
            self._countdown.start(int(found.params.get("seconds", 0)))
        self._blame(say(found))

    def _blame(self, text: str) -> None:
        self._problem = text
        self.till.sounds.error()
        self.changed.emit()

    @Slot()
    def _wait_over(self) -> None:
        self._problem = ""
        self.changed.emit()
        self.pin_wanted.emit()

    def _step(self, by: int) -> None:
        count = len(self._rows)
        if count:
            place = self._rows.place(self._chosen)
            row = self._rows.at((place + by) % count if place >= 0 else 0 if by > 0 else count - 1)
            if row is not None:
                self.choose(row.key)

    @Slot()
    def _view_changed(self) -> None:
        if self._shown:
            self._ask()
        self.changed.emit()

    def _ask(self) -> None:
        self.till.dispatcher.ask_latest("operators", ListOperators(), self._take)

    def _take(self, found: tuple[OperatorTile, ...]) -> None:
        self._asked = True
        self._rows.show([_row(one, place) for place, one in enumerate(found)])
        if self._rows.place(self._chosen) < 0:
            self._chosen = found[0].operator_id if len(found) == 1 else ""
        self.changed.emit()

    def _name(self, key: str) -> str:
        row = self._rows.at(self._rows.place(key))
        return row.name if isinstance(row, OperatorRow) else ""


def _row(one: OperatorTile, place: int) -> OperatorRow:
    roles = {
        "cashier": translate("SignIn", "Cashier"),
        "supervisor": translate("SignIn", "Supervisor"),
        "manager": translate("SignIn", "Manager"),
    }
    return OperatorRow(
        key=one.operator_id,
        name=one.name,
        role_text=roles[one.role],
        initials=initials_of(one.name),
        colour=colour_of(one.colour, place),
    )
