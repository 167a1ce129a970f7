"""The two tones of a till, made at run time and played without a wait; silent without a sound device."""

from __future__ import annotations

import math
import os
import struct
import sys
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QUrl

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

_RATE = 44_100
_LOUDNESS = 0.35
# Tones as (hertz, milliseconds): short and high for "taken", two low ones for "look here".
_ACCEPTED = ((1_760, 70),)
_ERROR = ((330, 140), (0, 60), (262, 220))


class Sounds(Protocol):
    """What a person hears without looking."""

    def accepted(self) -> None:
        """The scan counted."""

    def error(self) -> None:
        """Something was refused or asks for a look."""


class Silence:
    """Plays nothing: where sound is switched off, and in tests."""

    def accepted(self) -> None:
        """Nothing is heard."""

    def error(self) -> None:
        """Nothing is heard."""


class Tones:
    """Plays both tones by QSoundEffect; QtMultimedia is loaded with the first of them."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._loaded: dict[str, QSoundEffect] = {}

    def accepted(self) -> None:
        """One short high tone."""
        self._play("accepted", _ACCEPTED)

    def error(self) -> None:
        """Two low tones."""
        self._play("error", _ERROR)

    def _play(self, name: str, tones: tuple[tuple[int, int], ...]) -> None:
        if name not in self._loaded:
            self._loaded[name] = self._load(name, tones)
        self._loaded[name].play()

    def _load(self, name: str, tones: tuple[tuple[int, int], ...]) -> QSoundEffect:
        from PySide6.QtMultimedia import QSoundEffect  # noqa: PLC0415 - 40 MB that a silent start does not need

        path = self._cache / f"{name}.wav"
        if not path.exists():
            self._cache.mkdir(parents=True, exist_ok=True)
            write_tones(path, tones)
        effect = QSoundEffect()
        effect.setSource(QUrl.fromLocalFile(str(path)))
        return effect


def sound_is_there() -> bool:
    """Whether this machine can play at all; only Linux tells without loading 40 MB of player."""
    if not sys.platform.startswith("linux"):
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    sockets = (runtime / "pulse" / "native", runtime / "pipewire-0")
    return Path("/dev/snd").exists() or any(path.exists() for path in sockets)


def write_tones(path: Path, tones: tuple[tuple[int, int], ...]) -> None:
    """Write the tones, one after the other, as 16-bit mono WAV; each fades in and out so that none clicks."""
    frames = bytearray()
    for hertz, duration_ms in tones:
        count = _RATE * duration_ms // 1000
        fade = _RATE // 200
        for i in range(count):
            edge = min(1.0, i / fade, (count - i) / fade)
            value = math.sin(2 * math.pi * hertz * i / _RATE) * edge * _LOUDNESS
            frames += struct.pack("<h", round(value * 32_767))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(bytes(frames))
