"""Lets a window come to rest: what was done to it has its effect, however late a busy machine does it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from ui.application import TillWindow

WAIT_MS = 60_000
TURNS = 20
"""Of the event loop: an answer of the till comes by a few events, each posted by the one before."""


def settle(till: TillWindow, qtbot: QtBot, ms: int = 60) -> None:
    """Let some milliseconds pass, then all that is under way come to its end, keys held back included."""
    qtbot.wait(ms)
    qtbot.waitUntil(lambda: bool(till.shell.ready) and till._keys._decoder.due_at() is None, timeout=WAIT_MS)
    for _ in range(TURNS):
        QCoreApplication.processEvents()


def awake(till: TillWindow, qtbot: QtBot) -> TillWindow:
    """The till's window in front, with its first screen."""
    till.window.requestActivate()
    qtbot.waitUntil(till.window.isActive, timeout=WAIT_MS)
    settle(till, qtbot)
    return till
