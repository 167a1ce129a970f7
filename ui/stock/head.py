"""What a draft says beside its lines, as lists to choose from: the other store, the reason, which way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands.stock import SetStockHead
from pos_app.queries import ListReasons
from pos_app.views import ReasonView
from pos_app.views.stock import StockDocumentView
from ui.picks import Pick, reason_picks, stepped
from ui.till import Till

translate = QCoreApplication.translate

OUT, IN = "out", "in"


class HeadModel(QObject):
    """Sends each choice at once: a draft survives whatever happens to the till."""

    changed = Signal()

    def __init__(
        self, till: Till, send: Callable[[SetStockHead], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._till = till
        self._send = send
        self._view: StockDocumentView | None = None
        self._reasons: list[Pick] = []

    def show(self, view: StockDocumentView | None) -> None:
        """The document that is worked on now."""
        if view is not None and view.kind == "adjust" and not self._reasons:
            query = ListReasons(kind="stock_adjustment")
            self._till.dispatcher.ask_latest("stock_reasons", query, self._take_reasons)
        self._view = view
        self.changed.emit()

    @Property(list, notify=changed)
    def stores(self) -> list[Pick]:
        """Where the goods may go or come from; empty where that is settled, or does not matter."""
        return self._store_picks()

    @Property(str, notify=changed)
    def store(self) -> str:
        """The one chosen."""
        return "" if self._view is None else self._view.other_store

    @Property(bool, notify=changed)
    def no_store(self) -> bool:
        """Whether a transfer has nowhere to go: no other store is known here."""
        view = self._view
        return (
            view is not None
            and view.kind in {"send", "arrive"}
            and not view.stores
            and not self._settled(view)
        )

    @Property(list, notify=changed)
    def reasons(self) -> list[Pick]:
        """Why the stock is changed by hand; empty for other kinds, and once it is posted."""
        return self._reason_picks()

    @Property(str, notify=changed)
    def reason(self) -> str:
        """The one chosen."""
        return "" if self._view is None else self._view.reason_id

    @Property(str, notify=changed)
    def reason_text(self) -> str:
        """The same in words, of a document that is posted."""
        wanted = self._view.reason_id if self._view is not None and self._changes else ""
        return next((one["text"] for one in self._reasons if one["key"] == wanted), "")

    @Property(list, notify=changed)
    def ways(self) -> list[Pick]:
        """Which way the goods of an adjustment go."""
        if not (self._changes and self._open):
            return []
        return [
            {"key": OUT, "text": translate("Stock", "Out of stock")},
            {"key": IN, "text": translate("Stock", "Into stock")},
        ]

    @Property(str, notify=changed)
    def way(self) -> str:
        """The one chosen."""
        return OUT if self._view is not None and self._view.outgoing else IN

    @Slot(str)
    def choose_store(self, key: str) -> None:
        """The goods go there, or come from there."""
        self._say(other_store=key)

    @Slot(str)
    def choose_reason(self, key: str) -> None:
        """That is why."""
        self._say(reason_id=key)

    @Slot(str)
    def choose_way(self, key: str) -> None:
        """The goods leave, or were found."""
        self._say(outgoing=key == OUT)

    def next_store(self) -> None:
        """The store below."""
        picks = self._store_picks()
        if picks and self._view is not None:
            self.choose_store(stepped(picks, self._view.other_store, 1))

    def next_reason(self) -> None:
        """The reason below."""
        picks = self._reason_picks()
        if picks and self._view is not None:
            self.choose_reason(stepped(picks, self._view.reason_id, 1))

    def other_way(self) -> None:
        """The other way."""
        if self._changes and self._open and self._view is not None:
            self.choose_way(IN if self._view.outgoing else OUT)

    @property
    def missing(self) -> str:
        """Code of the notice that says what is not said yet; empty where all is."""
        view = self._view
        if view is None:
            return ""
        if view.kind in {"send", "arrive"} and not view.other_store:
            return "other_store_needed"
        return "reason_missing" if self._reason_picks() and not view.reason_id else ""

    def _store_picks(self) -> list[Pick]:
        view = self._view
        if view is None or view.kind not in {"send", "arrive"} or self._settled(view):
            return []
        return [{"key": one.store_id, "text": one.name} for one in view.stores]

    def _reason_picks(self) -> list[Pick]:
        return self._reasons if self._changes and self._open else []

    @property
    def _changes(self) -> bool:
        return self._view is not None and self._view.kind == "adjust"

    @property
    def _open(self) -> bool:
        return self._view is not None and self._view.posted_at is None

    def _settled(self, view: StockDocumentView) -> bool:
        """What was sent says itself where it comes from."""
        return view.posted_at is not None or (view.kind == "arrive" and view.transfer_id != "")

    def _say(
        self, other_store: str | None = None, reason_id: str | None = None, outgoing: bool | None = None
    ) -> None:
        if self._view is not None:
            command = SetStockHead(
                document_id=self._view.document_id,
                other_store=other_store,
                reason_id=reason_id,
                outgoing=outgoing,
            )
            self._send(command)

    def _take_reasons(self, found: tuple[ReasonView, ...]) -> None:
        self._reasons = reason_picks(found, self._till.figures)
        self.changed.emit()
