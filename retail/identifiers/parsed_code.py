"""What a scan turned out to be: the result of `parse`, the same for every kind of code."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["gtin", "plu", "embedded", "unknown"]

_THOUSAND = 1000


class ParsedCode(msgspec.Struct, frozen=True, kw_only=True):
    """A scan and its meaning; `error` and `message` are set when it cannot be sold as it is.

    - `raw`: the scan unchanged, for the audit record (M1.2); `text`: without AIM identifier and outer blanks.
    - `symbology`: what carried it, None when nobody said.
    - `gtin14`: canonical key; of an embedded code the key of the same label with its value set to zero.
    - `item_reference`, `prefix`: the item digits of an embedded code, and the layout's prefix before them.
    - `price_minor`: minor units; `weight`: thousandths of the unit (grams of a kilogram); `count`: pieces.
    - `add_on`: the 2 or 5 digits beside the code of a periodical.
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
    error: str | None = None
    message: str | None = None

    @property
    def quantity(self) -> int | None:
        """The quantity the code carries, in thousandths of the sales unit; None when it carries none."""
        if self.count is not None:
            return self.count * _THOUSAND
        return self.weight

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Under which identifiers the catalogue may know it, best first; none when a check digit was wrong.

        The forms are those of a catalogue item: `gtin:`, `plu:`, `ref:<prefix>:<item digits>`, `raw:`.
        """
        if self.kind == "unknown":
            findable = self.text and self.error not in (None, "control_characters")
            return (f"raw:{self.text}",) if findable else ()
        if self.error is not None:
            return ()
        if self.kind == "plu":
            return (f"plu:{self.plu}",)
        if self.kind == "embedded":
            return (f"ref:{self.prefix}:{self.item_reference}", f"gtin:{self.gtin14}")
        return (f"gtin:{self.gtin14}",)
