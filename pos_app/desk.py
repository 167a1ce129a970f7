"""Who stands at the till: what lives in memory only, because after a restart a person signs in anew."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.commands import Command
from pos_app.hand_off import HandOff
from pos_app.pack_scan import PackScan, PackToWeigh
from pos_app.said_price import Said
from pos_app.views.devices import ScaleView
from retail.basket_qr import BasketPart
from retail.store_config import Operator


@dataclass
class Desk:
    """State of the counter, changed on the `db` thread after a command's transaction has committed."""

    operator: Operator | None = None
    locked: bool = False
    language: str = ""
    """Of who signed in, until another is chosen on the screen; empty for the terminal's own."""
    awaiting_age: Command | None = None
    """The command that waits for the age question to be answered."""
    last_pack: PackScan | None = None
    """The pack scanned last, until its other barcode may be read."""
    to_weigh: PackToWeigh | None = None
    """The pack whose weight is being asked for."""
    said: Said | None = None
    """What the payment screen said of the open sale."""
    last_voided: str = ""
    """Line voided last, for one-key undo."""
    weighed: ScaleView | None = None
    """What the scale said last while it is watched."""
    weight_used_at: int = 0
    """When the reading was made that was sold last: none is sold twice."""
    basket_parts: tuple[BasketPart, ...] = ()
    """Codes of a basket in several parts that were scanned so far."""
    parked_gone: frozenset[str] = frozenset()
    """Parked sales that the hub gave away since its list came last: they are not offered until it comes."""
    hand_off: HandOff | None = None
    """The link that was asked for last, for the open sale."""
    welcomed: bool = False
    """Whether somebody was told where the till stood when the program started."""
