"""The search for what is plugged in, as the set-up shows it: each with its place, or why it is no use."""

from __future__ import annotations

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands.devices import FindDevices
from pos_app.views.devices import DevicesView, FoundDevicesView, FoundDeviceView
from ui.device_entry.kinds import Kind, kind_of
from ui.device_entry.steps import entry_of
from ui.device_words import device_words
from ui.rows import Row, Rows
from ui.till import Till

translate = QCoreApplication.translate


class FoundRow(Row, frozen=True, kw_only=True):
    """One thing that was found; the key is its place."""

    icon_name: str
    title: str
    detail: str
    problem: str
    state_text: str
    state_tone: str


class Finder(QObject):
    """Looks once a step is entered and whenever it is asked to; shows what fits the kind."""

    changed = Signal()

    def __init__(self, till: Till, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till = till
        self._rows = Rows(FoundRow, self)
        self._kind: Kind | None = None
        self._view: DevicesView | None = None
        self._found: tuple[FoundDeviceView, ...] = ()
        self._searching = False
        self._selected = -1
        self._host = ""
        self._asked = ""
        till.news.connect(self._on_news)

    def begin(self, kind: Kind, view: DevicesView) -> None:
        """Look for devices of this kind."""
        self._kind = kind
        self._view = view
        self._found = ()
        self._selected = -1
        self._host = ""
        self.search()

    def search(self) -> None:
        """Look, also at the host that is typed."""
        self._asked = self._host.strip()
        self._searching = True
        hosts = (self._asked,) if self._asked else ()
        # Not through the till: what the bar says now stays.
        self._till.dispatcher.send(FindDevices(hosts=hosts), lambda _outcome: None)
        self._show()

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        """What was found."""
        return self._rows

    @Property(bool, notify=changed)
    def searching(self) -> bool:
        """Whether the search still goes on."""
        return self._searching

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether the search is over and nothing fits."""
        return not self._searching and not self._fitting

    @Property(int, notify=changed)
    def selected(self) -> int:
        """The row selected; -1 for none."""
        return self._selected

    @Property(bool, notify=changed)
    def asks_host(self) -> bool:
        """Whether the device may stand in the network, where nothing is searched unasked."""
        return self._kind is not None and self._kind.asks_host

    @Property(str, notify=changed)
    def state_text(self) -> str:
        """How the search stands, in words."""
        if self._searching:
            return translate("DeviceSetup", "Looking…")
        if self._asked and not any(self._asked == one.options.get("host") for one in self._fitting):
            return translate("DeviceSetup", "No printer answered at {host}.").format(host=self._asked)
        return ""

    @Property(str, notify=changed)
    def host(self) -> str:
        """The address typed."""
        return self._host

    @Slot(str)
    def type_host(self, text: str) -> None:
        """An address is typed; it is asked with the next search."""
        self._host = text

    @Property(bool, notify=changed)
    def to_ask(self) -> bool:
        """Whether an address was typed that has not been asked."""
        return self._host.strip() != self._asked

    @Slot(int)
    def select(self, row: int) -> None:
        """Select a row."""
        if 0 <= row < len(self._rows):
            self._selected = row
            self.changed.emit()

    def step(self, by: int) -> None:
        """Select the row above or below."""
        self.select(max(0, min(len(self._rows) - 1, self._selected + by)))

    @Slot()
    def retranslate(self) -> None:
        """Say it in the language of the screens now."""
        self._show()

    @property
    def chosen(self) -> FoundDeviceView | None:
        """What is selected, or None."""
        fitting = self._fitting
        return fitting[self._selected] if 0 <= self._selected < len(fitting) else None

    @property
    def _fitting(self) -> tuple[FoundDeviceView, ...]:
        """What fits the kind; what is surely one comes first, then free ports, what is no use last."""
        kind, view = self._kind, self._view
        if kind is None or view is None:
            return ()
        fitting = [one for one in self._found if kind.fits(one)]
        fitting.sort(key=lambda one: (not one.usable, entry_of(one, view) is not None, not one.driver))
        return tuple(fitting)

    @Slot(str, object)
    def _on_news(self, topic: str, view: object) -> None:
        if topic == "found_devices" and isinstance(view, FoundDevicesView):
            self._searching = view.searching
            if not view.searching:
                self._found = view.found
            self._show()

    def _show(self) -> None:
        fitting = self._fitting
        self._rows.show([self._row(place, one) for place, one in enumerate(fitting)])
        if self._selected < 0 or self._selected >= len(fitting):
            self._selected = next((place for place, one in enumerate(fitting) if one.usable), -1)
        self.changed.emit()

    def _row(self, place: int, found: FoundDeviceView) -> FoundRow:
        known = entry_of(found, self._view) if self._view is not None else None
        badge, tone = "", "quiet"
        if not found.usable:
            badge, tone = translate("DeviceSetup", "Not usable"), "negative"
        elif known is not None:
            name = known.name or translate("DeviceSetup", kind_of(known).name)
            badge = translate("DeviceSetup", "Used: {name}").format(name=name)
        words = device_words(found.code, found.message) if not found.usable else ""
        return FoundRow(
            key=f"{place}:{found.place}",
            icon_name=self._kind.icon if self._kind is not None and found.driver else "plug",
            title=found.name,
            detail=found.place,
            problem=words,
            state_text=badge,
            state_tone=tone,
        )
