"""From a code to its item and price: the real look-up against a raw select of the same row."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from sqlcipher3 import dbapi2

from local_db.catalogue import LocalCatalogue
from local_db.catalogue_file import CatalogueFile
from local_db.engine import CATALOGUE_PRAGMAS
from local_db.images import ImageFolder
from pos_app.code_lookup import Hit, look_up
from proof.bench.catalogues import catalogue
from proof.bench.figures import milliseconds
from proof.bench.goods import PRICE_LIST, gtin13
from proof.bench.report import Limit, Measure, at_most, measure, ratio
from proof.bench.sizes import Sizes
from proof.bench.suite import Place
from proof.bench.turns import in_turn, timed
from retail.identifiers import DEFAULT_LAYOUTS

RAW_SELECT = """SELECT item.sku, item.name, item.category, item.tax_class, item.unit, item.age_limit,
    item.deposit, item.image, item.identifiers, item.active, price.amount
    FROM item_identifier JOIN item ON item.id = item_identifier.item_id
    LEFT JOIN price ON price.list = ? AND price.sku = item.sku
    WHERE item_identifier.identifier = ?"""
MOST_MS = 0.2
MOST_RATIO = 6.0
_SEED = 7


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """Look-ups by canonical identifier, and by what a scanner types, at each size of catalogue."""
    found: list[Measure] = []
    for count in sizes.items:
        path = catalogue(place.kept, count)
        file = CatalogueFile(path)
        raw = raw_connection(path)
        try:
            found += _at_size(count, sizes.lookups, open_catalogue(file, place.work), raw)
        finally:
            raw.close()
            file.close()
    return found


def open_catalogue(file: CatalogueFile, work: Path) -> LocalCatalogue:
    """The terminal's catalogue on an open file, with the price list of the bench."""
    return LocalCatalogue(file, ImageFolder(work / "images"), lambda: PRICE_LIST, lambda: 0)


def raw_connection(path: Path) -> dbapi2.Connection:
    """The bare driver on the same file with the same pragmas."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    for name, value in CATALOGUE_PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def size_name(count: int) -> str:
    """`100k`, `1M`, or the number where it is not round."""
    for unit, size in (("M", 1_000_000), ("k", 1_000)):
        if count >= size and count % size == 0:
            return f"{count // size}{unit}"
    return str(count)


def _at_size(count: int, lookups: int, real: LocalCatalogue, raw: dbapi2.Connection) -> list[Measure]:
    # Each probe asks for codes of its own: what one has read would lie in the cache for the next.
    chance = random.Random(_SEED)
    codes, found_codes, raw_codes = (
        [gtin13(chance.randint(1, count)) for _ in range(lookups)] for _ in "123"
    )
    warm_up = lookups // 10
    at = size_name(count)

    def select(number: int) -> float:
        wanted = (PRICE_LIST, f"gtin:0{raw_codes[number]}")
        return timed(lambda: raw.execute(RAW_SELECT, wanted).fetchone())

    def find(number: int) -> float:
        wanted = f"gtin:0{found_codes[number]}"
        return timed(lambda: _checked(real.find(wanted)))

    def scan(number: int) -> float:
        wanted = codes[number]
        return timed(lambda: _checked(_hit(real, wanted)))

    found, looked_up, limit = in_turn(lookups - warm_up, warm_up, find, scan, select)
    bare = Limit(name="raw sqlcipher3 select of the same row", figures=milliseconds(limit))
    return [
        _verdict(f"barcode_find_{at}", f"identifier → item and price among {count:,}", found, bare),
        _verdict(
            f"barcode_look_up_{at}",
            f"scanned text → parsed → item and price among {count:,}",
            looked_up,
            bare,
        ),
    ]


def _hit(real: LocalCatalogue, code: str) -> object:
    hit = look_up(real, code, DEFAULT_LAYOUTS)
    return hit.found if isinstance(hit, Hit) else None


def _checked(found: object) -> None:
    if found is None:
        raise RuntimeError("an item of the catalogue was not found")


def _verdict(name: str, what: str, seconds: Sequence[float], limit: Limit) -> Measure:
    taken = milliseconds(seconds)
    goals = (
        at_most(f"≤ {MOST_RATIO:g} × raw select", ratio(taken, limit), MOST_RATIO),
        at_most(f"median < {MOST_MS:g} ms", taken.median, MOST_MS),
    )
    return measure(name, what, taken, limit=limit, goals=goals)
