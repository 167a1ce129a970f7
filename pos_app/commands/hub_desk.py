"""What follows on the `db` thread from answers of the hub and news from it; no screen sends these."""

from __future__ import annotations

from pos_app.commands import Command
from pos_app.ports.hub_desk import HubAnswer


class TendRights(Command, frozen=True, kw_only=True):
    """Look after rights held and parked sales: something came from the hub, or it is heard again."""

    again: bool = False
    """Ask once more what had no answer."""


class HubAnswered(Command, frozen=True, kw_only=True):
    """The hub answered what a handler asked, or could not be asked."""

    answer: HubAnswer
