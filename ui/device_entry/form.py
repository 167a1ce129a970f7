"""The options of a device as a form: a driver, the options that matter first, the rest behind a button."""

from __future__ import annotations

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.views.devices import DriverOptionView, DriverView
from ui.device_entry.option_words import DRIVERS, choice_words, first_options, option_words
from ui.picks import Pick
from ui.rows import Row, Rows

translate = QCoreApplication.translate

_SIGNS = (("\r", "\\r"), ("\n", "\\n"), ("\t", "\\t"), ("\x02", "\\x02"), ("\x03", "\\x03"))
"""Signs that no field can show, as they are typed."""
_WITH_SIGNS = frozenset({"prefix", "suffix", "terminators"})


class OptionRow(Row, frozen=True, kw_only=True):
    """One option; the key is its name. `choices` empty means that it is typed."""

    label: str
    hint: str
    value: str
    choices: list[Pick]
    whole: bool
    """Only figures are typed."""


class OptionForm(QObject):
    """What is typed and picked. It counts only once it is saved."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows(OptionRow, self)
        self._drivers: tuple[DriverView, ...] = ()
        self._driver = ""
        self._values: dict[str, str] = {}
        self._name = ""
        self._all = False

    def begin(self, drivers: tuple[DriverView, ...], driver: str, options: dict[str, str], name: str) -> None:
        """Show these drivers, with these options of the first or the named one."""
        self._drivers = drivers
        known = {one.driver for one in drivers}
        self._driver = driver if driver in known else drivers[0].driver if drivers else ""
        self._values = {key: _shown(key, value) for key, value in options.items()}
        self._name = name
        self._all = False
        self._show()

    @Property(list, notify=changed)
    def drivers(self) -> list[Pick]:
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
    def has_more(self) -> bool:
        """Whether there are rarer options at all."""
        return self._chosen is not None and len(self._first) < len(self._chosen.options)

    @Property(str, notify=changed)
    def name(self) -> str:
        """What people call the device."""
        return self._name

    @Slot(str)
    def set_name(self, name: str) -> None:
        """The name was typed."""
        self._name = name

    @Slot(str)
    def choose_driver(self, key: str) -> None:
        """Choose a driver; what both know is kept."""
        if key != self._driver:
            self._driver = key
            self._show()

    @Slot(str, str)
    def set_option(self, name: str, value: str) -> None:
        """An option was edited."""
        if self._values.get(name) != value:
            self._values[name] = value
            self._show()

    def next_driver(self) -> None:
        """Choose the next driver, round the end."""
        keys = [one.driver for one in self._drivers]
        if keys:
            place = keys.index(self._driver) + 1 if self._driver in keys else 0
            self.choose_driver(keys[place % len(keys)])

    def toggle_all(self) -> None:
        """Show the rarer options, or hide them again."""
        self._all = not self._all
        self._show()

    @Slot()
    def retranslate(self) -> None:
        """Say it in the language of the screens now."""
        self._show()

    @property
    def missing(self) -> str:
        """The label of the first option that must be given and is not; empty where all is there."""
        options = self._chosen.options if self._chosen is not None else ()
        found = next((one for one in options if one.needed and not self._value(one).strip()), None)
        return "" if found is None else self._words(found)[0]

    @property
    def values(self) -> dict[str, str]:
        """What to save: the options of the chosen driver that say anything."""
        known = {one.name: one for one in (self._chosen.options if self._chosen is not None else ())}
        return {
            name: _meant(name, value.strip())
            for name, value in self._values.items()
            if name in known and (value.strip() or (known[name].type == "text" and known[name].default))
        }

    def _show(self) -> None:
        options = list(self._chosen.options) if self._chosen is not None else []
        first = self._first
        options.sort(key=lambda one: first.index(one.name) if one.name in first else len(first))
        self._rows.show([self._row(one) for one in options if self._all or one.name in first])
        self.changed.emit()

    def _row(self, option: DriverOptionView) -> OptionRow:
        label, hint = self._words(option)
        choices = option.choices if option.type == "choice" else ()
        if option.type == "yes_no":
            choices = ("yes", "no")
        return OptionRow(
            key=option.name,
            label=label,
            hint=hint,
            value=self._value(option),
            choices=[{"key": one, "text": choice_words(one)} for one in choices],
            whole=option.type == "whole",
        )

    def _words(self, option: DriverOptionView) -> tuple[str, str]:
        return option_words(self._driver, option)

    def _value(self, option: DriverOptionView) -> str:
        return self._values.get(option.name, _shown(option.name, option.default))

    @property
    def _chosen(self) -> DriverView | None:
        return next((one for one in self._drivers if one.driver == self._driver), None)

    @property
    def _first(self) -> list[str]:
        return first_options(self._chosen) if self._chosen is not None else []


def _shown(name: str, value: str) -> str:
    """A value as it stands in a field."""
    for sign, typed in _SIGNS if name in _WITH_SIGNS else ():
        value = value.replace(sign, typed)
    return value


def _meant(name: str, value: str) -> str:
    """What was typed, as the driver takes it."""
    for sign, typed in _SIGNS if name in _WITH_SIGNS else ():
        value = value.replace(typed, sign)
    return value
