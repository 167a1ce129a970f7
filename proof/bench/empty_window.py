"""The limit of a start: the till's imports, and a window with a word in it.

`python -m proof.bench.empty_window` says `first frame` and `window shown` with its first frame, then
stays until it is ended.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

import devices.manager  # noqa: F401 - importing is what it is for
import pos_app.bootstrap.terminal  # noqa: F401 - the same
import ui.application  # noqa: F401 - the same

_WINDOW = b"""
import QtQuick
Window {
    width: 1366; height: 768; visible: true
    Text { anchors.centerIn: parent; text: "empty" }
}
"""


def main() -> int:
    """Open the window."""
    app = QGuiApplication(sys.argv)
    engine = QQmlApplicationEngine()
    engine.loadData(_WINDOW, QUrl())
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)  # noqa: S101 - the text above says so
    window.frameSwapped.connect(_say_shown, Qt.ConnectionType.SingleShotConnection)
    return app.exec()


def _say_shown() -> None:
    sys.stderr.write("first frame\nwindow shown\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
