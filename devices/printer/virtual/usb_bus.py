"""A USB bus with one virtual printer on it: a pyusb backend whose bulk pipes lead to a `VirtualPrinter`.

pyusb itself runs unchanged above it; what is not tried so are libusb, the system's rights and real cables.
"""

# What pyusb passes is given by its interface: most of it says which of the many devices is meant.
# ruff: noqa: ARG002, N803

from __future__ import annotations

import errno
import socket
from types import SimpleNamespace
from typing import Any

import usb.backend
from usb.core import USBError, USBTimeoutError

from devices.printer.virtual.server import VirtualPrinter

VENDOR, PRODUCT = 0x04B8, 0x0202
OUT, IN = 0x01, 0x82
BULK, PRINTER_CLASS = 2, 7
TEXTS = {0: "", 1: "Tillbridge", 2: "Virtual printer", 3: "TB-0001"}
LANGUAGES = b"\x04\x03\x09\x04"
GET_DESCRIPTOR, STRING = 6, 3


class VirtualUsbBus(usb.backend.IBackend):  # type: ignore[misc] # pyusb has no types
    """Plugged in until `unplug`; the interface is claimed by one program at a time."""

    def __init__(self, printer: VirtualPrinter, *, kernel_driver: bool = True) -> None:
        self._printer = printer
        self._pipe: socket.socket | None = None
        self.plugged = True
        self.kernel_driver = kernel_driver
        """Whether the system's own printer driver holds the interface, as on Linux."""
        self.refuse_open = 0
        """Error number with which opening fails; 0: it opens."""

    def unplug(self) -> None:
        """Pull the cable."""
        self.plugged = False
        self._hang_up()

    # What pyusb asks of a backend

    def enumerate_devices(self) -> list[str]:
        return ["printer"] if self.plugged else []

    def get_device_descriptor(self, dev: str) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0,
            bDeviceProtocol=0, bMaxPacketSize0=64, idVendor=VENDOR, idProduct=PRODUCT, bcdDevice=0x100,
            iManufacturer=1, iProduct=2, iSerialNumber=3, bNumConfigurations=1, address=5, bus=1,
            port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: str, config: int) -> SimpleNamespace:
        if config:
            raise IndexError(config)
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1,
            iConfiguration=0, bmAttributes=0xC0, bMaxPower=1, extra_descriptors=b"",
        )  # fmt: skip

    def get_interface_descriptor(self, dev: str, intf: int, alt: int, config: int) -> SimpleNamespace:
        if intf or alt:
            raise IndexError(intf)
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2,
            bInterfaceClass=PRINTER_CLASS, bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0,
            extra_descriptors=b"",
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: str, ep: int, intf: int, alt: int, config: int) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT, IN)[ep], bmAttributes=BULK,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=b"",
        )  # fmt: skip

    def open_device(self, dev: str) -> str:
        if self.refuse_open:
            raise USBError("refused", None, self.refuse_open)
        self._require()
        return dev

    def close_device(self, dev_handle: str) -> None:
        """Nothing is kept open beside the claim."""

    def get_configuration(self, dev_handle: str) -> int:
        return 1

    def is_kernel_driver_active(self, dev_handle: str, intf: int) -> bool:
        return self.kernel_driver

    def detach_kernel_driver(self, dev_handle: str, intf: int) -> None:
        self.kernel_driver = False

    def attach_kernel_driver(self, dev_handle: str, intf: int) -> None:
        self.kernel_driver = True

    def claim_interface(self, dev_handle: str, intf: int) -> None:
        self._require()
        if self.kernel_driver or self._pipe:
            raise USBError("busy", None, errno.EBUSY)
        try:
            self._pipe = socket.create_connection(("127.0.0.1", self._printer.port), timeout=5)
        except OSError as error:
            raise USBError("gone", None, errno.ENODEV) from error

    def release_interface(self, dev_handle: str, intf: int) -> None:
        self._hang_up()

    def bulk_write(self, dev_handle: str, ep: int, intf: int, data: Any, timeout: int) -> int:
        pipe = self._open_pipe(timeout)
        try:
            return pipe.send(bytes(data))
        except TimeoutError as error:
            raise USBTimeoutError("timeout", None, errno.ETIMEDOUT) from error
        except OSError as error:
            raise USBError("gone", None, errno.ENODEV) from error

    def bulk_read(self, dev_handle: str, ep: int, intf: int, buff: Any, timeout: int) -> int:
        pipe = self._open_pipe(timeout)
        try:
            data = pipe.recv(len(buff))
        except TimeoutError as error:
            raise USBTimeoutError("timeout", None, errno.ETIMEDOUT) from error
        except OSError as error:
            raise USBError("gone", None, errno.ENODEV) from error
        if not data:
            raise USBError("gone", None, errno.ENODEV)
        for place, byte in enumerate(data):
            buff[place] = byte
        return len(data)

    def ctrl_transfer(
        self,
        dev_handle: str,
        bmRequestType: int,
        bRequest: int,
        wValue: int,
        wIndex: int,
        data: Any,
        timeout: int,
    ) -> int:
        """String descriptors only: the names that discovery shows."""
        if (bRequest, wValue >> 8) != (GET_DESCRIPTOR, STRING):
            raise USBError("not supported", None, errno.EPIPE)
        text = TEXTS[wValue & 0xFF].encode("utf-16-le")
        answer = bytes([len(text) + 2, STRING]) + text if wValue & 0xFF else LANGUAGES
        for place, byte in enumerate(answer[: len(data)]):
            data[place] = byte
        return min(len(answer), len(data))

    def _require(self) -> None:
        if not self.plugged:
            raise USBError("no device", None, errno.ENODEV)

    def _open_pipe(self, timeout: int) -> socket.socket:
        self._require()
        if self._pipe is None:
            raise USBError("not claimed", None, errno.ENODEV)
        self._pipe.settimeout(timeout / 1000)
        return self._pipe

    def _hang_up(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
