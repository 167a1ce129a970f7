"""The newest frame between two threads, and what a camera asks of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pos_app.bootstrap import camera_link
from pos_app.ports.preview import PreviewFrame
from pos_app.preview_board import PreviewBoard
from pos_app.views import PriceCheckView

FRAME = PreviewFrame(rgb=b"abc", width=1, height=1, number=1)


def test_a_frame_is_kept_only_while_somebody_looks() -> None:
    board = PreviewBoard()
    board.is_now("live")
    board.seen(FRAME)
    assert board.newest() is None
    board.look(on=True)
    board.seen(FRAME)
    assert board.newest() is FRAME
    board.look(on=False)
    assert board.newest() is None


def test_a_lost_camera_leaves_no_frame() -> None:
    board = PreviewBoard()
    board.look(on=True)
    board.seen(FRAME)
    board.is_now("lost", "camera_missing")
    assert board.newest() is None
    assert board.state() == ("lost", "camera_missing")


class AskedBus:
    """Answers a price check at once, or never."""

    def __init__(self, found: bool | None) -> None:
        self._found = found

    def ask(self, query: Any, done: Callable[[Any], None]) -> None:
        if self._found is not None:
            done(PriceCheckView(raw=query.raw, found=self._found))


@pytest.mark.parametrize(("answer", "known"), [(True, True), (False, False), (None, False)])
def test_what_the_catalogue_does_not_answer_counts_as_unknown(
    answer: bool | None, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_link, "LONGEST_S", 0.01)
    assert camera_link.has_item(AskedBus(answer), "]E04006381333931") is known  # type: ignore[arg-type]
