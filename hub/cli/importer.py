"""`tillbridge import`: read a catalogue from CSV or NDJSON into the hub."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hub.services.catalogue_files import CatalogueFile
    from hub.services.catalogue_import import ImportReport

HELP = (
    "Read a catalogue from a CSV or NDJSON file into the hub. Good rows are in and reach the tills at once; "
    "bad ones are reported by line and spoil nothing (exit 1). docs/import.md describes the columns."
)
SHOWN = 20
"""Problems printed one by one; --json lists more."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the catalogue, .csv or .ndjson")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the hub's data folder")
    parser.add_argument(
        "--price-list", default="standard", metavar="NAME", help="the list that prices belong to (standard)"
    )
    parser.add_argument("--encoding", metavar="NAME", help="how the file is written, such as cp1252")
    parser.add_argument("--format", choices=("csv", "ndjson"), help="where the file's name does not tell")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(args: argparse.Namespace) -> int:
    """Import; 0 when every row is in, 1 when some were refused. Raises KnownError for an unreadable file."""
    from hub.bootstrap import build_hub
    from hub.cli.hub import default_data_dir
    from hub.cli.options import database_of, need_hub
    from hub.services.catalogue_files import inspect, rows
    from hub.services.catalogue_import import CatalogueImport
    from hub.settings import HubSettings

    data_dir = args.data or default_data_dir()
    database = database_of("")
    need_hub(data_dir, database)
    file = inspect(args.file, encoding=args.encoding, file_format=args.format)
    hub = build_hub(data_dir, HubSettings(database=database))
    try:
        work = CatalogueImport(hub.database, hub.clock, args.price_list, args.file.parent)
        report = work.run(rows(file), progress=None if args.json else _progress)
    finally:
        hub.close()
    if args.json:
        print(json.dumps(_document(file, report), ensure_ascii=False))
    else:
        _tell(file, report)
    return 1 if report.refused else 0


def _progress(report: ImportReport) -> None:
    if report.read % 10_000 == 0:
        print(f"{report.read} rows read, {report.refused} refused", file=sys.stderr, flush=True)


def _tell(file: CatalogueFile, report: ImportReport) -> None:
    print(
        f"{file.path.name} ({file.format}, {file.encoding}): {report.read} rows read, {report.added} added, "
        f"{report.changed} changed, {report.unchanged} as they were."
    )
    if file.ignored:
        print(f"Columns that mean nothing here: {', '.join(file.ignored)}.")
    if not report.refused:
        return
    for problem in report.problems[:SHOWN]:
        print(f"line {problem.line}: {problem.reason}", file=sys.stderr)
    rest = report.refused - min(SHOWN, len(report.problems))
    if rest:
        print(f"and {rest} more; --json lists them", file=sys.stderr)
    print(f"tillbridge: {report.refused} rows were refused; the others are in.", file=sys.stderr)


def _document(file: CatalogueFile, report: ImportReport) -> dict[str, object]:
    return {
        "file": str(file.path),
        "format": file.format,
        "encoding": file.encoding,
        "ignored_columns": list(file.ignored),
        "read": report.read,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "refused": report.refused,
        "problems": [{"line": one.line, "code": one.code, "reason": one.reason} for one in report.problems],
    }
