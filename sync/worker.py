"""The work of the one `sync` thread: the most urgent step first, until it is stopped."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping

import msgspec

from retail.errors import KnownError
from sync.asking import Answered, Asking, Question
from sync.backoff import AHEAD_S, EVERY_S, REFUSED_S, SEEK_S, Lane, Timing
from sync.forks import Forks
from sync.health import Health, about, asked_to_wait
from sync.images import ImageFetcher
from sync.ports import EpochChange, Outbox, Replica, Snapshots
from sync.protocol import (
    Fork,
    HubNonsense,
    HubTerminal,
    HubUnreachable,
    ScopeForbidden,
    SnapshotFailed,
    Unauthorised,
)
from sync.pull import Pulled, Puller
from sync.push import Pusher
from sync.snapshot import SnapshotTaker, in_turn
from sync.status import QUARANTINE_COUNTED, ScopeProgress, SyncState, SyncStatus

LOG = logging.getLogger(__name__)

PUBLISH_S = 0.25
"""Least time between two pictures that differ in progress only."""

Listener = Callable[[SyncStatus], None]
Seen = Callable[[Mapping[str, int]], None]


class WorkerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What the worker is told about the terminal it works for."""

    hub_url: str
    program: str
    op_versions: dict[str, int]
    signing_key: str = ""
    """The hub's, for snapshots: raw Ed25519, base64."""


class SyncWorker:
    """Pushes, pulls, fetches pictures and tells how it goes."""

    def __init__(  # noqa: PLR0913 - the ports it works on and whom it tells
        self,
        api: HubTerminal,
        outbox: Outbox,
        replica: Replica,
        timing: Timing,
        *,
        settings: WorkerSettings,
        listener: Listener,
        seen: Seen,
        answered: Answered,
        snapshots: Snapshots | None = None,
    ) -> None:
        """`listener` gets each new status and `seen` each round's cursors, both on the sync thread.

        `answered` gets what the hub said to each `ask`.
        Without `snapshots`, or without the hub's signing key, everything is read by pages.
        """
        self._outbox = outbox
        self._replica = replica
        clock = timing.clock
        self._clock = clock
        self._settings = settings
        self._listener = listener
        self._seen = seen
        self._signal = timing.signal
        self._pusher = Pusher(api, outbox, clock, program=settings.program, op_versions=settings.op_versions)
        self._snapshots = snapshots
        self._taker = (
            SnapshotTaker(api, replica, snapshots, settings.signing_key)
            if snapshots and settings.signing_key
            else None
        )
        self._puller = Puller(api, replica, snapshots=self._taker)
        self._images = ImageFetcher(api, replica, clock)
        self._asking = Asking(api, answered, self._push_ahead)
        self._health = Health(clock)
        self._forks = Forks(outbox, clock)
        self._lanes = {name: Lane(every, timing.random) for name, every in EVERY_S.items()}
        self._work: dict[str, Callable[[], bool]] = {
            "count": self._count,
            "hello": self._hello,
            "push": self._push,
            "pull": self._pull,
            "search": self._fill_search,
            "images": self._fetch_image,
        }
        self._greeted = False
        self._scopes: tuple[str, ...] = ()
        self._todo: list[str] = []
        self._patient: dict[str, float] = {}
        self._next_at = 0.0
        self._progress: dict[str, ScopeProgress] = {}
        self._skew_ms = 0
        self._quarantined = self._resolved = 0
        self._epoch_change: EpochChange | None = None
        self._lock = threading.Lock()
        self._nudged = self._sought = False
        self._hinted: set[str] = set()
        self._stopping = False
        self._refused = False
        self._published: SyncStatus | None = None
        self._published_at = 0.0

    # --- from other threads -----------------------------------------------------------------------------

    def nudge(self) -> None:
        """Something was journaled: push soon."""
        with self._lock:
            self._nudged = True
        self._signal.set()

    def hint(self, scopes: Iterable[str]) -> None:
        """These scopes have news: pull soon."""
        with self._lock:
            self._hinted.update(scopes)
        self._signal.set()

    def ask(self, question: Question) -> None:
        """Ask the hub before all else; never blocks, and is answered at once where there is no contact."""
        if not self._asking.put(question):
            self._sought = True
        self._signal.set()

    def stop(self) -> None:
        """End `run` after the step under way; the line must be cut for that to be soon."""
        self._stopping = True
        self._signal.set()

    # --- the loop ---------------------------------------------------------------------------------------

    def run(self) -> None:
        """Work until `stop`."""
        while not self._stopping:
            pause = self.turn()
            if pause and not self._stopping:
                self._signal.wait(pause)
                self._signal.clear()

    def turn(self) -> float:
        """Do the most urgent step; returns the seconds until the next one is due, 0 to go on at once."""
        if self._ask_hub():
            return 0.0
        self._hear_wishes()
        now = self._clock.monotonic()
        open_lanes = [name for name in self._lanes if self._is_open(name)]
        due = next((name for name in open_lanes if self._lanes[name].due_at <= now), None)
        if due is None:
            self._publish(at_once=True)
            return max(0.001, min(self._lanes[name].due_at for name in open_lanes) - now)
        self._attempt(due)
        self._asking.set_away(self._health.away())
        if not self._stopping:
            self._publish(at_once=False)
        return 0.0

    def _ask_hub(self) -> bool:
        """Ask what somebody waits for; where there is no answer, a hello finds out how the hub is."""
        said = self._asking.step()
        if isinstance(said, HubUnreachable):
            self._asking.set_away(said)
            self._lanes["hello"].again()
        elif said is True:
            self._heard("ask")
        return said is not False

    def _push_ahead(self) -> bool:
        """Push before a question; whether more waits. A push in back-off is not tried again for it."""
        lane = self._lanes["push"]
        if lane.failures:
            return False
        began = self._clock.monotonic()
        self._attempt("push")
        self._asking.set_away(self._health.away())
        now = self._clock.monotonic()
        return now - began < AHEAD_S and lane.due_at <= now < self._lanes["hello"].due_at

    def _hear_wishes(self) -> None:
        with self._lock:
            nudged, sought, hinted = self._nudged, self._sought, self._hinted
            self._nudged, self._sought, self._hinted = False, False, set()
        if sought and isinstance(self._health.away(), HubUnreachable):
            # One lost answer must not leave the counter without the hub for as long as a back-off takes.
            self._lanes["hello"].seek(SEEK_S)
        if nudged:
            self._lanes["count"].hurry()
            self._lanes["push"].hurry()
        news = [scope for scope in self._scopes if scope in hinted and scope not in self._todo]
        if news:
            self._todo = in_turn(news, self._todo)
            self._lanes["pull"].hurry()

    def _is_open(self, name: str) -> bool:
        if name in ("count", "hello", "search"):
            return True
        return self._greeted

    def _attempt(self, name: str) -> None:
        lane = self._lanes[name]
        self._next_at = 0.0
        try:
            more = self._work[name]()
        except KnownError as error:
            self._failed(name, error)
        except Exception as error:
            # A bug must not silently end the only thread that sends sales.
            LOG.exception("sync step %s failed", name)
            self._failed(name, KnownError("sync_bug", f"The program has a fault in sync: {error!r}."))
        else:
            self._health.well(name)
            if more:
                lane.again(self._next_at, forgive=name != "pull")
            else:
                lane.done(self._clock.monotonic())

    def _failed(self, name: str, error: KnownError) -> None:
        if self._stopping:
            return
        now = self._clock.monotonic()
        if isinstance(error, Fork):
            healed = self._forks.heal(error)
            if healed is None:
                self._began_epoch(name)
                return
            error = healed
        self._health.note(name, error)
        self._lanes[name].failed(now, asked_to_wait(error))
        if isinstance(error, Unauthorised):
            self._refused = True
            for each in EVERY_S.keys() - {"count"}:
                self._lanes[each].hold(now, REFUSED_S)

    def _began_epoch(self, met_by: str) -> None:
        """Ask under the new epoch at once how far the hub is, then push everything again."""
        self._health.well(met_by)
        self._health.heard()
        self._health.replaying()
        for name in ("count", "hello", "push"):
            self._lanes[name].again()

    # --- the steps --------------------------------------------------------------------------------------

    def _count(self) -> bool:
        self._epoch_change = self._outbox.epoch_change()
        self._health.counted(self._outbox.count_waiting())
        aside = self._outbox.quarantined(QUARANTINE_COUNTED)
        self._quarantined = sum(1 for one in aside if not one.outcome)
        self._resolved = len(aside) - self._quarantined
        return False

    def _hello(self) -> bool:
        asked_at = self._clock.now()
        try:
            reply = self._pusher.hello()
        except Fork:
            if not self._greeted:
                # What was read in an earlier run is read on: prices must not wait until a person comes.
                self._greet(self._replica.scopes())
            raise
        self._skew_ms = reply.server_time - (asked_at + self._clock.now()) // 2
        self._heard("hello")
        self._greet(tuple(head.scope for head in reply.scopes))
        for head in reply.scopes:
            have = self._progress[head.scope].have if head.scope in self._progress else 0
            self._progress[head.scope] = ScopeProgress(scope=head.scope, have=have, of=head.seq)
        return False

    def _greet(self, scopes: tuple[str, ...]) -> None:
        new = [scope for scope in scopes if scope not in self._scopes]
        self._greeted = True
        self._scopes = scopes
        if self._taker:
            self._taker.hear(scopes)
        self._todo = [scope for scope in self._todo if scope in scopes] + new
        self._progress = {scope: each for scope, each in self._progress.items() if scope in scopes}
        self._health.keep({*EVERY_S, *(about(scope) for scope in scopes)})
        if new:
            self._lanes["pull"].hurry()

    def _push(self) -> bool:
        pushed = self._pusher.step()
        if pushed.more:
            self._heard("push")
        if pushed.acknowledged:
            self._forks.took()
            self._health.moved()
            self._count()
        return pushed.more

    def _pull(self) -> bool:
        """One page of one scope; a scope that is out of order does not hold up the others."""
        if not self._todo:
            self._todo = list(self._scopes)
        if not self._todo:
            return False
        scope = self._todo[0]
        try:
            pulled = self._puller.step(scope)
        except (HubNonsense, ScopeForbidden, SnapshotFailed) as error:
            self._health.note(about(scope), error)
            self._todo.pop(0)
        else:
            self._heard("pull")
            self._health.well(about(scope))
            self._progress[scope] = ScopeProgress(scope=scope, have=pulled.have, of=pulled.of)
            self._took(scope, pulled)
        if self._todo:
            return True
        self._seen({scope: each.have for scope, each in self._progress.items()})
        bad = [self._health.error_of(about(scope)) for scope in self._scopes]
        worst = next((each for each in bad if each), None)
        if worst:
            raise worst
        return False

    def _took(self, scope: str, pulled: Pulled) -> None:
        """What follows from a step: the next scope, or pictures and words of new items."""
        if pulled.wait:
            self._rest(scope, pulled.wait)
        elif not pulled.more:
            self._todo.pop(0)
        if pulled.rows or pulled.swapped:
            self._lanes["images"].hurry()
        if pulled.swapped:
            self._lanes["search"].hurry()

    def _rest(self, scope: str, seconds: float) -> None:
        """The hub asks for patience with a scope: others go first; when all must wait, so does the lane."""
        self._todo.append(self._todo.pop(0))
        self._patient[scope] = self._clock.monotonic() + seconds
        if all(each in self._patient for each in self._todo):
            self._next_at = min(self._patient[each] for each in self._todo)
            self._patient.clear()

    def _fill_search(self) -> bool:
        return self._snapshots.fill_search() if self._snapshots else False

    def _fetch_image(self) -> bool:
        more = self._images.step()
        if more:
            self._heard("images")
        return more

    def _heard(self, name: str) -> None:
        """The hub answered: what waited only because there was no contact goes on now."""
        self._health.heard()
        refused, self._refused = self._refused, False
        for other in EVERY_S.keys() - {"count", name}:
            error = self._health.error_of(other)
            # A time-out is not forgiven: the hub may answer other questions and not this one.
            no_contact = isinstance(error, HubUnreachable) and error.code != "hub_timeout"
            if no_contact or refused:
                self._health.well(other)
                self._lanes[other].again()

    def _quiet_state(self) -> SyncState:
        """The state while nothing is wrong."""
        if not self._greeted:
            return "starting"
        if self._health.waiting.ops:
            return "sending"
        return "receiving" if any(each.to_go for each in self._progress.values()) else "idle"

    def _publish(self, *, at_once: bool) -> None:
        """Tell the listener, if there is news; progress alone at most four times a second."""
        state, error = self._health.verdict() or (self._quiet_state(), None)
        status = SyncStatus(
            state=state,
            waiting=self._health.waiting,
            last_contact_at=self._health.last_contact_at,
            error_code=error.code if error else "",
            error_message=error.message if error else "",
            quarantined=self._quarantined,
            resolved=self._resolved,
            scopes=tuple(self._progress[scope] for scope in sorted(self._progress)),
            hub_url=self._settings.hub_url,
            epoch_change=self._epoch_change,
            clock_skew_ms=self._skew_ms,
        )
        now = self._clock.monotonic()
        last = self._published
        same = last is not None and last.state == state
        if status == last or (same and not at_once and now - self._published_at < PUBLISH_S):
            return
        self._published = status
        self._published_at = now
        self._listener(status)
