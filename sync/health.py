"""How sync is doing: which errors stand, when the hub was last heard, whether the queue moves."""

from __future__ import annotations

from retail.errors import KnownError
from sync.forks import SENT_AGAIN
from sync.ports import Clock, Waiting
from sync.protocol import (
    Fork,
    HubBusy,
    HubNonsense,
    HubUnreachable,
    SnapshotFailed,
    SyncError,
    TooMuch,
    Unauthorised,
)
from sync.status import SyncState

STILL_S = 120.0
"""A queue that has not moved for this long while the hub answers is stuck."""
ANSWERS_S = 60.0
"""A hub that was heard within this long answers: more than the time between two pulls."""

WORST_FIRST: tuple[tuple[type[KnownError], SyncState], ...] = (
    (Unauthorised, "unauthorised"),
    (HubNonsense, "nonsense"),
    (HubUnreachable, "offline"),
    (HubBusy, "busy"),
    (Fork, "fork"),
    (TooMuch, "stuck"),
    (SnapshotFailed, "stuck"),
    (SyncError, "nonsense"),
    (KnownError, "stuck"),
)
"""An error's state is that of the first class that it is of; of several errors the first row wins."""

NOT_MOVING = KnownError(
    "queue_not_moving",
    "The hub answers, but what waits here has not gone up for two minutes. It is safe on this terminal; "
    "look at the hub.",
)


def rank(error: KnownError) -> int:
    """Place of an error in `WORST_FIRST`."""
    return next(place for place, (kind, _) in enumerate(WORST_FIRST) if isinstance(error, kind))


def about(scope: str) -> str:
    """The name under which errors of one scope stand."""
    return f"pull {scope}"


def asked_to_wait(error: KnownError) -> float:
    """Seconds of patience that the hub asked for."""
    wait = error.params.get("retry_after") if isinstance(error, HubBusy) else 0.0
    return wait if isinstance(wait, float) else 0.0


class Health:
    """Errors by what they belong to, contact, and the watchdog; used by the sync thread alone."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._errors: dict[str, KnownError] = {}
        self._replaying = False
        self._moved_at = clock.monotonic()
        self._heard_at: float | None = None
        self.last_contact_at: int | None = None
        self.waiting = Waiting(ops=0, sales=0, oldest_at=None)

    def replaying(self) -> None:
        """A fork was healed by another epoch: told until all that waits is at the hub."""
        self._replaying = True
        self.moved()

    def heard(self) -> None:
        """The hub gave an answer of this protocol."""
        now = self._clock.monotonic()
        if self._heard_at is None or now - self._heard_at > STILL_S:
            self._moved_at = now  # It could not move while the hub was away.
        self._heard_at = now
        self.last_contact_at = self._clock.now()

    def moved(self) -> None:
        """Something was acknowledged."""
        self._moved_at = self._clock.monotonic()

    def counted(self, waiting: Waiting) -> None:
        """How much waits now."""
        self.waiting = waiting
        if not waiting.ops:
            self._replaying = False
            self.moved()

    def note(self, about: str, error: KnownError) -> None:
        """`about` failed; a refusal is contact all the same."""
        self._errors[about] = error
        if isinstance(error, SyncError) and error.status:
            self.heard()

    def well(self, about: str) -> None:
        """`about` succeeded."""
        self._errors.pop(about, None)

    def keep(self, about: set[str]) -> None:
        """Forget errors about what is no longer done."""
        self._errors = {key: error for key, error in self._errors.items() if key in about}

    def error_of(self, about: str) -> KnownError | None:
        """The error that stands for `about`."""
        return self._errors.get(about)

    def away(self) -> KnownError | None:
        """Why a question that somebody waits for would be asked in vain; None where it is worth asking."""
        hello = self._errors.get("hello")
        errors = [hello] if hello else []
        # A time-out elsewhere says nothing: the hub may answer this question and not that one.
        errors += [each for each in self._errors.values() if each.code != "hub_timeout"]
        return next((each for each in errors if isinstance(each, HubUnreachable | Unauthorised | Fork)), None)

    def verdict(self) -> tuple[SyncState, KnownError] | None:
        """What is wrong, as a state and the error that a person should read; None where all is well."""
        worst = min(self._errors.values(), key=rank, default=None)
        state = WORST_FIRST[rank(worst)][1] if worst else None
        if self._still() and state not in ("unauthorised", "fork"):
            return "stuck", self._errors.get("push", NOT_MOVING)
        if state and worst:
            return state, worst
        return ("fork", SENT_AGAIN) if self._replaying else None

    def _still(self) -> bool:
        now = self._clock.monotonic()
        answers = self._heard_at is not None and now - self._heard_at <= ANSWERS_S
        return answers and bool(self.waiting.ops) and now - self._moved_at >= STILL_S
