"""`tillbridge devices` as a process: the virtual printer, its folder and control, and the test slip."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

START_TIMEOUT_S = 30


def tillbridge(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pos_app", "devices", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@contextlib.contextmanager
def virtual_printer(out: Path, *more: str) -> Iterator[dict[str, int]]:
    """A running virtual printer and what it announced."""
    command = [sys.executable, "-m", "pos_app", "devices", "virtual-printer", "--port", "0", "--control", "0"]
    with subprocess.Popen(
        [*command, "--out", str(out), "--json", *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            assert process.stdout is not None
            yield msgspec.json.decode(process.stdout.readline())
        finally:
            process.terminate()
            process.communicate(timeout=START_TIMEOUT_S)


def test_the_process_prints_what_the_network_driver_sends(tmp_path: Path) -> None:
    with virtual_printer(tmp_path) as at:
        options = ["--option", "host=127.0.0.1", f"port={at['port']}"]
        done = tillbridge("test", "--driver", "network", *options, "--json")
        assert done.returncode == 0, done.stderr
        assert msgspec.json.decode(done.stdout)["health"]["state"] == "ready"
        lines = (tmp_path / "paper-0001.txt").read_text(encoding="utf-8").splitlines()
        assert "€ £" in lines[4]
        assert "ÄÖÜ äöü ß" in lines[5]
        assert lines[-1] == "[CUT]"
        assert not [line for line in lines if line.startswith("[ERROR")]
        assert (tmp_path / "paper-0001.png").stat().st_size > 1000
        with socket.create_connection(("127.0.0.1", at["control"]), timeout=10) as line:
            line.sendall(b"paper_out\n")
            assert line.recv(10) == b"ok\n"
        done = tillbridge("test", "--driver", "network", *options)
        assert done.returncode == 1
        assert "no paper" in done.stderr


def test_a_fault_can_be_there_from_the_start(tmp_path: Path) -> None:
    with virtual_printer(tmp_path, "--misbehave", "cover_open") as at:
        done = tillbridge("test", "--driver", "network", "--option", "host=127.0.0.1", f"port={at['port']}")
    assert done.returncode == 1
    assert "cover is open" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["test"], "Name either"),
        (["test", "no-such-file.toml"], "cannot be read"),
        (["test", "--driver", "fax"], "There is no driver"),
        (["virtual-printer", "--out", "x", "--misbehave", "fire"], "not a fault"),
        (["virtual-printer", "--out", "x", "--port", "70000"], "cannot start"),
    ],
)
def test_a_mistake_is_said_in_plain_words(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = tillbridge(*[str(tmp_path / word) if word == "x" else word for word in arguments])
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
