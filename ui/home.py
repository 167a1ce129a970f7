"""Which screen the till opens with: first a person, then a till session, then the sale."""

from __future__ import annotations

from pos_app.views import TillView


def gate_of(view: TillView) -> str:
    """What stands before selling: `sign_in`, `open_session`, `close_session`, or empty for nothing."""
    if view.operator is None or view.locked:
        return "sign_in"
    if view.session.state == "closing":
        return "close_session"
    if view.session.state != "open":
        return "open_session"
    return ""
