"""The file driver against full disks, missing paths, and devices that stop taking data."""

from __future__ import annotations

import logging
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.printer.file.driver import FileOptions, FilePrinter
from devices.printer.virtual.decoder import Decoder
from devices.printer.virtual.operations import Malformed
from pos_app.ports.devices import DeviceNotReady, DeviceUnreachable, JobCancelled, JobUnconfirmed
from retail.receipt import Block, Cut, Qr, ReceiptDocument, Row, Text

SLACK_S = 5.0

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="uses /dev/full, pipes and resource limits")


def document(kind: str = "receipt", lines: int = 1) -> ReceiptDocument:
    blocks: tuple[Block, ...] = (*[Text("Käse-Laden €")] * lines, Cut())
    return ReceiptDocument(document_id="d-1", kind=kind, language="de", blocks=blocks)


def printer_at(path: Path, stall_timeout_ms: int = 200) -> FilePrinter:
    return FilePrinter("test", FileOptions(path=str(path), stall_timeout_ms=stall_timeout_ms))


def test_a_folder_gets_one_numbered_file_a_job(tmp_path: Path) -> None:
    printer = printer_at(tmp_path)
    printer.print(document())
    printer.open_drawer()
    printer.print(document("z_report"))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "000001-receipt.bin",
        "000002-drawer.bin",
        "000003-z_report.bin",
    ]
    operations = Decoder(576).feed((tmp_path / "000003-z_report.bin").read_bytes())
    assert not [operation for operation in operations if isinstance(operation, Malformed)]


def test_a_kind_with_slashes_stays_in_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    printer_at(folder).print(document("../../etc/x"))
    assert [path.name for path in folder.iterdir()] == ["000001-______etc_x.bin"]


@linux_only
def test_a_full_device_is_not_ready() -> None:
    with pytest.raises(DeviceNotReady) as raised:
        printer_at(Path("/dev/full")).print(document())
    assert raised.value.code == "disk_full"


@pytest.fixture
def small_files() -> Iterator[int]:
    """Files of this process may not grow beyond some bytes: a full disk, for a file."""
    limit = 2000
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield limit
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@linux_only
def test_a_full_disk_leaves_no_half_job_behind(tmp_path: Path, small_files: int) -> None:
    file, folder = tmp_path / "printer.bin", tmp_path / "folder"
    folder.mkdir()
    printer_at(file).print(document())
    whole = file.read_bytes()
    for path in (file, folder):
        with pytest.raises((DeviceNotReady, DeviceUnreachable)):
            printer_at(path).print(document(lines=small_files // 10))
    assert file.read_bytes() == whole
    assert list(folder.iterdir()) == []


def test_a_missing_folder_is_unreachable(tmp_path: Path) -> None:
    printer = printer_at(tmp_path / "none" / "printer.bin")
    with pytest.raises(DeviceUnreachable):
        printer.print(document())
    assert printer.health().code == "path_not_writable"


@linux_only
def test_an_unplugged_device_does_not_become_a_file() -> None:
    path = Path("/dev/tillbridge-no-such-printer")
    with pytest.raises(DeviceUnreachable):
        printer_at(path).print(document())
    assert not path.exists()


@linux_only
def test_a_device_that_nobody_reads_is_unreachable(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(DeviceUnreachable):
        printer_at(pipe).print(document())


@linux_only
def test_a_device_takes_the_job_whole(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        printer_at(pipe).print(document())
        assert os.read(reader, 65536).endswith(b"\x1dV\x00")
    finally:
        os.close(reader)


def big_document() -> ReceiptDocument:
    """More than a pipe holds."""
    return ReceiptDocument(
        document_id="d", kind="receipt", language="th", blocks=(*[Row("ไทย", "1.00")] * 60, Qr("x"))
    )


@linux_only
def test_a_device_that_takes_no_more_is_unconfirmed_after_its_timeout(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    began = time.monotonic()
    try:
        with pytest.raises(JobUnconfirmed):
            printer_at(pipe).print(big_document())
    finally:
        os.close(reader)
    assert time.monotonic() - began < SLACK_S


@linux_only
def test_a_write_to_a_device_ends_soon_after_stop(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    stop = threading.Event()
    printer = printer_at(pipe, stall_timeout_ms=60_000)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            printer.print(big_document(), stop)
        except (JobUnconfirmed, JobCancelled) as error:
            failures.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    stop.set()
    thread.join(SLACK_S)
    os.close(reader)
    assert not thread.is_alive()
    assert len(failures) == 1


def test_lost_and_back_are_each_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "devices.printer.file.driver")
    folder = tmp_path / "out"
    printer = printer_at(folder / "printer.bin")
    for _ in range(3):
        with pytest.raises(DeviceUnreachable):
            printer.print(document())
    folder.mkdir()
    printer.print(document())
    printer.print(document())
    said = [record.message.rsplit(" is ", 1)[1].split(":")[0] for record in caplog.records]
    assert said == ["lost", "back"]
