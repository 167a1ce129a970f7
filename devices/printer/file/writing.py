"""Writes a job's bytes whole or says how far it got; a wait for a device never lasts beyond its timeout."""

from __future__ import annotations

import errno
import os
import select
import stat
import time
from collections.abc import Callable
from pathlib import Path

from pos_app.ports.devices import DeviceError, DeviceNotReady, DeviceUnreachable

SLICE_S = 0.05
CHUNK = 4096
DEVICES = Path("/dev")
FLAGS = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
OWNER_ONLY = 0o600


class Interrupted(Exception):
    """A job stopped after `sent` bytes: by its stop token, or because the device failed midway."""

    def __init__(self, sent: int, why: str) -> None:
        super().__init__(why)
        self.sent = sent
        self.why = why


def add_to_folder(folder: Path, kind: str, data: bytes) -> None:
    """Write `000001-receipt.bin` or the next number; it appears whole or not at all. Raises OSError."""
    taken = [int(path.name[:6]) for path in folder.glob("[0-9]" * 6 + "-*.bin")]
    number = max(taken, default=0) + 1
    partial = folder / f".{number:06d}.part"
    safe_kind = "".join(char if char.isalnum() else "_" for char in kind)
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(folder / f"{number:06d}-{safe_kind}.bin")
    finally:
        partial.unlink(missing_ok=True)


def write_to(path: Path, data: bytes, *, stall_ms: int, stopped: Callable[[], bool]) -> None:
    """Append to a file, or send to a device. Raises OSError when nothing was written, else Interrupted."""
    # Never create below /dev: with the printer unplugged, receipts would end in a plain file there, unseen.
    flags = FLAGS if DEVICES in path.absolute().parents else FLAGS | os.O_CREAT
    handle = os.open(path, flags, OWNER_ONLY)
    try:
        about = os.fstat(handle)
        if stat.S_ISREG(about.st_mode):
            _append_whole(handle, data, about.st_size)
        else:
            _send(handle, data, stall_ms / 1000, stopped)
    finally:
        os.close(handle)


def in_words(path: Path, error: OSError) -> DeviceError:
    """The port's error for a failure before the first byte."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DeviceNotReady("disk_full", f"{path} has no space left: make room and print again.")
    why = error.strerror or str(error)
    return DeviceUnreachable(
        "path_not_writable", f"{path} cannot be written ({why}): check the path and its rights."
    )


def _append_whole(handle: int, data: bytes, size_before: int) -> None:
    """Append all of `data`, or nothing, and wait until the disk has it."""
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size_before)
        raise


def _send(handle: int, data: bytes, stall_s: float, stopped: Callable[[], bool]) -> None:
    sent = 0
    moved_at = time.monotonic()
    try:
        while sent < len(data):
            if stopped():
                raise Interrupted(sent, "cancelled")
            if time.monotonic() - moved_at > stall_s:
                raise TimeoutError(errno.ETIMEDOUT, "it takes no more data")
            if _writable(handle) and (step := _write_some(handle, data[sent : sent + CHUNK])):
                sent += step
                moved_at = time.monotonic()
    except OSError as error:
        if sent == 0:
            raise
        raise Interrupted(sent, error.strerror or str(error)) from error


def _write_some(handle: int, data: bytes) -> int:
    try:
        return os.write(handle, data)
    except BlockingIOError:
        return 0


def _writable(handle: int) -> bool:
    # Windows can select only sockets; there a write blocks for as long as the device's driver lets it.
    return os.name == "nt" or bool(select.select([], [handle], [], SLICE_S)[1])
