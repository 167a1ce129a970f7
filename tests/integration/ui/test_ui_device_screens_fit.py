"""Devices, their set-up and the weight sheet, drawn for real: nothing cut in German, nor at 200 % text."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from proof.screens import Look, Scene
from proof.screens_devices import SCENES
from tests.integration.ui.test_ui_screens_fit import LOOKS, fits, show, shows_whole, unnamed

SOME = {"devices-down", "devices-add", "devices-try", "weight-scale"}


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_nothing_is_cut_setting_devices_up(opened: Any, qtbot: QtBot, scene: Scene, look: Look) -> None:
    root = show(opened, qtbot, scene, look)
    fits(qtbot, root)
    assert unnamed(root) == []


@pytest.mark.parametrize("scheme", ["dark", "contrast"])
@pytest.mark.parametrize("scene", [s for s in SCENES if s.name in SOME], ids=lambda scene: scene.name)
def test_every_colour_set_from_right_to_left(opened: Any, qtbot: QtBot, scene: Scene, scheme: str) -> None:
    root = show(opened, qtbot, scene, Look("rtl", language="ar", scheme=scheme, size=(1920, 1080)))
    shows_whole(qtbot, root)
