"""A screen without a monitor: Xvfb, keys as a scanner or a person sends them, and pictures of it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from PIL import ImageGrab

from pos_app.cli.demo.processes import Program
from retail.errors import KnownError

NEEDED = ("Xvfb", "xdotool")
WEDGE_DELAY_MS = 4
"""xdotool halves it: a key every 2 ms. At 0 Qt takes the second of two equal digits for an auto-repeat."""
SCANNER_GAP_MS = 100
"""What the till is told of this scanner: a virtual keyboard on a busy machine stumbles, no real one does."""
PERSON_DELAY_MS = 260
"""xdotool halves it: a key every 130 ms."""


class VirtualScreen:
    """One Xvfb display; `env` is what a program needs to show its window there."""

    def __init__(self, width: int = 1366, height: int = 768) -> None:
        missing = [tool for tool in NEEDED if shutil.which(tool) is None]
        if missing:
            raise KnownError(
                "screen_tools_missing",
                f"Without a screen this needs {' and '.join(missing)}: apt-get install xvfb xdotool",
            )
        # The server picks a free display itself and says which on its standard output.
        self._server = Program(
            "Xvfb",
            ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
        )
        number = self._server.wait_for(r"^(\d+)$")
        self.display = f":{number[1]}"
        self.env = {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software"}

    def scan(self, code: str) -> None:
        """Type a code and Return as a keyboard-wedge scanner does."""
        # One process for code and Return: a second one would start too late to pass for the same scan.
        delay = ("--delay", str(WEDGE_DELAY_MS))
        self._xdotool("type", *delay, "--args", "1", code, "key", *delay, "Return")

    def type(self, text: str) -> None:
        """Type as a person does."""
        self._xdotool("type", "--delay", str(PERSON_DELAY_MS), "--", text)

    def press(self, *keys: str) -> None:
        """Press keys by their X names: F9, Return, Escape, ctrl+d."""
        self._xdotool("key", "--delay", str(PERSON_DELAY_MS), *keys)

    def picture(self, path: Path) -> Path:
        """What the screen shows now, as PNG."""
        ImageGrab.grab(xdisplay=self.display).save(path, optimize=True)
        return path

    def close(self) -> None:
        self._server.stop()

    def _xdotool(self, *words: str) -> None:
        command: Sequence[str] = ("xdotool", *words)
        done = subprocess.run(  # noqa: S603 - fixed program, no shell
            command, env={"DISPLAY": self.display, "PATH": "/usr/bin:/bin"}, capture_output=True, check=False
        )
        if done.returncode:
            raise KnownError("keys_not_sent", f"xdotool failed: {done.stderr.decode(errors='replace')}")
