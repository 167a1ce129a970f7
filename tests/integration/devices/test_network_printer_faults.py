"""The network driver against a virtual printer that misbehaves: what it says, prints, and how long."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator

import msgspec
import pytest

from devices.printer.network.driver import NetworkOptions, NetworkPrinter
from devices.printer.virtual.server import VirtualPrinter
from pos_app.ports.devices import (
    DeviceError,
    DeviceNotReady,
    DeviceUnreachable,
    JobCancelled,
    JobUnconfirmed,
)
from retail.receipt import Cut, ReceiptDocument, Row, Text

SLACK_S = 9.0
"""Room for a busy machine; every short timeout is far below it, and what others are given far above."""
PATIENT_MS = 60_000
SHORT_MS = 400
"""For an answer that never comes."""


@pytest.fixture
def virtual() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as virtual:
        yield virtual


def printer_at(port: int, **timeouts: int) -> NetworkPrinter:
    patient = NetworkOptions(
        host="127.0.0.1",
        port=port,
        connect_timeout_ms=PATIENT_MS,
        status_timeout_ms=PATIENT_MS,
        confirm_timeout_ms=PATIENT_MS,
    )
    return NetworkPrinter("test", msgspec.structs.replace(patient, **timeouts))


def document(rows: int = 3, *, open_drawer: bool = False) -> ReceiptDocument:
    lines = [Row(f"Würstchen {number}", "2,99 €") for number in range(rows)]
    return ReceiptDocument(
        document_id="d-1",
        kind="receipt",
        language="de",
        blocks=(Text("Käse-Laden"), *lines, Cut()),
        open_drawer=open_drawer,
    )


def failure_of(call: Callable[[], object]) -> DeviceError:
    with pytest.raises(DeviceError) as raised:
        call()
    return raised.value


def test_a_swallowed_job_is_unconfirmed_and_not_printed(virtual: VirtualPrinter) -> None:
    virtual.misbehave("swallow")
    failure = failure_of(lambda: printer_at(virtual.port, confirm_timeout_ms=SHORT_MS).print(document()))
    assert isinstance(failure, JobUnconfirmed)
    assert failure.code == "not_confirmed"
    assert virtual.papers == ()


def test_a_dead_peer_that_accepts_and_says_nothing_gets_no_job(virtual: VirtualPrinter) -> None:
    virtual.misbehave("mute")
    hasty = printer_at(virtual.port, status_timeout_ms=SHORT_MS)
    assert isinstance(failure_of(lambda: hasty.print(document())), DeviceUnreachable)
    virtual.misbehave(None)
    printer_at(virtual.port).print(document())
    assert len(virtual.papers) == 1


@pytest.mark.parametrize(("fault", "code"), [("paper_out", "paper_out"), ("cover_open", "cover_open")])
def test_a_printer_that_cannot_print_gets_no_job(virtual: VirtualPrinter, fault: str, code: str) -> None:
    virtual.misbehave(fault)
    printer = printer_at(virtual.port)
    failure = failure_of(lambda: printer.print(document()))
    assert isinstance(failure, DeviceNotReady)
    assert failure.code == code
    assert printer.health().code == code
    virtual.misbehave(None)
    assert printer.health().code == "ready"
    printer.print(document())
    assert [paper.text.count("Käse-Laden") for paper in virtual.wait_for_papers(1)] == [1]


@pytest.mark.parametrize("fault", ["paper_out", "cover_open"])
def test_paper_running_out_midway_is_unconfirmed_and_the_rest_comes_later(
    virtual: VirtualPrinter, fault: str
) -> None:
    virtual.misbehave(f"{fault}:120")
    printer = printer_at(virtual.port, confirm_timeout_ms=SHORT_MS)
    failure = failure_of(lambda: printer.print(document(rows=20)))
    assert isinstance(failure, JobUnconfirmed)
    assert failure.code == f"{fault}_midway"
    assert virtual.papers == ()
    virtual.misbehave(None)
    (paper,) = virtual.wait_for_papers(1)
    assert paper.text.count("Würstchen") == 20
    assert paper.errors == ()


def test_a_line_that_breaks_midway_is_unconfirmed_and_half_the_receipt_is_there(
    virtual: VirtualPrinter,
) -> None:
    virtual.misbehave("drop_line:200")
    failure = failure_of(lambda: printer_at(virtual.port).print(document(rows=20)))
    assert isinstance(failure, JobUnconfirmed)
    assert failure.code == "line_lost_midway"
    virtual.wait_until(lambda seen: "Würstchen 1" in seen.unfinished.text)
    assert virtual.unfinished.text.count("Würstchen") < 20


def test_after_a_broken_line_the_next_job_is_exact(virtual: VirtualPrinter) -> None:
    virtual.misbehave("drop_line:200")
    failure_of(lambda: printer_at(virtual.port).print(document(rows=20)))
    virtual.misbehave(None)
    printer_at(virtual.port).print(document(rows=2))
    (paper,) = virtual.wait_for_papers(1)
    whole = [line for line in paper.text.splitlines() if not line.startswith("[ERROR")]
    assert [" ".join(line.split()) for line in whole[-4:]] == [
        "Käse-Laden",
        "Würstchen 0 2,99 €",
        "Würstchen 1 2,99 €",
        "[CUT]",
    ]


def test_a_slow_printer_is_waited_for(virtual: VirtualPrinter) -> None:
    virtual.misbehave("slow:2000")
    printer_at(virtual.port).print(document(rows=8))
    assert virtual.papers[0].errors == ()


def test_low_paper_prints_and_shows_in_health(virtual: VirtualPrinter) -> None:
    virtual.misbehave("paper_low")
    printer = printer_at(virtual.port)
    printer.print(document())
    assert len(virtual.papers) == 1
    assert (printer.health().state, printer.health().code) == ("attention", "paper_low")


@pytest.mark.parametrize(
    "fault",
    ["paper_out", "paper_out:50", "cover_open", "drop_line", "drop_line:80", "swallow", "mute", "slow:1"],
)
def test_no_fault_hangs_beyond_its_timeout(virtual: VirtualPrinter, fault: str) -> None:
    virtual.misbehave(fault)
    printer = printer_at(virtual.port, status_timeout_ms=SHORT_MS, confirm_timeout_ms=SHORT_MS)
    began = time.monotonic()
    failure_of(lambda: printer.print(document()))
    printer.health()
    assert time.monotonic() - began < SLACK_S


@pytest.mark.parametrize("how", ["stop", "close"])
def test_a_wait_ends_soon_after_stop_or_close(virtual: VirtualPrinter, how: str) -> None:
    virtual.misbehave("swallow")
    printer = printer_at(virtual.port)
    stop = threading.Event()
    failures: list[DeviceError] = []
    thread = threading.Thread(
        target=lambda: failures.append(failure_of(lambda: printer.print(document(), stop)))
    )
    thread.start()
    virtual.wait_until(lambda seen: seen.connections == 1)
    if how == "stop":
        stop.set()
    else:
        printer.close()
    thread.join(SLACK_S)
    assert not thread.is_alive()
    # Whether the first byte was out by then is a race; either answer must be the right kind.
    assert failures[0].code in ("cancelled_midway", "job_cancelled", "printer_closed")
    assert isinstance(failures[0], JobUnconfirmed if failures[0].code == "cancelled_midway" else JobCancelled)


def test_nobody_listening_is_unreachable_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    printer = printer_at(port)
    assert isinstance(failure_of(lambda: printer.print(document())), DeviceUnreachable)
    assert printer.health().state == "unreachable"


def test_a_name_that_is_none_is_unreachable() -> None:
    printer = NetworkPrinter("test", NetworkOptions(host="no-such-printer.invalid", connect_timeout_ms=3000))
    assert printer.health().state == "unreachable"
    printer.close()
    assert (printer.health().state, printer.health().code) == ("unknown", "printer_closed")


def test_nonsense_from_the_other_end_is_no_confirmation() -> None:
    """Another kind of server, or unasked status bytes, must not pass for a printed receipt."""

    def answer(listener: socket.socket) -> None:
        line, _ = listener.accept()
        with line:
            line.recv(100)
            line.sendall(b"\xff\xfe\x12")
            line.recv(100)
            line.sendall(b"\x12")
            line.recv(10_000)
            line.sendall(b"\x90\xff\x12")
            line.recv(100)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer, args=(listener,))
        thread.start()
        hasty = printer_at(listener.getsockname()[1], confirm_timeout_ms=SHORT_MS)
        failure = failure_of(lambda: hasty.print(document()))
        thread.join()
    assert isinstance(failure, JobUnconfirmed)


def test_the_drawer_opens_even_without_paper(virtual: VirtualPrinter) -> None:
    printer = printer_at(virtual.port)
    printer.open_drawer()
    assert virtual.drawer_kicks == 1
    virtual.misbehave("paper_out")
    failure = failure_of(printer.open_drawer)
    assert isinstance(failure, JobUnconfirmed)
    assert failure.code == "drawer_unconfirmed"
    virtual.wait_until(lambda seen: seen.drawer_kicks == 2)
    virtual.misbehave(None)
    printer.print(document(open_drawer=True))
    assert virtual.drawer_kicks == 3
    assert virtual.errors == ()


def test_lost_and_back_are_each_logged_once(
    virtual: VirtualPrinter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "devices.printer.network.driver")
    printer = printer_at(virtual.port, status_timeout_ms=2000)
    for fault in (None, "drop_line", "mute", "drop_line", None, None):
        virtual.misbehave(fault)
        printer.health()
    said = [record.message.rsplit(" is ", 1)[1].split(":")[0] for record in caplog.records]
    assert said == ["lost", "back"]
