"""Marks text for translation where it stands in a table, to be translated when it is shown."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001 - lupdate looks for this call
    """`text` itself; `lupdate` collects it under `context`."""
    return text
