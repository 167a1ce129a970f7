"""The line between a till and the hub: loses requests, loses answers, doubles, and brings messages late."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Protocol, TypeVar, cast

import msgspec

from hub.services.terminal_service import TerminalService
from proof.simulation.memory import ProcessDied
from retail.cart import CartReply, CartRequest
from retail.errors import KnownError
from retail.rights import RightsReply, RightsRequest
from sync import messages as m
from sync.protocol import HubBusy, HubTerminal, HubUnreachable

R = TypeVar("R")

WEATHER: dict[str, tuple[tuple[str, int], ...]] = {
    "calm": (("", 1),),
    "rain": (
        ("", 12),
        ("request_lost", 2),
        ("answer_lost", 3),
        ("twice", 2),
        ("late", 2),
        ("busy", 1),
    ),
    "storm": (
        ("", 4),
        ("request_lost", 3),
        ("answer_lost", 4),
        ("twice", 2),
        ("late", 3),
        ("hub_dies_before_commit", 2),
        ("hub_dies_after_commit", 3),
    ),
    "dead": (("request_lost", 1),),
}
"""What can go wrong with a call, and how often of the sum."""
WRITES = ("push", "hello", "rights", "carts")
"""Calls that change something at the hub: only these are worth bringing late."""
MOST_IN_FLIGHT = 20


class HubSide(Protocol):
    """The hub's machine as the line needs it."""

    doom: tuple[int, str] | None

    def service(self, terminal_id: str) -> TerminalService: ...

    def start(self) -> None: ...


class Late(msgspec.Struct, frozen=True):
    """A request whose sender gave up, still on its way."""

    terminal_id: str
    name: str
    request: msgspec.Struct


class Network:
    """All lines; what is on its way is delivered in any order, or never."""

    def __init__(self, hub: HubSide, say: Callable[[str], None]) -> None:
        self.hub = hub
        self.weather = "calm"
        self.chance = random.Random(0)
        self.in_flight: list[Late] = []
        self._say = say

    def fault(self, name: str) -> str:
        """What goes wrong with this call."""
        kinds = WEATHER[self.weather]
        drawn = self.chance.choices([kind for kind, _ in kinds], [often for _, often in kinds])[0]
        return "answer_lost" if drawn == "late" and name not in WRITES else drawn

    def call(self, terminal_id: str, name: str, request: object, fault: str) -> object:
        """Hand a request to the hub; its process may end on it."""
        if fault.startswith("hub_dies"):
            self.hub.doom = (1, "before" if fault == "hub_dies_before_commit" else "after")
        try:
            service = cast(HubTerminal, self.hub.service(terminal_id))
            return getattr(service, name)(request)
        except ProcessDied:
            self._say(f"hub dies in {name}")
            self.hub.start()
            raise lost("The hub went away.") from None
        finally:
            self.hub.doom = None

    def deliver_late(self, place: int) -> None:
        """One of the requests on their way arrives; nobody waits for its answer."""
        late = self.in_flight.pop(place % len(self.in_flight))
        try:
            self.call(late.terminal_id, late.name, late.request, "")
        except KnownError as error:
            self._say(f"late {late.name}: {error.code}")
        else:
            self._say(f"late {late.name}: taken")

    def keep(self, late: Late) -> None:
        """A request stays on its way; of too many the oldest is lost."""
        self.in_flight.append(late)
        del self.in_flight[:-MOST_IN_FLIGHT]

    def line(self, terminal_id: str, name: str) -> Line:
        """The line of one till."""
        return Line(self, terminal_id, lambda words: self._say(f"{name} {words}"))


class Line:
    """`HubTerminal` of one till over the network."""

    def __init__(self, network: Network, terminal_id: str, say: Callable[[str], None]) -> None:
        self._network = network
        self._terminal_id = terminal_id
        self._say = say

    def hello(self, request: m.Hello) -> m.HelloReply:
        return self._through("hello", request, m.HelloReply)

    def push(self, request: m.PushRequest) -> m.PushReply:
        return self._through("push", request, m.PushReply)

    def pull(self, request: m.PullRequest) -> m.PullReply:
        return self._through("pull", request, m.PullReply)

    def snapshot(self, scope: str) -> m.SnapshotReply:
        return self._through("snapshot", scope, m.SnapshotReply)

    def snapshot_part(self, part: m.SnapshotPart) -> bytes:
        return self._through("snapshot_part", part, bytes)

    def poke(self, request: m.PokeRequest) -> m.PokeReply:
        return self._through("poke", request, m.PokeReply)

    def escrow(self, request: m.EnrolEscrow) -> None:
        self._through("escrow", request, type(None))

    def image(self, digest: str) -> bytes:
        return self._through("image", digest, bytes)

    def rights(self, request: RightsRequest) -> RightsReply:
        return self._through("rights", request, RightsReply)

    def carts(self, request: CartRequest) -> CartReply:
        return self._through("carts", request, CartReply)

    def _through(self, name: str, request: object, _kind: type[R]) -> R:
        fault = self._network.fault(name)
        if fault:
            self._say(f"{name}: {fault}")
        if fault == "busy":
            raise HubBusy("hub_busy", "Nothing was applied.", retry_after=5.0)
        if fault == "late":
            self._network.keep(Late(self._terminal_id, name, cast(msgspec.Struct, request)))
        if fault in ("request_lost", "late"):
            raise lost("The request was lost.")
        try:
            answer = self._network.call(self._terminal_id, name, request, fault)
            if fault == "twice":
                answer = self._network.call(self._terminal_id, name, request, "")
        except KnownError as error:
            self._say(f"{name}: refused, {error.code}")
            raise
        if fault == "answer_lost":
            raise lost("The answer was lost.")
        return cast(R, answer)


def lost(message: str) -> HubUnreachable:
    """What a till sees of a message that did not come through."""
    return HubUnreachable("hub_unreachable", message)
