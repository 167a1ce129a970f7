"""Says honestly how a text file is encoded, and where it is not what it claims to be."""

from __future__ import annotations

import codecs
from pathlib import Path

from retail.errors import RuleError

CHUNK = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path: Path, asked: str | None = None) -> str:
    """The encoding of a text file, after reading all of it: the asked one, that of its mark, or UTF-8.

    Nothing is guessed and nothing replaced. Raises `RuleError`: `file_unreadable`, `encoding_unknown`, or
    `encoding_wrong`, which names the line and byte that do not fit.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise RuleError("file_unreadable", f"{path} cannot be read: {error.strerror}.") from error
    marked = next((name for mark, name in MARKS if start.startswith(mark)), None)
    name = _known(asked) if asked is not None else marked or "utf-8"
    _check(path, name)
    return name


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name
        b"a".decode(found)
    except UnicodeError:
        return found
    except LookupError as error:
        # Also what Python calls a codec and is no encoding of text, such as base64.
        raise RuleError(
            "encoding_unknown",
            f"{name[:40]!r} is no encoding. Known ones are utf-8, cp1252, latin-1, utf-16.",
        ) from error
    return found


def _check(path: Path, name: str) -> None:
    decoder = codecs.getincrementaldecoder(name)()
    line, before = 1, 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            held = len(decoder.getstate()[0])
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeError as error:
                raise _wrong(path, name, chunk, error, line, before - held) from error
            if "\0" in text:
                line += text[: text.index("\0")].count("\n")
                raise RuleError(
                    "encoding_wrong",
                    f"{path.name} holds zero bytes near line {line}: "
                    "it is not plain text, or UTF-16 without its mark. Then give --encoding utf-16-le.",
                )
            line += text.count("\n")
            before += len(chunk)
            if not chunk:
                return


def _wrong(path: Path, name: str, chunk: bytes, error: UnicodeError, line: int, start: int) -> RuleError:
    """`start` is the place in the file of the first byte that the decoder was looking at."""
    if not isinstance(error, UnicodeDecodeError):
        return RuleError("encoding_wrong", f"{path.name} is not {name}: {error}.", line=line)
    at = start + error.start
    line += error.object[: error.start].count(b"\n")
    byte = error.object[error.start] if error.start < len(error.object) else 0
    hint = (
        "If a Windows program wrote it, try --encoding cp1252."
        if name.startswith("utf-8")
        else "Try another."
    )
    return RuleError(
        "encoding_wrong",
        f"{path.name} is not {name}: line {line} has the byte 0x{byte:02X} at offset {at}, "
        f"which does not fit. {hint} Nothing was imported.",
        line=line,
        offset=at,
        chunk=len(chunk),
    )
