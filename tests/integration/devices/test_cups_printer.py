"""The CUPS driver: on stand-in programs for its faults, and on a real print system where there is one."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from devices.discovery import print_queues
from devices.printer.cups.driver import CupsOptions, CupsPrinter
from devices.printer.virtual.server import VirtualPrinter
from pos_app.ports.devices import DeviceError, DeviceNotReady, DeviceUnreachable, JobCancelled, JobUnconfirmed
from retail.receipt import Cut, ReceiptDocument, Row, Text
from tests.fakes.cups import QUEUE, FakeCups
from tests.fakes.ports import lasting_port

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no CUPS")

SLACK_S = 20.0
PATIENT_MS = 60_000
NEEDED = ("cupsd", "lpadmin", "lp", "lpstat", "cancel")
SYSTEM_FOLDERS = "/usr/sbin:/usr/bin:/sbin:/bin"


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeCups:
    return FakeCups(tmp_path / "cups", monkeypatch)


def printer(**more: object) -> CupsPrinter:
    options = CupsOptions(queue=QUEUE, command_timeout_ms=PATIENT_MS, job_timeout_ms=PATIENT_MS)
    return CupsPrinter("test", msgspec.structs.replace(options, **more))


def document(text: str = "Käse-Laden") -> ReceiptDocument:
    blocks = (Text(text), Row("Würstchen", "2,99 €"), Cut())
    return ReceiptDocument(document_id="d-1", kind="receipt", language="de", blocks=blocks)


def failure_of(call: Callable[[], object]) -> DeviceError:
    with pytest.raises(DeviceError) as raised:
        call()
    return raised.value


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        ("stuck", "not_confirmed"),
        ("stops", "queue_stopped_midway"),
        ("aborts", "cups_job_failed"),
        ("dies", "cups_lost_midway"),
    ],
)
def test_a_job_that_cups_does_not_finish_is_withdrawn_and_unconfirmed(
    cups: FakeCups, mode: str, code: str
) -> None:
    cups.behave(mode)
    patience = 500 if mode == "stuck" else PATIENT_MS
    failure = failure_of(lambda: printer(job_timeout_ms=patience).print(document()))
    assert isinstance(failure, JobUnconfirmed)
    assert failure.code == code
    assert cups.cancelled == ["till-1"]
    assert cups.printed == b""


@pytest.mark.parametrize(
    ("mode", "kind", "code"),
    [
        ("gone", DeviceUnreachable, "printer_unreachable"),
        ("refuse", DeviceUnreachable, "printer_unreachable"),
        ("disabled", DeviceNotReady, "queue_stopped"),
        ("alert:media-empty-error", DeviceNotReady, "paper_out"),
        ("alert:cover-open-report", DeviceNotReady, "cover_open"),
    ],
)
def test_what_cups_says_in_trouble_is_passed_on(
    cups: FakeCups, mode: str, kind: type[DeviceError], code: str
) -> None:
    cups.behave(mode)
    failure = failure_of(lambda: printer().print(document()))
    assert (type(failure), failure.code) == (kind, code)
    assert cups.taken == 0


def test_low_paper_prints_and_shows_in_health(cups: FakeCups) -> None:
    cups.behave("alert:media-low-warning")
    printer().print(document())
    assert printer().health().code == "paper_low"
    assert cups.printed


def test_without_cups_the_printer_is_unreachable_in_words(
    cups: FakeCups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "not installed" in failure_of(lambda: printer().print(document())).message
    assert printer().health().state == "unreachable"


@pytest.mark.parametrize("mode", ["stuck", "stops", "hang", "dies"])
def test_no_fault_hangs_beyond_its_timeout(cups: FakeCups, mode: str) -> None:
    cups.behave(mode)
    began = time.monotonic()
    failure_of(lambda: printer(command_timeout_ms=500, job_timeout_ms=500).print(document()))
    assert time.monotonic() - began < SLACK_S


@pytest.mark.parametrize("how", ["stop", "close"])
def test_a_wait_ends_soon_after_stop_or_close(cups: FakeCups, how: str) -> None:
    cups.behave("stuck")
    waiting = printer()
    stop = threading.Event()
    failures: list[DeviceError] = []
    thread = threading.Thread(
        target=lambda: failures.append(failure_of(lambda: waiting.print(document(), stop)))
    )
    thread.start()
    while not cups.taken and thread.is_alive():
        thread.join(0.01)
    stop.set() if how == "stop" else waiting.close()
    thread.join(SLACK_S)
    assert not thread.is_alive()
    assert isinstance(failures[0], JobUnconfirmed | JobCancelled)


@pytest.mark.parametrize("queue", ["", "-x", "a b", "a/b", "a#b", "a\n"])
def test_a_queue_that_could_be_taken_for_an_option_is_refused(queue: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"queue": queue}, CupsOptions)


def test_lost_and_back_are_each_logged_once(cups: FakeCups, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "devices.printer.cups.driver")
    asked = printer()
    for mode in ("prints", "gone", "gone", "prints", "prints"):
        cups.behave(mode)
        asked.health()
    assert [" is lost: " in record.message for record in caplog.records] == [True, False]


@pytest.fixture
def print_system() -> Iterator[str]:
    """A cupsd of this test's own, which nobody else sees; its `host:port`."""
    missing = [name for name in NEEDED if not shutil.which(name, path=SYSTEM_FOLDERS)]
    if missing:
        pytest.skip(f"needs CUPS (Debian: cups, cups-client); missing: {', '.join(missing)}")
    server = f"127.0.0.1:{lasting_port()}"
    with tempfile.TemporaryDirectory(prefix="cups-") as folder:
        # A cupsd of root prints as another user, who must be able to look into its folders.
        Path(folder).chmod(0o755)
        process = started(Path(folder), server)
        try:
            wait_for(lambda: "is running" in asked(server, "lpstat", "-r"))
            yield server
        finally:
            process.terminate()
            process.wait(100)


def started(folder: Path, server: str) -> subprocess.Popen[bytes]:
    places = {"ServerRoot": "conf", "RequestRoot": "spool", "CacheDir": "cache", "StateDir": "run"}
    logs = {"AccessLog": "access", "ErrorLog": "error", "PageLog": "page"}
    for name in places.values():
        (folder / name).mkdir()
    (folder / "spool" / "tmp").mkdir()
    lines = [f"{key} {folder / name}" for key, name in {**places, **logs}.items()]
    lines += [f"TempDir {folder / 'spool' / 'tmp'}", "FatalErrors none"]
    (folder / "files.conf").write_text("\n".join(lines) + "\n")
    (folder / "cupsd.conf").write_text(
        f"Listen {server}\nBrowsing Off\nDefaultAuthType None\n<Location />\nAllow all\n</Location>\n"
        "<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n"
    )
    program = shutil.which("cupsd", path=SYSTEM_FOLDERS) or ""
    with (folder / "out").open("wb") as out:
        return subprocess.Popen(
            [program, "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "files.conf")],
            stdout=out,
            stderr=out,
        )


def asked(server: str, program: str, *words: str) -> str:
    path = shutil.which(program, path=SYSTEM_FOLDERS) or program
    done = subprocess.run(
        [path, "-h", server, *words],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    return done.stdout + done.stderr


def wait_for(true: Callable[[], bool]) -> None:
    pause = threading.Event()
    deadline = time.monotonic() + 100
    while not true():
        assert time.monotonic() < deadline
        pause.wait(0.05)


def test_the_real_print_system_passes_every_byte_on(print_system: str) -> None:
    with VirtualPrinter() as virtual:
        asked(
            print_system,
            "lpadmin",
            "-p",
            QUEUE,
            "-E",
            "-v",
            f"socket://127.0.0.1:{virtual.port}",
            "-m",
            "raw",
        )
        through = printer(server=print_system)
        through.print(document("日本のパン"))
        through.open_drawer()
        (paper,) = virtual.wait_for_papers(1)
        assert paper.errors == ()
        virtual.wait_until(lambda seen: seen.drawer_kicks == 1)
    failure = failure_of(lambda: printer(server=print_system, job_timeout_ms=1500).print(document()))
    assert isinstance(failure, JobUnconfirmed)
    assert "till-" not in asked(print_system, "lpstat", "-W", "not-completed", "-o", QUEUE)
    asked(print_system, "cupsdisable", QUEUE)
    assert printer(server=print_system).health().code == "queue_stopped"


def test_queues_are_found_where_the_print_system_answers(cups: FakeCups) -> None:
    assert [(one.driver, one.options) for one in print_queues()] == [
        ("cups", {"queue": QUEUE}),
        ("cups", {"queue": "Office_LaserJet"}),
    ]
    cups.behave("gone")
    assert print_queues() == ()
