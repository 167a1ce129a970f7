"""Builds every screen's view model and gives each its route: the screens' own composition."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.ports.preview import Preview
from ui.camera.camera import CameraModel
from ui.dispatch import Dispatcher
from ui.keys import BINDINGS, KeyTable
from ui.platform.camera_preview import NoCamera
from ui.platform.sound import Sounds
from ui.price_check.price_check import PriceCheckModel
from ui.routes import Router
from ui.sell.sell import SellModel
from ui.sell.sheets import Sheets
from ui.shell.model import ShellModel
from ui.side_keys import SIDE_BINDINGS
from ui.side_screens import Around, add_side_screens
from ui.suspended.suspended import SuspendedModel
from ui.tender.change import ChangeModel
from ui.tender.tender import TenderModel
from ui.till import Till


def build_shell(
    dispatcher: Dispatcher, sounds: Sounds, now_ms: Callable[[], int], preview: Preview | None = None
) -> ShellModel:
    """The whole till as view models, without a window: what the window is given, and what tests drive."""
    router = Router()
    keys = KeyTable((*BINDINGS, *SIDE_BINDINGS))
    till = Till(dispatcher, sounds)
    sheets = Sheets(till, router)
    shell = ShellModel(till, router, keys, sheets, now_ms)
    till.setParent(shell)
    sell = SellModel(till, keys, router, sheets)
    shell.add_screen("sell", sell)
    shell.add_screen(
        "tender",
        TenderModel(till, keys, router, sheets, sell.lines),
    )
    shell.add_screen("change", ChangeModel(till, keys, router, sheets, sell.scan))
    shell.add_screen("suspended", SuspendedModel(till, keys, router, sell.scan))
    price_check = PriceCheckModel(till, keys, router)
    shell.add_screen("price_check", price_check)
    around = Around(
        till=till, keys=keys, router=router, sheets=sheets, sell=sell.scan, look_up=price_check.scan
    )
    add_side_screens(shell, around, now_ms)
    shell.add_screen("camera", CameraModel(till, keys, router, sell.scan, preview or NoCamera()))
    return shell
