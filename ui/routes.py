"""Where a person can be: the table of screens and of the sheets above them, and the moves between."""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """One screen: its name, and its QML file below `qml/Tillbridge/screens`."""

    name: str
    qml: str
    keep: bool = False
    """Whether it stays built while another is shown, to be there at once."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet that opens above a screen: its name, and its QML file below `qml/Tillbridge/sheets`."""

    name: str
    qml: str


ROUTES: tuple[Route, ...] = (
    Route(name="sell", qml="SellScreen.qml", keep=True),
    Route(name="tender", qml="TenderScreen.qml"),
    Route(name="change", qml="ChangeScreen.qml"),
    Route(name="suspended", qml="SuspendedScreen.qml"),
    Route(name="price_check", qml="PriceCheckScreen.qml"),
    Route(name="returns", qml="ReturnsScreen.qml"),
    Route(name="no_receipt", qml="NoReceiptScreen.qml"),
    Route(name="customers", qml="CustomersScreen.qml"),
    Route(name="customer_form", qml="CustomerFormScreen.qml"),
    Route(name="stock", qml="StockScreen.qml"),
    Route(name="stock_document", qml="StockDocumentScreen.qml"),
    Route(name="sign_in", qml="SignInScreen.qml"),
    Route(name="open_session", qml="OpenSessionScreen.qml"),
    Route(name="session", qml="SessionScreen.qml"),
    Route(name="close_session", qml="CloseSessionScreen.qml"),
    Route(name="journal", qml="JournalScreen.qml"),
    Route(name="prints", qml="PrintsScreen.qml"),
    Route(name="devices", qml="DevicesScreen.qml"),
    Route(name="device_setup", qml="DeviceSetupScreen.qml"),
    Route(name="sync", qml="SyncScreen.qml"),
    Route(name="camera", qml="ScanCameraScreen.qml"),
    Route(name="settings", qml="SettingsScreen.qml"),
)

SHEETS: tuple[Sheet, ...] = (
    Sheet(name="acts", qml="ActsSheet.qml"),
    Sheet(name="quantity", qml="QuantitySheet.qml"),
    Sheet(name="weight", qml="WeightSheet.qml"),
    Sheet(name="price", qml="PriceSheet.qml"),
    Sheet(name="discount", qml="DiscountSheet.qml"),
    Sheet(name="department", qml="DepartmentSheet.qml"),
    Sheet(name="age", qml="AgeSheet.qml"),
    Sheet(name="suspend", qml="SuspendSheet.qml"),
    Sheet(name="share", qml="ShareSheet.qml"),
    Sheet(name="void_sale", qml="VoidSaleSheet.qml"),
    Sheet(name="card", qml="CardSheet.qml"),
    Sheet(name="gift_card", qml="GiftCardSheet.qml"),
    Sheet(name="gift_card_look", qml="GiftCardLookSheet.qml"),
    Sheet(name="sell_gift_card", qml="SellGiftCardSheet.qml"),
    Sheet(name="stock_reference", qml="ReferenceSheet.qml"),
    Sheet(name="approval", qml="ApprovalSheet.qml"),
    Sheet(name="menu", qml="MenuSheet.qml"),
    Sheet(name="cash", qml="CashSheet.qml"),
    Sheet(name="email", qml="EmailSheet.qml"),
    Sheet(name="reason", qml="ReasonSheet.qml"),
    Sheet(name="device_name", qml="DeviceNameSheet.qml"),
)


class Router:
    """The screen shown and the sheet above it, if any. Qt-free; `on_change` is told of every move."""

    def __init__(self, routes: tuple[Route, ...] = ROUTES, sheets: tuple[Sheet, ...] = SHEETS) -> None:
        self._routes = {route.name: route for route in routes}
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._listeners: list[Callable[[], None]] = []
        self.route = routes[0]
        self.sheet: Sheet | None = None

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after every move."""
        self._listeners.append(listener)

    @property
    def routes(self) -> tuple[Route, ...]:
        """All screens."""
        return tuple(self._routes.values())

    def knows(self, name: str) -> bool:
        """Whether there is a screen of this name."""
        return name in self._routes

    def go(self, name: str) -> None:
        """Show a screen; a sheet above the old one closes. KeyError for an unknown name."""
        route = self._routes[name]
        if route is self.route and self.sheet is None:
            return
        self.route = route
        self.sheet = None
        self._tell()

    def open(self, name: str) -> None:
        """Open a sheet above the screen, in place of one that is open. KeyError for an unknown name."""
        self.sheet = self._sheets[name]
        self._tell()

    def close(self) -> None:
        """Close the sheet; nothing happens where none is open."""
        if self.sheet is not None:
            self.sheet = None
            self._tell()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
