"""What a handler may ask the hub while somebody waits at the counter: rights, balances, shared carts.

Nothing is asked inside a transaction: the question is handed to the sync thread after COMMIT, and the answer
comes back as a command on the `db` thread. The till sells on meanwhile.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from retail.cart import CartReply, CartRequest
from retail.rights import RightsReply, RightsRequest

Question = RightsRequest | CartRequest
Unanswered = Literal["offline", "refused"]


class HubAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a question."""

    question: Question
    rights: RightsReply | None = None
    carts: CartReply | None = None
    unanswered: Unanswered | None = None
    """`offline`: no hub within a few seconds. `refused`: it said no as a whole, see `code`."""
    code: str = ""
    message: str = ""
