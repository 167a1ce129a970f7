"""Draws the screens beside selling into PNGs, at every size and in every look that they must stand.

`python -m proof.screens_more FOLDER [SCENE…]` draws; without scene names, all of them; `docs` for those that
`docs/screens` keeps.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from pos_app import views as v
from pos_app.views.journal import JournalEntryView, PrintJobView
from proof import canned_side as side
from proof import canned_till as canned
from proof.canned_camera import camera_live, camera_lost
from proof.screens import Scene, main
from ui.application import TillWindow
from ui.people.sign_in import SignInModel
from ui.session.close import CloseModel
from ui.session.counting import CountModel
from ui.session.opening import OpeningModel

Model = TypeVar("Model", bound=QObject)
Act = Callable[[TillWindow, canned.CannedBus], None]

IDLE = replace(canned.TILL, sale=None, session=side.SESSION)
SIGNED_OUT = replace(IDLE, operator=None)
UNCONFIGURED = replace(
    SIGNED_OUT, store_name="", terminal_name="", languages=("en",), session=side.SESSION_NONE, item_count=0
)
LOCKED = replace(canned.TILL, locked=True)
UNOPENED = replace(IDLE, session=side.SESSION_NONE)
COUNTED = replace(IDLE, session=side.SESSION_COUNTED)
TRAINING = replace(IDLE, training=True)


def _with(till: v.TillView = IDLE, **views: object) -> Callable[[], canned.CannedBus]:
    def make() -> canned.CannedBus:
        bus = side.SideBus(till)
        bus.session = till.session
        for name, view in views.items():
            setattr(bus, name, view)
        return bus

    return make


def _model(till: TillWindow, kind: type[Model]) -> Model:
    found = till.shell.findChild(kind)
    assert found is not None  # noqa: S101 - every screen's model is the shell's
    return found


def _press(*keys: str) -> Act:
    def act(till: TillWindow, bus: canned.CannedBus) -> None:  # noqa: ARG001 - every scene has this shape
        for key in keys:
            till.shell.press(key)
            QTest.qWait(80)

    return act


def _refused(code: str, keys: tuple[str, ...], typed: str, **params: str | int) -> Act:
    def act(till: TillWindow, bus: canned.CannedBus) -> None:
        for key in keys:
            till.shell.press(key)
            QTest.qWait(80)
        found = v.Notice(code=code, message=code, tone="negative", params=params)
        bus.outcome = v.Outcome(ok=False, sale=bus.till.sale, notice=found)
        _model(till, SignInModel).accept(typed)
        QTest.qWait(80)

    return act


def _count(till: TillWindow, bus: canned.CannedBus) -> None:
    _press("F2")(till, bus)
    model = _model(till, CloseModel if bus.till.session.state else OpeningModel)
    count = model.findChild(CountModel)
    assert count is not None  # noqa: S101 - both count
    for key, text in (("5000", "3"), ("2000", "4"), ("1000", "2"), ("200", "11"), ("50", "9"), ("10", "24")):
        count.set_count(key, text)


def _counting(till: TillWindow, bus: canned.CannedBus) -> None:
    _press("Ctrl+K")(till, bus)
    _count(till, bus)


EMPTY_JOURNAL: tuple[JournalEntryView, ...] = ()
NO_JOBS: tuple[PrintJobView, ...] = ()


def _before_camera(till: TillWindow, bus: canned.CannedBus) -> None:
    _press("Ctrl+B")(till, bus)
    bus.outcome = v.Outcome(ok=True, sale=canned.SALE, line_id=canned.SALE.lines[-1].line_id)
    till.shell.scan("4006381333931")


SCENES: tuple[Scene, ...] = (
    Scene("sign-in", _with(SIGNED_OUT)),
    Scene("sign-in-wrong", _with(SIGNED_OUT), _refused("wrong_pin", ("Down",), "1234")),
    Scene("sign-in-wait", _with(SIGNED_OUT), _refused("pin_wait", ("Down",), "1234", seconds=287)),
    Scene("sign-in-empty", _with(UNCONFIGURED, operators=(), sync=canned.SYNC_DOWN)),
    Scene("lock", _with(LOCKED)),
    Scene("open-session", _with(UNOPENED)),
    Scene("open-session-count", _with(UNOPENED), _count),
    Scene("session", _with(), _press("Ctrl+T")),
    Scene("session-training", _with(TRAINING), _press("Ctrl+T")),
    Scene("cash-paid-out", _with(), _press("Ctrl+T", "F6")),
    Scene("no-sale", _with(), _press("Ctrl+T", "F7")),
    Scene("close-session", _with(), _counting),
    Scene("close-session-blocked", _with(replace(canned.TILL, session=side.SESSION)), _press("Ctrl+K")),
    Scene("close-session-compare", _with(COUNTED)),
    Scene("journal", _with(), _press("Ctrl+J")),
    Scene("journal-all", _with(sync=side.SYNC_DOWN), _press("Ctrl+J", "F5", "Down", "Down")),
    Scene("journal-empty", _with(journal=EMPTY_JOURNAL), _press("Ctrl+J")),
    Scene("post-void", _with(), _press("Ctrl+J", "F8")),
    Scene("prints", _with(devices=side.DEVICES_DOWN), _press("Ctrl+P")),
    Scene("prints-empty", _with(jobs=NO_JOBS), _press("Ctrl+P")),
    Scene("camera", _with(), _before_camera, camera_live),
    Scene("camera-lost", _with(), _press("Ctrl+B"), camera_lost),
    Scene("camera-none", _with(), _press("Ctrl+B")),
    Scene("sync", _with(), _press("Ctrl+H")),
    Scene("sync-down", _with(sync=side.SYNC_DOWN), _press("Ctrl+H")),
    Scene("sync-bad", _with(sync=side.SYNC_BAD), _press("Ctrl+H")),
    Scene("sync-first", _with(replace(IDLE, item_count=0), sync=side.SYNC_FIRST), _press("Ctrl+H")),
    Scene("settings", _with(), _press("Ctrl+E")),
    Scene("menu", _with(replace(IDLE, unprinted=3)), _press("F11")),
)


# The pictures of docs/screens: the screens that say most, the looks in turn.
PICKED = frozenset(
    {
        "sign-in/1366",
        "sign-in-wait/de-1024",
        "session/1366",
        "close-session/de-1024",
        "journal/1366",
        "post-void/contrast",
        "camera/1366",
        "sync-down/de-1024",
        "settings/text200-1024",
        "menu/1366",
    }
)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    sys.exit(main(sys.argv[1:], SCENES, PICKED))
