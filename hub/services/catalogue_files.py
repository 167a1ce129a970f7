"""Reads catalogue files, CSV or NDJSON, into rows of text with their line numbers, one row at a time."""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TextIO

import msgspec

from hub.services.text_files import encoding_of
from retail.errors import RuleError

FileFormat = Literal["csv", "ndjson"]
NEEDED = ("sku", "name", "price", "tax_class")
OPTIONAL = ("barcodes", "category", "unit", "age_limit", "image", "deposit", "active", "price_from")
DATED = ("sku", "price", "price_from")
"""All that a row needs that names a price to come."""
ALIASES = {
    "barcode": "barcodes",
    "gtin": "barcodes",
    "ean": "barcodes",
    "tax": "tax_class",
    "tax class": "tax_class",
    "taxclass": "tax_class",
    "age": "age_limit",
    "age limit": "age_limit",
    "picture": "image",
    "effective_from": "price_from",
    "effective from": "price_from",
}
SUFFIXES: dict[str, FileFormat] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
}
DELIMITERS = (",", ";", "\t")
MAX_LINE = 64 * 1024
MAX_RECORD_LINES = 50
"""Most lines of one row: behind a quote that nobody closed, this many are looked at and read again."""


class RawRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row as written: text by column, or why it could not be read."""

    line: int
    """Where it begins, counted from 1 as editors do."""
    fields: dict[str, str] = {}
    barcodes: tuple[str, ...] = ()
    problem: str = ""


class CatalogueFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that can be read: how it is written is known, its text was checked."""

    path: Path
    format: FileFormat
    encoding: str
    delimiter: str = ""
    columns: tuple[str, ...] = ()
    """Of a CSV, the column each field belongs to; empty for one that is not known."""
    ignored: tuple[str, ...] = ()
    """Names of columns that are not known, for the report."""


def inspect(
    path: Path, *, encoding: str | None = None, file_format: FileFormat | None = None
) -> CatalogueFile:
    """Look at a file before reading it. Raises `RuleError` where it cannot be a catalogue."""
    found = file_format or SUFFIXES.get(path.suffix.lower())
    if found is None:
        raise RuleError(
            "file_format_unknown",
            f"{path.name}: its end does not tell whether it is CSV or NDJSON. Give --format csv or ndjson.",
        )
    name = encoding_of(path, encoding)
    if found == "ndjson":
        return CatalogueFile(path=path, format=found, encoding=name)
    with path.open(encoding=name, newline="") as stream:
        head = stream.readline(MAX_LINE)
    delimiter = max(DELIMITERS, key=head.count)
    titles = next(csv.reader([head], delimiter=delimiter), [])
    columns = tuple(_column(title) for title in titles)
    _check_columns(path, columns)
    ignored = tuple(title for title, column in zip(titles, columns, strict=True) if not column)
    return CatalogueFile(
        path=path, format=found, encoding=name, delimiter=delimiter, columns=columns, ignored=ignored
    )


def rows(file: CatalogueFile) -> Iterator[RawRow]:
    """All rows in their order; one that cannot be read comes with its problem."""
    with file.path.open(encoding=file.encoding, newline="") as stream:
        yield from _csv_rows(file, stream) if file.format == "csv" else _json_rows(stream)


def _csv_rows(file: CatalogueFile, stream: TextIO) -> Iterator[RawRow]:
    lines = _Lines(_lines(stream))
    lines.record(file.delimiter)
    while not lines.at_end:
        line = lines.number + 1
        try:
            cells = lines.record(file.delimiter)
        except csv.Error as error:
            # A quote that is not closed would swallow the rows behind it: only its own line is lost.
            lines.give_back_all_but_first()
            yield RawRow(line=line, problem=f"it cannot be read as CSV: {error}")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(file.columns):
            yield RawRow(
                line=line, problem=f"it has {len(cells)} columns and the first line has {len(file.columns)}"
            )
            continue
        fields = {name: cell.strip() for name, cell in zip(file.columns, cells, strict=True) if name}
        codes = fields.pop("barcodes", "").replace("|", " ").split()
        yield RawRow(line=line, fields=fields, barcodes=tuple(codes))


class _Lines:
    """Lines of a CSV from which records are read; one that does not end in time can be given back."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._ahead: deque[str] = deque()
        self._taken: list[str] = []
        self.number = 0
        """Lines that were taken and not given back."""

    @property
    def at_end(self) -> bool:
        """Whether no line is left."""
        if not self._ahead:
            self._ahead.extend(islice(self._source, 1))
        return not self._ahead

    def record(self, delimiter: str) -> list[str]:
        """The cells of the next record, of several lines where it has quoted line ends."""
        self._taken = []
        return next(csv.reader(self._take(), delimiter=delimiter, strict=True), [])

    def give_back_all_but_first(self) -> None:
        """The record was none: the lines behind its first one are read again."""
        back = self._taken[1:]
        self._ahead.extendleft(reversed(back))
        self.number -= len(back)

    def _take(self) -> Iterator[str]:
        while len(self._taken) < MAX_RECORD_LINES and not self.at_end:
            text = self._ahead.popleft()
            self._taken.append(text)
            self.number += 1
            yield text


def _lines(stream: TextIO) -> Iterator[str]:
    """The lines of a file; of one that is too long only its start, so that memory stays bounded."""
    while text := stream.readline(MAX_LINE):
        rest = text
        while rest and not rest.endswith("\n"):
            rest = stream.readline(MAX_LINE)
        yield text


def _json_rows(stream: TextIO) -> Iterator[RawRow]:
    for line, text in enumerate(_lines(stream), start=1):
        if text.strip():
            yield _json_row(line, text)


def _json_row(line: int, text: str) -> RawRow:
    try:
        # Numbers stay as they are written: a price of 1.19 never becomes a float.
        content = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        return RawRow(line=line, problem=f"it is not JSON: {error}")
    if not isinstance(content, dict):
        return RawRow(line=line, problem="it is not a JSON object")
    fields: dict[str, str] = {}
    codes: list[str] = []
    for title, value in content.items():
        column = _column(title)
        if column == "barcodes":
            codes = _codes(value)
        elif column and not isinstance(value, str | bool | None):
            return RawRow(line=line, problem=f"{title[:40]} is neither text nor a number")
        elif column:
            fields[column] = _text(value)
    missing = [name for name in (DATED if fields.get("price_from") else NEEDED) if name not in fields]
    if missing:
        return RawRow(line=line, problem=f"it has no {', '.join(missing)}")
    return RawRow(line=line, fields=fields, barcodes=tuple(codes))


def _codes(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(code).strip() for code in value if str(code).strip()]
    return str(value or "").replace("|", " ").split()


def _text(value: str | bool | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (value or "").strip()


def _column(title: str) -> str:
    plain = title.strip().lower()
    name = ALIASES.get(plain, plain.replace(" ", "_"))
    return name if name in NEEDED or name in OPTIONAL else ""


def _check_columns(path: Path, columns: tuple[str, ...]) -> None:
    known = [column for column in columns if column]
    missing = [name for name in (DATED if "price_from" in known else NEEDED) if name not in known]
    if missing:
        raise RuleError(
            "columns_missing",
            f"{path.name}: the first line must name the columns, and {', '.join(missing)} is not among them.",
            missing=", ".join(missing),
        )
    twice = sorted({name for name in known if known.count(name) > 1})
    if twice:
        raise RuleError("columns_twice", f"{path.name}: the column {', '.join(twice)} is there twice.")
