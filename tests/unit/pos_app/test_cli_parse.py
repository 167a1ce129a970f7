"""`tillbridge parse`: its answers, its exit code, and that it answers each line at once."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pos_app.__main__ import main

_COMMAND = [sys.executable, "-m", "pos_app", "parse"]


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return put


def answers(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_object_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--json", "4006381333931", "2212342001999", "4011"]) == 0
    gtin, embedded, plu = answers(capsys)
    assert (gtin["kind"], gtin["gtin14"], gtin["error"]) == ("gtin", "04006381333931", None)
    assert (embedded["kind"], embedded["item_reference"], embedded["price_minor"]) == (
        "embedded",
        "1234",
        199,
    )
    assert (plu["kind"], plu["plu"]) == ("plu", "4011")


def test_a_bad_code_is_an_answer_and_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "4006381333932", "4006381333931", "--json"]) == 1
    captured = capsys.readouterr()
    bad, good = (json.loads(line) for line in captured.out.splitlines())
    assert (bad["error"], bad["raw"], bad["gtin14"]) == ("bad_check_digit", "4006381333932", None)
    assert good["error"] is None
    assert captured.err == "tillbridge: 1 of 2 codes cannot be sold as they are.\n"


def test_one_answer_a_line_of_stdin(
    capsys: pytest.CaptureFixture[str], feed: Callable[[bytes], None]
) -> None:
    feed(b"4006381333931\r\n\n\xff\xfe12\nA\x00B\n" + b"9" * 100_000 + b"\n]E004252614")
    assert main(["parse", "--json", "-"]) == 1
    found = answers(capsys)
    assert [answer["error"] for answer in found] == [
        None,
        "empty",
        "not_utf8",
        "control_characters",
        "wrong_length",
        None,
    ]
    assert found[2]["raw"] == "\\xff\\xfe12"
    assert len(found[4]["raw"]) == 100_000
    assert found[5]["gtin14"] == "00042100005264"


def test_a_readable_line_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    codes = ["2812349007507", "2512343000039", "]E3977012345678712", "\x1b[31m", "9" * 10_000, "4011"]
    assert main(["parse", *codes]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2812349007507  embedded  GTIN-14 02812340000002  item 1234  weight in thousandths 750"
    assert lines[1].endswith("pieces 3")
    assert lines[2].endswith("add-on 12  symbology ean_upc")
    assert lines[3].startswith("\\x1b[31m  unknown  control_characters: ")
    assert "(10000 characters)" in lines[4]
    assert len(lines[4]) < 250
    assert lines[5] == "4011  plu  PLU 4011"


@pytest.mark.parametrize("separator", ["\\x1d", "^]", "{GS}", "\x1d"])
def test_every_application_identifier(capsys: pytest.CaptureFixture[str], separator: str) -> None:
    codes = [
        f"]d2010952123454321310AB-1{separator}17261130",
        "(01)99521234543216(3103)001234(3932)978000599",
        "]Q1https://example.com/01/09521234543213/21/7?15=261130",
    ]
    assert main(["parse", "--json", "--currency", "eur", *codes]) == 0
    string, brackets, link = answers(capsys)
    assert [(one["ai"], one["title"], one["value"], one["meaning"]) for one in string["elements"]] == [
        ("01", "GTIN", "09521234543213", "09521234543213"),
        ("10", "BATCH/LOT", "AB-1", "AB-1"),
        ("17", "USE BY or EXPIRY", "261130", "2026-11-30"),
    ]
    assert (string["batch"], string["expiry"]) == ("AB-1", "2026-11-30")
    assert (brackets["weight"], brackets["price_minor"], brackets["currency"]) == (1234, 599, "EUR")
    assert (link["serial"], link["best_before"]) == ("7", "2026-11-30")


def test_each_identifier_has_its_line_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    codes = ["(01)99521234543216(3103)001234", "(00)106141412345678908", "(01)09521234543213(17)261399"]
    assert main(["parse", *codes]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "(01)99521234543216(3103)001234  gs1  GTIN-14 99521234543216  weight in thousandths 1234",
        "  (01) GTIN: 99521234543216",
        "  (3103) NET WEIGHT (kg): 001234 = 1.234 kg",
        "(00)106141412345678908  gs1  gs1_no_item: This code names no item (no GTIN). "
        "Scan the other barcode on the pack.",
        "  (00) SSCC: 106141412345678908",
        "(01)09521234543213(17)261399  gs1  gs1_bad_date: (17) USE BY or EXPIRY at character 19 holds "
        "261399, which is no date. Scan it again, or the other barcode on the pack.",
    ]


def test_the_money_of_the_store(capsys: pytest.CaptureFixture[str]) -> None:
    label = "2012345012998"
    assert main(["parse", "--json", "--currency", "JPY", label, "(01)99521234543216(3923)1995"]) == 0
    assert [answer["price_minor"] for answer in answers(capsys)] == [1299, 2]
    assert main(["parse", "--json", "--currency", "KWD", label, "(01)99521234543216(3932)978000599"]) == 1
    assert [answer["error"] for answer in answers(capsys)] == [None, "gs1_other_currency"]
    assert main(["parse", "--currency", "XYZ", label]) == 1


def test_standard_input_is_read_as_it_is(
    capsys: pytest.CaptureFixture[str], feed: Callable[[bytes], None]
) -> None:
    feed(b"]d2010952123454321310A\x1d21B\n]d2010952123454321310A{GS}21B\n")
    assert main(["parse", "--json", "-"]) == 1
    assert [answer["error"] for answer in answers(capsys)] == [None, "gs1_bad_character"]


def test_an_argument_that_is_not_utf8(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--json", "12\udcff"]) == 1
    assert answers(capsys)[0]["error"] == "not_utf8"


def test_how_to_read_can_be_chosen(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table = tmp_path / "layouts.json"
    table.write_text(
        '[{"prefix": "29", "item_digits": 5, "value_digits": 5, "measure": "price", "decimals": 2}]',
        encoding="utf-8",
    )
    assert main(["parse", "--json", "--symbology", "upc_e", "04252614"]) == 0
    assert main(["parse", "--json", "--layouts", "none", "2212342001999"]) == 0
    assert main(["parse", "--json", "--layouts", str(table), "2912345001995"]) == 0
    assert main(["parse", "--json", "--plu-prefix", "P", "P4011"]) == 0
    upc_e, opaque, own, plu = answers(capsys)
    assert upc_e["gtin14"] == "00042100005264"
    assert (opaque["kind"], opaque["gtin14"]) == ("gtin", "02212342001999")
    assert (own["item_reference"], own["price_minor"]) == ("12345", 199)
    assert plu["plu"] == "4011"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, "layouts_unreadable"),
        (b"not json", "bad_layout"),
        (b'[{"prefix": 20}]', "bad_layout"),
        (b'[{"prefix": "\xff"}]', "bad_layout"),
        (
            b'[{"prefix": "20", "item_digits": 9, "value_digits": 5, "measure": "price", "decimals": 2}]',
            "bad_layout",
        ),
    ],
)
def test_layouts_that_cannot_be_used(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, error: str
) -> None:
    table = tmp_path / "layouts.json"
    if content is not None:
        table.write_bytes(content)
    assert main(["parse", "--json", "--layouts", str(table), "4011"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["error"] == error
    assert captured.err.startswith("tillbridge: ")


def test_each_line_is_answered_before_the_next_is_sent() -> None:
    with subprocess.Popen(
        [*_COMMAND, "--json", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for code in (b"4006381333931", b"4006381333932", b"4011"):
            process.stdin.write(code + b"\n")
            process.stdin.flush()
            # Would wait for ever, and fail by the test's time limit, if an answer were held back.
            assert json.loads(process.stdout.readline())["raw"] == code.decode()
        process.stdin.close()
        assert process.stdout.read() == b""
    assert process.returncode == 1
