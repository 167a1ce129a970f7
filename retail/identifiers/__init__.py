"""Item identifiers: what a scanned or typed code means (GTIN, UPC-E, PLU, GS1, embedded price or weight)."""

from retail.identifiers.classify import BASE_YEAR, parse
from retail.identifiers.embedded import EmbeddedLayout, in_currency
from retail.identifiers.gtin import to_gtin14
from retail.identifiers.layouts import DEFAULT_LAYOUTS, LAYOUT_TABLES
from retail.identifiers.parsed_code import ParsedCode

__all__ = [
    "BASE_YEAR",
    "DEFAULT_LAYOUTS",
    "LAYOUT_TABLES",
    "EmbeddedLayout",
    "ParsedCode",
    "in_currency",
    "parse",
    "to_gtin14",
]
