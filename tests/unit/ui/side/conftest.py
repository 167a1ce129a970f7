"""Tills opened in any state on the screens beside selling, without a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pos_app import views as v
from tests.fakes.side_till import IDLE, ScriptedSide


@pytest.fixture
def at(desk: Any) -> Iterator[Callable[..., Any]]:
    """Opens a till over a view of it, and whatever other canned views are named."""
    made: list[Any] = []

    def open_at(till: v.TillView = IDLE, **views: object) -> Any:
        bus = ScriptedSide(till)
        for name, view in views.items():
            setattr(bus, name, view)
        made.append(type(desk)(bus))
        return made[-1]

    yield open_at
    for one in made:
        one.close()
