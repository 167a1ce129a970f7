"""German is whole, and compiled once from text into a cache."""

from __future__ import annotations

import re
import string
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication

from ui.marked import counted
from ui.translations import FOLDER, Languages, compile_language


def messages(name: str) -> list[tuple[str, str, list[str], bool]]:
    """Context, source, translations and whether it is finished, of every message of a language."""
    found = []
    for context in ET.parse(FOLDER / f"tillbridge_{name}.ts").getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found.append(
                (
                    context.findtext("name") or "",
                    message.findtext("source") or "",
                    forms,
                    translation.get("type") != "unfinished",
                )
            )
    return found


@pytest.mark.parametrize("name", ["de", "en"])
def test_nothing_is_left_unfinished(name: str) -> None:
    assert [(c, s) for c, s, forms, done in messages(name) if not done or not all(forms)] == []


def test_german_has_every_text_of_the_screens(tmp_path: Path) -> None:
    """As `lupdate` finds them; when this fails, do as `docs/screens.md` says and translate what is new."""
    tool = Path(PySide6.__file__).parent / "lupdate"
    fresh = tmp_path / "fresh.ts"
    subprocess.run(
        [tool, "-silent", "-extensions", "qml,py,js", FOLDER.parent, "-ts", fresh],
        check=True,
        capture_output=True,
        timeout=60,
    )
    wanted = {
        (context.findtext("name"), message.findtext("source"))
        for context in ET.parse(fresh).getroot().iter("context")  # noqa: S314 - our own file
        for message in context.iter("message")
    }
    assert wanted - {(c, s) for c, s, _, _ in messages("de")} == set()


def test_every_counted_text_is_listed_for_lupdate() -> None:
    listed = (FOLDER / "plurals.js").read_text("utf-8")
    counted_texts = {
        found
        for path in FOLDER.parent.rglob("*.py")
        for found in re.findall(r'"([^"]*%n [^"]*)"', path.read_text("utf-8"))
    }
    assert {text for text in counted_texts if text not in listed} - {"%n "} == set()


def test_no_place_is_lost_in_translation() -> None:
    def places(text: str) -> set[str]:
        named = {found for _, found, _, _ in string.Formatter().parse(text) if found is not None}
        return named | {f"%{i}" for i in range(1, 5) if f"%{i}" in text}

    wrong = [(c, s) for c, s, forms, _ in messages("de") for form in forms if places(form) != places(s)]
    assert wrong == []


def test_a_language_is_compiled_once_and_spoken(qapp: object, tmp_path: Path) -> None:
    languages = Languages(tmp_path)
    assert languages.install("de-DE") is True
    assert languages.install("de") is False
    assert QCoreApplication.translate("Acts", "Quantity") == "Menge"
    assert counted("Cart", "%n item(s)", 3) == "3 Artikel"
    made = list(tmp_path.iterdir())
    assert len(made) == 1
    assert compile_language("de", tmp_path) == made[0]
    assert languages.install("en") is True
    assert QCoreApplication.translate("Acts", "Quantity") == "Quantity"
    assert [counted("Cart", "%n item(s)", n) for n in (1, 2)] == ["1 item", "2 items"]


def test_a_language_without_texts_stays_english(qapp: object, tmp_path: Path) -> None:
    assert compile_language("xx", tmp_path) is None
    languages = Languages(tmp_path)
    languages.install("xx")
    assert QCoreApplication.translate("Acts", "Quantity") == "Quantity"
