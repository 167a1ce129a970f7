"""Remembers which SKUs and barcodes a file has named, in a scratch file, so that memory stays bounded."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from sqlalchemy import Column, Integer, MetaData, Table, Text, insert, select

from hub.store.database import Database, open_engine

_metadata = MetaData()
_seen = Table(
    "seen", _metadata, Column("word", Text, primary_key=True), Column("line", Integer, nullable=False)
)


class Seen:
    """Words and the line that named each first; a context manager, its file goes when it is left."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="tillbridge-import-")
        self._database = Database(open_engine(Path(self._folder.name) / "seen.db", synchronous="OFF"))
        with self._database.write() as connection:
            _metadata.create_all(connection)

    def lines(self, words: Sequence[str]) -> dict[str, int]:
        """Where those of the words that were seen stood."""
        with self._database.read() as connection:
            query = select(_seen).where(_seen.c.word.in_(words))
            return {row.word: row.line for row in connection.execute(query)}

    def add(self, lines: Mapping[str, int]) -> None:
        """Remember words that were not seen before."""
        if lines:
            with self._database.write() as connection:
                rows = [{"word": word, "line": line} for word, line in lines.items()]
                connection.execute(insert(_seen), rows)

    def __enter__(self) -> Seen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
        self._folder.cleanup()
