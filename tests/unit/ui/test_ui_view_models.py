"""Rules that hold for every view model and every screen."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Property, QMetaObject, QObject

import ui

QML = Path(ui.__file__).parent / "qml"
# The theme is where the figures stand; the demo's paper is a picture of paper, not a screen of the till.
SCREENS = [path for path in sorted(QML.rglob("*.qml")) if path.parent.name not in {"theme", "paper"}]


def view_models() -> Iterator[type[QObject]]:
    """Every QObject class of `ui`."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        for found in vars(importlib.import_module(module.name)).values():
            if isinstance(found, type) and issubclass(found, QObject) and found.__module__ == module.name:
                yield found


def test_no_number_property_could_be_money() -> None:
    """Money beyond 32 bits shows 0 as an int property: amounts are text."""
    wrong = []
    for model in view_models():
        meta: QMetaObject = vars(model)["staticMetaObject"]
        for i in range(meta.propertyOffset(), meta.propertyCount()):
            found = meta.property(i)
            name = str(found.name())
            if str(found.typeName()) in {"int", "double", "qlonglong"} and re.search(
                r"amount|total|price|change|paid|remaining|cash|sum", name
            ):
                wrong.append(f"{model.__name__}.{name}")
    assert wrong == []


def test_screens_hold_no_colour_and_no_pixel_of_their_own() -> None:
    wrong = []
    for path in SCREENS:
        for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
            code = text.split("//")[0]
            if re.search(
                r'"#[0-9a-fA-F]{3,8}"|Qt\.rgba|pixelSize: *[0-9]|[^a-z]"(red|black|white|blue)"', code
            ):
                wrong.append(f"{path.name}:{number}: {text.strip()}")
            if re.search(
                r"(width|height|margins?|spacing|padding|radius|Margin|Padding): *[2-9][0-9]*$", code, re.I
            ):
                wrong.append(f"{path.name}:{number}: {text.strip()}")
    assert wrong == []


def test_screens_bring_no_style_of_qts() -> None:
    styled = [p.name for p in SCREENS if re.search(r"import QtQuick\.Controls", p.read_text("utf-8"))]
    assert styled == []


def test_every_icon_named_is_shipped() -> None:
    from ui.icons import FOLDER
    from ui.keys import BINDINGS

    named = {b.icon for b in BINDINGS if b.icon}
    for path in QML.rglob("*.qml"):
        named |= set(re.findall(r'(?:iconName|Icon \{\s*name): "([a-z0-9-]+)"', path.read_text("utf-8")))
    assert {name for name in named if not (FOLDER / f"{name}.svg").exists()} == set()
    assert (FOLDER / "LICENCE").read_text("utf-8").startswith("ISC License")


def test_properties_are_declared_by_decorator() -> None:
    assert any(isinstance(found, Property) for model in view_models() for found in vars(model).values())
