"""QML knows each view model by its class: none has a metaobject of its own, on any screen or sheet.

A method that a signal is connected to and that is no `@Slot` makes PySide give that one object a metaobject
of its own. It is freed with the object, while QML keeps what it learnt of it under its address: the next
object whose metaobject comes to lie there shows QML the members of the dead one, and its screen stays empty.
"""

from __future__ import annotations

import gc
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from proof.screens import SCENES, Scene
from proof.screens_accounts import SCENES as ACCOUNTS
from proof.screens_devices import SCENES as DEVICES
from tests.integration.ui.settling import WAIT_MS

MADE_ANEW = {"share", "gift-card-look", "weight"}
"""Each opens a sheet that listens to the till; sheets come and go as long as the till runs."""


def own_metaobjects() -> list[str]:
    """The classes of living objects of the user interface that their class alone does not describe."""
    found = [
        type(one).__qualname__
        for one in gc.get_objects()
        if isinstance(one, QObject)
        and type(one).__module__.startswith("ui.")
        and shiboken6.isValid(one)
        # Where PySide keeps it.
        and "__METAOBJECT__" in vars(one)
    ]
    return sorted(found)


@pytest.mark.parametrize(
    "scene",
    [one for one in (*SCENES, *ACCOUNTS, *DEVICES) if one.name in {"sell", *MADE_ANEW}],
    ids=lambda scene: scene.name,
)
def test_no_model_has_a_metaobject_of_its_own(opened: Any, qtbot: QtBot, scene: Scene) -> None:
    bus = scene.bus()
    till = opened(bus, scene.preview())
    qtbot.waitUntil(lambda: till.shell.ready, timeout=WAIT_MS)
    scene.act(till, bus)
    qtbot.waitUntil(lambda: scene.name == "sell" or till.shell.sheet_model is not None, timeout=WAIT_MS)
    assert own_metaobjects() == []
