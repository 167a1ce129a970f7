"""A canned till of stock whose answer to each kind of command can be set."""

from __future__ import annotations

from collections.abc import Callable

from pos_app import commands as c
from pos_app import views as v
from proof.canned_stock import StockScreens
from proof.canned_till import TILL


class ScriptedStock(StockScreens):
    """Answers a command by its kind, or with `outcome`."""

    def __init__(self, till: v.TillView = TILL) -> None:
        super().__init__(till)
        self.answers: dict[type[c.Command], v.Outcome] = {}

    def send(self, command: c.Command, done: Callable[[v.Outcome], None]) -> None:
        self.sent.append(command)
        done(self.answers.get(type(command), self.outcome))
