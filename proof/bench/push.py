"""Sales pushed to a real hub over HTTP, 20 at a time; against the same rows by the bare driver."""

from __future__ import annotations

from contextlib import ExitStack, closing
from itertools import pairwise
from shutil import copyfile

from hub.bootstrap import DATABASE, build_hub
from hub.services.terminal_service import TerminalService
from local_db.keys import load_keys
from local_db.terminal import LocalTerminal
from pos_app.machine import SystemClock
from pos_app.places import Places
from proof.bench.catalogues import catalogue
from proof.bench.counter import PROGRAM
from proof.bench.figures import MS, milliseconds
from proof.bench.hub_side import HubSide, join, line, open_joined, sell_offline
from proof.bench.hub_twin import HubSource, RawHub, Writes
from proof.bench.report import Limit, Measure, at_least, measure
from proof.bench.sizes import Sizes
from proof.bench.suite import Place
from proof.bench.turns import in_turn, timed
from retail.events import VERSIONS
from sync.client import HttpHub
from sync.messages import Hello, PushReply, PushRequest, WireOp

BATCH = 20
LEAST_SHARE = 0.6


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """Push in turn with the bare driver; the hub is a process of its own, as it is in a shop."""
    warm_up = max(1, sizes.push_batches // 10)
    rounds = sizes.push_batches
    places = Places(data=place.work / "terminal", keys=place.work / "keys")
    hub = HubSide(place.work / "hub")
    with ExitStack() as stack:
        stack.enter_context(hub)
        join(hub, places, catalogue(place.kept, sizes.shop_items))
        sell_offline(places, sizes.shop_items, (rounds + warm_up) * BATCH)
        terminal = stack.enter_context(closing(open_joined(places)))
        api = stack.enter_context(closing(line(terminal, load_keys(places.key_file))))
        source = stack.enter_context(closing(HubSource(place.work / "hub" / DATABASE)))
        turns = _Turns(api, terminal, source)
        source.copy_to(place.work / "twin.db")
        twin = stack.enter_context(closing(RawHub(place.work / "twin.db")))
        (place.work / "inside").mkdir()
        copyfile(place.work / "twin.db", place.work / "inside" / DATABASE)
        inside = stack.enter_context(closing(build_hub(place.work / "inside")))
        service = inside.terminal_service(turns.who.terminal_id)
        taken = in_turn(
            rounds,
            warm_up,
            turns.push,
            lambda _number: timed(lambda: twin.write(turns.writes)),
            lambda number: turns.push_inside(number, service),
            lambda _number: turns.ask_nothing(),
            fixed_order=True,
        )
    return [_verdict(taken)]


def _verdict(taken: list[list[float]]) -> Measure:
    real, raw, inside, nothing = map(milliseconds, taken)
    limit = Limit(name=f"raw sqlcipher3, the same rows of {BATCH} sales in one transaction", figures=raw)
    share = float(f"{raw.median / real.median:.4g}")
    return measure(
        "push",
        f"{BATCH} sales of 5 lines from one terminal to a hub process: signed, over HTTP, checked, durable",
        real,
        limit=limit,
        goals=(at_least(f"≥ {LEAST_SHARE:.0%} of the bare driver's throughput", share, LEAST_SHARE),),
        parts={"the hub's service alone, in process": inside, "a signed question over HTTP (hello)": nothing},
        notes=(
            f"{BATCH * MS / real.median:.0f} sales/s through the hub, {BATCH * MS / inside.median:.0f} in "
            f"process without HTTP, {BATCH * MS / raw.median:.0f} by the bare driver",
        ),
    )


class _Turns:
    """Hands out the journal in batches of sales."""

    def __init__(self, api: HttpHub, terminal: LocalTerminal, source: HubSource) -> None:
        self._api = api
        self._outbox = terminal.outbox
        self._source = source
        self.who = terminal.outbox.identity()
        ops = terminal.outbox.waiting(1_000_000)
        first = next(place for place, op in enumerate(ops) if op.kind == "sale.completed")
        # What came before the sales: the session's opening.
        self._send(ops[:first])
        places = range(first, len(ops) + 1, BATCH)
        self._batches = [ops[start:end] for start, end in pairwise(places)]
        self.writes: Writes = []

    def push(self, number: int) -> float:
        """One batch; then finds out what it wrote, which is not timed."""
        batch = self._batches[number]
        seconds = timed(lambda: self._send(batch))
        self.writes = self._source.changes()
        return seconds

    def push_inside(self, number: int, service: TerminalService) -> float:
        """The same batch to a hub in this process."""
        request = self._request(self._batches[number])
        return timed(lambda: _check(service.push(request), BATCH))

    def ask_nothing(self) -> float:
        """What any signed exchange costs: a hello, without what the till counts and keeps for it.

        Its journal is never acknowledged here, and to count all that waits takes longer than the exchange.
        """
        hello = Hello(
            terminal_id=self.who.terminal_id,
            epoch=self.who.epoch,
            head=self._outbox.head(),
            acked=self._outbox.acked(),
            hub_gen=self.who.hub_gen,
            op_versions=VERSIONS,
            program=PROGRAM,
            now=SystemClock().now(),
        )
        return timed(lambda: self._api.hello(hello))

    def _send(self, ops: tuple[WireOp, ...]) -> None:
        _check(self._api.push(self._request(ops)), len(ops))

    def _request(self, ops: tuple[WireOp, ...]) -> PushRequest:
        return PushRequest(hub_gen=self.who.hub_gen, epoch=self.who.epoch, ops=ops)


def _check(reply: PushReply, count: int) -> None:
    if [result.status for result in reply.results] != ["applied"] * count:
        raise RuntimeError(f"the hub did not apply what was pushed: {reply.results[:3]}")
