"""The glossary and `retail/` say the same words: its classes exist, and none uses a word it replaces."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(retail[\w.]+\.[A-Z]\w+)`", GLOSSARY)))

# The "Avoid" column as parts of class names, where a part cannot be meant otherwise.
REPLACED = {"Branch", "Site", "Register", "User", "Shift", "Ticket", "Product", "Refund", "Log", "Loan"}


@pytest.mark.parametrize("dotted", NAMED)
def test_the_class_that_the_glossary_names_exists(dotted: str) -> None:
    module, _, name = dotted.rpartition(".")
    assert isinstance(getattr(importlib.import_module(module), name, None), type)


def test_the_glossary_names_classes() -> None:
    assert len(NAMED) > 15


def test_retail_uses_no_word_that_the_glossary_replaces() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in sorted((ROOT / "retail").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and REPLACED & set(re.findall(r"[A-Z][a-z]*", node.name))
    ]
    assert found == []
