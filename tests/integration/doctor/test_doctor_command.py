"""`tillbridge doctor` on a terminal that is not there, is whole, runs, or is broken in one way at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from devices.discovery import FoundDevice
from devices.printer.virtual.server import VirtualPrinter
from devices.usb_ports import SerialPort
from local_db.keys import create_keys, load_keys
from local_db.terminal import LocalTerminal
from pos_app import device_entries
from pos_app.__main__ import main
from pos_app.bootstrap.doctor import machine, rights
from pos_app.bootstrap.doctor.hub_check import _refused, _skew
from pos_app.bootstrap.hub_link import HubAddress, write_address
from pos_app.device_entries import SavedDevice
from pos_app.machine import SystemClock
from pos_app.places import Places, places
from pos_app.views.devices import DeviceKind
from sync.ports import Identity
from sync.protocol import HubUnreachable


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return places(tmp_path / "data", tmp_path / "keys")


@pytest.fixture
def terminal(where: Places) -> Iterator[LocalTerminal]:
    """A terminal whose till is running: its files are open and locked."""
    local = opened(where)
    yield local
    local.close()


def opened(where: Places) -> LocalTerminal:
    where.data.mkdir()
    create_keys(where.key_file)
    return LocalTerminal(where.data, load_keys(where.key_file), SystemClock().now, ballast_bytes=65_536)


def save(terminal: LocalTerminal, device_id: str, kind: DeviceKind, driver: str, **options: str) -> None:
    with terminal.store.write() as uow:
        device_entries.save(
            uow.settings, SavedDevice(device_id=device_id, kind=kind, driver=driver, options=options)
        )


def diagnose(where: Places, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, str]]:
    """The findings by their codes; what a person reads is the same."""
    code = main(["doctor", "--json", "--data", str(where.data), "--keys", str(where.keys)])
    answer = json.loads(capsys.readouterr().out)
    findings = {one["code"]: one for one in answer["findings"]}
    assert code == (0 if answer["ok"] else 1)
    assert answer["ok"] == all(one["state"] != "fail" for one in findings.values())
    for one in findings.values():
        assert bool(one["mend"]) == (one["state"] != "ok"), one
    return findings


def test_where_nothing_is_enrolled_it_says_how_to(where: Places, capsys: pytest.CaptureFixture[str]) -> None:
    found = diagnose(where, capsys)
    assert (found["enrolled"]["state"], found["data_folder"]["state"]) == ("warn", "warn")
    assert "tillbridge enrol" in found["enrolled"]["mend"]
    assert "hub" not in found
    assert not where.data.exists()


def test_beside_a_running_till_it_looks_at_everything(
    terminal: LocalTerminal, where: Places, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    port = tmp_path / "usb-scale"
    port.touch()
    with VirtualPrinter() as printer:
        save(terminal, "printer", "printer", "network", host="127.0.0.1", port=str(printer.port))
        save(terminal, "scale", "scale", "scale_serial", port=str(port))
        save(terminal, "left", "scanner", "scanner_serial", port=str(tmp_path / "unplugged"))
        save(terminal, "display", "display", "display_serial", port="tcp:127.0.0.1:9")
        save(terminal, "odd", "scanner", "nobody")
        found = diagnose(where, capsys)
        assert found["device:printer"]["state"] == "ok"
        printer.misbehave("paper_out")
        assert diagnose(where, capsys)["device:printer"]["state"] == "fail"
    assert {name: found[f"device:{name}"]["state"] for name in ("scale", "left", "display", "odd")} == {
        "scale": "ok",
        "left": "fail",
        "display": "ok",
        "odd": "fail",
    }
    assert "not plugged in" in found["device:left"]["message"]
    for code in (
        "python",
        "qt",
        "disk",
        "clock",
        "data_folder",
        "key_file",
        "database",
        "catalogue",
        "queue",
    ):
        assert found[code]["state"] == "ok", found[code]
    assert found["enrolled"]["state"] == "warn"


def test_a_hub_out_of_reach_is_a_warning_and_selling_goes_on(
    terminal: LocalTerminal, where: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.outbox.enrol(Identity(terminal_id="t", store_id="s", epoch="e", hub_gen="g"))
    address = HubAddress(url="http://127.0.0.1:9", fingerprint="", terminal_id="t", store_id="s")
    write_address(terminal.store, address)
    found = diagnose(where, capsys)
    assert found["hub"]["state"] == "warn"
    assert "Selling goes on" in found["hub"]["mend"]
    assert found["no_printer"]["state"] == "warn"


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_a_key_open_to_others_is_said_with_its_mend(
    terminal: LocalTerminal, where: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    where.key_file.chmod(0o644)
    found = diagnose(where, capsys)
    assert found["key_file"]["state"] == "fail"
    assert "chmod 600" in found["key_file"]["message"]
    assert "database" not in found


def test_a_wrong_key_or_a_damaged_file_is_said(
    terminal: LocalTerminal, where: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    where.key_file.unlink()
    create_keys(where.key_file)
    found = diagnose(where, capsys)
    assert (found["database"]["state"], "--keys" in found["database"]["mend"]) == ("fail", True)
    assert "no_printer" not in found  # nobody can know
    assert main(["doctor", "--data", str(where.data), "--keys", str(where.keys)]) == 1
    out = capsys.readouterr().out
    assert "FAIL" in out
    assert "→" in out


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_a_folder_of_another_user_is_said_and_nothing_is_guessed(
    terminal: LocalTerminal,
    where: Places,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Tests may run as root, who may look into everything.
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != where.data.parent and real(path, mode))
    found = diagnose(where, capsys)
    assert (found["data_folder"]["state"], str(where.data.parent) in found["data_folder"]["message"]) == (
        "fail",
        True,
    )
    assert "user of the till" in found["data_folder"]["mend"]
    assert not {"enrolled", "database", "no_printer"} & found.keys()


def test_another_certificate_is_no_hub_out_of_reach() -> None:
    found = _refused(HubUnreachable("hub_wrong_certificate", "Another computer answers."), "https://hub")
    assert (found.state, found.message) == ("fail", "Another computer answers.")
    assert "Check network" not in found.mend


def test_a_damaged_page_is_one_sentence_without_line_breaks(
    where: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    opened(where).close()
    file = where.data / "pos.db"
    page = 4096
    with file.open("r+b") as data:
        data.seek(10 * page)
        data.write(b"U" * page)
    found = diagnose(where, capsys)["database"]
    assert found["state"] == "fail"
    assert "damaged" in found["message"]
    assert "\n" not in found["message"]
    assert "***" not in found["message"]


def test_devices_are_called_as_people_do_and_warnings_are_not_all_is_well(
    terminal: LocalTerminal, where: Places, tmp_path: Path
) -> None:
    save(terminal, "scale", "scale", "scale_serial", port=str(tmp_path / "unplugged"))
    save(terminal, "left", "scanner", "scanner_serial", port=str(tmp_path / "gone"))
    save(terminal, "printer", "printer", "network", host="127.0.0.1", port="9")
    command = [
        sys.executable,
        "-m",
        "pos_app",
        "doctor",
        "--data",
        str(where.data),
        "--keys",
        str(where.keys),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.stderr == ""
    assert "FAIL The scale is not plugged in" in done.stdout
    assert 'FAIL The scanner "left" is not plugged in' in done.stdout
    empty = ["doctor", "--data", str(tmp_path / "none"), "--keys", str(where.keys)]
    assert (
        "Everything works"
        not in subprocess.run(
            [*command[:3], *empty], capture_output=True, encoding="utf-8", timeout=60, check=False
        ).stdout
    )


def test_clock_fonts_and_libraries_are_judged() -> None:
    found = {one.code: one for one in machine.look(Path("/"), 1_000)}
    assert found["clock"].state == "fail"
    assert {one.code: one.state for one in machine._libraries(lambda _name: False)} == {
        "screen_libraries": "fail",
    }
    without = machine._device_libraries({"libzbar0": False, "libusb-1.0-0": True})
    assert (without.state, without.mend) == ("warn", "sudo apt install libzbar0")
    assert without.message == "Without libzbar0 a camera reads worn barcodes less well."
    assert [_skew(ms).state for ms in (0, -59_999, 60_000, -600_000)] == ["ok", "ok", "warn", "fail"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_ports_that_others_only_may_use_are_named_with_the_command_that_mends() -> None:
    port = SerialPort(device="/no/such/port", lasting="x", title="x")
    (found,) = rights.serial_rights((port,))
    assert (found.state, "usermod -aG dialout" in found.mend) == ("warn", True)
    printer = FoundDevice(kinds=("receipt_printer",), name="p", place="USB 04b8:0e15", usable=False)
    (found,) = rights.usb_rights((printer,))
    assert (found.state, "udev" in found.mend) == ("fail", True)
    usable = msgspec.structs.replace(printer, usable=True)
    assert [one.state for one in rights.usb_rights((usable,))] == ["ok"]
    assert list(rights.serial_rights(())) == []
