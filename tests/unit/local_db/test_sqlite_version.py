"""Which SQLite versions may open a file in WAL mode."""

from __future__ import annotations

import pytest

from local_db.sqlite_version import check_sqlite_version
from retail.errors import KnownError


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 4), (4, 0, 0), (3, 50, 7), (3, 50, 9), (3, 44, 6)])
def test_versions_with_the_fix_are_taken(version: tuple[int, ...]) -> None:
    check_sqlite_version(version)


@pytest.mark.parametrize(
    "version", [(3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 49, 9), (3, 50, 6), (3, 51, 0), (3, 51, 2)]
)
def test_versions_in_the_corruption_range_are_refused_by_name(version: tuple[int, ...]) -> None:
    with pytest.raises(KnownError, match=r"SQLite 3\.\d+\.\d+.*Install") as caught:
        check_sqlite_version(version)
    assert caught.value.code == "sqlite_unsafe"
