"""Lays a receipt document out in columns of a fixed-width font: for the printer, the preview and the log.

Widths are counted as terminals do: East Asian wide characters take two columns, combining marks none. Control
characters in a text (an item name may hold anything) become visible pictures, so that no name can send a
command to the printer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import accumulate

import msgspec

from retail.graphemes import clusters, columns_of, is_wide
from retail.receipt import (
    Align,
    Barcode,
    Blank,
    Block,
    Cell,
    Columns,
    Cut,
    Notice,
    Picture,
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
    cells: tuple[int, ...] = ()
    """Places in `text` where a further cell begins: a name from right to left never runs into the amount."""
    align: Align = "left"
    """How the text stands, for whoever draws it in letters that are no column wide."""


class Laid(msgspec.Struct, frozen=True):
    """A line of cells before it has its style."""

    text: str
    cells: tuple[int, ...] = ()


CONTROL_PICTURES = 0x2400
"""Unicode's block of pictures of the control characters, in their order."""

NEVER_FIRST = ("Pe", "Pf", "Po", "Lm")
"""Kinds of wide characters that begin no line: closing brackets, stops, signs that repeat or lengthen."""
NEVER_LAST = ("Ps", "Pi")
SMALL_KANA = "ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
VOWELS_BEFORE, VOWELS_AFTER = "เแโใไເແໂໃໄ", "ะาำๅๆฯະາຳໆຯ"
"""Thai and Lao vowels that stand before or behind their letter, and signs that follow a word."""

Piece = Line | Qr | Barcode | Picture | Cut


def lay_out(document: ReceiptDocument, width: int) -> list[Piece]:
    """The document as lines of at most `width` columns (32, 42, 48 are common), codes and cuts, in order."""
    return [piece for block in document.blocks for piece in _block(block, width)]


def as_text(document: ReceiptDocument, width: int) -> str:
    """The document as plain text of one size, with `[QR:…]`, `[BARCODE:…]` and `[CUT]` where they belong.

    Pictures are left out.
    """
    blocks = tuple(_one_size(block) for block in document.blocks if not isinstance(block, Picture))
    plain = msgspec.structs.replace(document, blocks=blocks)
    return "".join(f"{_piece_text(piece).rstrip(' ')}\n" for piece in lay_out(plain, width))


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, broken at spaces and between wide characters.

    Inside a word only if it is too long for a line, and never inside what a reader takes for one character.
    Spaces at the beginning indent every line of their paragraph.
    """
    lines: list[str] = []
    for paragraph in visible(text).split("\n"):
        words = paragraph.lstrip(" ")
        indent = " " * min(len(paragraph) - len(words), width // 4)
        lines += [f"{indent}{line}".rstrip(" ") for line in _broken(words, width - len(indent))]
    return lines


def _broken(paragraph: str, width: int) -> Iterator[str]:
    line = ""
    for word in paragraph.split(" "):
        glue = " " if line else ""
        for part in _parts(word):
            joined = f"{line}{glue}{part}"
            glue = ""
            if columns_of(joined) <= width:
                line = joined
                continue
            if line:
                yield line
            *full, line = _chop(part, width)
            yield from full
    yield line


def visible(text: str) -> str:
    """`text` with newlines kept, tabs as spaces, and other control characters as pictures (ESC as ␛)."""
    return "".join(_visible_char(char) for char in text.replace("\r\n", "\n").replace("\t", " "))


def _visible_char(char: str) -> str:
    if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs"):
        return char
    if char < " ":
        return chr(CONTROL_PICTURES + ord(char))
    return "\u2421" if char == "\x7f" else "\ufffd"


def _parts(word: str) -> list[str]:
    """`word` cut where a line may be broken inside it: beside wide characters, if `_may_part` agrees."""
    if word.isascii():
        return [word]
    parts = [""]
    before = ""
    for cluster in clusters(word):
        if before and (is_wide(before) or is_wide(cluster)) and _may_part(before, cluster):
            parts.append("")
        parts[-1] += cluster
        before = cluster
    return parts


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end with `before` and the next begin with `after`."""
    holds_on = unicodedata.category(after[0]) in NEVER_FIRST or after[0] in SMALL_KANA
    return not holds_on and unicodedata.category(before[0]) not in NEVER_LAST


def _chop(word: str, width: int) -> list[str]:
    """A word in pieces of at most `width` columns; a mark stays with its letter, however narrow the paper."""
    pieces, piece, used = [], "", 0
    for step in _steps(word, width):
        if piece and used + columns_of(step) > width:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + step, used + columns_of(step)
    return [*pieces, piece]


def _steps(word: str, width: int) -> Iterator[str]:
    """What of a word is not cut: its characters, with the vowels that Thai and Lao write beside them."""
    for syllable in _syllables(word):
        if columns_of(syllable) <= width:
            yield syllable
            continue
        # A heap of signs that is one character to Unicode and wider than the paper is cut all the same.
        for cluster in clusters(syllable):
            yield from (cluster,) if columns_of(cluster) <= width else tuple(cluster)


def _syllables(word: str) -> Iterator[str]:
    held = ""
    for cluster in clusters(word):
        if held and held[-1] not in VOWELS_BEFORE and cluster[0] not in VOWELS_AFTER:
            yield held
            held = ""
        held += cluster
    yield held


def _pad(text: str, width: int, align: Align) -> str:
    if align != "left":
        text = text.lstrip(" ")
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
                padded = _pad(text, width // block.size, block.align)
                yield Line(padded, block.bold, block.size, align=block.align)
        case Row():
            for laid in _row(block, width // block.size):
                yield Line(laid.text, block.bold, block.size, laid.cells)
        case Columns():
            for laid in _columns(block.cells, width):
                yield Line(laid.text, block.bold, cells=laid.cells)
        case Qr():
            yield block
            for text in wrap(block.caption, width) if block.caption else ():
                yield Line(_pad(text, width, "center"), align="center")
        case _:
            yield from _mark(block, width)


def _mark(block: Rule | Blank | Notice | Barcode | Picture | Cut, width: int) -> Iterator[Piece]:
    match block:
        case Rule():
            yield Line(("=" if block.double else "-") * width)
        case Blank():
            yield from [Line("")] * block.lines
        case Notice():
            yield from _notice(block.text, width)
        case _:
            yield block


def _row(row: Row, width: int) -> list[Laid]:
    right = visible(row.right)
    room = width - columns_of(right) - 1
    if not right:
        return [Laid(text) for text in wrap(row.left, width)]
    if room < min(MIN_LEFT, columns_of(visible(row.left))) or "\n" in right:
        below = [Laid(_pad(text, width, "right")) for text in wrap(right, width)]
        return [*(Laid(text) for text in (wrap(row.left, width) if row.left else ())), *below]
    first, *rest = wrap(row.left, room)
    left = f"{_pad(first, room, 'left')} "
    return [Laid(left + right, (len(left),)), *map(Laid, rest)]


def _columns(cells: tuple[Cell, ...], width: int) -> list[Laid]:
    widths = _shares(cells, width - max(0, len(cells) - 1))
    if any(_longest_word(cell.text) > room for cell, room in zip(cells, widths, strict=True)):
        return [Laid(_pad(text, width, cell.align)) for cell in cells for text in wrap(cell.text, width)]
    stacks = [wrap(cell.text, room) for cell, room in zip(cells, widths, strict=True)]
    height = max((len(stack) for stack in stacks), default=0)
    return [
        _beside(
            [
                _pad(stack[row] if row < len(stack) else "", room, cell.align)
                for cell, stack, room in zip(cells, stacks, widths, strict=True)
            ]
        )
        for row in range(height)
    ]


def _beside(texts: list[str]) -> Laid:
    """Cells beside each other, a space between them."""
    starts = tuple(accumulate(len(text) + 1 for text in texts[:-1]))
    return Laid(" ".join(texts), starts)


def _shares(cells: tuple[Cell, ...], room: int) -> list[int]:
    """`room` columns by weight; what is left over goes to the first cells, one each."""
    total = sum(cell.weight for cell in cells)
    widths = [room * cell.weight // total for cell in cells]
    left_over = room - sum(widths)
    return [share + (1 if index < left_over else 0) for index, share in enumerate(widths)]


def _longest_word(text: str) -> int:
    words = visible(text).replace("\n", " ").split(" ")
    return max(columns_of(part) for word in words for part in _parts(word))


def _notice(text: str, width: int) -> Iterator[Line]:
    edge = "+" + "-" * (width - 2) + "+"
    yield Line(edge, bold=True)
    for line in wrap(text, width - 4):
        boxed = f"| {_pad(line, width - 4, 'center')} |"
        yield Line(boxed, bold=True, cells=(2, len(boxed) - 1))
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
