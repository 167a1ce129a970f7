"""The serial driver at the end of a pseudo-terminal, and its handshake on a port that is not there."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from devices.entries import DeviceEntry
from devices.manager import build_printer
from devices.printer.line import WaitOver
from devices.printer.serial.driver import SerialPrinter, SerialPrinterOptions
from devices.printer.serial.link import SerialLink
from devices.printer.virtual.cable import SerialCable
from devices.printer.virtual.operations import Raster
from devices.printer.virtual.server import VirtualPrinter
from devices.serial_line import SerialOptions
from devices.virtual_line import VirtualLine
from pos_app.ports.devices import DeviceError, DeviceNotReady, DeviceUnreachable, JobCancelled, JobUnconfirmed
from retail.receipt import Cut, ReceiptDocument, Row, Text

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

SLACK_S = 9.0
PATIENT_MS = 60_000
SHORT_MS = 400
"""For an answer that never comes."""


@pytest.fixture
def virtual() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as virtual:
        yield virtual


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tty"


def printer_on(path: Path, **more: object) -> SerialPrinter:
    patient = SerialPrinterOptions(
        port=str(path),
        status_timeout_ms=PATIENT_MS,
        confirm_timeout_ms=PATIENT_MS,
        stall_timeout_ms=PATIENT_MS,
    )
    return SerialPrinter("test", msgspec.structs.replace(patient, **more))


def document(rows: int = 3, text: str = "Würstchen") -> ReceiptDocument:
    lines = [Row(f"{text} {number}", "2,99 €") for number in range(rows)]
    return ReceiptDocument(
        document_id="d-1", kind="receipt", language="de", blocks=(Text("Käse-Laden"), *lines, Cut())
    )


def failure_of(call: Callable[[], object]) -> DeviceError:
    with pytest.raises(DeviceError) as raised:
        call()
    return raised.value


def test_the_virtual_printer_at_the_end_of_a_cable_prints_every_script(
    virtual: VirtualPrinter, path: Path
) -> None:
    with SerialCable(path, virtual):
        entry = DeviceEntry(id="p", driver="printer_serial", options={"port": str(path)})
        build_printer(entry).print(document(20, "ขนมปัง לחם"))
    (paper,) = virtual.papers
    assert paper.errors == ()
    assert sum(isinstance(event, Raster) for event in paper.events) == 20


def test_two_jobs_come_out_one_after_the_other(virtual: VirtualPrinter, path: Path) -> None:
    with SerialCable(path, virtual):
        printer = printer_on(path)
        printer.print(document())
        printer.print(document())
    assert [paper.errors for paper in virtual.papers] == [(), ()]


def test_a_swallowed_job_is_unconfirmed_and_not_printed(virtual: VirtualPrinter, path: Path) -> None:
    virtual.misbehave("swallow")
    with SerialCable(path, virtual):
        failure = failure_of(lambda: printer_on(path, confirm_timeout_ms=SHORT_MS).print(document()))
    assert isinstance(failure, JobUnconfirmed)
    assert virtual.papers == ()


def test_a_cable_pulled_midway_is_unconfirmed_and_the_next_job_is_whole(
    virtual: VirtualPrinter, path: Path
) -> None:
    printer = printer_on(path)
    virtual.misbehave("drop_line:900")
    with SerialCable(path, virtual):
        failure = failure_of(lambda: printer.print(document(8, "ขนมปัง")))
    assert isinstance(failure, JobUnconfirmed)
    assert failure.code == "line_lost_midway"
    virtual.misbehave(None)
    with SerialCable(path, virtual):
        printer.print(document(2))
    (paper,) = virtual.wait_for_papers(1)
    lines = [" ".join(line.split()) for line in paper.text.splitlines()]
    assert lines[-4:] == ["Käse-Laden", "Würstchen 0 2,99 €", "Würstchen 1 2,99 €", "[CUT]"]


@pytest.mark.parametrize("fault", ["paper_out", "paper_out:50", "drop_line:80", "swallow", "mute", "slow:1"])
def test_no_fault_hangs_beyond_its_timeout(virtual: VirtualPrinter, path: Path, fault: str) -> None:
    virtual.misbehave(fault)
    began = time.monotonic()
    with SerialCable(path, virtual):
        printer = printer_on(
            path, status_timeout_ms=SHORT_MS, confirm_timeout_ms=SHORT_MS, stall_timeout_ms=SHORT_MS
        )
        failure_of(lambda: printer.print(document()))
        printer.health()
    assert time.monotonic() - began < SLACK_S


@pytest.mark.parametrize("how", ["stop", "close"])
def test_a_wait_ends_soon_after_stop_or_close(virtual: VirtualPrinter, path: Path, how: str) -> None:
    virtual.misbehave("swallow")
    printer = printer_on(path)
    stop = threading.Event()
    failures: list[DeviceError] = []
    with SerialCable(path, virtual):
        thread = threading.Thread(
            target=lambda: failures.append(failure_of(lambda: printer.print(document(), stop)))
        )
        thread.start()
        virtual.wait_until(lambda seen: seen.connections == 1)
        stop.set() if how == "stop" else printer.close()
        thread.join(SLACK_S)
        assert not thread.is_alive()
    assert isinstance(failures[0], JobUnconfirmed | JobCancelled)


def test_a_port_that_is_not_there_or_in_use_is_unreachable(virtual: VirtualPrinter, path: Path) -> None:
    assert isinstance(failure_of(lambda: printer_on(path).print(document())), DeviceUnreachable)
    with SerialCable(path, virtual):
        held = SerialLink(SerialOptions(port=str(path)), dsr=False, stopped=lambda: False)
        failure = failure_of(lambda: printer_on(path).print(document()))
        held.close()
    assert "another program" in failure.message


def test_nonsense_on_the_line_is_no_confirmation(path: Path) -> None:
    """A scanner plugged in where the printer was, say."""
    with VirtualLine(path, lambda _: b"4006381333931\r\n\xff"):
        failure = failure_of(lambda: printer_on(path).print(document()))
    assert isinstance(failure, DeviceUnreachable | DeviceNotReady)


def test_the_drawer_opens_even_without_paper(virtual: VirtualPrinter, path: Path) -> None:
    with SerialCable(path, virtual):
        printer = printer_on(path)
        printer.open_drawer()
        virtual.misbehave("paper_out")
        assert failure_of(printer.open_drawer).code == "drawer_unconfirmed"
        virtual.wait_until(lambda seen: seen.drawer_kicks == 2)


def test_lost_and_back_are_each_logged_once(
    virtual: VirtualPrinter, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "devices.printer.serial.driver")
    printer = printer_on(path)
    printer.health()
    printer.health()
    with SerialCable(path, virtual):
        printer.health()
        printer.health()
    assert [" is lost: " in record.message for record in caplog.records] == [True, False]


def test_dsr_holds_the_job_back_but_no_status_question(path: Path) -> None:
    """A pseudo-terminal has no handshake lines: they are read as down."""
    heard: list[bytes] = []

    def hear(data: bytes) -> bytes:
        heard.append(data)
        return b"\x12"

    with VirtualLine(path, hear):
        link = SerialLink(SerialOptions(port=str(path)), dsr=True, stopped=lambda: False)
        real = link._port
        link._port = handshake(real, ready=False)
        link.send_now(b"\x10\x04\x01", deadline=time.monotonic() + 60)
        assert link.read_byte(deadline=time.monotonic() + 60) == 0x12
        with pytest.raises(WaitOver):
            link.send(b"receipt", stall_ms=100, deadline=time.monotonic() + 60)
        assert link.sent == 3
        link._port = handshake(real, ready=True)
        link.send(b"receipt", stall_ms=60_000, deadline=time.monotonic() + 60)
        assert link.read_byte(deadline=time.monotonic() + 60) == 0x12
        link.close()
    assert b"".join(heard) == b"\x10\x04\x01receipt"


def handshake(port: object, *, ready: bool) -> object:
    """`port` with a DSR line."""

    class WithDsr:
        dsr = ready

        def __getattr__(self, name: str) -> object:
            return getattr(port, name)

    return WithDsr()
