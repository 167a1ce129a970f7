"""Bytes to and from a USB printer by its two bulk endpoints, through pyusb."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable
from typing import Any

import usb.core
import usb.util

from devices.printer.line import Line, LineLost, Stopped

PRINTER_CLASS = 7
PACKET = 64
_REASONS = {
    errno.EACCES: "this user may not open it; see tillbridge doctor",
    errno.EBUSY: "another program uses it",
    errno.ENODEV: "it was unplugged or switched off",
    errno.ENOENT: "it was unplugged or switched off",
    errno.EIO: "it was unplugged or switched off",
}


class UsbLink(Line):
    """A claimed printer interface; the system's own driver has it back after `close`."""

    def __init__(self, device: Any, *, stopped: Callable[[], bool]) -> None:
        """Claim the interface of `device` (of `find_printer`); raises LineLost or Stopped."""
        super().__init__(stopped)
        if stopped():
            raise Stopped
        self._device = device
        self._detached = False
        try:
            interface = printer_interface(device)
            self._number = interface.bInterfaceNumber
            self._out, self._in = _endpoints(interface)
            self._claim()
        except (usb.core.USBError, ValueError) as error:
            usb.util.dispose_resources(device)
            raise lost("it cannot be opened", error) from error

    def close(self) -> None:
        """Give the printer back."""
        with contextlib.suppress(usb.core.USBError):
            usb.util.release_interface(self._device, self._number)
            if self._detached:
                self._device.attach_kernel_driver(self._number)
        usb.util.dispose_resources(self._device)

    def _claim(self) -> None:
        # Only Linux has a driver of its own in the way, and only it can take that off.
        with contextlib.suppress(NotImplementedError):
            if self._device.is_kernel_driver_active(self._number):
                self._device.detach_kernel_driver(self._number)
                self._detached = True
        usb.util.claim_interface(self._device, self._number)

    def _write(self, data: memoryview, seconds: float) -> int:
        try:
            return int(self._out.write(bytes(data), timeout=_milliseconds(seconds)))
        except usb.core.USBTimeoutError:
            return 0  # pyusb counts what was taken before the time was over, and raises only for nothing
        except usb.core.USBError as error:
            raise lost("the line broke while sending", error) from error

    def _read(self, seconds: float) -> bytes:
        try:
            return bytes(self._in.read(PACKET, timeout=_milliseconds(seconds)))
        except usb.core.USBTimeoutError:
            return b""
        except usb.core.USBError as error:
            raise lost("the line broke while waiting for an answer", error) from error


def find_printer(vendor: int, product: int, number: str, backend: Any = None) -> Any:
    """The printer with these ids and, unless it is empty, this serial number; raises LineLost.

    `backend` is pyusb's; None is the system's libusb.
    """
    try:
        found = list(usb.core.find(find_all=True, idVendor=vendor, idProduct=product, backend=backend) or ())
        wanted = [device for device in found if not number or device.serial_number == number]
    except usb.core.NoBackendError as error:
        raise LineLost("libusb is not installed on this machine") from error
    except (usb.core.USBError, ValueError) as error:
        # ValueError: the serial number cannot be read, as a rule for lack of rights.
        raise lost("it cannot be opened", error) from error
    if not wanted:
        raise LineLost("it is not plugged in, or is switched off")
    if len(wanted) > 1:
        raise LineLost("two printers have these ids: give the serial number too, or unplug one")
    return wanted[0]


def printer_interface(device: Any) -> Any:
    """The interface of the printer class, in its first setting; raises LineLost where there is none."""
    for configuration in device:
        for interface in configuration:
            if interface.bInterfaceClass == PRINTER_CLASS and len(list(interface)) > 1:
                return interface
    raise LineLost("it has no printer interface that answers")


def lost(what: str, error: Exception) -> LineLost:
    """`LineLost` with what the system's error number means."""
    reason = _REASONS.get(getattr(error, "errno", None) or 0)
    return LineLost(f"{what}: {reason or error}")


def _endpoints(interface: Any) -> tuple[Any, Any]:
    bulk = [
        one for one in interface if usb.util.endpoint_type(one.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
    ]
    ways = {usb.util.endpoint_direction(one.bEndpointAddress): one for one in bulk}
    if usb.util.ENDPOINT_OUT not in ways or usb.util.ENDPOINT_IN not in ways:
        raise LineLost("it takes data and never answers: use the driver `file` with its path instead")
    return ways[usb.util.ENDPOINT_OUT], ways[usb.util.ENDPOINT_IN]


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))  # 0 would mean for ever
