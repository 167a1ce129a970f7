"""A real store with faults put in front: a disk that is full at COMMIT, and one that cannot be read."""

from __future__ import annotations

from contextlib import AbstractContextManager

from pos_app.ports.store import Store, StoreFull, UnitOfWork
from retail.errors import KnownError


class FaultyStore:
    """The real store with faults in front: `full` fails after the handler ran, as a disk does."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.full = self.unreadable = False

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """Raises `StoreFull` at its end, where COMMIT is, and rolls back."""
        return _FullAtCommit(self._store.write()) if self.full else self._store.write()

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """Raises `KnownError` where the file cannot be read."""
        if self.unreadable:
            raise KnownError("disk_failed", "The disk of this terminal fails.")
        return self._store.read()


class _FullAtCommit(AbstractContextManager[UnitOfWork]):
    def __init__(self, inner: AbstractContextManager[UnitOfWork]) -> None:
        self._inner = inner

    def __enter__(self) -> UnitOfWork:
        return self._inner.__enter__()

    def __exit__(self, *_: object) -> None:
        full = StoreFull()
        self._inner.__exit__(StoreFull, full, None)
        raise full
