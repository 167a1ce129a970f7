"""The settings screen: language, light, dark or high contrast, and the size of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from babel import Locale
from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands import ChooseLook
from ui.keys import KeyTable
from ui.routes import Router
from ui.side_screen import SideScreen
from ui.till import Till

translate = QCoreApplication.translate

Scheme = Literal["light", "dark", "contrast"]

SCALES = ("1.0", "1.25", "1.5", "1.75", "2.0")
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "contrast")


class SettingsModel(SideScreen):
    """Screen `settings`: each choice counts at once and for this terminal only."""

    changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sell: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("settings", till, keys, router, sell, parent)
        till.view_changed.connect(self.changed)
        self.acts = {
            **self.acts,
            "next_language": lambda: self.choose_language(_after(self._offered, self._language)),
            "next_scheme": lambda: self.choose_scheme(_after(SCHEMES, self._scheme)),
            "larger": lambda: self._resize(1),
            "smaller": lambda: self._resize(-1),
        }

    @Property(list, notify=changed)
    def languages(self) -> list[dict[str, str]]:
        """The shop's languages, each by its own name, so that a stranger to one finds the way back."""
        return [{"key": one, "text": _own_name(one)} for one in self._offered]

    @Property(str, notify=changed)
    def language(self) -> str:
        """The one in use."""
        return self._language

    @Property(list, notify=changed)
    def schemes(self) -> list[dict[str, str]]:
        """The colour sets."""
        return [
            {"key": "light", "text": translate("Settings", "Light")},
            {"key": "dark", "text": translate("Settings", "Dark")},
            {"key": "contrast", "text": translate("Settings", "High contrast")},
        ]

    @Property(str, notify=changed)
    def scheme(self) -> str:
        """The one in use."""
        return self._scheme

    @Property(list, constant=True)
    def scales(self) -> list[dict[str, str]]:
        """Text sizes."""
        return [{"key": one, "text": f"{round(float(one) * 100)}\u00a0%"} for one in SCALES]

    @Property(str, notify=changed)
    def scale(self) -> str:
        """The one in use."""
        return self._scale

    @Slot(str)
    def choose_language(self, key: str) -> None:
        """Speak another language."""
        if key and key != self._language:
            self.till.send(ChooseLook(language=key))

    @Slot(str)
    def choose_scheme(self, key: str) -> None:
        """Show other colours."""
        for scheme in SCHEMES:
            if key == scheme and key != self._scheme:
                self.till.send(ChooseLook(scheme=scheme))

    @Slot(str)
    def choose_scale(self, key: str) -> None:
        """Show text of another size."""
        if key in SCALES and key != self._scale:
            self.till.send(ChooseLook(text_scale=float(key)))

    def _resize(self, by: int) -> None:
        place = SCALES.index(self._scale) + by
        if 0 <= place < len(SCALES):
            self.choose_scale(SCALES[place])

    @property
    def _offered(self) -> tuple[str, ...]:
        return self.till.view.languages if self.till.view is not None else ()

    @property
    def _language(self) -> str:
        return self.till.view.language if self.till.view is not None else ""

    @property
    def _scheme(self) -> str:
        return self.till.view.scheme if self.till.view is not None else ""

    @property
    def _scale(self) -> str:
        """The size offered that is nearest to the one in use."""
        now = self.till.view.text_scale if self.till.view is not None else 1.0
        return min(SCALES, key=lambda one: abs(float(one) - now))


def _after(keys: Sequence[str], key: str) -> str:
    return keys[(keys.index(key) + 1) % len(keys)] if key in keys else ""


def _own_name(language: str) -> str:
    locale = Locale.parse(language, sep="_" if "_" in language else "-")
    name = str(locale.get_display_name(locale) or language)
    return name[:1].upper() + name[1:]
