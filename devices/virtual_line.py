"""The device's end of a serial line that is not there: a pseudo-terminal behind a path that stays the same.

Linux and macOS only: Windows has no pseudo-terminals that open like a port.
"""

from __future__ import annotations

import contextlib
import os
import select
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

SLICE_S = 0.02


class Twin(Protocol):
    """What a virtual device does with what the till sends it."""

    def hear(self, data: bytes) -> bytes:
        """Take bytes from the till; what to answer."""


class VirtualLine:
    """Plugs a virtual device in and pulls it out; `path` is a link as udev would keep it."""

    def __init__(self, path: Path, hear: Callable[[bytes], bytes]) -> None:
        self.path = path
        self._hear = hear
        self._master = self._slave = -1
        self._lock = threading.RLock()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> VirtualLine:
        self.plug_in()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def plug_in(self) -> None:
        """A port appears at `path`; the last unplugged one was another to the system."""
        # Imported here: Windows has neither, and never comes here.
        import tty  # noqa: PLC0415 - POSIX only

        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(os.ttyname(self._slave))
        self._ending.clear()
        self._thread = threading.Thread(target=self._serve, name=f"virtual:{self.path.name}", daemon=True)
        self._thread.start()

    def vanish(self) -> None:
        """The cable is pulled: the till's end breaks in the middle of whatever it does."""
        self.path.unlink(missing_ok=True)
        self._ending.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=10)
        with self._lock:
            for handle in (self._master, self._slave):
                if handle >= 0:
                    os.close(handle)
            self._master = self._slave = -1

    def send(self, data: bytes) -> None:
        """Bytes from the device, unasked; nobody may be listening."""
        view = memoryview(data)
        while view:
            with self._lock:
                if self._master < 0:
                    return
                taken = 0
                with contextlib.suppress(BlockingIOError):
                    taken = os.write(self._master, view)
                wait_for = self._master
            view = view[taken:]
            if view and not select.select([], [wait_for], [], SLICE_S)[1] and self._ending.is_set():
                return

    def close(self) -> None:
        """Vanish for good."""
        if self._master >= 0:
            self.vanish()

    def _serve(self) -> None:
        while not self._ending.is_set():
            if not select.select([self._master], [], [], SLICE_S)[0]:
                continue
            try:
                data = os.read(self._master, 4096)
            except OSError:  # EIO: nobody has the other end open
                continue
            if data:
                answer = self._hear(data)
                if answer:
                    self.send(answer)
