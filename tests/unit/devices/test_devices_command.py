"""`tillbridge devices` in this process: listing drivers, and a slip into a file."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec
import pytest

from devices import cli
from devices.manifests import manifests
from devices.printer.virtual.decoder import Decoder
from devices.printer.virtual.operations import Drawer, Malformed, TextLine


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    return cli.run(parser.parse_args(arguments))


@pytest.mark.parametrize("arguments", [["--json"], ["list", "--json"], ["--json", "list"]])
def test_drivers_are_listed_as_json(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 0
    listed = msgspec.json.decode(capsys.readouterr().out)["drivers"]
    assert [driver["name"] for driver in listed] == [manifest.name for manifest in manifests()]


def test_drivers_are_listed_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    out = capsys.readouterr().out
    assert "host (text, required)" in out
    assert "port (whole, default 9100)" in out


def test_the_slip_goes_where_an_entry_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = tmp_path / "entry.toml"
    entry.write_text(
        f'id = "kitchen"\ndriver = "file"\n[options]\npath = "{(tmp_path / "out.bin").as_posix()}"\n',
        encoding="utf-8",
    )
    assert run("test", str(entry), "--drawer") == 0
    assert "printed" in capsys.readouterr().out
    operations = Decoder(576).feed((tmp_path / "out.bin").read_bytes())
    assert [operation for operation in operations if isinstance(operation, Drawer)]
    assert not [operation for operation in operations if isinstance(operation, Malformed)]
    assert any("1.234,56" in line.text for line in operations if isinstance(line, TextLine))
