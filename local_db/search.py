"""Search as you type: a few capped look-ups by index first, then the ranking of what they brought.

Ranking all matches of one letter would read half the catalogue; a cap makes the cost independent of its size.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BindParameter, bindparam, collate, select

from local_db.catalogue_file import CatalogueFile
from local_db.catalogue_rows import found_item, select_items
from local_db.catalogue_schema import item, item_fts, item_identifier
from local_db.database import Row
from local_db.statements import Statement, constant
from pos_app.ports.store import FoundItem

CANDIDATES = 120
"""Most rows that one look-up brings for ranking."""
MAX_WORDS = 8
MAX_CHARACTERS = 80
_LAST = "\U0010ffff"
_GTIN_DIGITS = 14
_GTIN_PADS = ("", "0", "00", "000000")
"""What stands before the digits of a GTIN-14, -13, -12 and -8."""

_ACTIVE = item.c.active == constant(1)
_CAP: BindParameter[int] = bindparam("cap")
_NAME = collate(item.c.name, "NOCASE")
_BY_NAME = Statement(
    select_items()
    .where(_ACTIVE, bindparam("low") <= _NAME, bindparam("high") > _NAME)
    .order_by(_NAME)
    .limit(_CAP)
)
_MATCHES = (
    select(item_fts.c.rowid).where(item_fts.c.item_fts.op("MATCH")(bindparam("query"))).limit(_CAP).subquery()
)
_BY_WORDS = Statement(select_items(_MATCHES.join(item, item.c.id == _MATCHES.c.rowid)))
_CODES = (
    select(item_identifier.c.item_id)
    .where(item_identifier.c.identifier >= bindparam("low"), item_identifier.c.identifier < bindparam("high"))
    .limit(_CAP)
    .subquery()
)
_BY_CODE = Statement(select_items(_CODES.join(item, item.c.id == _CODES.c.item_id)).where(_ACTIVE))
_BY_SKU = Statement(
    select_items()
    .where(_ACTIVE, item.c.sku >= bindparam("low"), item.c.sku < bindparam("high"))
    .order_by(item.c.sku)
    .limit(_CAP)
)


def search_items(file: CatalogueFile, price_list: str, text: str, limit: int) -> tuple[FoundItem, ...]:
    """Active items that fit `text`, best first: exact code, name, its beginning, words, part of a code."""
    wanted = _clean(text)
    if not wanted or limit <= 0:
        return ()
    best: dict[str, tuple[tuple[Any, ...], Row]] = {}
    for row in _candidates(file, price_list, wanted, limit):
        best.setdefault(row[0], (_rank(row, wanted), row))
    ranked = sorted(best.values(), key=lambda each: each[0])
    return tuple(found_item(row) for _, row in ranked[:limit])


def _clean(text: str) -> str:
    """One line of at most `MAX_CHARACTERS`, without what SQLite cannot be given."""
    printable = "".join(each if each.isprintable() else " " for each in text[: 4 * MAX_CHARACTERS])
    return " ".join(printable.encode("utf-8", "ignore").decode("utf-8").split())[:MAX_CHARACTERS].strip()


def _candidates(file: CatalogueFile, price_list: str, wanted: str, limit: int) -> Iterator[Row]:
    if " " not in wanted:
        for low in _code_beginnings(wanted):
            yield from file.query(_BY_CODE, low=low, high=low + _LAST, cap=CANDIDATES, list=price_list)
        yield from file.query(_BY_SKU, low=wanted, high=wanted + _LAST, cap=CANDIDATES, list=price_list)
    named = file.query(_BY_NAME, low=wanted, high=wanted + _LAST, cap=CANDIDATES, list=price_list)
    yield from named
    query = _match_query(wanted)
    # A name that begins with the text goes before any that only holds it: enough of those need no others.
    if query and len(named) < limit:
        yield from file.query(_BY_WORDS, query=query, cap=CANDIDATES, list=price_list)


def _code_beginnings(wanted: str) -> Iterator[str]:
    if wanted.isascii() and wanted.isdigit():
        # Zeros in front of a whole number are left out by people; those of a beginning cannot be guessed.
        yield f"gtin:{wanted.zfill(_GTIN_DIGITS)}"
        for pad in _GTIN_PADS:
            if len(pad) + len(wanted) <= _GTIN_DIGITS:
                yield f"gtin:{pad}{wanted}"
        yield f"plu:{wanted}"
    yield f"raw:{wanted}"


def _match_query(wanted: str) -> str:
    """All words, the last one as a prefix. Quoted, so that no character of a word is an operator of FTS5."""
    words = [word.replace('"', "") for word in wanted.split()[:MAX_WORDS]]
    words = [word for word in words if any(map(str.isalnum, word))]
    if not words:
        return ""
    return " AND ".join(f'"{word}"' for word in words) + "*"


def _rank(row: Row, wanted: str) -> tuple[Any, ...]:
    """Smaller is better; short names go first, so that the plain thing stands before its variants."""
    sku, name = row[0], row[1]
    folded, sought = name.casefold(), wanted.casefold()
    codes = row[8]
    if sku == wanted or f':{wanted}"' in codes or f':{wanted.zfill(_GTIN_DIGITS)}"' in codes:
        place = 0
    elif folded == sought:
        place = 1
    elif folded.startswith(sought):
        place = 2
    elif sought in folded:
        place = 3
    else:
        place = 4
    return place, len(name), folded, sku
