"""A terminal on real files for every test of the store's contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from local_db.terminal import LocalTerminal
from tests.fakes.clock import FixedClock
from tests.fakes.store import open_terminal


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def terminal(tmp_path: Path, clock: FixedClock) -> Iterator[LocalTerminal]:
    opened = open_terminal(tmp_path / "data", clock.now)
    yield opened
    opened.close()
