"""The keyboard on the screen: its letters by language, capitals for one letter, signs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from proof.canned_till import TILL

At = Callable[..., Any]


def letters(keyboard: Any) -> str:
    return "".join(sign for row in keyboard.property("rows") for sign in row)


def test_letters_are_those_of_the_operators_language(at: At) -> None:
    assert "ß" in letters(at(replace(TILL, language="de")).shell.keyboard)
    assert "ß" not in letters(at().shell.keyboard)
    assert letters(at(replace(TILL, language="cs")).shell.keyboard) == letters(at().shell.keyboard)


def test_it_is_shown_and_put_away_and_begins_with_small_letters(at: At) -> None:
    keyboard = at(replace(TILL, language="de")).shell.keyboard
    assert keyboard.property("shown") is False
    keyboard.toggle()
    keyboard.press("shift")
    assert (keyboard.property("shown"), "Q" in letters(keyboard), "ß" in letters(keyboard)) == (
        True,
        True,
        True,
    )
    keyboard.press("signs")
    assert (keyboard.property("signs"), keyboard.property("shift"), "§" in letters(keyboard)) == (
        True,
        False,
        True,
    )
    keyboard.toggle()
    assert (keyboard.property("shown"), keyboard.property("signs")) == (False, False)


def test_without_a_window_a_key_goes_nowhere(at: At) -> None:
    keyboard = at().shell.keyboard
    keyboard.press("shift")
    keyboard.press("A")
    assert keyboard.property("shift") is False
