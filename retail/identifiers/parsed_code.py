"""What a scan turned out to be: the result of `parse`, the same for every kind of code."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from retail.identifiers.gs1_message import Element

Kind = Literal["gtin", "plu", "embedded", "gs1", "unknown"]

_THOUSAND: Final = 1000
_COUPONS: Final = frozenset({"255", "8110", "8112"})


class ParsedCode(msgspec.Struct, frozen=True, kw_only=True):
    """A scan and its meaning; `error` and `message` are set when it cannot be sold as it is.

    - `raw`: the scan unchanged, for the audit record (M1.2); `text`: without AIM identifier and outer blanks.
    - `symbology`: what carried it, None when nobody said.
    - `gtin14`: canonical key; of an embedded code the key of the same label with its value set to zero.
    - `item_reference`, `prefix`: the item digits of an embedded code, and the layout's prefix before them.
    - `price_minor`: minor units; `weight`: thousandths of the unit (grams of a kilogram); `count`: pieces.
    - `add_on`: the 2 or 5 digits beside the code of a periodical.
    - Of a GS1 code: `elements` are its application identifiers in their order; `length` and `volume` are
      thousandths of a metre and a litre, and `weight` is of a kilogram; `currency` is that of its price where
      the code names one; `expiry` (AI 17) and `best_before` (AI 15) are ISO dates.
    - `error`: a stable word that screens translate; `message`: what happened and what to do, in English.
    """

    raw: str
    text: str = ""
    kind: Kind = "unknown"
    symbology: str | None = None
    gtin14: str | None = None
    plu: str | None = None
    prefix: str | None = None
    item_reference: str | None = None
    price_minor: int | None = None
    weight: int | None = None
    count: int | None = None
    add_on: str | None = None
    elements: tuple[Element, ...] = ()
    length: int | None = None
    volume: int | None = None
    currency: str | None = None
    expiry: str | None = None
    best_before: str | None = None
    batch: str | None = None
    serial: str | None = None
    error: str | None = None
    message: str | None = None

    def quantity_in(self, unit: str) -> int | None:
        """The quantity the code carries, in thousandths of an item's unit; None when it carries none.

        A label's weight is in whatever unit its scale has. A GS1 code says its units: a net weight is nothing
        to an item sold by the piece.
        """
        counted = None if self.count is None else self.count * _THOUSAND
        if self.kind != "gs1":
            return self.weight if counted is None else counted
        grams = None if self.weight is None else self.weight * _THOUSAND
        found = {"pcs": counted, "kg": self.weight, "g": grams, "l": self.volume, "m": self.length}
        return found.get(unit)

    @property
    def coupon(self) -> bool:
        """Whether a GS1 code is that of a coupon (AI 255, 8110 or 8112)."""
        return not _COUPONS.isdisjoint(element.ai for element in self.elements)

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Under which identifiers the catalogue may know it, best first; none when a check digit was wrong.

        The forms are those of a catalogue item: `gtin:`, `plu:`, `ref:<prefix>:<item digits>`, `raw:`.
        """
        if self.kind == "unknown" or self.error == "gs1_no_item":
            findable = self.text and self.error not in (None, "control_characters")
            return (f"raw:{self.text}",) if findable else ()
        if self.error is not None:
            return ()
        if self.kind == "plu":
            return (f"plu:{self.plu}",)
        if self.kind == "embedded":
            return (f"ref:{self.prefix}:{self.item_reference}", f"gtin:{self.gtin14}")
        return (f"gtin:{self.gtin14}",)
