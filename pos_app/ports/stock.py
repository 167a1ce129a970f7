"""What the handlers need of the store's stock as this terminal knows it; `local_db` implements it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

from retail.events import Movement
from retail.stock import Elsewhere, IncomingTransfer

DocumentKind = Literal["count", "receive", "adjust", "send", "arrive"]


class KnownStock(msgspec.Struct, frozen=True, kw_only=True):
    """Stock of one SKU: the hub's picture, with this terminal's own later movements on top."""

    sku: str
    on_hand: int
    """Thousandths of the sales unit, as all quantities here; below zero where more was sold than known."""
    unavailable: int
    available: int
    """What could still be promised to anyone."""
    tracked: bool
    feed_seq: int
    """Position in the feed that the picture was read at."""
    at: int
    """Hub's time of its picture: how old it is."""


class StockLine(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a stock document; scanned again, its quantity grows."""

    sku: str
    name: str
    unit: str
    quantity: int
    """Thousandths; of a count what is there, 0 too."""
    expected: int = 0
    """Of a count: on hand when the line was begun, or its quantity was set by hand (docs/algorithms)."""
    feed_seq: int = 0
    first: bool = False
    """Of a count: nobody was known to keep stock of it, so there was nothing to expect."""
    since: str = ""
    """Of such a line: hybrid time of this terminal's newest entry when it was counted."""


class StockDocument(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a count, a delivery, an adjustment or one side of a transfer, also after it was posted."""

    document_id: str
    kind: DocumentKind
    operator_id: str
    began_at: int
    reference: str = ""
    other_store: str = ""
    transfer_id: str = ""
    reason_id: str = ""
    outgoing: bool = False
    """Of an adjustment: the goods leave."""
    posted_at: int | None = None
    last_sku: str = ""
    """The line that was changed last, for one undo; empty where there is none."""
    last_line: StockLine | None = None
    """That line as it was before; None: it was not there."""


class Stock(Protocol):
    """What is here, what is elsewhere, and what is on its way; nothing of it is ever in the way of a sale."""

    def get(self, sku: str) -> KnownStock | None:
        """None where this store keeps no stock of it."""
        ...

    def moved_since(self, sku: str, seen: str) -> int:
        """By how much this terminal moved it in entries later than this hybrid time."""
        ...

    def elsewhere(self, sku: str) -> Elsewhere | None: ...
    def store_names(self) -> dict[str, str]: ...
    def feed_seq(self) -> int:
        """Position of the stock feed; 0 before it was read."""
        ...

    def transfers(self) -> tuple[IncomingTransfer, ...]:
        """Goods on their way here, oldest first."""
        ...

    def moved(self, movements: Sequence[Movement], seq: int) -> None:
        """A journal entry of a stock document moved these."""
        ...


class StockDocuments(Protocol):
    """Drafts of stock work, written with every scan, and what was posted."""

    def get(self, document_id: str) -> StockDocument | None: ...
    def save(self, document: StockDocument) -> None:
        """Insert or replace the head."""
        ...

    def line(self, document_id: str, sku: str) -> StockLine | None: ...
    def lines(self, document_id: str) -> tuple[StockLine, ...]:
        """In the order in which they were begun."""
        ...

    def put_line(self, document_id: str, line: StockLine) -> None: ...
    def drop_line(self, document_id: str, sku: str) -> None: ...
    def count_lines(self, document_id: str) -> int: ...
    def remove(self, document_id: str) -> None:
        """A draft that nobody wants; nothing happens where it is not there."""
        ...

    def latest(self, limit: int) -> tuple[StockDocument, ...]:
        """Drafts first, then what was posted, newest first."""
        ...
