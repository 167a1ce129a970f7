"""Every screen, drawn for real: nothing elided or cut in German at 1024×768 or at 200 % text, no warning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from proof.screens import SCENES, Look, Scene
from tests.integration.ui.settling import WAIT_MS, settle

LOOKS = [
    Look("de-1024", size=(1024, 768), language="de"),
    Look("text200", size=(1366, 768), scale=2.0, language="de"),
    Look("text200-1024", size=(1024, 768), scale=2.0, language="de"),
]
FAST = {"sell", "tender-split", "sell-unknown"}
# A product's own name may be cut in its tile after three lines.
MAY_ELIDE = {"Tile"}
ROUNDING = 1.5


def items(item: QQuickItem) -> Iterator[QQuickItem]:
    """Every shown item below `item`: delegates are found only by walking `childItems()`."""
    if not item.isVisible():
        return
    yield item
    for child in item.childItems():
        yield from items(child)


def is_text(item: QQuickItem) -> bool:
    return item.metaObject().indexOfProperty("truncated") >= 0


def owner(item: QQuickItem) -> str:
    """The nearest component of ours around a text."""
    up: QQuickItem | None = item
    while up is not None:
        name = str(up.metaObject().className()).split("_QMLTYPE")[0]
        if name in MAY_ELIDE:
            return name
        up = up.parentItem()
    return ""


def cut(root: QQuickItem) -> list[str]:
    """Texts that do not show whole."""
    found = []
    for item in items(root):
        if not is_text(item) or not item.property("text"):
            continue
        wide = item.property("contentWidth") > item.width() + ROUNDING
        if (item.property("truncated") or wide) and owner(item) not in MAY_ELIDE:
            found.append(f"{item.property('text')!r}: {item.property('contentWidth')} in {item.width()}")
    return found


def small(root: QQuickItem) -> list[str]:
    """Targets for a finger under 44 pixels."""
    return [
        f"{item.metaObject().className()} {item.property('text')!r} {item.width()}×{item.height()}"
        for item in items(root)
        if item.metaObject().indexOfProperty("autoRepeat") >= 0
        and item.isEnabled()
        and item.opacity() > 0
        and (item.width() < 44 or item.height() < 44)
    ]


def unnamed(root: QQuickItem) -> list[str]:
    """Buttons and fields that a screen reader could not name."""
    found = []
    for item in items(root):
        if (
            item.metaObject().indexOfProperty("autoRepeat") < 0
            and item.metaObject().indexOfProperty("echoMode") < 0
        ):
            continue
        if item.opacity() == 0 or not item.isEnabled():
            continue
        read = QAccessible.queryAccessibleInterface(item)
        # Qt gives a password field no name of its own, only a description.
        texts = (QAccessible.Text.Name, QAccessible.Text.Description)
        if read is None or not any(read.text(kind) for kind in texts):
            found.append(str(item.metaObject().className()))
    return found


def show(opened: Any, qtbot: QtBot, scene: Scene, look: Look) -> QQuickItem:
    bus = scene.bus()
    bus.till = replace(bus.till, scheme=look.scheme, text_scale=look.scale, language=look.language)
    till = opened(bus, scene.preview())
    till.window.resize(*look.size)
    qtbot.waitExposed(till.window)
    settle(till, qtbot, 30)
    scene.act(till, bus)
    settle(till, qtbot)
    root: QQuickItem = till.window.contentItem()
    return root


def shows_whole(qtbot: QtBot, root: QQuickItem) -> None:
    """Nothing is cut. A sheet is laid out a frame after it opens; on a busy machine that takes a while."""

    def whole() -> None:
        assert cut(root) == []

    qtbot.waitUntil(whole, timeout=WAIT_MS)


def fits(qtbot: QtBot, root: QQuickItem) -> None:
    """Nothing is cut, and nothing too small for a finger; laid out as late as that may be."""

    def fit() -> None:
        assert cut(root) == []
        assert small(root) == []

    qtbot.waitUntil(fit, timeout=WAIT_MS)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_nothing_is_cut(opened: Any, qtbot: QtBot, scene: Scene, look: Look) -> None:
    root = show(opened, qtbot, scene, look)
    fits(qtbot, root)
    assert unnamed(root) == []


@pytest.mark.parametrize("scheme", ["dark", "contrast"])
@pytest.mark.parametrize("scene", [s for s in SCENES if s.name in FAST], ids=lambda scene: scene.name)
def test_every_colour_set_and_right_to_left(opened: Any, qtbot: QtBot, scene: Scene, scheme: str) -> None:
    root = show(opened, qtbot, scene, Look("rtl", language="ar", scheme=scheme, size=(1920, 1080)))
    shows_whole(qtbot, root)
