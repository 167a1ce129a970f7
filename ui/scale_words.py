"""How a scale is, in figures, words and a tone: for the weight sheet and for trying a scale."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from pos_app.views.devices import ScaleView
from ui.device_words import device_words
from ui.figures import Figures
from ui.marked import QT_TRANSLATE_NOOP

NO_FIGURE = "–\u2009–\u2009–"
"""Stands where the scale tells no weight: an old figure could be taken for this item's."""

STATES: dict[str, tuple[str, str]] = {
    "stable": ("positive", QT_TRANSLATE_NOOP("Scale", "Steady")),
    "moving": ("caution", QT_TRANSLATE_NOOP("Scale", "Still moving")),
    "zero": ("quiet", QT_TRANSLATE_NOOP("Scale", "Nothing on the scale")),
    "overload": ("negative", QT_TRANSLATE_NOOP("Scale", "Too much on the scale")),
    "underload": ("negative", QT_TRANSLATE_NOOP("Scale", "Below zero: empty the scale")),
    "lost": ("negative", QT_TRANSLATE_NOOP("Scale", "The scale does not answer")),
}
"""Tone and words of each state but `error`, which says itself what is wrong, and `none`."""


class ScaleShown(msgspec.Struct, frozen=True):
    """What is drawn of a scale; `figure` is empty where there is no scale."""

    figure: str = ""
    words: str = ""
    tone: str = "quiet"
    ready: bool = False
    """Whether its weight can be taken."""


def show_scale(view: ScaleView | None, figures: Figures) -> ScaleShown:
    """What is drawn of this reading; nothing before the first and where there is no scale."""
    if view is None or view.state == "none":
        return ScaleShown()
    if view.state == "error":
        return ScaleShown(NO_FIGURE, device_words(view.code, view.message), "negative")
    tone, words = STATES[view.state]
    told = view.state in {"stable", "zero"} and view.unit
    figure = figures.quantity(view.weight, view.unit) if told else NO_FIGURE
    return ScaleShown(figure, QCoreApplication.translate("Scale", words), tone, view.state == "stable")
