"""Which screen a person may see: signed out, locked, without a till session, or selling."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer

from pos_app.commands import Lock
from pos_app.views import TillView
from ui.routes import Router
from ui.till import Till

OPEN_TO_ALL = frozenset({"sign_in", "sync", "settings"})
"""What may be looked at with nobody signed in."""
_SELLING = frozenset({"sell"})
_DOORS = frozenset({"sign_in", "lock"})
_PRESENCE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
"""What only a person, or a scan, causes; a mouse that is moved by a passing sleeve is nobody."""


def home_of(view: TillView | None) -> str:
    """The screen a person belongs on when nothing else is asked for."""
    if view is None or view.operator is None:
        return "sign_in"
    if view.locked:
        return "lock"
    if view.session.state is None or view.session.state == "closed":
        return "open_session"
    return "session_close" if view.session.state == "closing" else "sell"


class Gate:
    """Moves the router where the till's view demands it; coming back from the lock is where one was."""

    def __init__(self, till: Till, router: Router) -> None:
        self._till = till
        self._router = router
        self._return_to = ""
        self._who = ""
        till.view_changed.connect(self.apply)
        router.on_change(self.apply)

    def go_home(self) -> None:
        """Leave a screen for where selling, or what stands before it, goes on."""
        self._router.go(home_of(self._till.view))

    def apply(self) -> None:
        """Hold what is shown against who is there; called after every move and every new view."""
        view, name = self._till.view, self._router.route.name
        if view is None or view.operator is None:
            self._return_to = ""
            if name not in OPEN_TO_ALL:
                self._router.go("sign_in")
            return
        if view.locked:
            if name != "lock":
                self._return_to, self._who = name, view.operator.operator_id
                self._router.go("lock")
            return
        if name in _DOORS:
            back, self._return_to = self._return_to, ""
            known = back and back not in _DOORS and view.operator.operator_id == self._who
            self._router.go(back if known else home_of(view))
        elif name in _SELLING and home_of(view) != "sell":
            self._router.go(home_of(view))
        elif name == "open_session" and home_of(view) == "sell":
            self._router.go("sell")


class AutoLock(QObject):
    """Locks the till after `TillView.auto_lock_s` seconds without a key, a tap or a scan; 0 means never.

    An event filter on the application.
    """

    def __init__(self, till: Till, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till = till
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        till.view_changed.connect(self._view_changed)

    @property
    def running(self) -> bool:
        """Whether an idle till will lock."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's name and form
        """Note that somebody is there; every event passes."""
        if event.type() in _PRESENCE:
            self.seen()
        return False

    def seen(self) -> None:
        """Somebody is there: wait the whole time anew."""
        if self._timer.isActive():
            self._timer.start()

    def idle(self) -> None:
        """Nobody was there for long enough."""
        view = self._till.view
        if view is not None and view.operator is not None and not view.locked:
            self._till.send(Lock())

    def _view_changed(self) -> None:
        view = self._till.view
        if view is None or view.operator is None or view.locked or view.auto_lock_s <= 0:
            self._timer.stop()
            return
        wanted = view.auto_lock_s * 1000
        if not self._timer.isActive() or self._timer.interval() != wanted:
            self._timer.start(wanted)
