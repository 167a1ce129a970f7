"""What screens show of a cart that goes to a phone."""

from __future__ import annotations

from typing import Literal

from pos_app.views import View


class HandOffView(View, frozen=True, kw_only=True):
    """The link to the open sale's cart, or how far asking for it has come."""

    state: Literal["none", "asked", "ready", "offline", "refused"] = "none"
    link: str = ""
    at: int = 0
    """When the hub made it, UTC milliseconds."""
    line_count: int = 0
    left_out: tuple[str, ...] = ()
    """Names of what cannot go to a phone: keyed prices, packs with their price, gift cards, returns."""
    message: str = ""
    """When refused: what the hub said."""
