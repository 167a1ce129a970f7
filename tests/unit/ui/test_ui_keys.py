"""Every act has a key, every key one act, and `docs/keys.md` says the same as the table."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import ui
from ui.keys import ANYWHERE, BINDINGS, KeyTable, key_name, label_of
from ui.side_keys import SIDE_BINDINGS

DOCS = Path(ui.__file__).parent.parent / "docs" / "keys.md"


def test_a_key_has_one_act_on_a_screen() -> None:
    counted = Counter((b.scope, key) for b in (*BINDINGS, *SIDE_BINDINGS) for key in b.keys)
    assert [found for found, count in counted.items() if count > 1] == []


def test_every_act_of_a_screen_has_a_handler_and_a_key(desk: Any) -> None:
    for name in ("sell", "tender", "change", "suspended", "price_check"):
        screen = desk.screen(name)
        bound = {b.act for b in KeyTable().of(screen.scope)}
        assert bound <= set(screen.acts), name
        assert set(screen.acts) - bound == set(), name


def test_the_document_names_every_key() -> None:
    text = DOCS.read_text("utf-8")
    missing = [
        f"{b.scope}: {key} {b.label}"
        for b in (*BINDINGS, *SIDE_BINDINGS)
        for key in b.keys
        if f"| {key} | {b.label} |" not in section(text, b.scope)
    ]
    assert missing == []


def section(text: str, scope: str) -> str:
    """The part of the document under the heading that ends with (`scope`)."""
    _, _, after = text.partition(f"(`{scope}`)\n")
    return after.partition("\n## ")[0]


def test_lookups() -> None:
    table = KeyTable()
    assert table.act("sell", "F12") == "pay"
    assert table.act("sell", "F23") == ""
    assert table.binding(ANYWHERE, "acts").keys == ("F1",)
    assert label_of(table.binding("sell", "pay")) == "Pay"
    assert key_name("Shift+F8") == "Shift+F8"
    assert key_name("Up") == "↑"
