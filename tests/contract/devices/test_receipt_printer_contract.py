"""What every receipt printer owes the till, run on the fake and on every driver."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from devices.entries import DeviceEntry, OptionValue
from devices.manager import build_printer
from devices.printer.usb.driver import UsbPrinter, UsbPrinterOptions
from devices.printer.virtual.cable import SerialCable
from devices.printer.virtual.decoder import Decoder
from devices.printer.virtual.operations import Drawer
from devices.printer.virtual.paper import Paper, PaperEvent
from devices.printer.virtual.server import VirtualPrinter
from devices.printer.virtual.usb_bus import VirtualUsbBus
from pos_app.ports.devices import (
    DeviceNotReady,
    DeviceUnreachable,
    JobCancelled,
    JobRefused,
    JobUnconfirmed,
    ReceiptPrinter,
)
from retail.receipt import Barcode, Block, Cut, Qr, ReceiptDocument, Row, Text
from tests.fakes.cups import QUEUE, FakeCups
from tests.fakes.devices import FakePrinter

DOTS = 576


def document(*blocks: Block, open_drawer: bool = False) -> ReceiptDocument:
    body = blocks or (Text("Käse-Laden"), Row("Würstchen", "2,99 €"), Cut())
    return ReceiptDocument(
        document_id="d-1", kind="receipt", language="de", blocks=tuple(body), open_drawer=open_drawer
    )


class Bench(Protocol):
    """A printer under test and what can be seen of it from outside."""

    @property
    def printer(self) -> ReceiptPrinter: ...

    def printed(self) -> str: ...

    def drawer_kicks(self) -> int: ...

    def break_it(self, how: str) -> None: ...


class FakeBench:
    def __init__(self) -> None:
        self.printer = FakePrinter()

    def printed(self) -> str:
        return "".join(self.printer.papers)

    def drawer_kicks(self) -> int:
        return self.printer.drawer_kicks

    def break_it(self, how: str) -> None:
        kinds = {"gone": DeviceUnreachable, "no paper": DeviceNotReady, "midway": JobUnconfirmed}
        self.printer.fail(kinds[how]("set", "Set by the test."))


class FileBench:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.printer = build_printer(
            DeviceEntry(id="file", driver="file", options={"path": str(folder / "printer.bin")})
        )

    def _paper(self) -> Paper:
        path = self._folder / "printer.bin"
        return paper_of(path.read_bytes() if path.exists() else b"")

    def printed(self) -> str:
        return self._paper().text

    def drawer_kicks(self) -> int:
        return sum(isinstance(event, Drawer) for event in self._paper().events)

    def break_it(self, how: str) -> None:
        if how != "gone":
            pytest.skip("a file has neither paper nor a line that breaks")
        (self._folder / "printer.bin").unlink(missing_ok=True)
        self._folder.rmdir()


class CupsBench:
    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._cups = FakeCups(folder, monkeypatch)
        options: dict[str, OptionValue] = {"queue": QUEUE}
        self.printer = build_printer(DeviceEntry(id="cups", driver="cups", options=options))

    def printed(self) -> str:
        return paper_of(self._cups.printed).text

    def drawer_kicks(self) -> int:
        return sum(isinstance(event, Drawer) for event in paper_of(self._cups.printed).events)

    def break_it(self, how: str) -> None:
        self._cups.behave({"gone": "gone", "no paper": "alert:media-empty-error", "midway": "aborts"}[how])


class AnsweringBench:
    """The virtual printer at the end of a line of some kind."""

    def __init__(self, virtual: VirtualPrinter, printer: ReceiptPrinter) -> None:
        self._virtual = virtual
        self.printer = printer

    def printed(self) -> str:
        assert self._virtual.errors == ()
        return "".join(paper.text for paper in (*self._virtual.papers, self._virtual.unfinished))

    def drawer_kicks(self) -> int:
        return self._virtual.drawer_kicks

    def break_it(self, how: str) -> None:
        faults = {"gone": "drop_line", "no paper": "paper_out", "midway": "drop_line:60"}
        self._virtual.misbehave(faults[how])


WAITS: dict[str, OptionValue] = {"status_timeout_ms": 60_000, "confirm_timeout_ms": 60_000}


@pytest.fixture(params=["fake", "file", "cups", "network", "serial", "usb"])
def bench(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    if request.param in ("cups", "serial") and os.name == "nt":
        pytest.skip("Windows has neither CUPS nor pseudo-terminals")
    if request.param == "fake":
        yield FakeBench()
    elif request.param == "file":
        folder = tmp_path / "out"
        folder.mkdir()
        yield FileBench(folder)
    elif request.param == "cups":
        yield CupsBench(tmp_path / "cups", monkeypatch)
    else:
        yield from answering_bench(request.param, tmp_path)


def answering_bench(kind: str, tmp_path: Path) -> Iterator[Bench]:
    with VirtualPrinter() as virtual:
        if kind == "network":
            options = {"host": "127.0.0.1", "port": virtual.port, **WAITS}
            yield AnsweringBench(
                virtual, build_printer(DeviceEntry(id="n", driver="network", options=options))
            )
        elif kind == "serial":
            with SerialCable(tmp_path / "tty", virtual):
                options = {"port": str(tmp_path / "tty"), **WAITS}
                entry = DeviceEntry(id="s", driver="printer_serial", options=options)
                yield AnsweringBench(virtual, build_printer(entry))
        else:
            usb_options = UsbPrinterOptions(
                vendor="04b8", product="0202", status_timeout_ms=60_000, confirm_timeout_ms=60_000
            )
            yield AnsweringBench(virtual, UsbPrinter("u", usb_options, backend=VirtualUsbBus(virtual)))


def test_is_a_receipt_printer(bench: Bench) -> None:
    assert isinstance(bench.printer, ReceiptPrinter)


def test_a_printed_document_is_on_paper_when_print_returns(bench: Bench) -> None:
    bench.printer.print(document())
    lines = bench.printed().splitlines()
    assert lines[0] == "Käse-Laden"
    assert lines[1].split() == ["Würstchen", "2,99", "€"]
    assert lines[-1] == "[CUT]"


def test_two_documents_come_out_in_order_and_once_each(bench: Bench) -> None:
    bench.printer.print(document(Text("first"), Cut()))
    bench.printer.print(document(Text("second"), Cut()))
    assert [line for line in bench.printed().splitlines() if line != "[CUT]"] == ["first", "second"]


def test_printing_opens_the_drawer_only_if_the_document_says_so(bench: Bench) -> None:
    bench.printer.print(document())
    assert bench.drawer_kicks() == 0
    bench.printer.print(document(open_drawer=True))
    assert bench.drawer_kicks() == 1


def test_the_drawer_opens_on_its_own_and_nothing_is_printed(bench: Bench) -> None:
    bench.printer.open_drawer()
    assert bench.drawer_kicks() == 1
    assert bench.printed().replace("[DRAWER]\n", "") == ""


@pytest.mark.parametrize("block", [Qr("x" * 4000), Qr(""), Barcode("naïve")])
def test_a_document_that_cannot_be_printed_is_refused_whole(bench: Bench, block: Block) -> None:
    with pytest.raises(JobRefused):
        bench.printer.print(document(Text("before"), block, Cut()))
    assert bench.printed() == ""


def test_a_job_stopped_before_it_begins_prints_nothing(bench: Bench) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(JobCancelled) as raised:
        bench.printer.print(document(), stop)
    assert raised.value.code == "job_cancelled"
    assert bench.printed() == ""


def test_after_close_nothing_is_printed_and_closing_again_is_harmless(bench: Bench) -> None:
    bench.printer.close()
    bench.printer.close()
    for call in calls(bench.printer):
        with pytest.raises(JobCancelled) as raised:
            call()
        assert raised.value.code == "printer_closed"
    assert bench.printed() == ""
    assert bench.drawer_kicks() == 0


def test_a_printer_that_is_gone_is_unreachable_and_printed_nothing(bench: Bench) -> None:
    bench.break_it("gone")
    for call in calls(bench.printer):
        with pytest.raises(DeviceUnreachable):
            call()
    assert bench.printed() == ""


def test_a_printer_without_paper_is_not_ready_and_printed_nothing(bench: Bench) -> None:
    bench.break_it("no paper")
    with pytest.raises(DeviceNotReady):
        bench.printer.print(document())
    assert bench.printed() == ""


def test_a_printer_that_dies_in_the_middle_leaves_the_job_unconfirmed(bench: Bench) -> None:
    bench.break_it("midway")
    with pytest.raises(JobUnconfirmed):
        bench.printer.print(document())


def test_health_never_raises(bench: Bench) -> None:
    assert bench.printer.health().state in ("ready", "unknown")
    bench.break_it("gone")
    assert bench.printer.health().code


def paper_of(data: bytes) -> Paper:
    events = Decoder(DOTS).feed(data)
    return Paper(events=tuple(event for event in events if isinstance(event, PaperEvent)), dots=DOTS)


def calls(printer: ReceiptPrinter) -> list[Callable[[], None]]:
    return [lambda: printer.print(document()), printer.open_drawer]
