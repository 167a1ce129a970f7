"""The rules of the tree: sizes, first sentences, forbidden files and words, locks that name no address."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ("retail", "pos_app", "local_db", "sync", "devices", "ui", "hub", "proof")
OTHERS = ("tests", "packaging", "docs", ".ci")
LONGEST_FILE = 400
SCREENS_MOST = 40
SCREEN_BYTES = 200_000
CACHES = {"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "misc", "common"}


def files(*suffixes: str, within: tuple[str, ...] = CODE + OTHERS) -> Iterator[Path]:
    """Every file of the named folders, and of the root, with one of the suffixes (all when none is given)."""
    roots = [ROOT / name for name in within]
    found = [path for root in roots for path in root.rglob("*")]
    if within == CODE + OTHERS:
        found += [
            path
            for path in ROOT.iterdir()
            # What a test run leaves here is ignored by git, and is no part of the tree.
            if not path.name.startswith(".coverage")
            and (path.suffix in {".md", ".toml", ".lock"} or not path.suffix)
        ]
    for path in sorted(found):
        if path.is_file() and not CACHES & set(path.parts) and (not suffixes or path.suffix in suffixes):
            yield path


def named(paths: Iterator[Path] | list[Path]) -> list[str]:
    """The paths as a person reads them in a failure."""
    return [str(path.relative_to(ROOT)) for path in paths]


def test_no_file_is_longer_than_a_person_reads_at_once() -> None:
    code = files(".py", ".qml", ".sh")
    long = [path for path in code if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE]
    assert named(long) == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in files(".py") if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert named(silent) == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert named([path for path in files(".py") if path.stem in VAGUE_NAMES]) == []


def test_nothing_is_left_to_do_later() -> None:
    # In quotes, XXX is the currency code for "no currency".
    later = re.compile(r"\b(TODO|FIXME|HACK|(?<!\")XXX)\b")
    here = Path(__file__)
    marked = [
        path for path in files(".py", ".qml", ".sh") if path != here and later.search(path.read_text("utf-8"))
    ]
    assert named(marked) == []


def test_every_exception_to_the_style_has_its_reason_beside_it() -> None:
    bare = re.compile(r"# noqa(?:: [A-Z0-9, ]+)?$", re.MULTILINE)
    assert named([path for path in files(".py") if bare.search(path.read_text("utf-8"))]) == []


def test_packaging_does_not_shadow_the_library_of_its_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_binary_files_are_screens_only_and_few_and_small() -> None:
    screens = ROOT / "docs" / "screens"
    binary = [path for path in files() if b"\0" in path.read_bytes()[:8192]]
    elsewhere = [path for path in binary if path.suffix != ".png" or path.parent != screens]
    assert named(elsewhere) == []
    assert len(binary) <= SCREENS_MOST
    assert named([path for path in binary if path.stat().st_size > SCREEN_BYTES]) == []


def test_no_file_names_a_place_of_one_machine() -> None:
    # Each is written in two parts, so that this file does not find itself.
    places = re.compile(
        "|".join(["/work" + "/(main|shared)", "/root" + r"/\.", "/home" + "/[a-z]", r"C:\\" + "Users"])
    )
    # The chroot checks work inside a tree of their own.
    allowed = {ROOT / "packaging" / name for name in ("bare-debian.sh", "check-deb.sh")}
    found = [
        path
        for path in files(".py", ".qml", ".sh", ".md", ".toml", ".txt", ".lock", "")
        if path not in allowed and places.search(path.read_text("utf-8", errors="replace"))
    ]
    assert named(found) == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_every_package_and_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|@ *(file|git)", text)
    packages = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert packages
    assert [
        line for line in packages if not re.fullmatch(r"[a-z0-9._-]+(\[[a-z,]+\])?==[^\s=]+( ; .+)?", line)
    ] == []


def test_both_locks_agree() -> None:
    def pins(name: str) -> dict[str, str]:
        lines = (ROOT / name).read_text("utf-8").splitlines()
        pairs = (line.partition("==") for line in lines if "==" in line and not line.startswith(" "))
        # For which systems may differ: a package of the bench may want everywhere what we want on one.
        return {package: version.partition(" ;")[0] for package, _, version in pairs}

    runtime, development = pins("requirements.lock"), pins("requirements-dev.lock")
    assert runtime.items() <= development.items()


def test_qt_is_the_version_that_neither_aborts_nor_deadlocks() -> None:
    """See docs/adr/0002: 6.11 and 6.12 do one or the other on Python 3.11."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    for package in ("pyside6", "pyside6-addons", "pyside6-essentials", "shiboken6"):
        assert re.search(rf"^{package}==6\.10\.3$", lock, re.MULTILINE)


def test_one_flavour_of_opencv() -> None:
    """See docs/adr/0003: two flavours overwrite each other, and one brings a second Qt."""
    lock = (ROOT / "requirements-dev.lock").read_text("utf-8")
    assert re.findall(r"^(opencv[a-z-]*)==", lock, re.MULTILINE) == ["opencv-python-headless"]


def test_what_a_reader_looks_for_first_is_there() -> None:
    for name in ("README.md", "LICENSE", "CHANGELOG.md", "docs/architecture.md", "docs/glossary.md"):
        assert (ROOT / name).read_text("utf-8").strip(), name
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_decision_record_has_its_parts() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert [path.name[:4] for path in records] == [f"{number:04d}" for number in range(1, len(records) + 1)]
    for path in records:
        text = path.read_text("utf-8")
        for part in ("## Context", "## Decision", "## Consequences"):
            assert part in text, f"{path.name} has no {part}"


def test_every_locked_package_is_in_the_table_of_licences() -> None:
    table = (ROOT / "docs" / "licences.md").read_text("utf-8")
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    packages = re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)
    assert [package for package in packages if f"| {package} |" not in table] == []


def test_links_between_documents_lead_somewhere() -> None:
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in files(".md")
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]
    assert dead == []
