"""Short lists to choose one from, as QML takes them: rows of key and text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from pos_app.views import ReasonView
from ui.figures import Figures


class Pick(TypedDict):
    """One choice."""

    key: str
    text: str


def reason_picks(reasons: Iterable[ReasonView], figures: Figures) -> list[Pick]:
    """Reasons in the operator's language, or in English where they have none in it."""
    language = figures.locale.language
    return [
        {
            "key": reason.reason_id,
            "text": reason.text.get(language) or reason.text.get("en", reason.reason_id),
        }
        for reason in reasons
    ]


def stepped(picks: list[Pick], key: str, by: int) -> str:
    """The key so many rows below `key`, round the end; the first or last where none is picked yet."""
    keys = [pick["key"] for pick in picks]
    if key not in keys:
        return keys[0] if by > 0 else keys[-1]
    return keys[(keys.index(key) + by) % len(keys)]
