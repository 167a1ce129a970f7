"""What screens ask about points, gift cards and store credit."""

from __future__ import annotations

from pos_app.queries import Query
from pos_app.views.loyalty import BalanceView, ValueAskView, ValuePaymentView


class BalanceOf(Query[BalanceView], frozen=True, kw_only=True):
    """How a customer's account stands, with its age; `AskAccount` asks the hub for what is newer."""

    customer_id: str


class ShowValuePayment(Query[ValuePaymentView], frozen=True, kw_only=True):
    """How points, gift cards and credit can pay the open sale. `RuleError` where none is open."""


class ListValueAsks(Query[tuple[ValueAskView, ...]], frozen=True, kw_only=True):
    """Asks under way and the balance told last, oldest first."""
