"""Items of the catalogue and their prices, as terminal and hub exchange them in feed rows."""

from __future__ import annotations

import msgspec


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """Something sold: the SKU-level thing (ARTS Item). Body of a feed row of kind `item`, key = sku."""

    sku: str
    name: str
    category: str = ""
    """Name of the category it is shown under; empty for none."""
    tax_class: str
    unit: str = "pcs"
    """Sales unit: `pcs`, or `kg`, `g`, `l`, `m` for goods that are weighed or measured."""
    age_limit: int = 0
    """Least age of the buyer in years; 0 for none."""
    deposit: int = 0
    """Refundable deposit a unit, minor units of the store's currency; 0 for none."""
    image: str = ""
    """SHA-256 of its picture, or empty."""
    identifiers: tuple[str, ...] = ()
    """What finds it: `gtin:<14 digits>`, `plu:<digits>`, `ref:<prefix>:<item digits>`, `raw:<text>`."""
    active: bool = True

    @property
    def measured(self) -> bool:
        """Whether its quantity is a weight or measure, never raised by scanning it again."""
        return self.unit != "pcs"


class Category(msgspec.Struct, frozen=True, kw_only=True):
    """A group of items on the picture grid. Body of a feed row of kind `category`, key = name."""

    name: str
    position: int = 0
    colour: str = ""
    """One of the theme's category colour names (`c1` … `c12`), or empty for one by position."""


class PriceChange(msgspec.Struct, frozen=True, kw_only=True):
    """A price that comes into force at a moment to come, with no network needed for it then.

    Body of a feed row of kind `price_change`, key = `<sku>@<effective_from>`, in scope `price:<list>`. Of
    those whose moment has come the latest counts, before the `price` of the SKU.
    """

    sku: str
    amount: int
    """Minor units; including tax where the store's tax policy says so."""
    effective_from: int
    """UTC milliseconds; the price counts from then on."""

    @property
    def key(self) -> str:
        """Of its feed row."""
        return f"{self.sku}@{self.effective_from}"


class Price(msgspec.Struct, frozen=True, kw_only=True):
    """Price of one sales unit in a price list. Body of a feed row of kind `price`, key = sku."""

    sku: str
    amount: int
    """Minor units; including tax where the store's tax policy says so."""
