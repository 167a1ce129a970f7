"""The till as `tillbridge till` opens it, which also says what its first frames show.

`python -m proof.bench.start_window DATA KEYS` says `first frame`, then `window shown` with the first frame
that has a screen in it: the window itself comes before the till's view has been asked for.
"""

from __future__ import annotations

import sys
from pathlib import Path

from devices.entries import DeviceEntry
from devices.manager import build_wedge
from pos_app.bootstrap.terminal import Terminal
from pos_app.cli.till import set_up_log
from pos_app.machine import SystemClock
from pos_app.places import Places
from ui.application import TillWindow, WindowOptions, make_application, open_till


def main(data: Path, keys: Path) -> int:
    """Open the till and stay until the window is closed."""
    set_up_log(data, verbose=False)
    terminal = Terminal(Places(data=data, keys=keys))
    till = terminal.start()
    app = make_application()
    options = WindowOptions(cache=data / "cache", sound=False)
    window = open_till(
        till, build_wedge(DeviceEntry(id="scanner", driver="wedge")), SystemClock().now, options
    )
    speaker = _Speaker(window)
    window.window.frameSwapped.connect(speaker.drawn)
    code = app.exec()
    window.close()
    terminal.stop()
    return code


class _Speaker:
    """Says each of its two lines once."""

    def __init__(self, window: TillWindow) -> None:
        self._shell = window.shell
        self._lines = ["window shown", "first frame"]

    def drawn(self) -> None:
        """A frame is in front of the viewer."""
        if len(self._lines) > 1:
            self._say()
        if self._lines and self._shell.property("ready"):
            self._say()

    def _say(self) -> None:
        sys.stderr.write(f"{self._lines.pop()}\n")
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
