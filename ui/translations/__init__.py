"""The languages of the screens: `.ts` files as text, compiled once into a cache when first needed."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QTranslator

FOLDER = Path(__file__).parent
_TIMEOUT_S = 30


class Languages:
    """Installs one language at a time; what has no translation stays English."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._installed: QTranslator | None = None
        self._language = ""

    def install(self, language: str) -> bool:
        """Speak `language` from now on; False where that changes nothing."""
        name = language.partition("-")[0].partition("_")[0].lower()
        if name == self._language:
            return False
        self._language = name
        if self._installed is not None:
            QCoreApplication.removeTranslator(self._installed)
            self._installed = None
        compiled = compile_language(name, self._cache)
        if compiled is not None:
            translator = QTranslator()
            if translator.load(str(compiled)):
                QCoreApplication.installTranslator(translator)
                self._installed = translator
        return True


def compile_language(name: str, cache: Path) -> Path | None:
    """The compiled translations of a language, or None where there are none or the tool is missing.

    A packaged program brings its own `tillbridge_NAME.qm` beside the source.
    """
    source = FOLDER / f"tillbridge_{name}.ts"
    packed = source.with_suffix(".qm")
    if packed.exists():
        return packed
    if not source.exists():
        return None
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
    target = cache / f"tillbridge_{name}-{digest}.qm"
    if not target.exists():
        cache.mkdir(parents=True, exist_ok=True)
        tool = Path(PySide6.__file__).parent / "lrelease"
        command = [str(tool), "-silent", "-nounfinished", str(source), "-qm", str(target)]
        try:
            subprocess.run(command, check=True, timeout=_TIMEOUT_S, capture_output=True)  # noqa: S603 - our file
        except (OSError, subprocess.SubprocessError):
            return None
    return target
