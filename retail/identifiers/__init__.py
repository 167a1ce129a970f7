"""Item identifiers: what a scanned or typed code means (GTIN, UPC-E, PLU, price- and weight-embedded)."""

from retail.identifiers.classify import parse
from retail.identifiers.embedded import EmbeddedLayout
from retail.identifiers.gtin import to_gtin14
from retail.identifiers.layouts import DEFAULT_LAYOUTS, LAYOUT_TABLES
from retail.identifiers.parsed_code import ParsedCode

__all__ = ["DEFAULT_LAYOUTS", "LAYOUT_TABLES", "EmbeddedLayout", "ParsedCode", "parse", "to_gtin14"]
