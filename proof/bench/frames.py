"""Keys into a Qt window, and the time until the frame that shows what they did."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

_LONGEST_MS = 100_000
_SETTLE_MS = 60


def wedge(window: QQuickWindow, code: str) -> None:
    """Type as a scanner does: the digits and Enter, one right behind the other."""
    for digit in code:
        QTest.keyClick(window, Qt.Key(ord(digit)))
    QTest.keyClick(window, Qt.Key.Key_Return)


def until_drawn(
    window: QQuickWindow, act: Callable[[], None], wanted: Callable[[], bool]
) -> tuple[float, float]:
    """When `act` began, and when the first frame was in front of the viewer while `wanted` holds.

    Raises RuntimeError where that never comes.
    """
    loop = QEventLoop()
    drawn: list[float] = []

    def look() -> None:
        if not drawn and wanted():
            drawn.append(time.perf_counter())
            loop.quit()

    QTimer.singleShot(_LONGEST_MS, loop, loop.quit)
    window.frameSwapped.connect(look)
    start = time.perf_counter()
    act()
    loop.exec()
    window.frameSwapped.disconnect(look)
    if not drawn:
        raise RuntimeError("what was done never showed")
    return start, drawn[0]


def until(wanted: Callable[[], bool]) -> None:
    """Let the window live until `wanted` holds, then until it has nothing more to draw."""
    loop = QEventLoop()
    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(lambda: loop.quit() if wanted() else None)
    QTimer.singleShot(_LONGEST_MS, loop, loop.quit)
    timer.start()
    loop.exec()
    timer.stop()
    if not wanted():
        raise RuntimeError("what was waited for never came")
    settle()


def settle() -> None:
    """Let animations and timers that are under way come to their end."""
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, loop, loop.quit)
    loop.exec()
