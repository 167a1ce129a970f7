"""The USB driver on a virtual bus: claiming, faults, pulled cables, and devices that are no printer."""

from __future__ import annotations

import errno
import logging
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import msgspec
import pytest

from devices.printer.usb.driver import UsbPrinter, UsbPrinterOptions
from devices.printer.virtual.operations import Raster
from devices.printer.virtual.server import VirtualPrinter
from devices.printer.virtual.usb_bus import VirtualUsbBus
from pos_app.ports.devices import DeviceError, DeviceUnreachable, JobCancelled, JobUnconfirmed
from retail.receipt import Cut, ReceiptDocument, Row, Text

SLACK_S = 9.0
PATIENT_MS = 60_000
SHORT_MS = 400
"""For an answer that never comes."""


@pytest.fixture
def virtual() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as virtual:
        yield virtual


def printer_on(bus: VirtualUsbBus, **more: object) -> UsbPrinter:
    patient = UsbPrinterOptions(
        vendor="04b8",
        product="0202",
        status_timeout_ms=PATIENT_MS,
        confirm_timeout_ms=PATIENT_MS,
        stall_timeout_ms=PATIENT_MS,
    )
    return UsbPrinter("test", msgspec.structs.replace(patient, **more), backend=bus)


def document(rows: int = 3, text: str = "Würstchen") -> ReceiptDocument:
    lines = [Row(f"{text} {number}", "2,99 €") for number in range(rows)]
    return ReceiptDocument(
        document_id="d-1", kind="receipt", language="de", blocks=(Text("Käse-Laden"), *lines, Cut())
    )


def failure_of(call: Callable[[], object]) -> DeviceError:
    with pytest.raises(DeviceError) as raised:
        call()
    return raised.value


def test_the_virtual_printer_on_a_virtual_bus_prints_every_script(virtual: VirtualPrinter) -> None:
    bus = VirtualUsbBus(virtual)
    printer_on(bus, serial="TB-0001").print(document(20, "日本のパン"))
    (paper,) = virtual.papers
    assert paper.errors == ()
    assert sum(isinstance(event, Raster) for event in paper.events) == 20


@pytest.mark.parametrize("had_driver", [True, False])
def test_the_system_has_its_driver_back_after_each_job(virtual: VirtualPrinter, had_driver: bool) -> None:
    bus = VirtualUsbBus(virtual, kernel_driver=had_driver)
    printer = printer_on(bus)
    printer.print(document())
    printer.print(document())
    assert bus.kernel_driver is had_driver
    assert len(virtual.papers) == 2


def test_a_swallowed_job_is_unconfirmed_and_not_printed(virtual: VirtualPrinter) -> None:
    virtual.misbehave("swallow")
    hasty = printer_on(VirtualUsbBus(virtual), confirm_timeout_ms=SHORT_MS)
    assert isinstance(failure_of(lambda: hasty.print(document())), JobUnconfirmed)
    assert virtual.papers == ()


def test_a_cable_pulled_midway_is_unconfirmed_and_the_next_job_is_whole(virtual: VirtualPrinter) -> None:
    bus = VirtualUsbBus(virtual)
    printer = printer_on(bus)
    virtual.misbehave("drop_line:900")
    failure = failure_of(lambda: printer.print(document(8, "日本のパン")))
    assert isinstance(failure, JobUnconfirmed)
    assert failure.code == "line_lost_midway"
    bus.unplug()
    assert isinstance(failure_of(lambda: printer.print(document())), DeviceUnreachable)
    virtual.misbehave(None)
    bus.plugged = True
    printer.print(document(2))
    (paper,) = virtual.wait_for_papers(1)
    lines = [" ".join(line.split()) for line in paper.text.splitlines()]
    assert lines[-4:] == ["Käse-Laden", "Würstchen 0 2,99 €", "Würstchen 1 2,99 €", "[CUT]"]


@pytest.mark.parametrize("fault", ["paper_out", "paper_out:50", "drop_line:80", "swallow", "mute", "slow:1"])
def test_no_fault_hangs_beyond_its_timeout(virtual: VirtualPrinter, fault: str) -> None:
    virtual.misbehave(fault)
    printer = printer_on(
        VirtualUsbBus(virtual),
        status_timeout_ms=SHORT_MS,
        confirm_timeout_ms=SHORT_MS,
        stall_timeout_ms=SHORT_MS,
    )
    began = time.monotonic()
    failure_of(lambda: printer.print(document()))
    printer.health()
    assert time.monotonic() - began < SLACK_S


@pytest.mark.parametrize("how", ["stop", "close"])
def test_a_wait_ends_soon_after_stop_or_close(virtual: VirtualPrinter, how: str) -> None:
    virtual.misbehave("swallow")
    printer = printer_on(VirtualUsbBus(virtual))
    stop = threading.Event()
    failures: list[DeviceError] = []
    thread = threading.Thread(
        target=lambda: failures.append(failure_of(lambda: printer.print(document(), stop)))
    )
    thread.start()
    virtual.wait_until(lambda seen: seen.connections == 1)
    stop.set() if how == "stop" else printer.close()
    thread.join(SLACK_S)
    assert not thread.is_alive()
    assert isinstance(failures[0], JobUnconfirmed | JobCancelled)


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EACCES, "may not open"), (errno.EBUSY, "another program"), (errno.EIO, "")]
)
def test_a_bus_that_refuses_is_told_in_words(virtual: VirtualPrinter, number: int, words: str) -> None:
    bus = VirtualUsbBus(virtual)
    bus.refuse_open = number
    failure = failure_of(lambda: printer_on(bus).print(document()))
    assert isinstance(failure, DeviceUnreachable)
    assert words in failure.message


def test_a_device_that_is_no_printer_or_does_not_answer_is_refused_in_words(virtual: VirtualPrinter) -> None:
    class Camera(VirtualUsbBus):
        def get_interface_descriptor(self, *where: Any) -> Any:
            return replaced(super().get_interface_descriptor(*where), bInterfaceClass=14)

    class OneWay(VirtualUsbBus):
        def get_endpoint_descriptor(self, *where: Any) -> Any:
            return replaced(super().get_endpoint_descriptor(*where), bEndpointAddress=1)

    class Two(VirtualUsbBus):
        def enumerate_devices(self) -> list[str]:
            return ["printer", "printer"]

    for bus, words in (
        (Camera(virtual), "no printer"),
        (OneWay(virtual), "never answers"),
        (Two(virtual), "two"),
    ):
        assert words in failure_of(partial(printer_on(bus).print, document())).message
    assert (
        "not plugged in"
        in failure_of(lambda: printer_on(VirtualUsbBus(virtual), serial="X").open_drawer()).message
    )


def replaced(descriptor: object, **changes: object) -> object:
    vars(descriptor).update(changes)
    return descriptor


def test_lost_and_back_are_each_logged_once(
    virtual: VirtualPrinter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "devices.printer.usb.driver")
    bus = VirtualUsbBus(virtual)
    printer = printer_on(bus)
    for plugged in (True, False, False, True, True):
        bus.plugged = plugged
        printer.health()
    assert [" is lost: " in record.message for record in caplog.records] == [True, False]
