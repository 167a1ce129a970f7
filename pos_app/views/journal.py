"""Read models of the journal, of receipts and of what the printer has to do."""

from __future__ import annotations

from typing import Literal

from pos_app.views import View


class JournalEntryView(View, frozen=True, kw_only=True):
    seq: int
    kind: str
    at: int
    operator_name: str
    txn_id: str = ""
    receipt_no: str = ""
    z_number: int = 0
    """On the entry that closed a session: the number of its Z report."""
    total: int | None = None
    currency: str = ""
    training: bool = False
    state: Literal["waiting", "applied", "duplicate", "quarantined", "conflict"] = "waiting"
    """Where it stands with the hub."""
    printed: Literal["", "queued", "printing", "printed", "failed", "unsure"] = ""
    can_post_void: bool = False
    reversed: bool = False
    reason: str = ""
    detail: str = ""
    """What the kind leaves open: the movement (`paid_in`, …) of a `cash.moved`, `on` or `off` of a
    `training.switched`, `return` or `exchange` of a `sale.completed`; empty otherwise."""


class ReceiptView(View, frozen=True, kw_only=True):
    txn_id: str
    receipt_no: str
    text: str
    """Monospaced, as on paper."""
    email: str = ""
    """The address of its customer; empty where there is none or it is not known here any more."""


class PrintJobView(View, frozen=True, kw_only=True):
    job_id: str
    kind: str
    receipt_no: str
    txn_id: str
    state: str
    attempts: int
    error: str
    """Stable code of the last failure, for translation."""
    error_message: str
    at: int
