"""Questions about carts that go to a phone."""

from __future__ import annotations

from pos_app.queries import Query
from pos_app.views.carts import HandOffView


class ShowHandOff(Query[HandOffView], frozen=True, kw_only=True):
    """The link to the open sale's cart."""
