"""`tillbridge devices` as people run it: virtual devices as processes, entries saved on a terminal."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from local_db.keys import create_keys, load_keys
from local_db.terminal import LocalTerminal
from pos_app.__main__ import main
from pos_app.places import places

on_a_pty = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


@contextmanager
def virtual(what: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """The virtual device as a process, its port there; lines to its standard input work it."""
    command = [sys.executable, "-m", "pos_app", "devices", f"virtual-{what}", "--json", "--path", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline()) == {"port": str(path)}
        yield process
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def tell(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def answer(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, object]:
    assert main(["devices", *arguments, "--json"]) == code
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


@on_a_pty
def test_a_virtual_scale_is_weighed_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "scale"
    options = (f"port={path}", "framing=8N1", "answer_timeout_ms=5000")
    test = ("test", "--driver", "scale_serial", "--option", *options)
    with virtual("scale", path) as process:
        assert answer(capsys, *test)["state"] == "zero"
        tell(process, "nonsense")
        tell(process, "lie garbage")
        while (found := answer_of(capsys, *test))["state"] == "zero":
            pass
        assert (found["state"], found["code"]) == ("error", "scale_nonsense")


def answer_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    """Whatever came of it."""
    main(["devices", *arguments, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


@on_a_pty
def test_a_virtual_scanner_is_heard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "scanner"
    test = ("test", "--driver", "scanner_serial", "--option", f"port={path}", "--wait", "20")
    heard = threading.Event()

    def keep_scanning(process: subprocess.Popen[str]) -> None:
        while not heard.wait(0.1):  # a code sent before the port is open is nobody's
            tell(process, "4006381333931")

    with virtual("scanner", path) as process:
        hand = threading.Thread(target=keep_scanning, args=(process,))
        hand.start()
        try:
            assert answer(capsys, *test)["raw"] == "4006381333931"
        finally:
            heard.set()
            hand.join(10)


def test_a_scanner_that_types_needs_no_test(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["devices", "test", "--driver", "wedge"]) == 1
    assert "types like a keyboard" in capsys.readouterr().err


def test_what_is_plugged_in_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert isinstance(answer(capsys, "find")["found"], list)
    assert main(["devices", "find"]) == 0
    assert main(["devices", "find", "--host", "10.0.0.0/8"]) == 1
    assert main(["devices", "find", "--host", "10.0.0.0/x"]) == 1
    assert "192.168.1.0/24" in capsys.readouterr().err


def test_entries_are_saved_listed_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = places(tmp_path / "data", tmp_path / "keys")
    where.data.mkdir()
    create_keys(where.key_file)
    local = LocalTerminal(where.data, load_keys(where.key_file), lambda: 1)
    at = ("--data", str(where.data), "--keys", str(where.keys))
    options = ("--driver", "scale_serial", "--option", "port=usb:0403:6001:A50285BI")
    assert main(["devices", "save", "scale", *options, *at]) == 1
    local.close()
    capsys.readouterr()
    answer(capsys, "save", "scale", *options, "framing=8N1", "--name", "Fruit scale", *at)
    assert answer(capsys, "saved", *at)["devices"] == [
        {
            "device_id": "scale",
            "kind": "scale",
            "driver": "scale_serial",
            "options": {"port": "usb:0403:6001:A50285BI", "framing": "8N1"},
            "name": "Fruit scale",
        }
    ]
    assert main(["devices", "saved", *at]) == 0
    assert "“Fruit scale” (scale): scale_serial" in capsys.readouterr().out
    assert main(["devices", "save", "printer", *options, *at]) == 1
    assert main(["devices", "remove", "nobody", *at]) == 1
    capsys.readouterr()
    assert answer(capsys, "remove", "scale", *at) == {"removed": "scale"}
    assert main(["devices", "saved", *at]) == 0
    assert "No device is set up" in capsys.readouterr().out


@on_a_pty
def test_a_port_that_is_gone_is_one_sentence(tmp_path: Path) -> None:
    options = ("--driver", "scale_serial", "--option", f"port={tmp_path / 'gone'}")
    command = [sys.executable, "-m", "pos_app", "devices", "test", *options]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"tillbridge: The scale at {tmp_path / 'gone'} cannot be reached: it cannot be opened: there is no "
        "such port. Check that it is switched on and plugged in."
    ]
