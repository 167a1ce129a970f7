"""Catalogues of many items, made by the terminal's own migrations and kept from run to run.

Rows are written by the driver in large transactions: how fast a catalogue arrives is not what is measured.
Full-text search is filled by the schema's own triggers and left as they leave it, not optimised.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Table
from sqlcipher3 import dbapi2

from local_db import upgrade
from local_db.catalogue_file import CatalogueFile
from local_db.catalogue_schema import category, item, item_identifier, price
from proof.bench import goods as made
from proof.bench.goods import CATEGORIES, PRICE_LIST, Goods, goods
from retail.sort_key import sort_key

_BATCH = 20_000
_DIGEST_BYTES = 8


def catalogue(kept: Path, count: int) -> Path:
    """The path of a `catalogue.db` of `count` items in folder `kept`; made where it is not there yet.

    Open it for reading only, or copy it: the next run takes it as it is.
    """
    path = kept / f"items-{count}-{_fingerprint()}.db"
    if not path.exists():
        for stale in kept.glob(f"items-{count}-*"):
            stale.unlink()
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        _make(draft, count)
        draft.rename(path)
    return path


def _fingerprint() -> str:
    """Changes with the schema and with the goods, so that a catalogue of yesterday's program is made anew."""
    folder = upgrade.CATALOGUE_MIGRATIONS.folder
    sources = [*sorted(folder.rglob("*.py")), Path(made.__file__), Path(__file__)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]


def _make(path: Path, count: int) -> None:
    CatalogueFile(path).close()
    connection = dbapi2.connect(str(path), isolation_level=None)
    try:
        for pragma in ("journal_mode = delete", "synchronous = off", "cache_size = -65536"):
            connection.execute(f"PRAGMA {pragma}")
        _insert(connection, category, (_category_row(place, name) for place, name in enumerate(CATEGORIES)))
        supply = goods(count)
        while batch := list(islice(supply, _BATCH)):
            connection.execute("BEGIN")
            _insert(connection, item, map(_item_row, batch))
            _insert(connection, item_identifier, map(_identifier_row, batch))
            _insert(connection, price, map(_price_row, batch))
            connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = wal")
    finally:
        connection.close()


def _insert(connection: dbapi2.Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    names = table.c.keys()
    marks = ", ".join(f":{name}" for name in names)
    connection.executemany(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", _plain(rows))  # noqa: S608 - names of our own schema


def _plain(rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """What every row of a feed has besides: where it came from and in which round."""
    for row in rows:
        digest = hashlib.sha256(repr(row).encode()).digest()[:_DIGEST_BYTES]
        yield {"rev": 1, "round": 1, "digest": digest, **row}


def _category_row(place: int, name: str) -> dict[str, Any]:
    return {"name": name, "position": place, "colour": f"c{place % 12 + 1}"}


def _item_row(one: Goods) -> dict[str, Any]:
    return {
        "id": one.number,
        "sku": one.sku,
        "name": one.name,
        "category": one.category,
        "tax_class": one.tax_class,
        "unit": "pcs",
        "age_limit": 0,
        "deposit": 0,
        "image": "",
        "identifiers": msgspec.json.encode([_identifier(one)]).decode(),
        "active": 1,
        "sort_key": sort_key(one.name),
    }


def _identifier_row(one: Goods) -> dict[str, Any]:
    return {"identifier": _identifier(one), "item_id": one.number}


def _price_row(one: Goods) -> dict[str, Any]:
    return {"list": PRICE_LIST, "sku": one.sku, "amount": one.price}


def _identifier(one: Goods) -> str:
    return f"gtin:0{one.gtin13}"
