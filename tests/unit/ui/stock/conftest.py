"""Tills opened on the screens of stock, without a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pos_app import views as v
from proof.canned_till import TILL
from tests.fakes.stock_screens import ScriptedStock


@pytest.fixture
def at(desk: Any) -> Iterator[Callable[..., Any]]:
    """Opens a till over a view of it, and whatever other canned views are named."""
    made: list[Any] = []

    def open_at(till: v.TillView = TILL, **views: object) -> Any:
        bus = ScriptedStock(till)
        for name, view in views.items():
            setattr(bus, name, view)
        made.append(type(desk)(bus))
        return made[-1]

    yield open_at
    for one in made:
        one.close()
