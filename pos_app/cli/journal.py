"""`tillbridge journal`: show what happened at this terminal, or export it with its chain of hashes."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app.places import add_place_arguments, places_of
from retail.errors import KnownError

if TYPE_CHECKING:
    from local_db.journal import JournalRows
    from pos_app.ports.store import JournalLine

HELP = (
    "Shows the journal of this terminal in order, the newest entries last, or exports all of it. "
    "It may run beside the till. Each entry carries the hash that chains it to the one before."
)
_PIECE = 500
_HASH_SHOWN = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--data, --keys, --limit, --json, --export."""
    add_place_arguments(parser)
    parser.add_argument(
        "--limit", type=_positive, default=20, metavar="N", help="newest entries to show (20)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON array of whole entries")
    parser.add_argument(
        "--export", type=Path, metavar="FILE", help="write all entries, one JSON object a line"
    )


def run(args: argparse.Namespace) -> int:
    """Show or export. Raises `KnownError` where there is no terminal, or its key is missing or wrong."""
    from local_db.journal import JournalRows
    from local_db.keys import load_keys
    from local_db.reader import reading_pos

    places = places_of(args)
    keys = load_keys(places.key_file)
    with reading_pos(places.data, keys) as database:
        journal = JournalRows(database)
        if args.export is not None:
            count = _export(journal, args.export)
            print(
                json.dumps({"entries": count}) if args.json else f"{count} entries written to {args.export}"
            )
            return 0
        lines = journal.latest(args.limit)[::-1]
    if args.json:
        print(json.dumps([_document(line) for line in lines], ensure_ascii=False))
    else:
        for line in lines:
            print(_text(line))
        if not lines:
            print("The journal is empty.")
    return 0


def _export(journal: JournalRows, path: Path) -> int:
    """Write beside the final name first, so that half an export is never taken for a whole one."""
    draft = path.with_name(path.name + ".new")
    count = 0
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            for line in _all_lines(journal):
                file.write(json.dumps(_document(line), ensure_ascii=False, separators=(",", ":")) + "\n")
                count += 1
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise KnownError(
            "export_failed", f"The journal could not be written to {path}: {error.strerror}.", path=str(path)
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return count


def _all_lines(journal: JournalRows) -> Iterator[JournalLine]:
    """Piece by piece: a year's journal does not fit into memory twice."""
    lines = journal.from_seq(1, _PIECE)
    while lines:
        yield from lines
        lines = journal.from_seq(lines[-1].entry.seq + 1, _PIECE)


def _document(line: JournalLine) -> dict[str, Any]:
    op = line.entry.op
    return {
        "seq": line.entry.seq,
        "op_id": op.op_id,
        "kind": op.kind,
        "v": op.v,
        "hlc": op.hlc,
        "body": op.body,
        "prev": line.entry.prev_hash,
        "hash": line.entry.hash,
        "status": line.status,
        "code": line.code,
    }


def _text(line: JournalLine) -> str:
    op = line.entry.op
    when = str(op.body.get("origin", {}).get("local_time", ""))
    what = str(op.body.get("receipt_no", ""))
    return (
        f"{line.entry.seq:>6}  {when:<29}  {op.kind:<20} {what:<16} "
        f"{line.entry.hash[:_HASH_SHOWN]}  {line.status or 'waiting'}"
    ).rstrip()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
