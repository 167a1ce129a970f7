"""Names of the feeds, and which of them a terminal may read."""

from __future__ import annotations

from hub.store.terminals import TerminalRecord
from sync.protocol import ScopeForbidden

CATALOGUE = "catalogue"
ELSEWHERE = "elsewhere"
"""What other stores have; one feed for all, like the catalogue."""
RIGHT = "right"
"""Kind of the rows of `terminal:<id>` that say what the terminal may spend."""

RESOLVED = "resolved"
"""Kind of the rows of `terminal:<id>` that say what became of entries that were put aside."""


def price_scope(price_list: str) -> str:
    """Prices of one list."""
    return f"price:{price_list}"


def config_scope(store_id: str) -> str:
    """What a store decided: profile, taxes, departments, reasons."""
    return f"config:{store_id}"


def terminal_scope(terminal_id: str) -> str:
    """What one terminal alone may know: its profile and its operators' PIN hashes."""
    return f"terminal:{terminal_id}"


def customers_scope(store_id: str) -> str:
    """Customers of a store, and who of them was erased."""
    return f"customers:{store_id}"


def receipts_scope(store_id: str) -> str:
    """Receipts of a store and what came back of them, for a window of days."""
    return f"receipts:{store_id}"


def stock_scope(store_id: str) -> str:
    """Stock of a store, and goods that are on their way to it."""
    return f"stock:{store_id}"


def cart_scope(store_id: str) -> str:
    """Parked sales of a store."""
    return f"cart:{store_id}"


def may_lie_in_files(scope: str) -> bool:
    """Whether a scope may be offered as a file: goods and prices. Customers in one would outlive erasure."""
    return scope == CATALOGUE or scope.startswith(price_scope(""))


def readable(terminal: TerminalRecord) -> tuple[str, ...]:
    """The scopes that a terminal may read, in the order that brings a new one to its first sale soonest."""
    return (
        config_scope(terminal.store_id),
        terminal_scope(terminal.terminal_id),
        CATALOGUE,
        price_scope(terminal.price_list),
        customers_scope(terminal.store_id),
        receipts_scope(terminal.store_id),
        stock_scope(terminal.store_id),
        cart_scope(terminal.store_id),
        ELSEWHERE,
    )


def check_readable(terminal: TerminalRecord, scope: str) -> None:
    """Raise `ScopeForbidden` for a scope of another store or terminal, and for one that does not exist."""
    if scope not in readable(terminal):
        raise ScopeForbidden(
            "scope_forbidden", f"This terminal may not read {scope[:80]!r}.", scope=scope[:80]
        )
