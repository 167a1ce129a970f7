"""Builds the screens beside selling and gives each its route, its keys and its place in the menu."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtGui import QGuiApplication

from ui.customers.customers import CustomersModel
from ui.customers.form import CustomerFormModel
from ui.device_entry.devices import DevicesModel
from ui.device_entry.setup import SetupModel
from ui.journal.journal import JournalModel
from ui.keys import KeyTable
from ui.menu.menu import Ways
from ui.people.auto_lock import AutoLock
from ui.people.sign_in import SignInModel
from ui.prints.prints import PrintsModel
from ui.returns.no_receipt import NoReceiptModel
from ui.returns.returns import ReturnsModel
from ui.routes import Router
from ui.sell.sheets import Sheets
from ui.session.close import CloseModel
from ui.session.opening import OpeningModel
from ui.session.session import SessionModel
from ui.settings.settings import SettingsModel
from ui.shell.model import ShellModel
from ui.stock.document import StockDocumentModel
from ui.stock.work import StockWorkModel
from ui.sync_status.sync import SyncModel
from ui.till import Till


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What every one of these screens needs of the rest."""

    till: Till
    keys: KeyTable
    router: Router
    sheets: Sheets
    sell: Callable[[str], None]
    """Sells a code that was scanned on one of these screens."""
    look_up: Callable[[str], None]
    """Shows price and stock of a code that was scanned where nothing is sold."""


def add_side_screens(shell: ShellModel, around: Around, now_ms: Callable[[], int]) -> None:
    """Add them all, and lock the till when nobody is there."""
    till, keys, router, sheets, sell = around.till, around.keys, around.router, around.sheets, around.sell
    close = CloseModel(till, keys, router, sell)
    shell.add_screen("close_session", close)
    shell.add_screen("sign_in", SignInModel(till, keys, router))
    shell.add_screen("open_session", OpeningModel(till, keys, close))
    shell.add_screen("session", SessionModel(till, keys, router, sheets, sell))
    returns = ReturnsModel(till, keys, router, sheets, sell)
    shell.add_screen("returns", returns)
    shell.add_screen("no_receipt", NoReceiptModel(till, keys, router, sheets, sell))
    document = StockDocumentModel(till, keys, router, sheets, sell)
    shell.add_screen("stock_document", document)
    shell.add_screen("stock", StockWorkModel(till, keys, router, around.look_up, document))
    form = CustomerFormModel(till, keys, router, sell)
    shell.add_screen("customers", CustomersModel(till, keys, router, sell, form))
    shell.add_screen("customer_form", form)
    shell.add_screen("journal", JournalModel(till, keys, router, sheets, sell, returns.show_receipt))
    shell.add_screen("prints", PrintsModel(till, keys, router, sell))
    setup = SetupModel(till, keys, router, sheets, sell)
    shell.add_screen("devices", DevicesModel(till, keys, router, sheets, sell, setup))
    shell.add_screen("device_setup", setup)
    shell.add_screen("sync", SyncModel(till, keys, router, sell, now_ms))
    shell.add_screen("settings", SettingsModel(till, keys, router, sell))
    shell.offer(Ways(till, router))
    auto_lock = AutoLock(till, shell)
    shell.touched.connect(auto_lock.seen)
    app = QGuiApplication.instance()
    if app is not None:
        app.installEventFilter(auto_lock)
