"""Who may do what: the least role for each act that is not every cashier's, checked in handlers (rule 9)."""

from __future__ import annotations

from typing import Literal

from pos_app.views import ApprovalRequest
from retail.store_config import ReasonKind, Role

Permission = Literal[
    "discount_above_limit",
    "price_override",
    "post_void",
    "no_sale",
    "paid_out",
    "cash_pickup",
    "training",
    "earlier_day",
    "refund_above_limit",
    "return_without_receipt",
    "devices",
    "sell_expired",
    "sell_without_right",
    "adjust_stock",
    "count_difference",
]

RANK: dict[Role, int] = {"cashier": 0, "supervisor": 1, "manager": 2}

LEAST_ROLE: dict[Permission, Role] = {
    "discount_above_limit": "supervisor",
    "price_override": "supervisor",
    "post_void": "supervisor",
    "no_sale": "supervisor",
    "paid_out": "supervisor",
    "cash_pickup": "supervisor",
    "training": "supervisor",
    "earlier_day": "supervisor",
    "refund_above_limit": "supervisor",
    "return_without_receipt": "supervisor",
    "devices": "supervisor",
    "sell_expired": "supervisor",
    "sell_without_right": "supervisor",
    "adjust_stock": "supervisor",
    "count_difference": "supervisor",
}

REASON_KIND: dict[Permission, ReasonKind | Literal[""]] = {
    "discount_above_limit": "discount",
    "price_override": "price_override",
    "post_void": "post_void",
    "no_sale": "no_sale",
    "paid_out": "paid_out",
    "cash_pickup": "",
    "training": "",
    "earlier_day": "",
    "refund_above_limit": "",
    "return_without_receipt": "",
    "devices": "",
    "sell_expired": "",
    "sell_without_right": "",
    "adjust_stock": "stock_adjustment",
    "count_difference": "",
}
"""The reasons to pick from; empty where the act itself says why."""

ASKS: dict[Permission, str] = {
    "discount_above_limit": "This discount is above the cashier's limit. A supervisor approves it.",
    "price_override": "A supervisor approves a changed price.",
    "post_void": "A supervisor approves cancelling a completed sale.",
    "no_sale": "A supervisor approves opening the drawer without a sale.",
    "paid_out": "A supervisor approves paying money out.",
    "cash_pickup": "A supervisor takes cash out of the till.",
    "training": "A supervisor switches training mode on and off.",
    "earlier_day": (
        "The clock says an earlier day than the last business day. Set the clock right; "
        "a supervisor may open the till all the same."
    ),
    "refund_above_limit": "This refund is above the cashier's limit. A supervisor approves it.",
    "return_without_receipt": "A supervisor approves taking goods back without a receipt.",
    "devices": "A supervisor sets devices up: where receipts, scans and weights come from and go to.",
    "sell_expired": "The use-by date of this pack is past. A supervisor may sell it all the same.",
    "sell_without_right": (
        "These last units may be promised to somebody else. The goods are here: a supervisor may sell them."
    ),
    "adjust_stock": "A supervisor approves changing the stock by hand.",
    "count_difference": "This count is far from what should be there. A supervisor approves it.",
}

ALWAYS_ASKED: frozenset[Permission] = frozenset({"earlier_day", "sell_expired", "sell_without_right"})
"""Asked of a supervisor at the till too: what is asked is a warning that must be read."""


class ApprovalNeededError(Exception):
    """The signed-in operator may not do this alone; the screen asks a supervisor."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(permission)
        self.request = ApprovalRequest(
            permission=permission, message=ASKS[permission], reason_kind=REASON_KIND[permission]
        )


def sees_cash(role: Role) -> bool:
    """Whether a role may read what should be in the till before it is counted; a cashier counts blind."""
    return RANK[role] >= RANK["supervisor"]


def may(role: Role, permission: Permission) -> bool:
    """Whether a role has a permission by itself."""
    return RANK[role] >= RANK[LEAST_ROLE[permission]]
