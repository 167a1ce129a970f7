"""`tillbridge scan`: every code a file, as text and as JSON, and a sentence for each bad file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pos_app.__main__ import main
from tests.fakes.pictures import code_picture


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.png"
    Image.fromarray(code_picture("4006381333931", "EAN13")).save(path)
    return path


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_gives_one_object_a_file_with_every_code(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", str(good), "--json"]) == 0
    (line,) = objects(capsys.readouterr().out)
    assert line["file"] == str(good)
    assert line["ms"] > 0
    (code,) = line["codes"]
    assert code["ms"] > 0
    assert {name: code[name] for name in ("text", "format", "symbology", "gtin14", "raw", "decoder")} == {
        "text": "4006381333931",
        "format": "EAN-13",
        "symbology": "]E0",
        "gtin14": "04006381333931",
        "raw": "]E04006381333931",
        "decoder": "zxing",
    }
    assert len(code["points"]) == 4


def test_bad_files_are_said_and_the_others_read(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    torn = tmp_path / "torn.png"
    torn.write_bytes(good.read_bytes()[:200])
    missing = tmp_path / "missing.png"
    assert main(["scan", "--json", str(torn), str(missing), str(good)]) == 1
    lines = objects(capsys.readouterr().out)
    assert [line.get("error") for line in lines] == ["image_torn", "image_missing", None]
    assert "codes" not in lines[0]
    assert str(torn) in lines[0]["message"]
    assert main(["scan", str(torn), str(good)]) == 1
    said = capsys.readouterr()
    assert "torn or damaged" in said.err
    assert "EAN-13  4006381333931  GTIN-14 04006381333931" in said.out


def test_a_picture_without_a_code_is_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "white.png"
    Image.fromarray(np.full((50, 50), 255, np.uint8)).save(path)
    assert main(["scan", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: no code found\n"
    assert main(["scan", "--json", str(path)]) == 0
    assert objects(capsys.readouterr().out)[0]["codes"] == []


def test_a_folder_stands_for_its_images_and_must_hold_one(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["scan", "--json", str(good.parent)]) == 0
    assert [line["file"] for line in objects(capsys.readouterr().out)] == [str(good)]
    assert main(["scan", "--json", str(tmp_path / "empty")]) == 1
    assert objects(capsys.readouterr().out)[0]["error"] == "no_images"


def test_what_a_console_would_obey_is_shown_as_escapes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "hostile.png"
    Image.fromarray(code_picture("\x1b[2Jx\x00\u202e", "QRCode")).save(path)
    assert main(["scan", str(path)]) == 0
    assert "\\x1b[2Jx\\x00\\u202e" in capsys.readouterr().out


def test_a_name_that_is_no_text_does_not_stop_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "--json", "none-\udcff.png"]) == 1
    assert objects(capsys.readouterr().out)[0]["file"] == "none-\\udcff.png"
