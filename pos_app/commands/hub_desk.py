"""What the sync thread hands to the `db` thread when the hub answered a question; no screen sends it."""

from __future__ import annotations

from pos_app.commands import Command
from pos_app.ports.hub_desk import HubAnswer


class HubAnswered(Command, frozen=True, kw_only=True):
    """The hub answered what a handler asked, or could not be asked."""

    answer: HubAnswer
