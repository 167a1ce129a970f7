"""What comes down from the hub, scope by scope, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from pos_app.views.sync import ScopeView, SyncView
from ui.figures import Figures
from ui.marked import QT_TRANSLATE_NOOP, counted
from ui.rows import Row

translate = QCoreApplication.translate

SCOPES: dict[str, str] = {
    "catalogue": QT_TRANSLATE_NOOP("Sync", "Items"),
    "price": QT_TRANSLATE_NOOP("Sync", "Prices"),
    "config": QT_TRANSLATE_NOOP("Sync", "Settings of the shop"),
    "terminal": QT_TRANSLATE_NOOP("Sync", "People and this terminal"),
    "customers": QT_TRANSLATE_NOOP("Sync", "Customers and their points"),
    "receipts": QT_TRANSLATE_NOOP("Sync", "Receipts of all tills"),
    "stock": QT_TRANSLATE_NOOP("Sync", "Stock"),
    "elsewhere": QT_TRANSLATE_NOOP("Sync", "Stock of other stores"),
    "cart": QT_TRANSLATE_NOOP("Sync", "Baskets and parked sales"),
}

_UNHEARD = frozenset({"starting", "offline", "unauthorised"})
"""States in which nobody knows what the hub has by now."""


class ScopeRow(Row, frozen=True, kw_only=True):
    """One scope; the key is its name on the wire."""

    title: str
    detail: str
    progress: float
    """0 to 1; 1 where it is up to date."""


def scope_rows(view: SyncView, figures: Figures) -> list[ScopeRow]:
    """All scopes, those with something to read first; without the hub, of when they are."""
    ordered = sorted(view.scopes, key=lambda one: (one.rows_to_go == 0, one.scope))
    return [
        ScopeRow(
            key=one.scope,
            title=scope_name(one.scope),
            detail=_detail(one, view, figures),
            progress=_progress(one),
        )
        for one in ordered
    ]


def first_load(scopes: Sequence[ScopeView]) -> float:
    """How far all scopes are together, 0 to 1; -1 while nothing is known."""
    have = sum(one.seq for one in scopes)
    of = have + sum(one.rows_to_go for one in scopes)
    return have / of if of else -1.0


def scope_name(scope: str) -> str:
    """A scope in a person's words; one of a newer program by its own name."""
    kind = scope.partition(":")[0]
    return translate("Sync", SCOPES.get(kind, kind))


def _progress(scope: ScopeView) -> float:
    of = scope.seq + scope.rows_to_go
    return scope.seq / of if of else 1.0


def _detail(scope: ScopeView, view: SyncView, figures: Figures) -> str:
    if scope.rows_to_go:
        text = counted("Sync", "%n change(s) to come", scope.rows_to_go)
        return text.replace(str(scope.rows_to_go), figures.quantity(scope.rows_to_go * 1000))
    if view.state not in _UNHEARD:
        return translate("Sync", "up to date")
    if view.last_contact_at is None:
        return translate("Sync", "as last read")
    return translate("Sync", "as of {moment}").format(moment=figures.moment(view.last_contact_at))
