"""Canned devices: a counter with one of each kind, what a search finds, how a scale and a scanner answer."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app.views.devices import (
    DeviceKind,
    DevicesView,
    DeviceView,
    FoundDevicesView,
    FoundDeviceView,
    ScaleView,
    ScanView,
)
from proof.canned_side import DRIVERS, JOBS, PRINTER
from proof.canned_till import NOW

_BY_ID = "/dev/serial/by-id/usb-"
SCANNER = DeviceView(
    device_id="scanner",
    kind="scanner",
    driver="scanner_serial",
    driver_name="Barcode scanner on a serial port or USB-COM cable",
    options={"port": f"{_BY_ID}Honeywell_Voyager_1450g-if00"},
    state="ready",
    name="Handscanner links",
)
CAMERA = DeviceView(
    device_id="camera",
    kind="scanner",
    driver="camera",
    driver_name="Camera that reads bar codes and 2D codes",
    options={"source": "/dev/v4l/by-id/usb-046d_HD_Pro_Webcam_C920-video-index0"},
    state="lost",
    code="camera_missing",
)
SCALE = DeviceView(
    device_id="scale",
    kind="scale",
    driver="scale_serial",
    driver_name="Scale on a serial port or USB-COM cable",
    options={"port": f"{_BY_ID}FTDI_FT232R_USB_UART_A50285BI-if00-port0"},
    state="ready",
)
DISPLAY = DeviceView(
    device_id="display",
    kind="display",
    driver="display_serial",
    driver_name="Customer display of two lines",
    options={"port": "/dev/ttyS1"},
    state="lost",
    code="display_unreachable",
)
_PRINTER = replace(PRINTER, device_id="printer")
COUNTER = DevicesView(devices=(CAMERA, DISPLAY, _PRINTER, SCALE, SCANNER), drivers=DRIVERS, jobs=())
COUNTER_DOWN = DevicesView(
    devices=(
        replace(CAMERA, code="camera_busy"),
        DISPLAY,
        replace(_PRINTER, state="lost", code="printer_unreachable"),
        replace(SCALE, state="attention", code="scale_nonsense"),
        SCANNER,
    ),
    drivers=DRIVERS,
    jobs=JOBS,
)
NO_DEVICES = DevicesView(devices=(), drivers=DRIVERS, jobs=())

_CABLE: tuple[DeviceKind, ...] = ("scanner", "scale", "display", "drawer", "printer")
FOUND = FoundDevicesView(
    searching=False,
    found=(
        FoundDeviceView(
            kinds=_CABLE,
            name="Honeywell Voyager 1450g",
            place="/dev/ttyACM0",
            driver="",
            options={"port": SCANNER.options["port"]},
        ),
        FoundDeviceView(
            kinds=_CABLE,
            name="FT232R USB UART",
            place="/dev/ttyUSB0",
            driver="",
            options={"port": SCALE.options["port"]},
        ),
        FoundDeviceView(
            kinds=("printer",),
            name="EPSON TM-T20III",
            place="USB 04b8:0e28",
            driver="usb",
            options={"vendor": "04b8", "product": "0e28"},
        ),
        FoundDeviceView(
            kinds=("printer",),
            name="USB printer 0519:0003",
            place="USB 0519:0003",
            driver="usb",
            options={"vendor": "0519", "product": "0003"},
            usable=False,
            code="usb_not_allowed",
        ),
        FoundDeviceView(
            kinds=("scanner",),
            name="HD Pro Webcam C920",
            place="/dev/video0",
            driver="camera",
            options=CAMERA.options,
        ),
    ),
)
NOTHING = FoundDevicesView(searching=False)
SEARCHING = FoundDevicesView(searching=True)

STEADY = ScaleView(state="stable", weight=848, unit="kg", at=NOW)
MOVING = ScaleView(state="moving", weight=0, unit="kg", at=NOW)
OVERLOAD = ScaleView(state="overload", weight=0, unit="kg", at=NOW)
READ = ScanView(raw="]E04006381333931", symbology="]E0", device_id="scanner", at=NOW)
