"""What can be set up, as a person thinks of it: a camera is a scanner to the till, but not to a person."""

from __future__ import annotations

import msgspec

from pos_app.views.devices import DeviceKind, DeviceView, DriverView, FoundDeviceView
from ui.marked import QT_TRANSLATE_NOOP

CAMERA = "camera"


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to set up: its words are of the context `DeviceSetup`."""

    key: str
    kind: DeviceKind
    icon: str
    name: str
    about: str
    try_text: str
    """What to do to see whether it works, and what then happens."""
    tried_text: str = ""
    """Said once the test was sent."""
    drivers: frozenset[str] = frozenset()
    """The only drivers of it; empty for all of its kind that no other thing claims."""
    single: bool = True
    """Whether a terminal has one of it: setting up another replaces it."""
    asks_host: bool = False
    """Whether it may stand in the network."""

    def serves(self, driver: DriverView) -> bool:
        """Whether this driver is one for it."""
        if driver.kind != self.kind:
            return False
        return driver.driver in self.drivers if self.drivers else driver.driver not in _CLAIMED

    def fits(self, found: FoundDeviceView) -> bool:
        """Whether what was found may be one."""
        if self.kind not in found.kinds:
            return False
        return found.driver in self.drivers if self.drivers else found.driver not in _CLAIMED


_CLAIMED = frozenset({CAMERA})

KINDS: tuple[Kind, ...] = (
    Kind(
        key="printer",
        kind="printer",
        icon="printer",
        name=QT_TRANSLATE_NOOP("DeviceSetup", "Receipt printer"),
        about=QT_TRANSLATE_NOOP("DeviceSetup", "Prints receipts and opens the drawer on its plug."),
        try_text=QT_TRANSLATE_NOOP("DeviceSetup", "Print a test slip: it shows width, characters and cut."),
        tried_text=QT_TRANSLATE_NOOP("DeviceSetup", "The slip is on its way. Look at the printer."),
        asks_host=True,
    ),
    Kind(
        key="scanner",
        kind="scanner",
        icon="scan-barcode",
        name=QT_TRANSLATE_NOOP("DeviceSetup", "Barcode scanner"),
        about=QT_TRANSLATE_NOOP(
            "DeviceSetup",
            "On a serial or USB-COM cable. One that types like a keyboard works without being set up.",
        ),
        try_text=QT_TRANSLATE_NOOP("DeviceSetup", "Scan anything now. Nothing is sold here."),
        single=False,
    ),
    Kind(
        key=CAMERA,
        kind="scanner",
        icon="camera",
        name=QT_TRANSLATE_NOOP("DeviceSetup", "Camera that reads codes"),
        about=QT_TRANSLATE_NOOP("DeviceSetup", "A webcam, a document camera or the one built in."),
        try_text=QT_TRANSLATE_NOOP("DeviceSetup", "Hold any code before it. Nothing is sold here."),
        drivers=frozenset({CAMERA}),
        single=False,
    ),
    Kind(
        key="scale",
        kind="scale",
        icon="scale",
        name=QT_TRANSLATE_NOOP("DeviceSetup", "Scale"),
        about=QT_TRANSLATE_NOOP("DeviceSetup", "Its weight goes straight into the sale."),
        try_text=QT_TRANSLATE_NOOP("DeviceSetup", "Put something on the scale: the weight follows here."),
    ),
    Kind(
        key="display",
        kind="display",
        icon="monitor",
        name=QT_TRANSLATE_NOOP("DeviceSetup", "Customer display"),
        about=QT_TRANSLATE_NOOP("DeviceSetup", "Two lines that show the customer item and total."),
        try_text=QT_TRANSLATE_NOOP("DeviceSetup", "Show a greeting on the display."),
        tried_text=QT_TRANSLATE_NOOP("DeviceSetup", "The greeting is on its way. Look at the display."),
    ),
    Kind(
        key="drawer",
        kind="drawer",
        icon="inbox",
        name=QT_TRANSLATE_NOOP("DeviceSetup", "Cash drawer with a plug of its own"),
        about=QT_TRANSLATE_NOOP(
            "DeviceSetup", "One that is plugged into the receipt printer works without being set up."
        ),
        try_text=QT_TRANSLATE_NOOP(
            "DeviceSetup", "Open the drawer. That is recorded as an opening without a sale."
        ),
        tried_text=QT_TRANSLATE_NOOP("DeviceSetup", "The drawer was told to open. Is it open?"),
    ),
)


def kind_named(key: str) -> Kind:
    """The thing of this key. StopIteration for an unknown one."""
    return next(one for one in KINDS if one.key == key)


def kind_of(device: DeviceView) -> Kind:
    """What a person takes this device for."""
    if device.driver in _CLAIMED:
        return kind_named(device.driver)
    return next(one for one in KINDS if one.kind == device.kind)
