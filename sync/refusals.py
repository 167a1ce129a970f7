"""What an answer of the hub means: a message of the protocol, or which error; knows nothing of httpx."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TypeVar

import msgspec

from sync import messages as m
from sync import protocol as p

T = TypeVar("T")

MAX_RETRY_AFTER = 300.0
"""Seconds; a hub that asks for more gets asked again after this."""

OK = 200
BUSY = (429, 503)
BROKEN = (500, 502, 504)

CLASSES: dict[int, type[p.SyncError]] = {
    each.status: each
    for each in (
        p.Unauthorised,
        p.ScopeForbidden,
        p.ImageMissing,
        p.Fork,
        p.SnapshotNeeded,
        p.WrongGeneration,
        p.TooMuch,
    )
}

PLAIN: dict[int, tuple[str, str]] = {
    401: (
        "unauthorised",
        "The hub does not accept this terminal. Sales stay safe here. Enrol it again.",
    ),
    403: ("scope_forbidden", "The hub does not let this terminal read that."),
    404: ("image_missing", "The hub does not have this picture."),
    409: (
        "fork",
        "The hub holds another journal for this terminal. Sales stay safe here; call the shop's support.",
    ),
    410: ("snapshot_needed", "The hub asks to read this from its beginning."),
    412: ("wrong_generation", "The hub was restored from a backup; what it lost is sent again."),
    413: ("too_much", "The hub finds a request too large; smaller ones are sent."),
}
"""Code and message for a refusal that comes without its own."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One whole answer as it came over the wire."""

    status: int
    content_type: str
    body: bytes
    retry_after: str = ""
    date: str = ""

    @property
    def is_json(self) -> bool:
        """Whether it says that it is JSON."""
        return self.content_type.split(";")[0].strip().lower() == "application/json"


def read(answer: Answer, kind: type[T], *expected: type[p.SyncError]) -> T:
    """The message in an answer. Raises what `refusal` gives, or `HubNonsense`."""
    if answer.status != OK:
        raise refusal(answer, *expected)
    if not answer.is_json:
        raise nonsense("hub_not_json", "The answer is not JSON: perhaps a sign-in page of the network.")
    try:
        return msgspec.json.decode(answer.body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise nonsense("hub_answer_malformed", f"The answer cannot be read: {error}.") from error


def refusal(answer: Answer, *expected: type[p.SyncError]) -> p.SyncError:
    """The error that an answer other than 200 stands for.

    `expected` are the refusals that the question may meet; besides them every question may meet
    `Unauthorised`, `HubBusy` and `HubUnreachable`. Any other is `HubNonsense`.
    """
    if answer.status in BUSY:
        return p.HubBusy(
            "hub_busy",
            "The hub asks to wait a moment. Sales stay safe here.",
            retry_after=seconds_of(answer.retry_after),
        )
    if answer.status in BROKEN:
        return p.HubUnreachable(
            "hub_broken", f"The hub has a trouble of its own (HTTP {answer.status}). Sales stay safe here."
        )
    known = _class_of(answer.status, expected)
    said = words_of(answer)
    # A proxy before the hub may say 413 in its own words; all else must come from the hub itself.
    fits = known in (p.Unauthorised, *expected)
    if known is None or not fits or not (answer.is_json or not answer.body or known is p.TooMuch):
        reason = said.message or "It is not one of a hub."
        return nonsense(
            said.error or "hub_not_a_hub", f"The hub's address answers HTTP {answer.status}: {reason}"
        )
    code, message = PLAIN[answer.status]
    return known(said.error or code, said.message or message)


def _class_of(status: int, expected: tuple[type[p.SyncError], ...]) -> type[p.SyncError] | None:
    """403 stands for a scope or for a recovery: that which was asked about."""
    return next((each for each in expected if each.status == status), CLASSES.get(status))


def words_of(answer: Answer) -> m.Refusal:
    """The hub's own words in a refusal; empty where it has none."""
    try:
        return msgspec.json.decode(answer.body, type=m.Refusal)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return m.Refusal()


def hub_time_of(answer: Answer) -> int | None:
    """The hub's clock (UTC milliseconds) when it answered; None where the answer does not tell."""
    told = words_of(answer).params.get("server_time")
    return told if isinstance(told, int) else date_of(answer.date)


def nonsense(code: str, message: str) -> p.HubNonsense:
    """The error for an answer that is not of this protocol."""
    return p.HubNonsense(code, f"{message} Nothing was taken over; check the hub's address and the network.")


def seconds_of(retry_after: str) -> float:
    """The header `Retry-After` in seconds, at most `MAX_RETRY_AFTER`; 0 where it is missing or a date."""
    try:
        seconds = float(retry_after)
    except ValueError:
        return 0.0
    return min(seconds, MAX_RETRY_AFTER) if seconds > 0 else 0.0


def date_of(text: str) -> int | None:
    """The header `Date` as UTC milliseconds; None where it is missing or malformed."""
    try:
        return round(parsedate_to_datetime(text).timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
