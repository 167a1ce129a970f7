"""The receipt as a document: printable blocks as pure data, without fonts, printers or columns.

Whoever builds a receipt or a report makes one of these; `retail.receipt_layout` lays it out into columns for
the printer and for the preview on the screen; it is stored as JSON so that a reprint says the same.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Align = Literal["left", "center", "right"]
Size = Literal[1, 2]

# Blocks take positional arguments: a receipt is written as a long list of them and reads better so.


class Text(msgspec.Struct, frozen=True, tag="text"):
    """A paragraph, wrapped at words; a newline starts a new line. Size 2 is double width and height."""

    text: str
    align: Align = "left"
    bold: bool = False
    size: Size = 1


class Row(msgspec.Struct, frozen=True, tag="row"):
    """A name on the left and a value on the right, as in `Milk 1 l        1.19`.

    The right text is never shortened nor broken inside a word; the left one wraps beside it.
    """

    left: str
    right: str
    bold: bool = False
    size: Size = 1


class Cell(msgspec.Struct, frozen=True):
    """One cell of `Columns`; `weight` is its share of the paper's width against the other cells."""

    text: str
    align: Align = "left"
    weight: int = 1


class Columns(msgspec.Struct, frozen=True, tag="columns"):
    """One line of a table, such as the VAT table; rows with equal weights line up below each other.

    A figure is never broken: cells that do not fit beside each other are put below each other.
    """

    cells: tuple[Cell, ...]
    bold: bool = False


class Rule(msgspec.Struct, frozen=True, tag="rule"):
    """A line across the paper."""

    double: bool = False


class Blank(msgspec.Struct, frozen=True, tag="blank"):
    """Empty lines."""

    lines: int = 1


class Qr(msgspec.Struct, frozen=True, tag="qr"):
    """A QR code of `data` (as UTF-8), centred, with a caption below for who cannot scan it."""

    data: str
    caption: str = ""


class Barcode(msgspec.Struct, frozen=True, tag="barcode"):
    """A Code 128 barcode of `data` (printable ASCII), centred, with its text below."""

    data: str


class Picture(msgspec.Struct, frozen=True, tag="picture"):
    """A picture, such as the shop's logo, centred, black and white; left out where its file has not arrived.

    `digest` is the SHA-256 of the file as 64 hexadecimal digits; a document never holds the picture itself.
    """

    digest: str


class Notice(msgspec.Struct, frozen=True, tag="notice"):
    """A boxed word nobody may miss: DUPLICATE, TRAINING, VOID."""

    text: str


class Cut(msgspec.Struct, frozen=True, tag="cut"):
    """Feed the paper past the blade and cut it."""


Block = Text | Row | Columns | Rule | Blank | Qr | Barcode | Picture | Notice | Cut


class ReceiptDocument(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to print, whole.

    `kind` is a stable word: receipt, duplicate, x_report, z_report, paid_in, paid_out, float_entry,
    cash_pickup, no_sale, test, parked_slip, cart_link.
    `language` is a BCP 47 tag (`de`, `en-GB`). `open_drawer` kicks the cash drawer before the paper moves.
    """

    document_id: str
    kind: str
    language: str
    blocks: tuple[Block, ...]
    open_drawer: bool = False
