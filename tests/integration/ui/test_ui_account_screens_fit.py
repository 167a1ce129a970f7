"""Gift cards, points and credit, drawn for real: nothing cut in German at 1024×768 or at 200 % text."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from proof.screens import Look, Scene
from proof.screens_accounts import SCENES
from tests.integration.ui.test_ui_screens_fit import LOOKS, fits, show, unnamed


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_nothing_is_cut_of_accounts(opened: Any, qtbot: QtBot, scene: Scene, look: Look) -> None:
    root = show(opened, qtbot, scene, look)
    fits(qtbot, root)
    assert unnamed(root) == []
