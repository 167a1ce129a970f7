"""The devices screen: how the printer is, which driver with which options, and a test print."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands.devices import SaveDevice, TestDevice
from pos_app.queries import ShowDevices
from pos_app.views import Notice, Outcome
from pos_app.views.devices import DevicesView, DeviceView, DriverOptionView, DriverView
from ui.device_entry.option_words import CHOICES, DRIVERS, FIRST, OPTIONS
from ui.device_words import device_words
from ui.keys import KeyTable
from ui.marked import counted
from ui.routes import Router
from ui.rows import Row, Rows
from ui.side_screen import SideScreen
from ui.till import Till
from ui.words import notice, say

translate = QCoreApplication.translate

PRINTER = "printer"
"""Id of the receipt printer."""

_TONES = {"ready": "positive", "busy": "positive", "attention": "caution", "lost": "negative"}


class OptionRow(Row, frozen=True, kw_only=True):
    """One option; the key is its name. `choices` empty means that it is typed."""

    label: str
    hint: str
    value: str
    choices: list[dict[str, str]]
    whole: bool
    """Only figures are typed."""


class DevicesModel(SideScreen):
    """Screen `devices`. What was changed counts only once it is saved."""

    changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sell: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("devices", till, keys, router, sell, parent)
        self._rows = Rows(OptionRow, self)
        self._view: DevicesView | None = None
        self._driver = ""
        self._values: dict[str, str] = {}
        self._edited = False
        self._all = False
        self._problem = ""
        self._busy = False
        till.topic_changed.connect(self._on_topic)
        till.news.connect(self._on_news)
        self.acts = {
            **self.acts,
            "save": self._save,
            "test_print": self._test_print,
            "next_driver": self._next_driver,
            "all_options": self._toggle_all,
            "prints": lambda: router.go("prints"),
        }

    @Property(str, notify=changed)
    def health_text(self) -> str:
        """How the printer is and what to do, in one sentence."""
        device = self._device
        if device is None:
            return device_words("no_printer")
        if device.state == "busy":
            return translate("Devices", "Printing.")
        if device.state == "none" and not device.code:
            return translate("Devices", "Not asked yet.")
        return device_words(device.code or "ready", device.message)

    @Property(str, notify=changed)
    def health_tone(self) -> str:
        """Its tone."""
        device = self._device
        return "caution" if device is None else _TONES.get(device.state, "caution")

    @Property(str, notify=changed)
    def jobs_text(self) -> str:
        """How many prints wait; empty for none."""
        count = len(self._view.jobs) if self._view is not None else 0
        return counted("Devices", "%n print(s) not on paper", count) if count else ""

    @Property(list, notify=changed)
    def drivers(self) -> list[dict[str, str]]:
        """The drivers to choose from."""
        return [
            {"key": one.driver, "text": translate("Options", DRIVERS.get(one.driver, one.name))}
            for one in self._drivers
        ]

    @Property(str, notify=changed)
    def driver(self) -> str:
        """The one chosen."""
        return self._driver

    @Property(QObject, constant=True)
    def options(self) -> Rows:
        """The options of the chosen driver."""
        return self._rows

    @Property(bool, notify=changed)
    def all_shown(self) -> bool:
        """Whether the rarer options are shown too."""
        return self._all

    @Property(bool, notify=changed)
    def edited(self) -> bool:
        """Whether something was changed and not saved."""
        return self._edited

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether the entry is being saved."""
        return self._busy

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why it could not be saved and what to do; empty while nothing is wrong."""
        return self._problem

    def entered(self) -> None:
        """What was not saved last time is gone."""
        self._edited = False
        self._all = False
        self._busy = False
        self._problem = ""
        super().entered()

    def refresh(self) -> None:
        """Ask how the devices are."""
        self.till.dispatcher.ask_latest("devices", ShowDevices(), self._take)

    @Slot(str)
    def choose_driver(self, key: str) -> None:
        """Choose a driver; what both know is kept."""
        if key != self._driver:
            self._driver = key
            self._edited = True
            self._problem = ""
            self._show()

    @Slot(str, str)
    def set_option(self, name: str, value: str) -> None:
        """An option was edited."""
        if self._values.get(name) != value:
            self._values[name] = value
            self._edited = True
            self._problem = ""
            self._show()

    def _take(self, view: DevicesView) -> None:
        self._view = view
        if not self._edited:
            device = self._device
            self._driver = device.driver if device else self._drivers[0].driver if self._drivers else ""
            self._values = dict(device.options) if device else {}
        self._show()

    def _show(self) -> None:
        driver = self._chosen
        options = sorted(driver.options, key=_order) if driver is not None else []
        self._rows.show([self._row(one) for one in options if self._all or one.name in FIRST])
        self.changed.emit()

    def _row(self, option: DriverOptionView) -> OptionRow:
        label, hint = OPTIONS.get(option.name, (option.label, ""))
        choices = option.choices if option.type == "choice" else ()
        if option.type == "yes_no":
            choices = ("yes", "no")
        return OptionRow(
            key=option.name,
            label=translate("Options", label),
            hint=translate("Options", hint) if hint else "",
            value=self._values.get(option.name, option.default),
            choices=[{"key": one, "text": translate("Options", CHOICES.get(one, one))} for one in choices],
            whole=option.type == "whole",
        )

    @property
    def _device(self) -> DeviceView | None:
        devices = self._view.devices if self._view is not None else ()
        return next((one for one in devices if one.kind == "printer"), None)

    @property
    def _chosen(self) -> DriverView | None:
        return next((one for one in self._drivers if one.driver == self._driver), None)

    @property
    def _drivers(self) -> tuple[DriverView, ...]:
        drivers = self._view.drivers if self._view is not None else ()
        return tuple(one for one in drivers if one.kind == "printer")

    def _next_driver(self) -> None:
        keys = [one.driver for one in self._drivers]
        if keys:
            place = keys.index(self._driver) + 1 if self._driver in keys else 0
            self.choose_driver(keys[place % len(keys)])

    def _toggle_all(self) -> None:
        self._all = not self._all
        self._show()

    def _save(self) -> None:
        self._save_then(None)

    def _test_print(self) -> None:
        """What is printed is what is saved: unsaved changes are saved first."""
        if self._edited or self._device is None:
            self._save_then(self._send_test)
        else:
            self._send_test()

    def _send_test(self) -> None:
        def sent(outcome: Outcome) -> None:
            if outcome.ok and outcome.notice is None:
                self.till.say(notice("test_sent", "info"))

        self.till.send(TestDevice(device_id=PRINTER), sent)

    def _save_then(self, then: Callable[[], None] | None) -> None:
        driver = self._chosen
        if self._busy or driver is None:
            return
        missing = next((one for one in driver.options if not self._value(one).strip() and _needed(one)), None)
        if missing is not None:
            label = translate("Options", OPTIONS.get(missing.name, (missing.label, ""))[0])
            self._refused(notice("option_missing", option=label))
            return
        self._busy = True
        self._problem = ""
        self.changed.emit()
        known = {one.name for one in driver.options}
        options = {
            name: value.strip() for name, value in self._values.items() if name in known and value.strip()
        }

        def saved(outcome: Outcome) -> None:
            self._busy = False
            if outcome.ok:
                self._edited = False
                self.refresh()
                if then is not None:
                    then()
            self.changed.emit()

        command = SaveDevice(device_id=PRINTER, kind="printer", driver=self._driver, options=options)
        self.till.send(command, saved, self._refused)

    def _value(self, option: DriverOptionView) -> str:
        return self._values.get(option.name, option.default)

    def _refused(self, found: Notice) -> None:
        self._busy = False
        self._problem = say(found)
        self.till.sounds.error()
        self.changed.emit()

    def _on_topic(self, topic: str) -> None:
        if topic in {"devices", "print"} and self.shown:
            self.refresh()

    def _on_news(self, topic: str, _view: object) -> None:
        if topic in {"devices", "print"} and self.shown:
            self.refresh()


def _needed(option: DriverOptionView) -> bool:
    """An option without a default must be given."""
    return option.default == "" and option.type in {"text", "whole"}


def _order(option: DriverOptionView) -> int:
    return FIRST.index(option.name) if option.name in FIRST else len(FIRST)
