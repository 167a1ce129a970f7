"""The shell: the one object the window is given. It joins route, sheet, keys, scans, notice and look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Property, QLocale, QObject, Qt, QUrl, Signal, Slot

from pos_app.views.devices import ScanView
from ui.approval.sheet import ApprovalSheet
from ui.home import gate_of
from ui.keys import ANY_SHEET, ANYWHERE, KeyTable
from ui.menu.menu import MenuSheet, Ways
from ui.routes import Router
from ui.screen import ScreenModel, SheetModel
from ui.sell.sheets import Sheets
from ui.shell.acts_sheet import ActsSheet
from ui.shell.keyboard import ScreenKeyboard
from ui.shell.status import StatusModel
from ui.tender.gift_card_sheet import is_gift_card
from ui.till import Till
from ui.wedge import Scanned
from ui.words import notice, say

_SHOWN = 40
QML = Path(__file__).parent.parent / "qml"


class ShellModel(QObject):
    """Scans and keys come in here, whatever has the focus; screens and sheets go out from here."""

    route_changed = Signal()
    sheet_changed = Signal()
    look_changed = Signal()
    header_changed = Signal()
    touched = Signal()
    """Somebody is there: a key was pressed or a code scanned."""
    ready_changed = Signal()
    language_changed = Signal()

    def __init__(
        self, till: Till, router: Router, keys: KeyTable, sheets: Sheets, now_ms: Callable[[], int]
    ) -> None:
        super().__init__()
        self._till = till
        self._router = router
        self._keys = keys
        self._sheets = sheets
        self._screens: dict[str, ScreenModel] = {}
        self._status = StatusModel(till, now_ms, self)
        self._keyboard = ScreenKeyboard(till, self)
        self._shown = ""
        self._sheet: SheetModel | None = None
        self._gate: str | None = None
        self._ready = False
        self._ways: Ways | None = None
        router.on_change(self._moved)
        till.view_changed.connect(self._view_changed)
        till.notice_changed.connect(self.header_changed)
        till.news.connect(self._on_news)

    def add_screen(self, name: str, model: ScreenModel) -> None:
        """Give a route its view model. The shell owns it: QML must never take it for its own."""
        model.setParent(self)
        self._screens[name] = model

    def offer(self, ways: Ways) -> None:
        """Give the keys that work anywhere, and the menu, their acts."""
        self._ways = ways

    def start(self) -> None:
        """Show the first screen and ask for everything it needs."""
        self._moved()
        self._till.refresh()
        self._status.refresh()

    def screen(self, name: str) -> ScreenModel:
        """The view model of a route."""
        return self._screens[name]

    # --- where one is

    @Property(bool, notify=ready_changed)
    def ready(self) -> bool:
        """Whether the till's view has come: language, colours, and who is there."""
        return self._ready

    @Property(str, notify=route_changed)
    def route(self) -> str:
        """The screen shown."""
        return self._router.route.name

    @Property(list, constant=True)
    def routes(self) -> list[str]:
        """All screens."""
        return [route.name for route in self._router.routes]

    @Slot(str, result=QUrl)
    def url_of(self, name: str) -> QUrl:
        """The QML file of a screen."""
        route = next(r for r in self._router.routes if r.name == name)
        return QUrl.fromLocalFile(str(QML / "Tillbridge" / "screens" / route.qml))

    @Slot(str, result=bool)
    def keeps(self, name: str) -> bool:
        """Whether a screen stays built while another is shown."""
        return next(r for r in self._router.routes if r.name == name).keep

    @Slot(str, result=QObject)
    def model_of(self, name: str) -> ScreenModel:
        """The view model of a screen."""
        return self._screens[name]

    @Property(QUrl, notify=sheet_changed)
    def sheet_url(self) -> QUrl:
        """The QML file of the open sheet; empty for none."""
        sheet = self._router.sheet
        if sheet is None:
            return QUrl()
        return QUrl.fromLocalFile(str(QML / "Tillbridge" / "sheets" / sheet.qml))

    @Property(QObject, notify=sheet_changed)
    def sheet_model(self) -> SheetModel | None:
        """The view model of the open sheet."""
        return self._sheet

    # --- the header and the notice bar

    @Property(QObject, constant=True)
    def status(self) -> StatusModel:
        """Hub, printer and clock."""
        return self._status

    @Property(QObject, constant=True)
    def keyboard(self) -> ScreenKeyboard:
        """The keyboard on the screen."""
        return self._keyboard

    @Property(str, notify=header_changed)
    def store_name(self) -> str:
        """The shop."""
        return "" if self._till.view is None else self._till.view.store_name

    @Property(str, notify=header_changed)
    def terminal_name(self) -> str:
        """This terminal."""
        return "" if self._till.view is None else self._till.view.terminal_name

    @Property(str, notify=header_changed)
    def operator_name(self) -> str:
        """Who is signed in; empty for nobody."""
        view = self._till.view
        return "" if view is None or view.operator is None else view.operator.name

    @Property(bool, notify=header_changed)
    def training(self) -> bool:
        """Whether sales are practice."""
        return self._till.view is not None and self._till.view.training

    @Property(int, notify=header_changed)
    def suspended_count(self) -> int:
        """How many sales are parked."""
        return 0 if self._till.view is None else self._till.view.suspended_count

    @Property(str, notify=header_changed)
    def notice_text(self) -> str:
        """What was said last; empty for nothing."""
        return "" if self._till.notice is None else say(self._till.notice)

    @Property(str, notify=header_changed)
    def notice_tone(self) -> str:
        """Its tone."""
        return "info" if self._till.notice is None else self._till.notice.tone

    @Slot()
    def dismiss(self) -> None:
        """Take the notice away."""
        self._till.say(None)

    # --- look

    @property
    def spoken(self) -> str:
        """The language of this terminal's screens."""
        return "en" if self._till.view is None else self._till.view.language

    @Property(str, notify=look_changed)
    def scheme(self) -> str:
        """The colour set: `light`, `dark` or `contrast`."""
        return "light" if self._till.view is None else self._till.view.scheme

    @Property(float, notify=look_changed)
    def text_scale(self) -> float:
        """1.0 to 2.0."""
        return 1.0 if self._till.view is None else max(1.0, min(self._till.view.text_scale, 2.0))

    @Property(bool, notify=look_changed)
    def right_to_left(self) -> bool:
        """Whether the language is read from right to left."""
        language = "en" if self._till.view is None else self._till.view.language
        return QLocale(language).textDirection() == Qt.LayoutDirection.RightToLeft

    def retranslate(self) -> None:
        """The language has changed under the screens: text made in Python is made anew."""
        self._till.sale_changed.emit()
        for screen in self._screens.values():
            screen.changed.emit()
        self.header_changed.emit()
        self._status.changed.emit()
        if self._ready:
            self.language_changed.emit()

    # --- what comes in

    def scanned(self, scan: Scanned) -> None:
        """What the wedge decoder read: a whole code goes on, a torn one is refused aloud."""
        if scan.too_long:
            self._till.say(notice("scan_too_long"), aloud=True)
        elif not scan.complete:
            # A PIN keyed very fast looks like half a scan: everybody at the counter would read it.
            shown = scan.text[:_SHOWN]
            self._till.say(
                notice("scan_torn", code="•" * len(shown) if self._asks_pin else shown), aloud=True
            )
        else:
            self.scan(scan.text)

    @property
    def _asks_pin(self) -> bool:
        return self._router.route.name == "sign_in" or isinstance(self._sheet, ApprovalSheet)

    @Slot(str, object)
    def _on_news(self, topic: str, view: object) -> None:
        if topic == "scan" and isinstance(view, ScanView):
            self._device_scanned(view)

    def _device_scanned(self, scan: ScanView) -> None:
        """A scanner or camera of this terminal read something: the same way as a wedge's."""
        if scan.problem:
            code = "scan_too_long" if scan.problem == "too_long" else "scan_torn"
            shown = "".join(sign for sign in scan.raw[:_SHOWN] if sign.isprintable())
            self._till.say(notice(code, code=shown), aloud=True)
        else:
            self.scan(scan.raw)

    def scan(self, raw: str) -> None:
        """A scan, whatever has the focus: to the screen, or refused aloud where a question is open."""
        self.touched.emit()
        if isinstance(self._sheet, ActsSheet):
            self._sheet.close()
        if self._sheet is not None and self._sheet.takes_scan(raw):
            return
        if self._sheet is not None and not self._sheet.scans_pass:
            self._till.say(notice("scan_in_question"), aloud=True)
        else:
            self._scan_on(self._screens[self._router.route.name], raw)

    def _scan_on(self, screen: ScreenModel, raw: str) -> None:
        """A gift card's code goes to no search and into no field: it is the money."""
        open_here = self._ways is not None and self._ways.can("gift_card_balance")
        if open_here and not screen.takes_gift_cards and is_gift_card(raw):
            self._till.gift_card_asked.emit(raw)
        else:
            screen.scan(raw)

    def press(self, key: str) -> bool:
        """A key by its portable name; False where it has no act here and belongs to the focused field."""
        self.touched.emit()
        if isinstance(self._sheet, ActsSheet) and key != "Esc":
            name = self._router.route.name
            if key == "F1" or self._keys.act(name, key):
                self._sheet.close()
                return key == "F1" or self._screens[name].press(key)
        if self._sheet is not None:
            return self._press_sheet(self._sheet, key)
        return self._press_anywhere(key) or self._screens[self._router.route.name].press(key)

    def _press_sheet(self, sheet: SheetModel, key: str) -> bool:
        anywhere = self._keys.act(ANYWHERE, key)
        if isinstance(sheet, MenuSheet) and anywhere:
            sheet.run(anywhere)
        elif self._keys.act(ANY_SHEET, key) == "cancel":
            sheet.cancel()
        else:
            return False
        return True

    def _press_anywhere(self, key: str) -> bool:
        act = self._keys.act(ANYWHERE, key)
        if act == "acts":
            self.show_acts()
        elif act == "menu":
            self.show_menu()
        elif self._ways is not None and self._ways.can(act):
            self._ways.run(act)
        else:
            return False
        return True

    @Slot()
    def show_menu(self) -> None:
        """Open the menu: everything beside selling."""
        ways = self._ways
        if ways is not None:
            self._sheets.show("menu", lambda: MenuSheet(self._till, self._sheets.close, self._keys, ways))

    @Slot()
    def show_acts(self) -> None:
        """Open the sheet of all keys of this screen."""
        screen = self._screens[self._router.route.name]
        bindings = self._keys.of(screen.scope)
        self._sheets.show("acts", lambda: ActsSheet(self._till, self._sheets.close, bindings, screen.run))

    def _moved(self) -> None:
        # A move of the router closes the sheet too: no question of one screen is left above another.
        sheet = self._sheets.model if self._router.sheet is not None else None
        if self._sheet is not sheet:
            self._sheet = sheet
            self.sheet_changed.emit()
        name = self._router.route.name
        if name == self._shown:
            return
        if self._shown:
            self._screens[self._shown].left()
        self._shown = name
        self._till.moved()
        self._screens[name].entered()
        self.route_changed.emit()

    @Slot()
    def _view_changed(self) -> None:
        self.header_changed.emit()
        self.look_changed.emit()
        if self._till.view is not None:
            self._pass_gate(gate_of(self._till.view))
            if not self._ready:
                self._ready = True
                self.ready_changed.emit()

    def _pass_gate(self, gate: str) -> None:
        """Move where the till's view demands it: only when that changes, so that one can look elsewhere."""
        if gate == self._gate:
            return
        self._gate = gate
        # What moved the gate may have something to tell, such as where the last sale stood: it comes along.
        told = self._till.notice
        if gate and self._router.knows(gate):
            self._router.go(gate)
        elif not gate and self._shown != "sell":
            self._router.go("sell")
        if self._till.notice is not told:
            self._till.say(told)
