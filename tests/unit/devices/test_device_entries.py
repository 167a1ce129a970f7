"""Device entries: read from files, typed from words, and refused by the name of what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.entries import DeviceEntry, OptionValue, parse_options, read_entry, typed_options
from devices.manager import build_printer, build_wedge
from devices.manifests import manifest_of
from devices.printer.file.driver import FilePrinter
from devices.printer.network.driver import NetworkPrinter
from retail.errors import KnownError

TOML = """
id = "receipt-printer"
driver = "network"
[options]
host = "10.0.0.9"
code_pages = ["CP858", "CP1252"]
"""


def test_an_entry_is_the_same_from_toml_and_json(tmp_path: Path) -> None:
    toml, json = tmp_path / "entry.toml", tmp_path / "entry.json"
    toml.write_text(TOML, encoding="utf-8")
    json.write_text(
        '{"id": "receipt-printer", "driver": "network",'
        ' "options": {"host": "10.0.0.9", "code_pages": ["CP858", "CP1252"]}}',
        encoding="utf-8",
    )
    assert read_entry(toml) == read_entry(json)
    assert isinstance(build_printer(read_entry(toml)), NetworkPrinter)


@pytest.mark.parametrize("text", ["id = 3", "not toml at all [", 'id = "UPPER"\ndriver = "file"'])
def test_a_file_that_is_no_entry_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "entry.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnownError) as raised:
        read_entry(path)
    assert raised.value.code == "bad_device_entry"
    assert "entry.toml" in raised.value.message


def test_bytes_in_no_encoding_are_no_entry(tmp_path: Path) -> None:
    path = tmp_path / "entry.json"
    path.write_bytes(b'{"id": "\xff\xfe"}')
    with pytest.raises(KnownError):
        read_entry(path)


def test_each_driver_is_built_by_its_name() -> None:
    file_entry = DeviceEntry(id="f", driver="file", options={"path": "out.bin"})
    assert isinstance(build_printer(file_entry), FilePrinter)
    wedge = build_wedge(DeviceEntry(id="w", driver="wedge", options={"suffixes": "", "max_gap_ms": 50}))
    wedge.feed("1", 0)
    assert wedge.due_at() == 51


@pytest.mark.parametrize(
    ("driver", "options", "code", "named"),
    [
        ("fax", {}, "unknown_driver", "network"),
        ("network", {}, "bad_device_option", "host"),
        ("network", {"host": "x", "colour": "red"}, "unknown_device_option", "colour"),
        ("network", {"host": "x", "port": 0}, "bad_device_option", "port"),
        ("network", {"host": "x", "port": "high"}, "bad_device_option", "port"),
        ("network", {"host": "x", "code_pages": ("CP000",)}, "bad_device_option", "CP000"),
        ("file", {"path": "x", "paper_mm": 57}, "bad_device_option", "paper_mm"),
        ("wedge", {}, "wrong_device_kind", "wedge"),
    ],
)
def test_what_is_wrong_is_said_by_name(
    driver: str, options: dict[str, OptionValue], code: str, named: str
) -> None:
    with pytest.raises(KnownError) as raised:
        build_printer(DeviceEntry(id="p", driver=driver, options=options))
    assert raised.value.code == code
    assert named in raised.value.message


def test_words_get_the_types_of_the_manifest() -> None:
    words = ["host=a=b", "port=9101", "native_qr=no", "paper_mm=58", "code_pages=CP858, CP437", "cut=none"]
    assert parse_options("network", words) == {
        "host": "a=b",
        "port": 9101,
        "native_qr": False,
        "paper_mm": 58,
        "code_pages": ("CP858", "CP437"),
        "cut": "none",
    }


def test_an_empty_field_of_a_form_means_the_default_except_for_text() -> None:
    texts = {"host": "", "port": "", "cut": "", "code_pages": "", "native_qr": "perhaps", "nonsense": "1"}
    assert typed_options("network", texts) == {"host": "", "native_qr": "perhaps", "nonsense": "1"}


def test_a_word_without_equals_sign_is_refused() -> None:
    with pytest.raises(KnownError):
        parse_options("network", ["host"])


def test_an_unknown_driver_names_those_that_there_are() -> None:
    with pytest.raises(KnownError) as raised:
        manifest_of("fax")
    assert "file, network, " in raised.value.message
