"""What comes down from the hub, scope by scope, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from pos_app.views.sync import ScopeView
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


class ScopeRow(Row, frozen=True, kw_only=True):
    """One scope; the key is its name on the wire."""

    title: str
    detail: str
    progress: float
    """0 to 1; 1 where it is up to date."""


def scope_rows(scopes: Sequence[ScopeView], figures: Figures) -> list[ScopeRow]:
    """All scopes, those with something to read first."""
    ordered = sorted(scopes, key=lambda one: (one.rows_to_go == 0, one.scope))
    return [
        ScopeRow(
            key=one.scope, title=scope_name(one.scope), detail=_detail(one, figures), progress=_progress(one)
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


def _detail(scope: ScopeView, figures: Figures) -> str:
    if scope.rows_to_go:
        text = counted("Sync", "%n change(s) to come", scope.rows_to_go)
        return text.replace(str(scope.rows_to_go), figures.quantity(scope.rows_to_go * 1000))
    return translate("Sync", "up to date")
