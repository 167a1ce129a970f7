"""Read models of points, gift cards and store credit: balances with their age, and asks under way."""

from __future__ import annotations

from pos_app.views import TenderView, View
from retail.rights import RightKind


class BalanceView(View, frozen=True, kw_only=True):
    """How a customer's account stands here."""

    points: int
    pending: int
    """Points that may not be spent yet."""
    tier: str
    """Name of her tier; empty where she has none."""
    credit: int
    """Store credit, minor units."""
    currency: str
    next_expiry_at: int = 0
    """UTC milliseconds when `next_expiry_points` go; 0: none are to go."""
    next_expiry_points: int = 0
    as_of: int
    """UTC milliseconds of the hub's word that it rests on; 0: the hub never said anything."""
    known: bool
    """Whether the hub ever said anything; else points are only what was earned here."""


class ValueAskView(View, frozen=True, kw_only=True):
    """The hub is being asked for points or money, or has told a balance that was asked for."""

    request_id: str
    kind: RightKind
    quantity: int
    """Points, or minor units; 0 where only the balance is asked for."""
    last4: str
    at: int
    pending: bool
    """False: the balance is there."""
    available: int = 0
    as_of: int = 0
    currency: str


class ValuePaymentView(View, frozen=True, kw_only=True):
    """How accounts can pay the open sale, or get money back; amounts are above zero, minor units."""

    txn_id: str
    currency: str
    refund: bool
    """Money goes back."""
    allowed: bool
    """False: in training, and where gift cards are sold in this sale."""
    points: int = 0
    """Points that can pay now, as far as the till knows: the hub has the last word."""
    points_amount: int = 0
    """What these pay; in a refund what the points are worth that go back."""
    points_due: int = 0
    """Points that paid for the goods which come back: they go back before any money does."""
    credit: int = 0
    """Store credit of the customer, as far as the till knows."""
    customer: bool = False
    """Whether a customer is on the sale: without one there are no points and no credit."""
    gift_cards: tuple[TenderView, ...] = ()
    """Gift cards that paid for goods which come back; `payment_id` is the account to refund to."""
    asks: tuple[ValueAskView, ...] = ()
    """What is under way, oldest first."""
