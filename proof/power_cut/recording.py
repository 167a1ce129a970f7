"""Records what the real till says to `pos.db` while it sells, and copies its file in the clear first."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from local_db.engine import POS_PRAGMAS, pragma, wrong_pragmas
from local_db.keys import new_keys
from proof.bench.catalogues import catalogue
from proof.bench.counter import Counter
from proof.bench.shop import cashier, configure, open_terminal

ITEMS = 200


class Acknowledged(msgspec.Struct, frozen=True):
    """COMMIT has returned: from here on the customer may hold this receipt."""

    txn_id: str


class Statement(msgspec.Struct, frozen=True):
    """What was said to the connection, with each row of values that it was said for."""

    sql: str
    rows: tuple[tuple[Any, ...], ...]


Said = Statement | Acknowledged


class _Listener:
    """Stands before the till's connection, hands everything on, and writes down what it is told."""

    def __init__(self, driver: dbapi2.Connection, said: list[Said]) -> None:
        self._driver = driver
        self._said = said

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> dbapi2.Cursor:
        done = self._driver.execute(sql, values)
        self._said.append(Statement(sql, (tuple(values),)))
        return done

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> dbapi2.Cursor:
        done = self._driver.executemany(sql, rows)
        self._said.append(Statement(sql, tuple(map(tuple, rows))))
        return done


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """A till's sales as SQL, on top of an unencrypted copy of its file as it was before them."""

    base: Path
    said: tuple[Said, ...]
    pragmas: dict[str, str | int]
    """Those in force on the till's live connection, by name."""
    sales: int


def record(folder: Path, sales: int) -> Recording:
    """Sell in `folder`. Raises RuntimeError where the till does not run with the pragmas that it promises."""
    keys, operator = new_keys(), cashier()
    goods = catalogue(folder, ITEMS)
    said: list[Said] = []
    base = folder / "base.db"
    with closing(open_terminal(folder / "till", keys, goods)) as terminal:
        configure(terminal, operator)
        counter = Counter(terminal, keys, operator, ITEMS)
        counter.open_session()
        driver = terminal.pos.driver
        wrong = wrong_pragmas(driver, POS_PRAGMAS)
        if wrong:
            raise RuntimeError(f"the till's connection has other pragmas than it promises: {wrong}")
        pragmas = {name: pragma(driver, name) for name in POS_PRAGMAS}
        _copy_in_the_clear(driver, base)
        terminal.pos.driver = _Listener(driver, said)
        for _ in range(sales):
            sale = counter.fill()
            counter.pay(sale)
            said.append(Acknowledged(sale.txn_id))
        terminal.pos.driver = driver
    return Recording(base=base, said=tuple(said), pragmas=pragmas, sales=sales)


def _copy_in_the_clear(driver: dbapi2.Connection, to: Path) -> None:
    to.unlink(missing_ok=True)
    driver.execute(f"ATTACH DATABASE '{to}' AS clear KEY ''")
    driver.execute("SELECT sqlcipher_export('clear')").fetchone()
    driver.execute("DETACH DATABASE clear")
