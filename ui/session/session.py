"""The session screen: its state and figures, X report, cash movements, no-sale and training mode."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from babel.dates import format_date
from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands import SetTraining, SignOut, TakeXReport
from pos_app.queries import ShowSession
from pos_app.views import SessionView
from retail.session import CashMoveKind
from ui.keys import KeyTable
from ui.routes import Router
from ui.rows import Rows
from ui.sell.sheets import Sheets
from ui.session.cash_sheet import CashSheet, no_sale_sheet
from ui.session.report import ReportRow, report_rows
from ui.side_screen import SideScreen
from ui.till import Till
from ui.words import notice

translate = QCoreApplication.translate


class SessionModel(SideScreen):
    """Screen `session`. Expected cash stays hidden until the count is declared, whoever looks."""

    changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sheets: Sheets,
        sell: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("session", till, keys, router, sell, parent)
        self._sheets = sheets
        self._view: SessionView | None = None
        self._rows = Rows(ReportRow, self)
        till.view_changed.connect(self.changed)
        till.topic_changed.connect(self._on_topic)
        self.acts = {
            **self.acts,
            "x_report": self._x_report,
            "float_entry": lambda: self._move("float_entry"),
            "cash_pickup": lambda: self._move("cash_pickup"),
            "paid_in": lambda: self._move("paid_in"),
            "paid_out": lambda: self._move("paid_out"),
            "no_sale": self._no_sale,
            "training": self._training,
            "close": self._close,
            "sign_out": lambda: till.send(SignOut()),
        }

    @Property(bool, notify=changed)
    def open(self) -> bool:
        """Whether a session is open."""
        return self._view is not None and self._view.state == "open"

    @Property(str, notify=changed)
    def title(self) -> str:
        """Which session."""
        if self._view is None or self._view.state is None:
            return translate("Session", "No till session is open")
        return translate("Session", "Till session {number}").format(number=self._view.number)

    @Property(list, notify=changed)
    def facts(self) -> list[dict[str, str]]:
        """What is known of it, as label and text."""
        view, figures = self._view, self.till.figures
        if view is None or view.state is None:
            return []
        day = date.fromisoformat(view.business_date)
        suspended = figures.quantity(view.suspended_count * 1000)
        return [
            {
                "label": translate("Session", "Business date"),
                "text": str(format_date(day, format="long", locale=figures.locale)),
            },
            {
                "label": translate("Session", "Opened"),
                "text": translate("Session", "{time} by {name}").format(
                    time=figures.moment(view.opened_at), name=view.opened_by
                ),
            },
            {
                "label": translate("Session", "Opening float"),
                "text": figures.money(view.opening_float, view.currency),
            },
            {"label": translate("Session", "Suspended sales"), "text": suspended},
        ]

    @Property(QObject, constant=True)
    def report(self) -> Rows:
        """The figures so far, where this person may see them."""
        return self._rows

    @Property(bool, notify=changed)
    def has_report(self) -> bool:
        """Whether there are figures to see."""
        return len(self._rows) > 0

    @Property(bool, notify=changed)
    def training(self) -> bool:
        """Whether sales are practice."""
        return self.till.view is not None and self.till.view.training

    def refresh(self) -> None:
        """Ask how the session stands."""
        self.till.dispatcher.ask_latest("session", ShowSession(), self._take)

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        if topic == "session" and self.shown:
            self.refresh()

    def _take(self, view: SessionView) -> None:
        self._view = view
        rows = report_rows(view.totals, self.till.figures, with_cash=False) if view.totals is not None else []
        self._rows.show(rows)
        self.changed.emit()

    def _x_report(self) -> None:
        self._in_session(lambda: self.till.send(TakeXReport()))

    def _move(self, move: CashMoveKind) -> None:
        self._in_session(
            lambda: self._sheets.show("cash", lambda: CashSheet(self.till, self._sheets.close, move))
        )

    def _no_sale(self) -> None:
        self._in_session(
            lambda: self._sheets.show("reason", lambda: no_sale_sheet(self.till, self._sheets.close))
        )

    def _training(self) -> None:
        self.till.send(SetTraining(on=not self.training))

    def _close(self) -> None:
        self._in_session(lambda: self.router.go("close_session"))

    def _in_session(self, act: Callable[[], None]) -> None:
        if self.open:
            act()
        else:
            self.till.say(notice("no_session"), aloud=True)
