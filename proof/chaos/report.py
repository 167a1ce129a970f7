"""What a chaos run came to."""

from __future__ import annotations

import msgspec


class Report(msgspec.Struct, kw_only=True):
    """Counted after everything was healed; `findings` is empty where nothing is off."""

    receipts: int = 0
    """Receipt numbers on whole papers of the virtual printers: sales, returns and post-voids."""
    ops: int = 0
    """Sales and post-voids that the hub holds as applied ops."""
    sales: int = 0
    """Rows of sales at the hub."""
    movements: int = 0
    """Stock movements of these sales at the hub."""
    lines: int = 0
    """Movements that the tills' journals say their lines made."""
    lost: int = 0
    """Journal entries, receipts on paper or completions that were told, and of which the hub has nothing."""
    doubled: int = 0
    """Ops, sales or movements that are there twice, and originals that are on paper twice."""
    kills: int = 0
    killed: dict[str, int] = {}
    """Kills by kind; of printers, plugs pulled."""
    restarts: int = 0
    """Of processes that were killed; workers are started by their hub and not counted."""
    refused_starts: int = 0
    """Starts of a hub that found its port still held by the workers of the one before."""
    unprinted: int = 0
    """Completed sales that are on no whole paper: journaled, at the hub, and no loss."""
    originals: int = 0
    duplicates: int = 0
    """Papers marked DUPLICATE: repeats that somebody asked for, and those after an unsure print."""
    torn: int = 0
    """Papers that end in the middle: the plug was pulled."""
    all_ops: int = 0
    """Ops of all kinds at the hub."""
    stock_movements: int = 0
    """Movements of deliveries and the like, from tills."""
    overrides: int = 0
    """Last units sold by a supervisor's word."""
    rights: int = 0
    """Parts of rights that sales spent."""
    answers: int = 0
    """Answers of the hub that came to the line."""
    dropped: int = 0
    """Of these, answers that the till never got, after the hub had committed."""
    dropped_pushes: int = 0
    torn_answers: int = 0
    lost_requests: int = 0
    refused: dict[str, int] = {}
    """What tills refused, by command and code: no fault, unless it says `bug`."""
    tasks: dict[str, int] = {}
    """Exception tasks at the hub, by kind."""
    minutes: float = 0.0
    seed: int = 0
    tills: int = 0
    drain_s: float = 0.0
    """From the end of all faults until nothing waited and all feeds were read."""
    seconds: float = 0.0
    findings: list[str] = []

    @property
    def well(self) -> bool:
        """Whether nothing is off."""
        return not (self.findings or self.lost or self.doubled)
