"""Search as you type in the largest catalogue: each letter is a search of its own."""

from __future__ import annotations

import random
from collections.abc import Iterator

from sqlcipher3 import dbapi2

from local_db.catalogue import LocalCatalogue
from local_db.catalogue_file import CatalogueFile
from pos_app.queries import SearchItems
from proof.bench.barcode import open_catalogue, raw_connection, size_name
from proof.bench.catalogues import catalogue
from proof.bench.figures import milliseconds
from proof.bench.goods import goods
from proof.bench.report import Limit, Measure, at_most, measure
from proof.bench.sizes import Sizes
from proof.bench.suite import Place
from proof.bench.turns import in_turn, timed

MOST_P95_MS = 10.0
_SEED = 11
_FIRST_GOODS = 20_000
_RAW_MATCH = "SELECT rowid FROM item_fts WHERE item_fts MATCH ? LIMIT 40"


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """Names typed letter by letter, and words in the middle of names, as a cashier does."""
    count = sizes.items[-1]
    path = catalogue(place.kept, count)
    file = CatalogueFile(path)
    raw = raw_connection(path)
    try:
        return [_measured(count, typed(count, sizes.typed_names), open_catalogue(file, place.work), raw)]
    finally:
        raw.close()
        file.close()


def typed(count: int, names: int) -> list[str]:
    """Every state of the search field while names are typed into it, every other from a later word on."""
    chance = random.Random(_SEED)
    supply = [one.name for one in goods(min(count, _FIRST_GOODS))]
    return [
        state for place in range(names) for state in _states(chance.choice(supply), from_middle=place % 2 > 0)
    ]


def _states(name: str, *, from_middle: bool) -> Iterator[str]:
    wanted = name.split(" ", 2)[2] if from_middle else name
    for end in range(1, len(wanted) + 1):
        if wanted[end - 1] != " ":
            yield wanted[:end]


def _measured(count: int, texts: list[str], real: LocalCatalogue, raw: dbapi2.Connection) -> Measure:
    limit = SearchItems(text="").limit
    seconds: list[list[float]] = in_turn(
        len(texts),
        0,
        lambda number: timed(lambda: real.search(texts[number], limit)),
        lambda number: timed(lambda: raw.execute(_RAW_MATCH, (_match(texts[number]),)).fetchall()),
    )
    by_length: dict[str, list[float]] = {}
    for text, taken in zip(texts, seconds[0], strict=True):
        by_length.setdefault(f"{len(text)} letters" if len(text) <= 3 else "4 and more", []).append(taken)  # noqa: PLR2004 - bench output names its groups
    found = milliseconds(seconds[0])
    return measure(
        f"search_{size_name(count)}",
        f"search as you type among {count:,} items, best {limit} ranked and priced, every letter a search",
        found,
        limit=Limit(
            name="raw FTS5 match of the same words, 40 row ids, unranked", figures=milliseconds(seconds[1])
        ),
        goals=(at_most(f"p95 < {MOST_P95_MS:g} ms", found.p95, MOST_P95_MS),),
        parts={name: milliseconds(taken) for name, taken in sorted(by_length.items())},
    )


def _match(text: str) -> str:
    words = "".join(one if one.isalnum() else " " for one in text).split()
    return " ".join(f'"{word}"' for word in words) + "*"
