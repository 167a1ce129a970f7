"""Codes in drawn pictures: every symbology with its AIM identifier, tilted, blurred, small, and hostile."""

from __future__ import annotations

import sys

import numpy as np
import pytest
import segno

from devices.imaging import zbar, zxing
from devices.imaging.decode import decode_frame, decode_still
from devices.imaging.found import Grey
from devices.imaging.wanted import STILL, before_camera
from tests.fakes.pictures import WHITE, blurred, code_picture, in_view, turned

CAMERA = before_camera()
ELEMENT_STRING = "(01)09521234543213(10)ABC(17)251231"
PLAIN_ELEMENTS = "010952123454321310ABC\x1d17251231"


def qr_picture(text: str | bytes, scale: int = 3) -> Grey:
    code = segno.make_qr(text, error="l")
    rows = np.array([list(row) for row in code.matrix_iter(scale=scale, border=4)], np.uint8)
    return np.where(rows, 0, WHITE).astype(np.uint8)


@pytest.mark.parametrize(
    ("content", "name", "options", "symbology", "text", "gtin14"),
    [
        ("4006381333931", "EAN13", {}, "]E0", "4006381333931", "04006381333931"),
        ("036000291452", "UPCA", {}, "]E0", "0036000291452", "00036000291452"),
        ("01234565", "UPCE", {}, "]E0", "0012345000065", "00012345000065"),
        ("96385074", "EAN8", {}, "]E4", "96385074", "00000096385074"),
        ("10614141000415", "ITF", {}, "]I1", "10614141000415", "10614141000415"),
        ("hello", "Code128", {}, "]C0", "hello", None),
        ("hello", "DataMatrix", {}, "]d1", "hello", None),
        ("hello", "QRCode", {}, "]Q1", "hello", None),
    ],
)
def test_every_kind_of_code_comes_with_its_identifier(
    content: str, name: str, options: dict[str, bool], symbology: str, text: str, gtin14: str | None
) -> None:
    (code,) = decode_still(code_picture(content, name, **options))
    assert (code.symbology, code.text, code.gtin14) == (symbology, text, gtin14)
    assert code.raw == symbology + text
    assert code.decoder == "zxing"
    assert len(code.points) == 4
    assert code.ms > 0


@pytest.mark.parametrize(
    ("name", "symbology"), [("DataMatrix", "]d2"), ("QRCode", "]Q3"), ("Code128", "]C1")]
)
def test_fnc1_is_told_by_the_identifier_and_kept_as_gs(name: str, symbology: str) -> None:
    (code,) = decode_still(code_picture(ELEMENT_STRING, name, gs1=True))
    assert code.raw == symbology + PLAIN_ELEMENTS


def test_a_code_tilted_by_45_degrees_is_read_on_stills_and_on_odd_frames() -> None:
    tilted = turned(code_picture("4006381333931", "EAN13"), 45)
    assert zxing.read(tilted, STILL) == []
    (code,) = decode_still(tilted)
    assert (code.text, code.decoder) == ("4006381333931", "zxing_rotated")
    assert [code.text for code in decode_frame(tilted, 1, CAMERA)] == ["4006381333931"]
    assert decode_frame(tilted, 2, CAMERA) == []


def test_corners_found_in_the_turned_picture_are_given_in_the_picture_as_it_came() -> None:
    tilted = turned(code_picture("4006381333931", "EAN13"), 45)
    height, width = tilted.shape
    (code,) = zxing.read_turned(tilted, STILL)
    centre_x = sum(point.x for point in code.points) / 4
    centre_y = sum(point.y for point in code.points) / 4
    assert abs(centre_x - width / 2) < 25
    assert abs(centre_y - height / 2) < 25
    assert all(0 <= point.x <= width and 0 <= point.y <= height for point in code.points)


def test_a_large_picture_is_turned_smaller() -> None:
    large = in_view(code_picture("4006381333931", "EAN13", scale=8), 6000, 4000)
    assert [code.text for code in zxing.read_turned(turned(large[1500:2500, 2000:4000], 45), STILL)] == [
        "4006381333931"
    ]
    codes = zxing.read_turned(large, STILL)
    assert all(0 <= point.x <= 6000 and 0 <= point.y <= 4000 for code in codes for point in code.points)


def test_blurred_and_small_codes_are_read() -> None:
    assert [code.text for code in decode_still(blurred(code_picture("4006381333931", "EAN13"), 1.5))] == [
        "4006381333931"
    ]
    assert [code.text for code in decode_still(code_picture("4006381333931", "EAN13", scale=1))] == [
        "4006381333931"
    ]
    assert [code.text for code in decode_still(qr_picture("https://example.com", 2))] == [
        "https://example.com"
    ]


def test_several_codes_in_one_picture_are_all_given_once() -> None:
    left, right = code_picture("4006381333931", "EAN13"), code_picture("96385074", "EAN8")
    high = max(left.shape[0], right.shape[0])
    picture = np.hstack(
        [np.pad(one, ((0, high - one.shape[0]), (0, 0)), constant_values=WHITE) for one in (left, right)]
    )
    assert sorted(code.text for code in decode_still(picture)) == ["4006381333931", "96385074"]


def test_a_picture_without_a_code_gives_none() -> None:
    assert decode_still(np.full((200, 300), WHITE, np.uint8)) == []
    assert decode_still(np.zeros((1, 1), np.uint8)) == []
    noise = np.random.default_rng(1).integers(0, 255, (480, 640), np.uint8)
    assert decode_frame(noise, 1, CAMERA) == decode_frame(noise, 2, CAMERA) == []


HOSTILE = [
    pytest.param("7" * 7089, id="as many digits as fit"),
    pytest.param("'; DROP TABLE sales; --", id="SQL"),
    pytest.param("<script>alert(1)</script><img src=x onerror=alert(1)>", id="HTML"),
    pytest.param("a\x00b\x07\x1b[2Jc\r\n\x7f", id="control characters"),
    pytest.param("]E04006381333931", id="an identifier of its own"),
    pytest.param("\u202e\u0645\u0631\u062d\u0628\u0627 \U0001f600", id="right to left and emoji"),
]


@pytest.mark.parametrize("content", HOSTILE)
def test_hostile_qr_contents_arrive_as_they_are(content: str) -> None:
    data: str | bytes = content if content.isascii() and content.isdigit() else content.encode()
    (code,) = decode_still(qr_picture(data))
    assert code.text == content
    assert code.raw == "]Q1" + content
    assert code.gtin14 is None


def test_before_a_camera_upc_e_is_read_only_when_asked_and_itf_only_with_14_digits() -> None:
    upc_e, short = code_picture("01234565", "UPCE"), code_picture("123456", "ITF")
    for number in (1, 2):
        assert decode_frame(upc_e, number, CAMERA) == []
        assert decode_frame(short, number, CAMERA) == []
        asked = decode_frame(upc_e, number, before_camera(upc_e=True))
        assert [code.text for code in asked] == ["0012345000065"]
        assert decode_frame(code_picture("10614141000415", "ITF"), number, CAMERA)


@pytest.mark.skipif(not zbar.is_there(), reason="libzbar is not installed")
@pytest.mark.parametrize(
    ("content", "name", "raw"),
    [
        ("4006381333931", "EAN13", "]E04006381333931"),
        ("036000291452", "UPCA", "]E00036000291452"),
        ("01234565", "UPCE", "]E00012345000065"),
        ("96385074", "EAN8", "]E496385074"),
        ("10614141000415", "ITF", "]I110614141000415"),
        ("hello", "QRCode", "]Q1hello"),
    ],
)
def test_zbar_says_the_same_as_zxing(content: str, name: str, raw: str) -> None:
    picture = code_picture(content, name)
    assert [code.raw for code in zbar.read(picture, STILL)] == [raw]
    assert [code.raw for code in zxing.read(picture, STILL)] == [raw]


@pytest.mark.skipif(not zbar.is_there(), reason="libzbar is not installed")
def test_zbar_hands_on_nothing_it_cannot_tell() -> None:
    assert zbar.read(code_picture(ELEMENT_STRING, "QRCode", gs1=True), STILL) == []
    assert zbar.read(code_picture("hello", "Code128"), STILL) == []
    assert zbar.read(code_picture("123456", "ITF"), STILL) == []
    assert zbar.read(code_picture("01234565", "UPCE"), CAMERA) == []


def test_without_the_zbar_library_the_rest_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyzbar", None)
    zbar._decode.cache_clear()
    try:
        assert not zbar.is_there()
        assert zbar.read(code_picture("4006381333931", "EAN13"), STILL) == []
        assert decode_still(np.full((50, 50), WHITE, np.uint8)) == []
    finally:
        zbar._decode.cache_clear()
