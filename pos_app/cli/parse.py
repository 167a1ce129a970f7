"""`tillbridge parse`: says what scanned codes mean, from the command line or line by line from stdin."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from pos_app.machine import SystemClock
from retail.currency import digits
from retail.errors import DataError
from retail.identifiers import LAYOUT_TABLES, EmbeddedLayout, ParsedCode, in_currency, parse
from retail.identifiers.aim import HINTS
from retail.identifiers.element_string import SEPARATOR
from retail.identifiers.gs1_message import Element

HELP = (
    "Say what scanned codes mean: item number (GTIN-14), PLU, embedded price or weight, every application "
    "identifier of a GS1 code, or why a code cannot be read. GS1 codes may be element strings as a scanner "
    "sends them, Digital Link addresses, or as people write them: (01)09521234543213(17)261130. The group "
    r"separator (FNC1) may be written \x1d, ^] or {GS} in a code given here. With - one code a line is read "
    "from standard input, as it is, and answered at once. Exits with 1 when a code is bad or unknown."
)

_STDIN = "-"
_SEPARATORS = (rb"\x1d", b"^]", b"{GS}")
_SHOWN = 60


class _Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How the codes of one run are read."""

    layouts: Sequence[EmbeddedLayout]
    symbology: str | None
    plu_prefix: str
    currency: str
    year: int


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
        "--currency",
        metavar="CODE",
        default="",
        help="money of the store, such as EUR: how a price in a GS1 code is counted, and which is refused",
    )
    parser.add_argument(
        "--plu-prefix", metavar="TEXT", default="", help="what stands before a PLU in this shop"
    )


def run(args: argparse.Namespace) -> int:
    """Answer each code in turn, flushed line by line; 1 when any was bad."""
    currency = args.currency.upper()
    layouts = _layouts(args.layouts)
    if currency:
        layouts = in_currency(layouts, digits(currency))
    how = _Reading(
        layouts=layouts,
        symbology=args.symbology,
        plu_prefix=args.plu_prefix,
        currency=currency,
        year=datetime.fromtimestamp(SystemClock().now() / 1000, UTC).year,
    )
    total = bad = 0
    for data in _codes(args.codes):
        code = _parse(data, how)
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
            code = os.fsencode(argument)
            for written in _SEPARATORS:
                code = code.replace(written, SEPARATOR.encode("ascii"))
            yield code


def _parse(data: bytes, how: _Reading) -> ParsedCode:
    """The meaning of one line's bytes; bytes that are not UTF-8 are an answer too."""
    line = data.removesuffix(b"\n").removesuffix(b"\r")
    try:
        return parse(
            line.decode("utf-8"),
            how.layouts,
            symbology=how.symbology,
            plu_prefix=how.plu_prefix,
            currency=how.currency,
            year=how.year,
        )
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
    """For a person: one line, and one for each application identifier; control characters become escapes."""
    shown = code.raw if len(code.raw) <= _SHOWN else f"{code.raw[:_SHOWN]}… ({len(code.raw)} characters)"
    shown = "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in shown
    )
    elements = "".join(f"\n{_element(element)}" for element in code.elements)
    if code.error is not None:
        return f"{shown}  {code.kind}  {code.error}: {code.message}{elements}"
    facts = (
        ("GTIN-14", code.gtin14),
        ("PLU", code.plu),
        ("item", code.item_reference),
        ("price in minor units", code.price_minor),
        ("weight in thousandths", code.weight),
        ("pieces", code.count),
        ("add-on", code.add_on),
        ("length in thousandths", code.length),
        ("volume in thousandths", code.volume),
        ("currency", code.currency),
        ("expiry", code.expiry),
        ("best before", code.best_before),
        ("batch", code.batch),
        ("serial", code.serial),
        ("symbology", code.symbology),
    )
    found = (f"{name} {value}" for name, value in facts if value is not None)
    return "  ".join([shown, code.kind, *found]) + elements


def _element(element: Element) -> str:
    meant = "" if element.meaning == element.value else f" = {element.meaning}"
    return f"  ({element.ai}) {element.title}: {element.value}{meant}"


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
