"""Copies a dead terminal's files to work on: the disk itself is only read, and the newer state is taken."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from local_db.faults import PAGE_BYTES
from local_db.terminal import POS_DB
from local_db.terminal_lock import TerminalLock
from local_db.witness import Mark, Witness
from retail.errors import KnownError

WITNESS = "witness"
LOCK = "terminal.lock"
STATE = "taken.json"
"""In the copy: how the disk stood when it was taken."""
_FILES = (POS_DB, POS_DB + "-wal", WITNESS)
_SPARE = 32 * 1024 * 1024
"""Room beside the copy for what is noted in it."""
_MB = 1_000_000
_LIKELY = (
    "terminal",
    "tillbridge/terminal",
    ".local/share/tillbridge/terminal",
    "home/*/.local/share/tillbridge/terminal",
    "root/.local/share/tillbridge/terminal",
    "Users/*/AppData/Local/tillbridge/terminal",
    "Users/*/Library/Application Support/tillbridge/terminal",
)
"""Where a terminal's folder lies below a mounted disk, unless `--data` named another."""

WRITE_OFF = (
    "write off what the old terminal held: `tillbridge hub stock rights` lists it, `tillbridge hub stock "
    "write-off` takes it."
)
"""What is left to do where there is no copy to recover."""

_UNREADABLE, _EMPTY = "disk_unreadable", "disk_empty"

Taken = Literal["first", "again", "newer", "older_left", "another_left", "unreadable_left"]
"""Copied; the copy of an earlier run goes on; it gave way to what is newer; what is older was left, another
terminal's, and what cannot be read: the earlier copy goes on."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How the files of a disk stand: by it a changed disk under the same name is noticed."""

    files: dict[str, tuple[int, int]]
    """name → bytes and time of the last change (ns)."""
    mark: Mark | None = None
    """What the witness says."""
    torn: bool = False
    """The copy could not be used: whatever else lies there takes its place."""

    def is_older_than(self, other: State) -> bool:
        """Whether the till wrote the other one later."""
        n, its_n = self._writings(other)
        return n < its_n if n or its_n else self._changed_at < other._changed_at

    def is_as_old_as(self, other: State) -> bool:
        """Whether the till had written as much: with other times or sizes it is another image of the same."""
        n, its_n = self._writings(other)
        return n == its_n > 0

    def is_of_another(self, other: State) -> bool:
        """Whether the witnesses tell that these are of two terminals."""
        mine, theirs = self._whose, other._whose
        return bool(mine and theirs and mine != theirs)

    def is_of(self, terminal_id: str) -> bool:
        """Whether the witness names this terminal."""
        return bool(terminal_id) and self._whose == terminal_id

    @property
    def _whose(self) -> str:
        return self.mark.terminal_id if self.mark else ""

    def _writings(self, other: State) -> tuple[int, int]:
        """How often the till wrote each of the two; (0, 0) where the witnesses do not tell."""
        mine, theirs = self.mark, other.mark
        if mine is None or theirs is None or self._whose != other._whose:
            return 0, 0
        return mine.n, theirs.n

    @property
    def _changed_at(self) -> int:
        return max(at for _size, at in self.files.values())


def take_copy(disk: Path, folder: Path, wanted: str = "") -> Taken:
    """Copy a dead terminal's files into `folder`; a copy that is there is kept unless the disk is newer.

    `wanted` is the terminal to be recovered, once the hub has told. Raises `KnownError` where there is no
    terminal in `disk`, where a till runs on it at this moment, where it cannot be read, or where the copy has
    no room. What cannot be read does no harm to an earlier copy.
    """
    if not folder.exists():
        _check_is_terminal(disk)
        _copy(disk, folder)
        return "first"
    before = _taken_state(folder)
    if before is None:
        return "again"
    try:
        if not _holds_terminal(disk):
            return "again"
        _check_is_terminal(disk)
        kept = _kept(before, _state(disk), wanted)
        if kept is None:
            _copy(disk, folder)
    except KnownError as error:
        if error.code not in (_UNREADABLE, _EMPTY):
            raise
        return "unreadable_left"
    return kept or "newer"


def _kept(before: State, there: State, wanted: str) -> Taken | None:
    """Why the copy stays in spite of what lies there now; None where it gives way."""
    if there.is_of_another(before):
        return None if there.is_of(wanted) else "another_left"
    if there == msgspec.structs.replace(before, torn=False):
        return "again"
    if before.torn:
        return None
    # Of two images of one state the later may be the worse: what a dying disk no longer gave.
    if there.is_as_old_as(before):
        return "again"
    return "older_left" if there.is_older_than(before) else None


def note_torn(folder: Path) -> None:
    """Remember that the copy could not be used, so that another image of the same disk takes its place."""
    state = _taken_state(folder)
    if state is not None:
        (folder / STATE).write_bytes(msgspec.json.encode(msgspec.structs.replace(state, torn=True)))


def _holds_terminal(disk: Path) -> bool:
    try:
        return stat.S_ISREG((disk / POS_DB).stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        # A folder of another user, a dying disk: nobody knows whether a terminal is in it.
        raise _unreadable(disk, error) from error


def _check_is_terminal(disk: Path) -> None:
    if _holds_terminal(disk):
        if _state(disk).files[POS_DB][0] < PAGE_BYTES:
            raise KnownError(
                _EMPTY,
                f"The file {POS_DB} in {disk} is empty: nothing can be recovered from it. Name another copy "
                "of the old disk. Without one, leave the recovery out, and " + WRITE_OFF,
                path=str(disk),
            )
        return
    try:
        found = [str(each.parent) for place in _LIKELY for each in disk.glob(f"{place}/{POS_DB}")]
    except OSError as error:
        raise _unreadable(disk, error) from error
    where = f"One lies in {' and in '.join(found)}: name that folder." if found else ""
    raise KnownError(
        "no_terminal_on_disk",
        f"There is no terminal's data in {disk}: the folder must hold the file {POS_DB}. "
        + (where or "Name the data folder of the old machine."),
        path=str(disk),
    )


def _copy(disk: Path, folder: Path) -> None:
    """Copy, and note how the disk stood; an earlier copy gives way at the end."""
    part = folder.with_name(f"{folder.name}.part")
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.rmtree(part, ignore_errors=True)
    try:
        _copy_files(disk, part)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)


def _copy_files(disk: Path, part: Path) -> None:
    stood = _state(disk)
    needed = sum(size for size, _at in stood.files.values())
    _check_room(part.parent, needed)
    with _nobody_runs(disk):
        try:
            part.mkdir(mode=0o700)
            for name in stood.files:
                shutil.copyfile(disk / name, part / name)
            (part / STATE).write_bytes(msgspec.json.encode(stood))
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise _no_room(part.parent, needed) from error
            raise _unreadable(disk, error) from error
    if _state(disk) != stood:
        raise _in_use(disk)


def _check_room(folder: Path, needed: int) -> None:
    if shutil.disk_usage(folder).free < needed + _SPARE:
        raise _no_room(folder, needed)


def _no_room(folder: Path, needed: int) -> KnownError:
    free = shutil.disk_usage(folder).free
    return KnownError(
        "no_room_for_copy",
        f"The copy of the old disk needs {(needed + _SPARE) // _MB + 1} MB in {folder}, and {free // _MB} MB "
        "are free. Free some space, then run the same command again.",
        path=str(folder),
    )


def _unreadable(disk: Path, error: OSError) -> KnownError:
    return KnownError(
        _UNREADABLE,
        f"The files in {disk} cannot be copied: {error}. Where rights are missing, run this as a user who "
        "may read them. Where the disk fails, save it first with a program that passes over what cannot be "
        "read (GNU ddrescue), and name the folder in what it saved.",
        path=str(disk),
    )


def _taken_state(folder: Path) -> State | None:
    """How the disk stood of which the copy is; None where there is none."""
    try:
        return msgspec.json.decode((folder / STATE).read_bytes(), type=State)
    except (OSError, msgspec.MsgspecError):
        return None


def _state(disk: Path) -> State:
    try:
        found = {name: (disk / name).stat() for name in _FILES if (disk / name).is_file()}
        mark = Witness.look(disk / WITNESS) if WITNESS in found else None
    except OSError as error:
        raise _unreadable(disk, error) from error
    return State(files={name: (one.st_size, one.st_mtime_ns) for name, one in found.items()}, mark=mark)


@contextmanager
def _nobody_runs(disk: Path) -> Iterator[None]:
    """Hold the dead terminal's lock while it is copied, where its disk can be written at all."""
    path = disk / LOCK
    try:
        lock = TerminalLock(path) if path.exists() and os.access(path, os.W_OK) else None
    except KnownError as error:
        raise _in_use(disk) from error
    except OSError as error:
        raise _unreadable(disk, error) from error
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def _in_use(disk: Path) -> KnownError:
    return KnownError(
        "disk_in_use",
        f"A till runs on {disk} at this moment. Close it first, then run the same command again: only a "
        "terminal that sells no more is recovered.",
        path=str(disk),
    )
