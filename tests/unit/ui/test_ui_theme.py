"""The three colour sets carry the same names and enough contrast for a tired eye."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine

import ui

THEME = Path(ui.__file__).parent / "qml" / "Tillbridge" / "theme"
SETS = ["Light", "Dark", "HighContrast"]
SURFACES = ["surface", "surfaceRaised", "surfaceSunken"]
TEXT_PAIRS = [
    (text, surface)
    for text in ("text", "textMuted", "accent", "positive", "caution", "negative")
    for surface in ("surface", "surfaceRaised")
]
TEXT_PAIRS += [("text", "surfaceSunken"), ("textMuted", "surfaceSunken"), ("onTile", "tile")]
TEXT_PAIRS += [
    ("on" + name[0].upper() + name[1:], name)
    for kind in ("accent", "positive", "caution", "negative")
    for name in (kind, kind + "Soft")
]
TEXT_PAIRS += [("onTile", f"c{number}") for number in range(1, 13)]
TEXT_PAIRS += [("onAccent", "accentPressed"), ("onNegative", "negativePressed")]
EDGE_PAIRS = [(edge, surface) for edge in ("edge", "focus") for surface in SURFACES]


def luminance(colour: QColor) -> float:
    """Relative luminance by WCAG 2.2."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: QColor, second: QColor) -> float:
    """Contrast ratio by WCAG 2.2, 1 to 21."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def colours_of(name: str) -> dict[str, QColor]:
    """Every colour of one set by its token name."""
    engine = QQmlEngine()
    component = QQmlComponent(engine, QUrl.fromLocalFile(str(THEME / f"{name}.qml")))
    made = component.create()
    assert made is not None, component.errorString()
    meta = made.metaObject()
    names = [str(meta.property(i).name()) for i in range(meta.propertyCount())]
    found = {n: QColor(made.property(n)) for n in names if n not in {"objectName", "categories"}}
    found |= {f"c{i + 1}": QColor(colour) for i, colour in enumerate(made.property("categories"))}
    del made, component, engine
    return found


@pytest.mark.parametrize("name", SETS)
def test_text_reads_on_its_surface(qapp: object, name: str) -> None:
    found = colours_of(name)
    poor = {
        pair: round(contrast(found[pair[0]], found[pair[1]]), 2)
        for pair in TEXT_PAIRS
        if contrast(found[pair[0]], found[pair[1]]) < 4.5
    }
    assert poor == {}


@pytest.mark.parametrize("name", SETS)
def test_edges_and_focus_ring_are_seen(qapp: object, name: str) -> None:
    found = colours_of(name)
    poor = {
        pair: round(contrast(found[pair[0]], found[pair[1]]), 2)
        for pair in EDGE_PAIRS
        if contrast(found[pair[0]], found[pair[1]]) < 3
    }
    assert poor == {}


def test_sets_have_the_same_names(qapp: object) -> None:
    first, *rest = (set(colours_of(name)) for name in SETS)
    assert all(names == first for names in rest)
    assert len(first) > 20
