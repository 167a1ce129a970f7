"""Every state of sync as a sentence: what it means for the sales here, and what to do, if anything."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from pos_app.views.sync import SyncView
from ui.figures import Figures
from ui.marked import QT_TRANSLATE_NOOP, counted

translate = QCoreApplication.translate

_MINUTE_MS = 60_000
_HOUR_MIN = 60
_DAY_H = 48
SKEW_SHOWN_MS = 120_000
"""A clock is called wrong from two minutes on."""
HISTORY_SHOWN_MS = 7 * 24 * 3600 * 1000
HISTORY: dict[str, str] = {
    "fork": QT_TRANSLATE_NOOP(
        "Sync",
        "{age} ago the hub found another history of this terminal: its data was put back from a copy, or "
        "runs twice. Nothing was lost; a manager finds a task about it at the hub.",
    ),
    "rolled_back": QT_TRANSLATE_NOOP(
        "Sync",
        "{age} ago this terminal found its data put back from an older copy. Receipts go on above the "
        "numbers already given; what the copy lacks and the hub never got is missing. Tell a manager.",
    ),
    "recovered": QT_TRANSLATE_NOOP(
        "Sync", "{age} ago this terminal took over what an older machine had recorded."
    ),
}
"""Why the history goes on under another name."""


class StateWords(msgspec.Struct, frozen=True):
    """`title` and `meaning` always, `advice` where a person can help."""

    title: str
    meaning: str
    advice: str
    tone: str
    icon: str


_SAFE = QT_TRANSLATE_NOOP("Sync", "Selling goes on. Every sale is safe on this terminal.")

STATES: dict[str, StateWords] = {
    "starting": StateWords(
        QT_TRANSLATE_NOOP("Sync", "Getting in touch with the hub"),
        QT_TRANSLATE_NOOP("Sync", "The terminal has just started and has not asked the hub yet."),
        "",
        "quiet",
        "cloud",
    ),
    "idle": StateWords(
        QT_TRANSLATE_NOOP("Sync", "Everything is at the hub"),
        QT_TRANSLATE_NOOP("Sync", "Sales, prices and people are up to date."),
        "",
        "positive",
        "circle-check",
    ),
    "sending": StateWords(
        QT_TRANSLATE_NOOP("Sync", "Sending to the hub"),
        QT_TRANSLATE_NOOP("Sync", "The hub answers and takes what has been sold."),
        "",
        "positive",
        "cloud",
    ),
    "receiving": StateWords(
        QT_TRANSLATE_NOOP("Sync", "Reading from the hub"),
        QT_TRANSLATE_NOOP("Sync", "Items, prices or people are on their way to this terminal."),
        "",
        "positive",
        "cloud",
    ),
    "offline": StateWords(
        QT_TRANSLATE_NOOP("Sync", "The hub is not reached"),
        _SAFE,
        QT_TRANSLATE_NOOP(
            "Sync",
            "Nothing needs doing for a short break. If it lasts, check the network cable and ask whether the "
            "hub is running.",
        ),
        "caution",
        "cloud-off",
    ),
    "busy": StateWords(
        QT_TRANSLATE_NOOP("Sync", "The hub is busy"),
        _SAFE,
        QT_TRANSLATE_NOOP("Sync", "It asked for a little patience; the terminal tries again by itself."),
        "quiet",
        "cloud",
    ),
    "unauthorised": StateWords(
        QT_TRANSLATE_NOOP("Sync", "The hub does not accept this terminal"),
        _SAFE,
        QT_TRANSLATE_NOOP(
            "Sync",
            "A manager enrols the terminal again, with a new code from the hub. Nothing is lost by it.",
        ),
        "negative",
        "shield-alert",
    ),
    "fork": StateWords(
        QT_TRANSLATE_NOOP("Sync", "The hub knows another history of this terminal"),
        QT_TRANSLATE_NOOP(
            "Sync",
            "This terminal's data was put back from a copy, or runs twice. Selling goes on: every sale is "
            "safe here and is sent to the hub once more.",
        ),
        QT_TRANSLATE_NOOP(
            "Sync",
            "If this terminal was also started on a second machine, switch one of the two off. Tell a "
            "manager: the hub has a task about it.",
        ),
        "caution",
        "shield-alert",
    ),
    "nonsense": StateWords(
        QT_TRANSLATE_NOOP("Sync", "The hub's answer makes no sense"),
        _SAFE,
        QT_TRANSLATE_NOOP(
            "Sync",
            "Something else may be answering at the hub's address, such as a sign-in page of the network. "
            "Tell whoever looks after the hub.",
        ),
        "negative",
        "triangle-alert",
    ),
    "stuck": StateWords(
        QT_TRANSLATE_NOOP("Sync", "The hub answers, but takes nothing"),
        _SAFE,
        QT_TRANSLATE_NOOP(
            "Sync", "Go on selling, and tell whoever looks after the hub, with the words below."
        ),
        "negative",
        "triangle-alert",
    ),
}


def words_of(state: str) -> StateWords:
    """The words of a state; one that this program does not know is trouble that someone should see."""
    return STATES.get(state, STATES["stuck"])


def waiting_text(view: SyncView, now: int) -> str:
    """What is not yet at the hub, and how old the oldest of it is."""
    if view.waiting_sales:
        text = counted("Sync", "%n sale(s) not yet at the hub, safe on this terminal", view.waiting_sales)
    elif view.waiting_ops:
        text = counted("Sync", "%n entry(ies) not yet at the hub, safe on this terminal", view.waiting_ops)
    else:
        return translate("Sync", "Nothing waits: every sale is at the hub.")
    if view.oldest_at is None:
        return f"{text}."
    age = span_text(now - view.oldest_at)
    return translate("Sync", "{waiting}; oldest {age}.").format(waiting=text, age=age)


def span_text(span_ms: int) -> str:
    """A span of time in the one unit that matters: `4 min`, `3 h`, `2 days`."""
    minutes = max(0, span_ms) // _MINUTE_MS
    if minutes < 1:
        return translate("Sync", "under 1 min")
    if minutes < _HOUR_MIN * 2:
        return translate("Sync", "{count} min").format(count=minutes)
    hours = minutes // _HOUR_MIN
    if hours < _DAY_H:
        return translate("Sync", "{count} h").format(count=hours)
    return counted("Sync", "%n day(s)", hours // 24)


def contact_text(view: SyncView, figures: Figures, now: int) -> str:
    """When the hub last answered."""
    if view.last_contact_at is None:
        return translate("Sync", "Never since this terminal was started")
    text = translate("Sync", "{moment} ({age} ago)")
    return text.format(moment=figures.moment(view.last_contact_at), age=span_text(now - view.last_contact_at))


def history_text(view: SyncView, now: int) -> str:
    """That this terminal's history lately went on under another name, and why; empty where it did not."""
    if view.history_at is None or now - view.history_at > HISTORY_SHOWN_MS:
        return ""
    source = HISTORY.get(view.history_why, HISTORY["fork"])
    return translate("Sync", source).format(age=span_text(now - view.history_at))


def skew_text(skew_ms: int) -> str:
    """How far this terminal's clock is off the hub's; empty while it is right."""
    if abs(skew_ms) < SKEW_SHOWN_MS:
        return ""
    by = span_text(abs(skew_ms))
    if skew_ms > 0:
        text = translate("Sync", "This terminal's clock is {by} slow. Set it right: receipts carry its time.")
    else:
        text = translate("Sync", "This terminal's clock is {by} fast. Set it right: receipts carry its time.")
    return text.format(by=by)
