"""The limit of scan-to-line: a window with a plain text that shows what was typed once Enter comes.

`python -m proof.bench.bare_window` draws its first frame, says so, then answers each code with its seconds.
"""

from __future__ import annotations

import sys

import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from proof.bench.asked import answer_all, say
from proof.bench.frames import settle, until_drawn, wedge

_WINDOW = b"""
import QtQuick
Window {
    width: 1366; height: 768; visible: true
    property string shown: ""
    Text {
        id: text
        property string typed: ""
        anchors.centerIn: parent
        text: shown
        focus: true
        Keys.onPressed: event => {
            if (event.key === Qt.Key_Return) { shown = typed; typed = "" } else { typed += event.text }
        }
    }
}
"""


def main() -> None:
    """Open the window and answer."""
    app = QGuiApplication(sys.argv)
    engine = QQmlApplicationEngine()
    engine.loadData(_WINDOW, QUrl())
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)  # noqa: S101 - the text above says so
    settle()
    say("ready")

    def answer(code: str) -> float:
        settle()
        start, drawn = until_drawn(
            window, lambda: wedge(window, code), lambda: window.property("shown") == code
        )
        return drawn - start

    answer_all(answer)
    window.close()
    shiboken6.delete(engine)
    app.quit()


if __name__ == "__main__":
    main()
