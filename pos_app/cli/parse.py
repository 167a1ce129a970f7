"""`tillbridge parse`: says what scanned codes mean, from the command line or line by line from stdin."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from retail.errors import DataError
from retail.identifiers import LAYOUT_TABLES, EmbeddedLayout, ParsedCode, parse
from retail.identifiers.aim import HINTS

HELP = (
    "Say what scanned codes mean: item number (GTIN-14), PLU, embedded price or weight, or why a code cannot "
    "be read. With - one code a line is read from standard input and answered at once, one line each. Exits "
    "with 1 when a code is bad or unknown."
)

_STDIN = "-"
_SHOWN = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the codes and how to read them."""
    parser.add_argument(
        "codes", metavar="CODE", nargs="+", help="a code as the scanner sends it, or - for stdin"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a code")
    parser.add_argument(
        "--symbology",
        choices=sorted(HINTS),
        help="what the codes were printed as, for scanners that send no AIM identifier (such as upc_e)",
    )
    parser.add_argument(
        "--layouts",
        metavar="NAME|FILE.json",
        default="default",
        help="how in-store codes carry a price or weight: "
        f"{', '.join(sorted(LAYOUT_TABLES))}, or a JSON file with a list of layouts",
    )
    parser.add_argument(
        "--plu-prefix", metavar="TEXT", default="", help="what stands before a PLU in this shop"
    )


def run(args: argparse.Namespace) -> int:
    """Answer each code in turn, flushed line by line; 1 when any was bad."""
    layouts = _layouts(args.layouts)
    total = bad = 0
    for data in _codes(args.codes):
        code = _parse(data, layouts, args.symbology, args.plu_prefix)
        total += 1
        bad += code.error is not None
        _write(msgspec.json.encode(code) if args.json else _readable(code).encode("utf-8"))
    if bad:
        sys.stderr.write(f"tillbridge: {bad} of {total} codes cannot be sold as they are.\n")
    return 1 if bad else 0


def _codes(arguments: Sequence[str]) -> Iterator[bytes]:
    for argument in arguments:
        if argument == _STDIN:
            # readline returns as soon as a line is there; nothing waits for the end of the input.
            while line := sys.stdin.buffer.readline():
                yield line
        else:
            yield os.fsencode(argument)


def _parse(
    data: bytes, layouts: Sequence[EmbeddedLayout], symbology: str | None, plu_prefix: str
) -> ParsedCode:
    """The meaning of one line's bytes; bytes that are not UTF-8 are an answer too."""
    line = data.removesuffix(b"\n").removesuffix(b"\r")
    try:
        return parse(line.decode("utf-8"), layouts, symbology=symbology, plu_prefix=plu_prefix)
    except UnicodeDecodeError:
        return ParsedCode(
            raw=line.decode("utf-8", "backslashreplace"),
            error="not_utf8",
            message="The code is not UTF-8 text: check the scanner's character set, then scan again.",
        )


def _write(line: bytes) -> None:
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def _readable(code: ParsedCode) -> str:
    """One line for a person; control characters are shown as escapes."""
    shown = code.raw if len(code.raw) <= _SHOWN else f"{code.raw[:_SHOWN]}… ({len(code.raw)} characters)"
    shown = "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in shown
    )
    if code.error is not None:
        return f"{shown}  {code.kind}  {code.error}: {code.message}"
    facts = (
        ("GTIN-14", code.gtin14),
        ("PLU", code.plu),
        ("item", code.item_reference),
        ("price in minor units", code.price_minor),
        ("weight in thousandths", code.weight),
        ("pieces", code.count),
        ("add-on", code.add_on),
        ("symbology", code.symbology),
    )
    return "  ".join([shown, code.kind, *(f"{name} {value}" for name, value in facts if value is not None)])


def _layouts(name: str) -> Sequence[EmbeddedLayout]:
    if name in LAYOUT_TABLES:
        return LAYOUT_TABLES[name]
    known = ", ".join(sorted(LAYOUT_TABLES))
    try:
        return msgspec.json.decode(Path(name).read_bytes(), type=tuple[EmbeddedLayout, ...])
    except OSError as error:
        raise DataError(
            "layouts_unreadable",
            f"No layouts named {name!r} ({known}), and no such file: {error.strerror}.",
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DataError("bad_layout", f"The layouts in {name} cannot be used: {error}.") from error
