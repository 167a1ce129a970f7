"""The folder table of docs/architecture.md: contracts between packages, and what each takes from outside."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
OURS = {"retail", "pos_app", "local_db", "sync", "devices", "ui", "hub", "proof"}

PURE_LIBRARIES = {"msgspec", "biip", "babel", "cryptography", "argon2", "rfc8785"}
"""Pure computation that retail may use, see docs/adr/0004."""

# retail asks nobody for the time, starts nothing, opens nothing and rolls no dice.
IMPURE = {
    "asyncio", "concurrent", "glob", "http", "io", "logging", "multiprocessing", "os", "pathlib", "queue",
    "random", "sched", "select", "selectors", "shutil", "signal", "socket", "socketserver", "sqlite3", "ssl",
    "subprocess", "tempfile", "threading", "time", "urllib",
}  # fmt: skip

TERMINAL = ("retail", "pos_app", "local_db", "sync", "devices", "ui")


def imports(package: str) -> Iterator[tuple[str, str]]:
    """Every import in a package as (file and line, top-level module)."""
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            match node:
                case ast.Import(names=names):
                    yield from ((where, alias.name.partition(".")[0]) for alias in names)
                case ast.ImportFrom(module=str(module), level=0):
                    yield where, module.partition(".")[0]
                case _:
                    pass


def test_the_contracts_between_packages_hold(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    code = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_retail_uses_only_pure_libraries() -> None:
    allowed = PURE_LIBRARIES | set(sys.stdlib_module_names) | {"retail"}
    assert [use for use in imports("retail") if use[1] not in allowed] == []


def test_retail_reaches_for_nothing_outside_itself() -> None:
    assert [use for use in imports("retail") if use[1] in IMPURE] == []


@pytest.mark.parametrize("package", TERMINAL)
def test_the_terminal_has_threads_and_no_asyncio(package: str) -> None:
    assert [use for use in imports(package) if use[1] in {"asyncio", "anyio", "trio"}] == []


@pytest.mark.parametrize("package", sorted(OURS))
def test_imports_are_absolute(package: str) -> None:
    relative = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / package).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []
