"""`tillbridge bench scan`: what counts as read, what as wrong, and the report on a small set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from pos_app.__main__ import main
from proof.bench.scan_frames import shelf_video
from proof.bench.scan_truths import Truth, accepted, canonical, truths
from retail.errors import KnownError
from tests.fakes.pictures import code_picture


def truth(text: str) -> Truth:
    return Truth(path=Path("a.png"), group="", text=text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("036000291452", "00036000291452"),
        ("4006381333931\n", "04006381333931"),
        ("(01)90012345678908(17)100312", "019001234567890817100312"),
        ("0104412345678909", "04412345678909"),
        ("10ABC\x1d21X", "10ABC21X"),
        ("123456", "123456"),
    ],
)
def test_texts_are_compared_in_one_form(text: str, form: str) -> None:
    assert canonical(text) == form


def test_a_upc_e_may_come_expanded() -> None:
    assert accepted(truth("01234565")) == {"01234565", "00012345000065"}
    assert accepted(truth("HELLO123")) == {"HELLO123"}


def test_a_folder_without_truths_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    with pytest.raises(KnownError) as caught:
        truths(tmp_path)
    assert caught.value.code == "no_truths"


def test_read_and_wrong_are_counted_for_each_folder_and_reader(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proof.bench.scan_frames._ROUNDS", 1)
    monkeypatch.setattr("proof.bench.scan_frames.shelf_video", lambda: shelf_video()[:2])
    for name, content, text in (("ean/1", "4006381333931", "4006381333931"), ("qr/1", "hello", "bye")):
        path = tmp_path / f"{name}.png"
        path.parent.mkdir()
        picture = code_picture(content, "EAN13" if content.isdecimal() else "QRCode")
        Image.fromarray(picture).save(path)
        path.with_suffix(".txt").write_text(text)
    torn = tmp_path / "qr" / "torn.png"
    torn.write_bytes(b"x")
    torn.with_suffix(".txt").write_text("x")
    assert main(["bench", "scan", str(tmp_path), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["images"] == 2
    assert str(torn) in report["unreadable"][0]
    scores = {group["name"]: group["scores"] for group in report["groups"]}
    for reader in ("zxing-cpp alone", "pyzbar alone", "ours, still", "ours, camera"):
        assert (scores["ean"][reader]["read"], scores["ean"][reader]["wrong"]) == (1, 0)
        assert (scores["qr"][reader]["read"], scores["qr"][reader]["wrong"]) == (0, 1)
        assert report["total"]["scores"][reader]["read"] == 1
    assert {wrong["text"] for wrong in report["wrong"]} == {"hello"}


def test_scan_asks_for_its_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "scan"]) == 1
    assert "which folder" in capsys.readouterr().err
