"""Read models of where this terminal stands with its hub."""

from __future__ import annotations

from pos_app.views import View


class ScopeView(View, frozen=True, kw_only=True):
    scope: str
    rows_to_go: int
    seq: int


class QuarantinedView(View, frozen=True, kw_only=True):
    seq: int
    kind: str
    code: str
    receipt_no: str = ""
    total: int | None = None
    currency: str = ""
    at: int = 0
    outcome: str = ""
    """`applied` or `kept` where people at the hub have dealt with it; empty while it waits for them."""


class SyncView(View, frozen=True, kw_only=True):
    """Sync status in figures; the screen says it in a person's words."""

    state: str
    """`idle`, `sending`, `offline`, `unauthorised`, `fork`, `nonsense`, `stuck`, `starting`."""
    waiting_ops: int
    waiting_sales: int
    oldest_at: int | None
    last_contact_at: int | None
    error_code: str = ""
    error_message: str = ""
    quarantined: tuple[QuarantinedView, ...] = ()
    """What waits for people at the hub, oldest first."""
    resolved: tuple[QuarantinedView, ...] = ()
    """What people at the hub have dealt with, newest first."""
    scopes: tuple[ScopeView, ...] = ()
    hub_url: str = ""
    terminal: str = ""
    clock_skew_ms: int = 0
    """How far the hub's clock is ahead of this terminal's."""
    history_why: str = ""
    """`fork`, `rolled_back` or `recovered` where this terminal's history went on under another name."""
    history_at: int | None = None
    """When it last did (UTC ms)."""
