"""A canned till of the screens beside selling whose answer to each kind of command can be set."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from pos_app import commands as c
from pos_app import views as v
from proof.canned_side import SESSION, SideBus
from proof.canned_till import TILL

IDLE = replace(TILL, sale=None, session=SESSION)


class ScriptedSide(SideBus):
    """Answers a command by its kind, or with `outcome`."""

    def __init__(self, till: v.TillView) -> None:
        super().__init__(till)
        self.session = till.session
        self.answers: dict[type[c.Command], v.Outcome] = {}

    def send(self, command: c.Command, done: Callable[[v.Outcome], None]) -> None:
        self.sent.append(command)
        done(self.answers.get(type(command), self.outcome))


def refused(code: str, **params: str | int) -> v.Outcome:
    """A refusal with its notice."""
    return v.Outcome(ok=False, notice=v.Notice(code=code, message=code, tone="negative", params=params))
