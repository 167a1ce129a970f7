"""How a device is: a word with its tone for the list, and a sentence that says what to do."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from pos_app.views.devices import DeviceView
from ui.device_words import device_words
from ui.marked import QT_TRANSLATE_NOOP

_STATES: dict[str, tuple[str, str]] = {
    "ready": ("positive", QT_TRANSLATE_NOOP("Devices", "Ready")),
    "busy": ("positive", QT_TRANSLATE_NOOP("Devices", "Printing")),
    "attention": ("caution", QT_TRANSLATE_NOOP("Devices", "Look at it")),
    "lost": ("negative", QT_TRANSLATE_NOOP("Devices", "Not there")),
    "none": ("quiet", QT_TRANSLATE_NOOP("Devices", "Not asked yet")),
}


class Health(msgspec.Struct, frozen=True):
    """What is drawn of it; `sentence` is empty where the word says all."""

    word: str
    tone: str
    sentence: str = ""


def health_of(device: DeviceView | None) -> Health:
    """How this device is; one without an entry has not been asked yet."""
    state = "none" if device is None else device.state
    tone, word = _STATES[state]
    told = device is not None and device.code not in {"", "ready", "not_asked"}
    sentence = device_words(device.code, device.message) if device is not None and told else ""
    return Health(QCoreApplication.translate("Devices", word), tone, sentence)


def place_of(options: dict[str, str]) -> str:
    """Where a device is plugged in, as far as its options say."""
    if options.get("vendor"):
        return f"USB {options['vendor']}:{options.get('product', '')}"
    return next((options[name] for name in _PLACES if options.get(name)), "")


_PLACES = ("host", "path", "queue", "source", "port")
