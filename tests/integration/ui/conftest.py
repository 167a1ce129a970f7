"""The real window over a canned till: offscreen, in software, with the real wedge decoder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from devices.wedge.decoder import WedgeDecoder
from pos_app.ports.preview import Preview
from proof.canned_till import NOW, CannedBus
from ui.application import TillWindow, WindowOptions, open_till

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
# A connection that gives one object a metaobject of its own is spoken of, and so fails its test.
os.environ.setdefault("QT_LOGGING_RULES", "qt.pyside.libpyside.warning=true")

Opener = Callable[..., TillWindow]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def opened(qapp: QGuiApplication, cache: Path) -> Iterator[Opener]:
    """Opens a till over a bus; it is closed at the end of the test."""
    made: list[TillWindow] = []

    def make(bus: CannedBus, preview: Preview | None = None) -> TillWindow:
        options = WindowOptions(cache=cache, sound=False, preview=preview)
        till = open_till(bus, WedgeDecoder(), lambda: NOW, options)
        made.append(till)
        return till

    yield make
    for till in made:
        till.close()
