"""A PostgreSQL of one's own for tests, chaos runs and benchmarks: started, crashed, thrown away.

It listens on a unix socket in its own folder only; with `listen_addresses` and `port` on loopback instead.
PostgreSQL refuses to run as root: started by root, it runs as the user postgres.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from proof import postgres_watch
from retail.errors import KnownError

USER = "postgres"
_DEBIAN = Path("/usr/lib/postgresql")
START_S = 180
"""The longest that a busy machine may take for one of its commands."""


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version; None where PostgreSQL is not installed."""
    found = shutil.which("pg_ctl")
    if found is not None and _whole(Path(found).parent):
        return Path(found).parent
    versions = [path for path in _DEBIAN.glob("*/bin") if _whole(path)]
    return max(versions, key=lambda path: float(path.parent.name), default=None)


def _whole(folder: Path) -> bool:
    return all((folder / name).exists() for name in ("initdb", "pg_ctl", "pg_basebackup"))


class PostgresServer:
    """One server on one data folder."""

    def __init__(self, folder: Path, programs: Path, options: Mapping[str, str]) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "server.log"
        self._programs = programs
        self._watcher: subprocess.Popen[bytes] | None = None
        self.thrown_away = False
        """Whether the folder goes where whoever started the server is killed."""
        self._options = {
            "listen_addresses": "",
            "unix_socket_directories": str(folder),
            "max_connections": "200",
            **options,
        }

    def create(self) -> None:
        """Make an empty cluster that orders text by its bytes."""
        self._run("initdb", "-D", str(self.data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")

    def start(self) -> None:
        """Start and wait until it answers; after a crash it recovers first. It ends with this process."""
        self.forget_watcher()
        self._watch()
        options = " ".join(f"-c {name}='{value}'" for name, value in self._options.items())
        self._run("pg_ctl", "-D", str(self.data), "-l", str(self.log), "-o", options, "-w", "start")

    def crash(self) -> None:
        """End at once without a check-point, as a power cut would."""
        self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")
        self.forget_watcher()

    def stop(self) -> None:
        """End quietly; callers are sent away."""
        self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "stop")
        self.forget_watcher()

    def url(self, database: str, template: str = "template0") -> str:
        """The address of a database, which is made where it is not there yet, as a copy of `template`."""
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
            if known is None:
                make = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(database), sql.Identifier(template)
                )
                connection.execute(make)
        return self._address(database)

    def drop(self, database: str) -> None:
        """Throw a database away, whoever uses it."""
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
            )

    def replica(self, folder: Path) -> PostgresServer:
        """A streaming copy of this server in `folder`, not started yet."""
        _make_own(folder)
        options = {**self._options, "unix_socket_directories": str(folder)}
        made = PostgresServer(folder, self._programs, options)
        where = ("-h", str(self.folder), "-U", USER)
        self._run("pg_basebackup", *where, "-D", str(made.data), "-R", "-X", "stream", "-c", "fast", "-N")
        return made

    def _watch(self) -> None:
        """Let another process end the server where this one is killed, as a test run may be."""
        stop = (str(self._programs / "pg_ctl"), "-D", str(self.data), "-m", "immediate", "-w", "stop")
        folder = str(self.folder) if self.thrown_away else ""
        self._watcher = subprocess.Popen(
            [sys.executable, "-I", "-S", postgres_watch.__file__, _other_user() or "", folder, *stop],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # A signal to all of this process's group is none for the watcher.
            start_new_session=True,
        )

    def forget_watcher(self) -> None:
        """The server is stopped, or is to outlive this process."""
        if self._watcher is not None:
            self._watcher.communicate(postgres_watch.OVER)
            self._watcher = None

    def _address(self, database: str) -> str:
        if host := self._options["listen_addresses"]:
            return f"postgresql://{USER}@{host}:{self._options['port']}/{database}"
        return f"postgresql://{USER}@/{database}?host={self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        # No pipes: the server keeps what pg_ctl was given, and nobody would read them to their end.
        with (self.folder / "commands.log").open("ab") as log:
            done = subprocess.run(
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={**os.environ, "PGCTLTIMEOUT": str(START_S)},
                timeout=2 * START_S,
                user=_other_user(),
                group=_other_user(),
            )
        if done.returncode:
            told = (self.folder / "commands.log").read_text(errors="replace")[-2000:]
            raise KnownError("postgres_failed", f"{program} failed: {told}", program=program)


@contextmanager
def postgres(folder: Path | None = None, *, fsync: bool = True, **options: str) -> Iterator[PostgresServer]:
    """A new server, stopped at the end; without a folder in one of its own, which goes with it.

    `fsync=False` is for tests that never cut the power. `options` are settings of postgresql.conf. Raises
    `KnownError` (`postgres_missing`) where it is not installed.
    """
    programs = binaries()
    if programs is None:
        raise KnownError("postgres_missing", "PostgreSQL is not installed (packages postgresql, initdb).")
    if not fsync:
        options = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", **options}
    # A short path: the socket's may have a hundred characters.
    own = folder or Path(tempfile.mkdtemp(prefix="tillbridge-pg-"))
    _make_own(own)
    server = PostgresServer(own, programs, options)
    server.thrown_away = folder is None
    try:
        server.create()
        server.start()
        try:
            yield server
        finally:
            if (server.data / "postmaster.pid").exists():
                server.crash()
    finally:
        server.forget_watcher()
        if folder is None:
            shutil.rmtree(own, ignore_errors=True)


def _make_own(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    user = _other_user()
    if user is not None:
        shutil.chown(folder, user, user)


def _other_user() -> str | None:
    """Whom the server runs as; None: whoever starts it."""
    return USER if hasattr(os, "geteuid") and os.geteuid() == 0 else None
