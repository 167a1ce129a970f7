"""What the handlers need of the rights that this terminal holds; `local_db` implements it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

from retail.rights import Right, RightKind, RightSpent, RightsReply, RightsRequest, RightState

AskState = Literal["asked", "answered", "offline", "refused"]


class HeldRight(msgspec.Struct, frozen=True, kw_only=True):
    """A right of this terminal, as it knows it."""

    grant_id: str
    kind: RightKind
    subject: str
    quantity: int
    spent: int
    """By this terminal's own journal."""
    heard: int
    """Of which the hub has heard; more than `spent` where this terminal lost a part of its journal."""
    use_by: int
    """UTC milliseconds; nothing is spent of it afterwards."""
    state: RightState

    @property
    def left(self) -> int:
        """What may still be spent, but for its time."""
        return self.quantity - max(self.spent, self.heard) if self.state == "open" else 0


class RightQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A request that was put on record before it was sent, and what came of it."""

    request: RightsRequest
    txn_id: str
    """The sale that it is for."""
    asked_at: int
    state: AskState = "asked"
    """`asked`: no answer yet. `offline`: no hub; it is asked again. `refused`: the hub said no as a whole."""
    reply: RightsReply | None = None
    code: str = ""
    message: str = ""


class Rights(Protocol):
    """Rights held, and the questions about them that are under way."""

    def put(self, right: Right) -> None:
        """Take over what the hub says of a right; what was spent or settled here stays so."""
        ...

    def get(self, grant_id: str) -> HeldRight | None: ...
    def open(self, kind: RightKind | None = None, subject: str | None = None) -> tuple[HeldRight, ...]:
        """Those not settled nor written off, first to expire first; past their time too."""
        ...

    def latest(self, limit: int) -> tuple[HeldRight, ...]:
        """All, open ones first, then by their time, newest first."""
        ...

    def spend(self, uses: Sequence[RightSpent], seq: int) -> None:
        """A journal entry used these up; a right that is not held here is on record all the same."""
        ...

    def settle(self, grant_id: str) -> None: ...
    def ask(self, question: RightQuestion) -> None:
        """Keep a question before it is sent, or what came of it."""
        ...

    def question(self, request_id: str) -> RightQuestion | None: ...
    def questions(self, txn_id: str) -> tuple[RightQuestion, ...]:
        """Of one sale, oldest first."""
        ...

    def unanswered(self) -> tuple[RightQuestion, ...]:
        """Of all sales: asked or offline, oldest first."""
        ...

    def forget(self, txn_id: str) -> None:
        """The sale is over: nobody waits for its questions any more."""
        ...
