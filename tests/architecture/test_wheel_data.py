"""The wheel carries every file that the program reads: package-data matches all that lies there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
PACKAGES = [pattern.rstrip("*") for pattern in SETUPTOOLS["packages"]["find"]["include"]]

# What is made while the program runs or is worked on.
MADE = {".py", ".pyc", ".qm", ".qmlc"}


def patterns(package: str) -> list[str]:
    found: list[str] = SETUPTOOLS["package-data"].get(package, [])
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_no_file_of_data_is_left_out(package: str) -> None:
    home = ROOT / package
    carried = {path for pattern in patterns(package) for path in home.glob(pattern)}
    there = {path for path in home.rglob("*") if path.is_file() and path.suffix not in MADE}
    assert sorted(str(path.relative_to(ROOT)) for path in there - carried) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_pattern_is_for_nothing(package: str) -> None:
    assert [pattern for pattern in patterns(package) if not any((ROOT / package).glob(pattern))] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_of_code_is_a_package(package: str) -> None:
    """A folder without `__init__.py` works from the source and is missing from the wheel."""
    folders = {path.parent for path in (ROOT / package).rglob("*.py")}
    assert [
        str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").exists()
    ] == []
