"""Routes for shared carts: no login; who knows the secret of a cart may use it. No cookie, no other site.

Prices in answers are always the hub's of that moment. The secret travels in the header `Tillbridge-Cart`
alone, never in an address.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
import segno
from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import BaseModel, Field

from hub.api.errors import Refused
from hub.services.cart_limits import CartLimits
from hub.services.carts import CartClosed, CartService, CartUnknown
from retail.cart import CartLine
from retail.cart_merge import MAX_LINES, MAX_QUANTITY, MAX_SKU

HEADER = "Tillbridge-Cart"
MAX_STAMP = 80
MAX_WORDS = 60
LONGEST_HOLD = 30
"""Minutes for which the goods of a cart are held."""
_TAGS: list[Any] = ["carts"]

router = APIRouter(prefix="/carts")
Secret = Annotated[str, Header(alias=HEADER, max_length=200, description="The secret of the cart.")]


class LineChange(BaseModel):
    """A line as it shall be. To want the goods again after a removal is a new line."""

    line_id: str = Field(max_length=36, description="UUIDv7, made by who makes the line.")
    sku: str = Field(default="", max_length=MAX_SKU)
    quantity: int = Field(default=0, ge=0, le=MAX_QUANTITY, description="Thousandths of the unit.")
    stamp: str = Field(max_length=MAX_STAMP, description="Hybrid time of this writing.")
    removed: bool = False

    def line(self) -> CartLine:
        """As the rules of merging take it."""
        return CartLine(**self.model_dump())


class Changes(BaseModel):
    """Lines to merge into a cart."""

    lines: list[LineChange] = Field(max_length=MAX_LINES)


class NewCart(BaseModel):
    """Where it is begun; a hub with one store needs no `store_id`."""

    store_id: str = Field(default="", max_length=80)
    touchpoint: Literal["web", "kiosk"] = "web"
    lines: list[LineChange] = Field(default_factory=list, max_length=MAX_LINES)


class Hold(BaseModel):
    """For how long the goods shall be held."""

    minutes: int = Field(default=15, ge=1, le=LONGEST_HOLD)


class Desk(msgspec.Struct, frozen=True):
    """The service, behind the limits."""

    carts: CartService
    limits: CartLimits
    peer: str

    def about(self, cart_id: str, work: Callable[[], Any]) -> Any:
        """Do it, counted. Raises `Refused` 404, 409; 429 `TooOften`; 400 `RuleError`."""
        self.limits.check(self.peer, cart_id)
        try:
            return msgspec.to_builtins(work())
        except CartUnknown as error:
            self.limits.wrong(self.peer)
            raise Refused(404, error.code, error.message) from error
        except CartClosed as error:
            raise Refused(409, error.code, error.message) from error


def _desk(request: Request) -> Desk:
    peer = request.client.host if request.client else ""
    carts: CartService = request.app.state.carts
    limits: CartLimits = request.app.state.cart_limits
    return Desk(carts, limits, peer)


Carts = Annotated[Desk, Depends(_desk)]


@router.post("", tags=_TAGS, status_code=201)
def begin_cart(body: NewCart, desk: Carts) -> dict[str, Any]:
    """Begin a cart. The answer is the only one that holds its secret."""
    desk.limits.check_begin(desk.peer)
    lines = [one.line() for one in body.lines]
    made: dict[str, Any] = desk.about("", lambda: desk.carts.begin(body.store_id, lines, body.touchpoint))
    return made


@router.get("/{cart_id}", tags=_TAGS)
def show_cart(cart_id: str, secret: Secret, desk: Carts) -> dict[str, Any]:
    """The lines that wait, with the hub's prices and what is in stock of each."""
    found: dict[str, Any] = desk.about(cart_id, lambda: desk.carts.show(cart_id, secret))
    return found


@router.get("/{cart_id}/goods", tags=_TAGS)
def find_goods(
    cart_id: str,
    secret: Secret,
    desk: Carts,
    q: Annotated[str, Query(max_length=MAX_WORDS, description="A part of a name, or a barcode.")] = "",
    after: Annotated[str, Query(max_length=MAX_SKU, description="`next` of the page before.")] = "",
) -> dict[str, Any]:
    """What the cart's store sells, with the hub's prices and stock, some at a time."""
    found: dict[str, Any] = desk.about(cart_id, lambda: desk.carts.find_goods(cart_id, secret, q, after))
    return found


@router.post("/{cart_id}/lines", tags=_TAGS)
def change_cart(cart_id: str, body: Changes, secret: Secret, desk: Carts) -> dict[str, Any]:
    """Merge lines: remove wins, the last writer sets the quantity. Safe to repeat."""
    lines = [one.line() for one in body.lines]
    found: dict[str, Any] = desk.about(cart_id, lambda: desk.carts.change(cart_id, secret, lines))
    return found


@router.delete("/{cart_id}/lines/{line_id}", tags=_TAGS)
def remove_line(cart_id: str, line_id: str, secret: Secret, desk: Carts) -> dict[str, Any]:
    """Remove a line for good."""
    found: dict[str, Any] = desk.about(cart_id, lambda: desk.carts.remove(cart_id, secret, line_id))
    return found


@router.post("/{cart_id}/reservation", tags=_TAGS)
def hold_cart(cart_id: str, body: Hold, secret: Secret, desk: Carts) -> dict[str, Any]:
    """Hold the goods for some minutes, all or none, of which the store keeps stock; shorter for strangers."""

    def held() -> Any:
        return desk.carts.hold(cart_id, secret, body.minutes, desk.peer)

    found: dict[str, Any] = desk.about(cart_id, held)
    return found


@router.delete("/{cart_id}/reservation", tags=_TAGS)
def let_go_of_cart(cart_id: str, secret: Secret, desk: Carts) -> dict[str, Any]:
    """Hold nothing any longer."""
    found: dict[str, Any] = desk.about(cart_id, lambda: desk.carts.let_go(cart_id, secret))
    return found


@router.post("/{cart_id}/token", tags=_TAGS)
def hand_over(cart_id: str, secret: Secret, desk: Carts) -> dict[str, Any]:
    """A code that a till scans to take the cart: `text`, the same as a drawing (`svg`), and when it ends."""
    made: dict[str, Any] = desk.about(cart_id, lambda: desk.carts.token(cart_id, secret))
    return made | {"svg": _drawn(made["text"]), "at": desk.carts.now()}


def _drawn(text: str) -> str:
    """A QR code without a size of its own, dark on light whatever the page's colours are."""
    code = segno.make_qr(text, error="m", boost_error=False)
    drawn: str = code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff")
    return drawn
