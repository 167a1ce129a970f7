"""Every kind of task and every code of quarantine that the hub raises has words for a person."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import hub.services
from hub.services.explanations import QUARANTINE, TASKS, UNKNOWN_CODE, of_quarantine, of_task

SERVICES = Path(hub.services.__file__).parent
CODE = re.compile(r"[a-z]+(_[a-z]+)+")
ASIDE = {"Permanent", "PersonalRefused", "Conflict", "put_aside"}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SERVICES.glob("*.py")):
        if path.name != "explanations.py":
            yield path.name, ast.parse(path.read_text("utf-8"))


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def says(node: ast.expr, words: dict[str, str]) -> str:
    """The snake_case word that an expression is, also by a constant's name."""
    name = node.id if isinstance(node, ast.Name) else ""
    text = node.value if isinstance(node, ast.Constant) else words.get(name, "")
    return text if isinstance(text, str) and (CODE.fullmatch(text) or text == "oversold") else ""


def is_sentence(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value


def constants(tree: ast.Module) -> dict[str, str]:
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def raised_kinds() -> set[str]:
    """Kinds given to `Doubt`, and words that stand before a sentence where no error is made."""
    found: set[str] = set()
    for _name, tree in trees():
        if "Doubt" not in ast.unparse(tree) and "oddities" not in ast.unparse(tree):
            continue
        words = constants(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) == "Doubt":
                found |= {says(each.value, words) for each in node.keywords if each.arg == "kind"}
            parts = node.elts if isinstance(node, ast.Tuple) else []
            if isinstance(node, ast.Call) and called(node).startswith("_"):
                parts = node.args
            found |= {says(one, words) for one, two in pairwise(parts) if is_sentence(two)}
    return found - {""}


def raised_codes() -> set[str]:
    found: set[str] = set()
    for _name, tree in trees():
        words = constants(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in ASIDE and node.args:
                found.add(says(node.args[0], words))
    return found - {""}


def test_every_kind_of_task_has_words() -> None:
    raised = raised_kinds() | {"journal_forked", "journal_rolled_back", "journal_of_another"}
    assert {"oversold", "total_differs", "gift_card_blocked", "right_overspent", "count_differs"} <= raised
    assert raised - TASKS.keys() == set()
    assert TASKS.keys() - raised == set()


def test_every_code_of_quarantine_has_words() -> None:
    raised = raised_codes() | {"personal_missing"}
    assert {"hash_mismatch", "sale_known", "bad_body"} <= raised
    assert raised - QUARANTINE.keys() == set()
    assert QUARANTINE.keys() - raised == set()


def test_what_has_no_words_says_so() -> None:
    assert of_quarantine("something_of_tomorrow") == UNKNOWN_CODE
    assert "no words" in of_task("something_of_tomorrow").why
