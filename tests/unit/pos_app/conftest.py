"""Tills for the tests of `pos_app`: a counter in Berlin or Zurich, seeded once, copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.commands import OpenSession
from tests.fakes.counter import Counter, seed
from tests.fakes.shop import BERLIN, ZURICH

FLOAT = 20_000


@pytest.fixture(scope="session")
def berlin_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of a terminal in Berlin that nobody has signed in at yet."""
    return seed(tmp_path_factory.mktemp("berlin") / "data", BERLIN)


@pytest.fixture(scope="session")
def zurich_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in Zurich, where coins begin at 5 Rappen."""
    return seed(tmp_path_factory.mktemp("zurich") / "data", ZURICH)


@pytest.fixture
def closed(berlin_files: Path, tmp_path: Path) -> Iterator[Counter]:
    """A till where nobody is signed in and no session is open."""
    counter = Counter(berlin_files, tmp_path / "till")
    yield counter
    counter.close()


@pytest.fixture
def counter(closed: Counter) -> Counter:
    """A till in Berlin that sells, with Ada at it and 200.00 in it."""
    closed.stand()
    closed.ok(OpenSession(opening_float=FLOAT))
    return closed


@pytest.fixture
def zurich(zurich_files: Path, tmp_path: Path) -> Iterator[Counter]:
    """The same in Zurich."""
    counter = Counter(zurich_files, tmp_path / "till")
    counter.stand()
    counter.ok(OpenSession(opening_float=FLOAT))
    yield counter
    counter.close()
