"""Draws the devices screen, the guided set-up and the weight sheet; see `proof.screens`.

`python -m proof.screens_devices FOLDER [SCENE…]`, as `python -m proof.screens`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from PySide6.QtTest import QTest

from pos_app import views as v
from pos_app.views.devices import DevicesView
from proof import canned_devices as devices
from proof import canned_side as side
from proof import canned_till as canned
from proof.screens import Scene, main
from proof.screens_more import IDLE
from ui.application import TillWindow

Act = Callable[[TillWindow, canned.CannedBus], None]


def _at(view: DevicesView) -> Callable[[], canned.CannedBus]:
    def make() -> canned.CannedBus:
        bus = side.SideBus(IDLE)
        bus.session = IDLE.session
        bus.devices = view
        return bus

    return make


def _do(*steps: str | tuple[str, object]) -> Act:
    """Keys, and news as (topic, view)."""

    def act(till: TillWindow, bus: canned.CannedBus) -> None:
        for step in steps:
            if isinstance(step, str):
                till.shell.press(step)
            else:
                bus.tell(*step)
            QTest.qWait(80)

    return act


def _weigh(*views: tuple[str, object]) -> Act:
    def act(till: TillWindow, bus: canned.CannedBus) -> None:
        prompt = v.WeightPrompt(sku="s", name="Äpfel Elstar", unit="kg", unit_price=299, entry="grid")
        bus.outcome = v.Outcome(ok=False, sale=canned.SALE, weight=prompt)
        till.shell.scan("4006381333931")
        QTest.qWait(80)
        _do(*views)(till, bus)

    return act


_FOUND = ("found_devices", devices.FOUND)
_SCANNER = ("Ctrl+D", "F2", "Down", "F12", _FOUND)
SCENES: tuple[Scene, ...] = (
    Scene("devices", _at(devices.COUNTER), _do("Ctrl+D", "Down")),
    Scene("devices-down", _at(devices.COUNTER_DOWN), _do("Ctrl+D")),
    Scene("devices-empty", _at(devices.NO_DEVICES), _do("Ctrl+D")),
    Scene("devices-remove", _at(devices.COUNTER), _do("Ctrl+D", "F8")),
    Scene("devices-rename", _at(devices.COUNTER), _do("Ctrl+D", "Down", "F6")),
    Scene("devices-kind", _at(devices.COUNTER), _do("Ctrl+D", "F2", "Down")),
    Scene("devices-searching", _at(devices.COUNTER), _do("Ctrl+D", "F2", "F12")),
    Scene("devices-add", _at(devices.COUNTER), _do("Ctrl+D", "F2", "F12", _FOUND)),
    Scene("devices-add-scanner", _at(devices.COUNTER), _do(*_SCANNER)),
    Scene(
        "devices-none", _at(devices.COUNTER), _do("Ctrl+D", "F2", "F12", ("found_devices", devices.NOTHING))
    ),
    Scene("devices-options", _at(devices.COUNTER), _do("Ctrl+D", "F3")),
    Scene("devices-all-error", _at(devices.NO_DEVICES), _do("Ctrl+D", "F2", "F12", "F6", "F3", "F12")),
    Scene("devices-scale-options", _at(devices.COUNTER), _do("Ctrl+D", "Down", "Down", "Down", "F3", "F3")),
    Scene("devices-try-printer", _at(devices.COUNTER_DOWN), _do("Ctrl+D", "F4", "F4")),
    Scene(
        "devices-try",
        _at(devices.COUNTER),
        _do("Ctrl+D", "Down", "F4", ("scan", devices.READ)),
    ),
    Scene(
        "devices-try-scale",
        _at(devices.COUNTER),
        _do("Ctrl+D", "Down", "Down", "Down", "F4", ("scale", devices.STEADY)),
    ),
    Scene("weight-scale", canned.CannedBus, _weigh(("scale", devices.STEADY))),
    Scene("weight-moving", canned.CannedBus, _weigh(("scale", devices.MOVING))),
    Scene("weight-overload", canned.CannedBus, _weigh(("scale", devices.OVERLOAD))),
    Scene("weight", canned.CannedBus, _weigh()),
)

# The pictures of docs/screens.
PICKED = frozenset({"devices-down/1366", "devices-add/de-1024", "devices-try/1366", "weight-scale/1366"})


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    sys.exit(main(sys.argv[1:], SCENES, PICKED))
