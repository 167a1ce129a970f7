"""The tones are made at run time and are silent, not fatal, where there is no sound device."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from ui.platform.sound import Silence, Tones, sound_is_there, write_tones


def test_a_tone_is_a_short_mono_wave(tmp_path: Path) -> None:
    target = tmp_path / "tone.wav"
    write_tones(target, ((440, 100), (0, 50)))
    with wave.open(str(target), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 44_100)
        assert file.getnframes() == 4_410 + 2_205


@pytest.mark.qt_log_ignore("library|symbols|[Aa]udio|FFmpeg")
def test_both_tones_play_and_are_made_once(qapp: object, tmp_path: Path) -> None:
    tones = Tones(tmp_path / "sounds")
    tones.accepted()
    tones.error()
    tones.accepted()
    assert {path.name for path in (tmp_path / "sounds").iterdir()} == {"accepted.wav", "error.wav"}


def test_silence_is_silent() -> None:
    assert isinstance(sound_is_there(), bool)
    Silence().accepted()
    Silence().error()
