"""Opens all of a terminal's files in order, and closes them: the composition root's way in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from local_db import faults
from local_db.ballast import DEFAULT_BYTES, Ballast
from local_db.catalogue import LocalCatalogue
from local_db.catalogue_file import CatalogueFile
from local_db.config import ConfigCache
from local_db.customers import CustomerRows
from local_db.database import Database
from local_db.engine import pos_engine
from local_db.epochs import EpochBook, TerminalOutbox
from local_db.images import ImageFolder
from local_db.keys import TerminalKeys
from local_db.replica import LocalReplica
from local_db.terminal_lock import TerminalLock
from local_db.unit_of_work import LocalStore
from local_db.upgrade import POS_MIGRATIONS, Migrations, back_up, upgrade
from local_db.witness import Witness
from pos_app.ports.store import StoreFull
from retail.errors import DataError, KnownError

POS_DB = "pos.db"
CATALOGUE_DB = "catalogue.db"
LEAST_ROOM = 64 * 1024
"""Bytes free below which a disk that refuses is taken for a full one."""
KEEP_PERSONAL_MS = 30 * 24 * 3600 * 1000
"""How long personal data stays beside an op that the hub has: a restored hub may ask for it again."""


class LocalTerminal:
    """The open files of one terminal, all used on the thread that opened them.

    `data` is the folder, made where it is missing; `now` gives UTC milliseconds. Raises `KnownError`: another
    process has the terminal open, a wrong key, a damaged file, a newer program's file.
    """

    def __init__(
        self,
        data: Path,
        keys: TerminalKeys,
        now: Callable[[], int],
        *,
        migrations: Migrations = POS_MIGRATIONS,
        ballast_bytes: int = DEFAULT_BYTES,
        program: str = "",
    ) -> None:
        config = ConfigCache()
        with ExitStack() as opened:
            opened.callback(TerminalLock(data / "terminal.lock").release)
            self.ballast = Ballast(data / "ballast", ballast_bytes)
            witness = Witness(data / "witness")
            opened.callback(witness.close)
            faults.check_not_gone(data / POS_DB, had_content=witness.mark is not None)
            self.pos = _open_with_room(data, keys, migrations, self.ballast)
            opened.callback(self.pos.close)
            self.ballast.restore()
            self.epochs = EpochBook(self.pos, witness, now, program, config.forget)
            # Before anything is sold: where the file was put back from a copy, a new epoch begins here.
            self.epochs.look()
            self.pos.after_commit.append(self.epochs.attest)
            with self.pos.write():
                CustomerRows(self.pos).forget_sent(now() - KEEP_PERSONAL_MS)
            self.catalogue_file = CatalogueFile(data / CATALOGUE_DB)
            opened.callback(self.catalogue_file.close)
            self._opened = opened.pop_all()
        images = ImageFolder(data / "images")
        self.store = LocalStore(self.pos, config, now)
        self.outbox = TerminalOutbox(self.pos, config, self.epochs)
        self.replica = LocalReplica(self.pos, self.catalogue_file, images, config, keys.pin_pepper)
        self.catalogue = LocalCatalogue(self.catalogue_file, images, lambda: config.price_list(self.pos), now)

    def close(self) -> None:
        """Let go of everything."""
        self._opened.close()


def _open_with_room(data: Path, keys: TerminalKeys, migrations: Migrations, ballast: Ballast) -> Database:
    """On a full disk the ballast goes, so that a till can be started at all.

    Of the small file that a write-ahead log needs, SQLite says no more than that the disk refused it.
    """
    try:
        return _open_pos(data, keys, migrations, ballast)
    except KnownError as error:
        full = isinstance(error, StoreFull) or shutil.disk_usage(data).free < LEAST_ROOM
        if isinstance(error, DataError) or not full:
            raise
        if not ballast.drop():
            raise StoreFull from error
    return _open_pos(data, keys, migrations, ballast)


def _open_pos(data: Path, keys: TerminalKeys, migrations: Migrations, ballast: Ballast) -> Database:
    database = Database(pos_engine(data / POS_DB, keys.database_key), POS_DB, ballast.drop, ballast.restore)
    try:
        upgrade(
            database.connection,
            migrations,
            file_name=POS_DB,
            backup=lambda version: back_up(database.driver, data / "backups", f"pos-format-{version}"),
        )
    except BaseException:
        database.close()
        raise
    return database
