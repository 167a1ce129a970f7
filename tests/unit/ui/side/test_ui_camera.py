"""The camera screen without a window: picture, state, flash, and what a scan does there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from pos_app import commands as c
from pos_app import views as v
from pos_app.ports.preview import PreviewFrame
from pos_app.preview_board import PreviewBoard
from proof.canned_till import SALE, TILL
from tests.fakes.side_till import IDLE, ScriptedSide
from ui.platform.camera_preview import CameraPictures, NoCamera


def frame(number: int, taken: int = 0, colour: bytes = b"\x00\x00\x80") -> PreviewFrame:
    return PreviewFrame(
        rgb=colour * (32 * 18),
        width=32,
        height=18,
        number=number,
        points=(((8, 4), (24, 4), (24, 14), (8, 14)),),
        taken=taken,
    )


@pytest.fixture
def board() -> PreviewBoard:
    return PreviewBoard()


@pytest.fixture
def camera(desk: Any, board: PreviewBoard) -> Iterator[Any]:
    """A till with this camera; its camera screen is open."""
    made = type(desk)(ScriptedSide(IDLE), board)
    made.press("Ctrl+B")
    yield made
    made.close()


def test_without_a_camera_it_says_what_to_do(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+B")
    model = desk.screen("camera")
    assert desk.shell.route == "camera"
    assert (model.picture, model.ratio) == ("", 0.0)
    assert model.state_text == "No camera is set up"
    assert "devices screen" in model.state_hint
    desk.press("F9")
    assert desk.shell.route == "devices"


def test_frames_are_wanted_only_while_the_screen_is_shown(camera: Any, board: PreviewBoard) -> None:
    assert board.wanted()
    camera.press("Esc")
    assert not board.wanted()
    assert camera.screen("camera").picture == ""


def test_every_new_frame_is_a_new_picture_and_a_taken_code_flashes(camera: Any, board: PreviewBoard) -> None:
    model = camera.screen("camera")
    board.is_now("live")
    model.look()
    assert (model.picture, model.state_text) == ("", "Waiting for the first picture")
    pictures: list[str] = []
    everything: list[int] = []
    model.picture_changed.connect(lambda: pictures.append(model.picture))
    model.changed.connect(lambda: everything.append(model.taken))
    for one in (frame(1), frame(1), frame(2), frame(3, taken=1)):
        board.seen(one)
        model.look()
    assert pictures == ["image://camera/1", "image://camera/2", "image://camera/3"]
    assert everything == [0, 1]
    assert model.ratio == pytest.approx(32 / 18)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("camera_missing", "not there"),
        ("camera_lost", "no more pictures"),
        ("camera_busy", "no picture"),
        ("from_a_later_version", "not there"),
    ],
)
def test_a_camera_that_was_lost_leaves_no_old_picture(
    camera: Any, board: PreviewBoard, code: str, words: str
) -> None:
    model = camera.screen("camera")
    board.is_now("live")
    board.seen(frame(1))
    model.look()
    board.is_now("lost", code)
    model.look()
    assert model.picture == ""
    assert words in model.state_text
    assert model.state_hint


def test_a_scan_is_sold_and_the_screen_stays(camera: Any) -> None:
    line = SALE.lines[0]
    camera.answer(c.Scan, v.Outcome(ok=True, sale=SALE, line_id=line.line_id))
    camera.scan("]E04006381333931")
    model = camera.screen("camera")
    assert camera.last == c.Scan(raw="]E04006381333931")
    assert camera.shell.route == "camera"
    assert model.item_name == line.name
    assert model.item_amount == camera.till.figures.money(line.amount)
    assert model.total_text == camera.till.figures.money(SALE.total)
    assert (camera.ears.heard, model.problem) == (["accepted"], "")


def test_a_code_that_cannot_be_sold_is_said_on_the_screen_and_aloud(camera: Any) -> None:
    unknown = v.Notice(
        code="unknown_barcode", message="Unknown.", tone="caution", params={"code": "x"}, acts=("search",)
    )
    camera.answer(c.Scan, v.Outcome(ok=False, notice=unknown))
    camera.scan("x")
    model = camera.screen("camera")
    assert model.problem
    assert model.item_name == ""
    assert camera.ears.heard == ["error"]
    camera.answer(c.Scan, v.Outcome(ok=True, sale=SALE, line_id=SALE.lines[0].line_id))
    camera.scan("4006381333931")
    assert model.problem == ""


def test_with_nobody_signed_in_nothing_is_sold(at: Any) -> None:
    desk = at(v.TillView(**{**{f: getattr(TILL, f) for f in TILL.__struct_fields__}, "operator": None}))
    sent = len(desk.bus.sent)
    desk.screen("camera").scan("4006381333931")
    assert len(desk.bus.sent) == sent
    assert desk.ears.heard == ["error"]


def test_the_picture_has_its_codes_outlined_and_is_black_without_a_frame(
    qapp: object, board: PreviewBoard
) -> None:
    pictures, size = CameraPictures(board), QSize()
    assert pictures.requestImage("7", size, QSize()).size() == QSize(1, 1)
    board.look(on=True)
    board.seen(frame(1))
    image = pictures.requestImage("8", size, QSize())
    assert (image.size(), size) == (QSize(32, 18), QSize(32, 18))
    assert image.pixelColor(0, 0) == QColor(0, 0, 0x80)
    assert image.pixelColor(16, 4).green() > 150
    assert NoCamera().newest() is None
    assert NoCamera().state() == ("none", "")
    NoCamera().look(on=True)
