"""Lays a receipt document out in columns of a fixed-width font: for the printer, the preview and the log.

Widths are counted as terminals do: East Asian wide characters take two columns, combining marks none. Control
characters in a text (an item name may hold anything) become visible pictures, so that no name can send a
command to the printer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import msgspec

from retail.receipt import (
    Align,
    Barcode,
    Blank,
    Block,
    Cell,
    Columns,
    Cut,
    Notice,
    Qr,
    ReceiptDocument,
    Row,
    Rule,
    Size,
    Text,
)

MIN_LEFT = 8
"""Columns that the left text of a row needs at least; with fewer its value goes on a line of its own."""


class Line(msgspec.Struct, frozen=True):
    """One printed line: `text` is already aligned with spaces and fits `width // size` columns."""

    text: str
    bold: bool = False
    size: Size = 1


CONTROL_PICTURES = 0x2400
"""Unicode's block of pictures of the control characters, in their order."""

Piece = Line | Qr | Barcode | Cut


def columns_of(text: str) -> int:
    """The columns that `text` takes in a fixed-width font."""
    return sum(_columns_of_char(char) for char in text)


def lay_out(document: ReceiptDocument, width: int) -> list[Piece]:
    """The document as lines of at most `width` columns (32, 42, 48 are common), codes and cuts, in order."""
    return [piece for block in document.blocks for piece in _block(block, width)]


def as_text(document: ReceiptDocument, width: int) -> str:
    """The document as plain text of one size, with `[QR:…]`, `[BARCODE:…]` and `[CUT]` where they belong."""
    plain = msgspec.structs.replace(document, blocks=tuple(_one_size(block) for block in document.blocks))
    return "".join(f"{_piece_text(piece).rstrip(' ')}\n" for piece in lay_out(plain, width))


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, broken at spaces; inside a word only if it is too long."""
    lines: list[str] = []
    for paragraph in visible(text).split("\n"):
        line = ""
        for word in paragraph.split(" "):
            joined = f"{line} {word}" if line else word
            if columns_of(joined) <= width:
                line = joined
                continue
            if line:
                lines.append(line.rstrip(" "))
            *full, line = _chop(word, width)
            lines.extend(full)
        lines.append(line.rstrip(" "))
    return lines


def visible(text: str) -> str:
    """`text` with newlines kept, tabs as spaces, and other control characters as pictures (ESC as ␛)."""
    return "".join(_visible_char(char) for char in text.replace("\r\n", "\n").replace("\t", " "))


def _visible_char(char: str) -> str:
    if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs"):
        return char
    if char < " ":
        return chr(CONTROL_PICTURES + ord(char))
    return "\u2421" if char == "\x7f" else "\ufffd"


def _columns_of_char(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _chop(word: str, width: int) -> list[str]:
    """A word in pieces of at most `width` columns; a combining mark stays with its letter."""
    pieces, piece, used = [], "", 0
    for char in word:
        step = _columns_of_char(char)
        if piece and used + step > width:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + char, used + step
    return [*pieces, piece]


def _pad(text: str, width: int, align: Align) -> str:
    gap = max(0, width - columns_of(text))
    if align == "right":
        return " " * gap + text
    if align == "center":
        return " " * (gap // 2) + text + " " * (gap - gap // 2)
    return text + " " * gap


def _block(block: Block, width: int) -> Iterator[Piece]:
    match block:
        case Text():
            for text in wrap(block.text, width // block.size):
                yield Line(_pad(text, width // block.size, block.align), block.bold, block.size)
        case Row():
            for text in _row(block, width // block.size):
                yield Line(text, block.bold, block.size)
        case Columns():
            for text in _columns(block.cells, width):
                yield Line(text, block.bold)
        case Qr():
            yield block
            for text in wrap(block.caption, width) if block.caption else ():
                yield Line(_pad(text, width, "center"))
        case _:
            yield from _mark(block, width)


def _mark(block: Rule | Blank | Notice | Barcode | Cut, width: int) -> Iterator[Piece]:
    match block:
        case Rule():
            yield Line(("=" if block.double else "-") * width)
        case Blank():
            yield from [Line("")] * block.lines
        case Notice():
            yield from _notice(block.text, width)
        case _:
            yield block


def _row(row: Row, width: int) -> list[str]:
    right = visible(row.right)
    room = width - columns_of(right) - 1
    if not right:
        return wrap(row.left, width)
    if room < min(MIN_LEFT, columns_of(visible(row.left))) or "\n" in right:
        below = [_pad(text, width, "right") for text in wrap(right, width)]
        return [*(wrap(row.left, width) if row.left else []), *below]
    first, *rest = wrap(row.left, room)
    return [f"{_pad(first, room, 'left')} {right}", *rest]


def _columns(cells: tuple[Cell, ...], width: int) -> list[str]:
    widths = _shares(cells, width - max(0, len(cells) - 1))
    if any(_longest_word(cell.text) > room for cell, room in zip(cells, widths, strict=True)):
        return [_pad(text, width, cell.align) for cell in cells for text in wrap(cell.text, width)]
    stacks = [wrap(cell.text, room) for cell, room in zip(cells, widths, strict=True)]
    height = max((len(stack) for stack in stacks), default=0)
    return [
        " ".join(
            _pad(stack[row] if row < len(stack) else "", room, cell.align)
            for cell, stack, room in zip(cells, stacks, widths, strict=True)
        )
        for row in range(height)
    ]


def _shares(cells: tuple[Cell, ...], room: int) -> list[int]:
    """`room` columns by weight; what is left over goes to the first cells, one each."""
    total = sum(cell.weight for cell in cells)
    widths = [room * cell.weight // total for cell in cells]
    left_over = room - sum(widths)
    return [share + (1 if index < left_over else 0) for index, share in enumerate(widths)]


def _longest_word(text: str) -> int:
    return max(columns_of(word) for word in visible(text).replace("\n", " ").split(" "))


def _notice(text: str, width: int) -> Iterator[Line]:
    edge = "+" + "-" * (width - 2) + "+"
    yield Line(edge, bold=True)
    for line in wrap(text, width - 4):
        yield Line(f"| {_pad(line, width - 4, 'center')} |", bold=True)
    yield Line(edge, bold=True)


def _one_size(block: Block) -> Block:
    return msgspec.structs.replace(block, size=1) if isinstance(block, Text | Row) else block


def _piece_text(piece: Piece) -> str:
    match piece:
        case Line():
            return piece.text
        case Qr():
            return f"[QR:{visible(piece.data)}]"
        case Barcode():
            return f"[BARCODE:{visible(piece.data)}]"
        case _:
            return "[CUT]"
