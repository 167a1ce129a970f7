"""A disk that is watched: an SQLite file layer that passes everything on and remembers writes and syncs."""

from __future__ import annotations

from pathlib import Path

import apsw
import msgspec

from proof.power_cut.recording import Acknowledged, Recording

NAME = "tillbridge_watched"
_READS = ("SELECT", "PRAGMA", "WITH")


class Wrote(msgspec.Struct, frozen=True):
    """Bytes were handed to the operating system; only a sync brings them to the disk for certain."""

    file: str
    at: int
    content: bytes


class Cut(msgspec.Struct, frozen=True):
    """The file was given another length."""

    file: str
    size: int


class Synced(msgspec.Struct, frozen=True):
    """All that was written to the file before is on the disk."""

    file: str


class Deleted(msgspec.Struct, frozen=True):
    """The file is gone, with its folder synced."""

    file: str


Event = Wrote | Cut | Synced | Deleted | Acknowledged


class _File(apsw.VFSFile):
    def __init__(self, name: str | apsw.URIFilename, flags: list[int], log: list[Event]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name = Path(path).name
        self._log = log
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's word
        self._log.append(Wrote(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - SQLite's word
        self._log.append(Cut(self._name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's word
        self._log.append(Synced(self._name))
        super().xSync(flags)


class _Watched(apsw.VFS):
    def __init__(self, log: list[Event]) -> None:
        self._log = log
        super().__init__(NAME, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite
        if name is None:
            raise RuntimeError("a temporary file beside the database was not reckoned with")
        return _File(name, flags, self._log)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 - SQLite's
        self._log.append(Deleted(Path(filename).name))
        super().xDelete(filename, syncdir)


def replay(recording: Recording, path: Path, synchronous: int | str) -> list[Event]:
    """Say everything again on a copy of the base at `path`, with the till's pragmas but for `synchronous`.

    Returns what the disk was told, and when each sale counted as done. Raises RuntimeError where a pragma is
    not in force.
    """
    path.write_bytes(recording.base.read_bytes())
    log: list[Event] = []
    watched = _Watched(log)
    try:
        connection = apsw.Connection(str(path), vfs=NAME)
        try:
            for name, value in (recording.pragmas | {"synchronous": synchronous}).items():
                connection.execute(f"PRAGMA {name} = {value}").fetchall()
                (found,) = connection.execute(f"PRAGMA {name}").fetchall()[0]
                if found != value:
                    raise RuntimeError(f"{name} is {found!r} on the watched disk, not {value!r}")
            for said in recording.said:
                if isinstance(said, Acknowledged):
                    log.append(said)
                elif not said.sql.startswith(_READS):
                    for values in said.rows:
                        connection.execute(said.sql, values).fetchall()
            # The files as a power cut meets them: closing would fold the log in, which no cut does.
            done = list(log)
        finally:
            connection.close()
    finally:
        watched.unregister()
    return done
