"""The sync status screen: where the sales are, what it means, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, Signal, Slot

from pos_app.commands import SyncNow
from pos_app.queries import ShowSync
from pos_app.queries.stock import ListRights
from pos_app.views.stock import RightView
from pos_app.views.sync import SyncView
from ui.keys import KeyTable
from ui.marked import counted
from ui.routes import Router
from ui.rows import Rows
from ui.side_screen import SideScreen
from ui.sync_status.aside import QuarantineRow, aside_row, rights_text
from ui.sync_status.scopes import ScopeRow, first_load, scope_rows
from ui.sync_status.sentences import contact_text, history_text, skew_text, waiting_text, words_of
from ui.till import Till

translate = QCoreApplication.translate

_REPHRASE_MS = 15_000
_RIGHTS_COUNTED = 500


class SyncModel(SideScreen):
    """Screen `sync`; it can be looked at with nobody signed in."""

    changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sell: Callable[[str], None],
        now_ms: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("sync", till, keys, router, sell, parent)
        self._now_ms = now_ms
        self._view: SyncView | None = None
        self._scopes = Rows(ScopeRow, self)
        self._quarantine = Rows(QuarantineRow, self)
        self._resolved = Rows(QuarantineRow, self)
        self._rights: tuple[RightView, ...] = ()
        # "4 min ago" ages by itself.
        self._timer = QTimer(self)
        self._timer.setInterval(_REPHRASE_MS)
        self._timer.timeout.connect(self.changed)
        till.topic_changed.connect(self._on_topic)
        till.news.connect(self._on_news)
        self.acts = {**self.acts, "sync_now": lambda: till.send(SyncNow()), "journal": self._journal}

    @Property(str, notify=changed)
    def title(self) -> str:
        """The state in a few words."""
        return translate("Sync", words_of(self._state).title)

    @Property(str, notify=changed)
    def meaning(self) -> str:
        """What it means for selling."""
        return translate("Sync", words_of(self._state).meaning)

    @Property(str, notify=changed)
    def advice(self) -> str:
        """What a person can do; empty for nothing."""
        source = words_of(self._state).advice
        return translate("Sync", source) if source else ""

    @Property(str, notify=changed)
    def tone(self) -> str:
        """The state's tone."""
        return words_of(self._state).tone

    @Property(str, notify=changed)
    def icon(self) -> str:
        """The state's icon."""
        return words_of(self._state).icon

    @Property(str, notify=changed)
    def waiting(self) -> str:
        """What is not yet at the hub, in one sentence."""
        return "" if self._view is None else waiting_text(self._view, self._now_ms())

    @Property(str, notify=changed)
    def skew(self) -> str:
        """How far the clock is off; empty while it is right."""
        return "" if self._view is None else skew_text(self._view.clock_skew_ms)

    @Property(str, notify=changed)
    def history(self) -> str:
        """That the terminal's data was put back or runs twice; empty where it lately did not."""
        return "" if self._view is None else history_text(self._view, self._now_ms())

    @Property(list, notify=changed)
    def facts(self) -> list[dict[str, str]]:
        """Last contact, address and name, as label and text."""
        view = self._view
        if view is None:
            return []
        rows = [
            (
                translate("Sync", "Last answer of the hub"),
                contact_text(view, self.till.figures, self._now_ms()),
            ),
            (translate("Sync", "Held from the hub"), rights_text(self._rights, self.till.figures)),
            (translate("Sync", "Address of the hub"), view.hub_url),
            (translate("Sync", "This terminal"), self.till.view.terminal_name if self.till.view else ""),
            (translate("Sync", "For support"), self._for_support),
        ]
        return [{"label": label, "text": text} for label, text in rows if text]

    @Property(QObject, constant=True)
    def scopes(self) -> Rows:
        """What is being read from the hub, and how far it is."""
        return self._scopes

    @Property(float, notify=changed)
    def first_progress(self) -> float:
        """How far the first catalogue is, 0 to 1; below 0 while none is on its way."""
        if self._view is None or (self.till.view is not None and self.till.view.item_count):
            return -1.0
        return first_load(self._view.scopes)

    @Property(QObject, constant=True)
    def quarantine(self) -> Rows:
        """Records that the hub put aside."""
        return self._quarantine

    @Property(str, notify=changed)
    def quarantine_text(self) -> str:
        """What was put aside and what to do; empty for nothing."""
        count = len(self._quarantine)
        if not count:
            return ""
        return counted(
            "Sync",
            "%n record(s) put aside by the hub. Nothing is lost; a manager looks at them on the hub.",
            count,
        )

    @Property(QObject, constant=True)
    def resolved(self) -> Rows:
        """Records that were put aside and that people at the hub have dealt with."""
        return self._resolved

    @Property(bool, notify=changed)
    def has_resolved(self) -> bool:
        """Whether there are any."""
        return len(self._resolved) > 0

    def entered(self) -> None:
        """Ask how it stands, and let ages grow."""
        self._timer.start()
        super().entered()

    def left(self) -> None:
        """Nothing ticks behind another screen."""
        self._timer.stop()
        super().left()

    def refresh(self) -> None:
        """Ask how it stands."""
        self.till.dispatcher.ask_latest("sync", ShowSync(), self._take)
        self.till.dispatcher.ask_latest("sync rights", ListRights(limit=_RIGHTS_COUNTED), self._take_rights)

    def _journal(self) -> None:
        if self.till.view is not None and self.till.view.operator is not None and not self.till.view.locked:
            self.router.go("journal")

    def _take(self, view: SyncView) -> None:
        self._view = view
        self._scopes.show(scope_rows(view, self.till.figures))
        figures = self.till.figures
        self._quarantine.show([aside_row(one, figures) for one in view.quarantined])
        self._resolved.show([aside_row(one, figures) for one in view.resolved])
        self.changed.emit()

    def _take_rights(self, held: tuple[RightView, ...]) -> None:
        self._rights = held
        self.changed.emit()

    @property
    def _state(self) -> str:
        return "starting" if self._view is None else self._view.state

    @property
    def _for_support(self) -> str:
        view = self._view
        return "" if view is None else " · ".join(filter(None, (view.error_code, view.terminal)))

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        if topic == "sync" and self.shown:
            self.refresh()

    @Slot(str, object)
    def _on_news(self, topic: str, view: object) -> None:
        if topic == "sync" and isinstance(view, SyncView) and self.shown:
            self._take(view)
