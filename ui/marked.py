"""Text for translation: marked where it stands in a table, and counted with a plural of its language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001 - lupdate looks for this call
    """`text` itself; `lupdate` collects it under `context`."""
    return text


def counted(context: str, text: str, count: int) -> str:
    """`text` with `%n` counted in the language's own plural; `translations/plurals.js` lists them all."""
    return QCoreApplication.translate(context, text, "", count)
