"""`tillbridge scan`: reads every code in image files, as a camera's photographs or pictures of receipts."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import msgspec

from devices.imaging.found import Found, Point
from retail.errors import DataError

HELP = (
    "Read every bar code and 2D code in image files (PNG, JPEG, GIF, BMP, TIFF, WebP); a folder stands for "
    "the images in it. Prints a line a code; with --json one object a file. Exits with 1 when a file could "
    "not be read; a picture without a code is no failure."
)


class CodeLine(msgspec.Struct, frozen=True, kw_only=True):
    """One code as it is reported; its fields are those of `Found`."""

    text: str
    format: str
    symbology: str
    gtin14: str | None
    raw: str
    points: tuple[Point, ...]
    decoder: str
    ms: float


class FileLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One file: its codes, and `error` with `message` where it could not be read; `ms` for all of it."""

    file: str
    ms: float
    codes: tuple[CodeLine, ...] | msgspec.UnsetType = msgspec.UNSET
    error: str = ""
    message: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the files."""
    parser.add_argument("images", metavar="IMAGE", nargs="+", type=Path, help="an image file or a folder")
    parser.add_argument("--json", action="store_true", help="print one JSON object a file")


def run(args: argparse.Namespace) -> int:
    """Answer file by file, flushed; 1 when any could not be read."""
    # The decoders take longer to load than `--help` to print.
    from devices.imaging.image_files import image_files  # noqa: PLC0415 - loaded by the command that needs it

    failed = False
    for path in args.images:
        for file in image_files([path]):
            line = _scan(file)
            failed = failed or bool(line.error)
            _say(line, as_json=args.json)
    return 1 if failed else 0


def _scan(path: Path) -> FileLine:
    from devices.imaging.decode import decode_still  # noqa: PLC0415 - loaded by the command that needs it
    from devices.imaging.image_files import open_grey  # noqa: PLC0415 - loaded by the command that needs it

    started = time.perf_counter()
    try:
        codes = decode_still(open_grey(path))
    except DataError as error:
        return _failed(path, error, _ms_since(started))
    return FileLine(file=_sayable(path), ms=_ms_since(started), codes=tuple(map(_code_line, codes)))


def _failed(path: Path, error: DataError, ms: float) -> FileLine:
    return FileLine(file=_sayable(path), ms=ms, error=error.code, message=_sayable(error.message))


def _code_line(code: Found) -> CodeLine:
    return CodeLine(
        text=code.text,
        format=code.format,
        symbology=code.symbology,
        gtin14=code.gtin14,
        raw=code.raw,
        points=code.points,
        decoder=code.decoder,
        ms=code.ms,
    )


def _say(line: FileLine, *, as_json: bool) -> None:
    if as_json:
        data = msgspec.json.encode(line)
    elif line.error:
        sys.stderr.write(f"tillbridge: {_shown(line.message)}\n")
        return
    else:
        data = "\n".join(_readable(line)).encode("utf-8", "replace")
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()


def _readable(line: FileLine) -> list[str]:
    name = _shown(line.file)
    if not line.codes:
        return [f"{name}: no code found"]
    return [
        f"{name}: {code.format}  {_shown(code.text)}"
        f"{f'  GTIN-14 {code.gtin14}' if code.gtin14 else ''}  {code.ms} ms"
        for code in line.codes
    ]


def _shown(text: str) -> str:
    """A code may hold anything: what a terminal would obey is shown as an escape."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def _sayable(name: Path | str) -> str:
    """A file's name may be bytes that are no text: those are shown as escapes."""
    return str(name).encode("utf-8", "backslashreplace").decode("utf-8")


def _ms_since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)
