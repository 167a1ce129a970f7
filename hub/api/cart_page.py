"""The page on which a shopper sees her cart: plain files of the hub, nothing from elsewhere, strict rules.

The link's secret stands behind the `#`, which a browser sends nobody.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_FOLDER: Final = Path(__file__).parents[1] / "web"
_FILES: Final = {
    "/cart": ("cart.html", "text/html"),
    "/cart/cart.css": ("cart.css", "text/css"),
    "/cart/cart.js": ("cart.js", "text/javascript"),
    "/cart/cart_begin.js": ("cart_begin.js", "text/javascript"),
    "/cart/cart_goods.js": ("cart_goods.js", "text/javascript"),
    "/cart/cart_hold.js": ("cart_hold.js", "text/javascript"),
    "/cart/cart_words.js": ("cart_words.js", "text/javascript"),
}
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # A newer hub brings newer files.
    "Cache-Control": "no-cache",
}


class CartPage:
    """Serves the page's files, read once."""

    def __init__(self) -> None:
        self._answers = {
            path: ((_FOLDER / name).read_bytes(), media_type) for path, (name, media_type) in _FILES.items()
        }

    def routes(self) -> list[Route]:
        """One for each file."""
        return [Route(path, self.show, methods=["GET"]) for path in _FILES]

    async def show(self, request: Request) -> Response:
        """The file."""
        content, media_type = self._answers[request.url.path]
        return Response(content, media_type=media_type, headers=_HEADERS)
