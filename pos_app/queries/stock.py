"""What the screens of stock look up."""

from __future__ import annotations

from pos_app.queries import Query
from pos_app.views import StockView
from pos_app.views.stock import RightView, StockDocumentView, StockWorkView


class StockOf(Query[StockView], frozen=True, kw_only=True):
    """Stock of an item here and elsewhere, with its age."""

    sku: str


class ListStockDocuments(Query[StockWorkView], frozen=True, kw_only=True):
    """Drafts first, then what was posted, newest first; and transfers on their way here."""

    limit: int = 50


class ShowStockDocument(Query[StockDocumentView], frozen=True, kw_only=True):
    """One with its lines. `RuleError("stock_document_gone")` where it is not there."""

    document_id: str


class ListRights(Query[tuple[RightView, ...]], frozen=True, kw_only=True):
    """Rights that this terminal holds, then those it held."""

    limit: int = 100
