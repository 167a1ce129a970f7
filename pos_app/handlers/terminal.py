"""Handlers of the terminal's own settings: the look of the screen."""

from __future__ import annotations

from pos_app import commands as c
from pos_app.outcomes import done
from pos_app.step import Step
from pos_app.views import Outcome


def choose_look(step: Step, command: c.ChooseLook) -> Outcome:
    """Language, colours and text size of this screen."""
    chosen = {
        "language": command.language,
        "scheme": command.scheme,
        "text_scale": None if command.text_scale is None else str(command.text_scale),
    }
    for name, value in chosen.items():
        if value is not None:
            step.uow.settings.put(name, value)
    if command.language is not None:
        step.desk.language = ""
    step.changed.update({"look", "till"})
    return done(step)
