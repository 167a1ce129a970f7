"""A hub with a catalogue and a till that reads from it, both on real files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.snapshot_shop import SnapshotShop, SnapshotTill


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SnapshotShop]:
    made = SnapshotShop(tmp_path / "hub")
    yield made
    made.hub.close()


@pytest.fixture
def till(tmp_path: Path, shop: SnapshotShop) -> Iterator[SnapshotTill]:
    opened = SnapshotTill(tmp_path / "till", shop.api, shop.signing_key)
    yield opened
    opened.close()
