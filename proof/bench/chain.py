"""Terminals of a chain and one hub on PostgreSQL; against the same rows by the bare driver."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import msgspec

from hub.bootstrap import build_hub
from pos_app.places import Places
from proof.bench.asked import Asked
from proof.bench.catalogues import catalogue
from proof.bench.chain_shop import Plan, open_chain, seats
from proof.bench.figures import figures, milliseconds
from proof.bench.hub_side import HubSide, join, open_joined, sell_offline
from proof.bench.machine import used_by
from proof.bench.report import Limit, Measure, at_least, measure
from proof.bench.sizes import Sizes
from proof.bench.suite import Place
from proof.bench.turns import timed
from proof.postgres import PostgresServer, postgres

WORKERS = 2
PROCESSES = 2
"""That send, and that write by the bare driver."""
CONNECTIONS = 8
"""Of each of them: more make pushes wait longer and no more come through."""
SALES = 8
"""In one push: what gathers at a till while a hub is busy."""
SAMPLES = 20
WATCHED = 4
"""Stores in which a terminal waits for the others' receipts."""
LEAST_SHARE = 0.6


class _Taken(msgspec.Struct, kw_only=True):
    """Samples of all rounds."""

    hub: list[float] = []
    raw: list[float] = []
    """Sales a second, a sample a round."""
    push: list[float] = []
    lag: list[float] = []
    slow_push: list[float] = []
    slow_lag: list[float] = []
    notes: list[str] = []


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """Rounds of the hub and of the bare driver in turn; then the same terminals at the pace of shops."""
    with postgres() as server:
        database = server.url("hub")
        hub = HubSide(place.work / "hub", database=database, workers=WORKERS)
        plan = _open(hub, server, sizes, place)
        with hub, ExitStack() as stack:
            plan = msgspec.structs.replace(plan, url=hub.url)
            path = place.work / "plan.json"
            plan.write(path)
            taken = _Rounds(stack, plan, path, hub, server).taken(sizes)
    return _measures(sizes, taken)


def _open(hub: HubSide, server: PostgresServer, sizes: Sizes, place: Place) -> Plan:
    """A hub with all stores and terminals, a twin of its database, and samples sold by a real terminal."""
    places = Places(data=place.work / "terminal", keys=place.work / "keys")
    with hub:
        join(hub, places, catalogue(place.kept, sizes.shop_items))
    sell_offline(places, sizes.shop_items, SAMPLES)
    with closing(open_joined(places)) as terminal:
        hub_gen = terminal.outbox.identity().hub_gen
        samples = [op for op in terminal.outbox.waiting(1_000_000) if op.kind == "sale.completed"]
    with closing(build_hub(hub.folder)) as inside:
        open_chain(inside.database, seats(sizes.chain_stores, sizes.chain_terminals), inside.clock.now())
    return Plan(
        database=server.url("hub"),
        twin=server.url("twin", "hub"),
        hub_gen=hub_gen,
        stores=sizes.chain_stores,
        terminals=sizes.chain_terminals,
        sales=SALES,
        connections=CONNECTIONS,
        samples=tuple(samples),
    )


class _Rounds:
    """The processes of the bench, asked in turn."""

    def __init__(
        self, stack: ExitStack, plan: Plan, path: Path, hub: HubSide, server: PostgresServer
    ) -> None:
        def start(module: str, *words: int) -> Asked:
            return stack.enter_context(Asked(f"proof.bench.{module}", path, *map(str, words)))

        self._plan = plan
        self._hub = hub
        self._postmaster = int((server.data / "postmaster.pid").read_text().split()[0])
        self._load = [start("chain_load", number, PROCESSES) for number in range(PROCESSES)]
        self._raw = [start("chain_raw", number, PROCESSES) for number in range(PROCESSES)]
        self._watch = start("chain_watch", min(WATCHED, plan.stores))

    def taken(self, sizes: Sizes) -> _Taken:
        """All rounds, the first of which is thrown away, and the slow one at the end."""
        found = _Taken()
        for number in range(sizes.chain_rounds + 1):
            kept = found if number else _Taken()
            _ask_all(self._load, f"make {SALES}")
            before = self._used()
            seconds = self._pushed("send", kept.push, kept.lag)
            kept.notes = self._cost(before, seconds)
            kept.hub.append(self._plan.terminals * SALES / seconds)
            _ask_all(self._raw, f"load {(number + 1) * SALES}")
            kept.raw.append(self._plan.terminals * SALES / timed(lambda: _ask_all(self._raw, "write")))
        _ask_all(self._load, "make 1")
        self._pushed(f"pace {sizes.chain_pace_s}", found.slow_push, found.slow_lag)
        return found

    def _pushed(self, question: str, pushes: list[float], lags: list[float]) -> float:
        """Send all that was made, while some wait for it; seconds of the whole."""
        answers: list[Any] = []
        self._watch.ask("begin")
        seconds = timed(lambda: answers.extend(_ask_all(self._load, question)))
        seen = self._watch.ask("end")
        acknowledged = {txn: at for answer in answers for txn, at in answer["at"].items()}
        pushes += [one for answer in answers for one in answer["taken"]]
        # Who waits may have read it before who sent it has heard that it was taken.
        lags += [max(0.0, at - acknowledged[txn]) for txn, at in seen.items() if txn in acknowledged]
        return seconds

    def _used(self) -> tuple[tuple[float, float], ...]:
        return used_by(self._hub.process_id), used_by(self._postmaster)

    def _cost(self, before: Sequence[tuple[float, float]], seconds: float) -> list[str]:
        sales = self._plan.terminals * SALES
        return [
            f"{name}: {(after[0] - start[0]) / sales * 1000:.2f} ms of processor a sale, "
            f"{(after[0] - start[0]) / seconds:.2f} cores busy, {after[1]:.0f} MB"
            for name, start, after in zip(("hub", "PostgreSQL"), before, self._used(), strict=True)
        ]


def _ask_all(processes: Sequence[Asked], question: str) -> list[Any]:
    """Ask several at once and wait for all."""
    with ThreadPoolExecutor(len(processes)) as pool:
        return list(pool.map(lambda one: one.ask(question), processes))


def _measures(sizes: Sizes, taken: _Taken) -> list[Measure]:
    hub, raw = figures(taken.hub, "sales/s"), figures(taken.raw, "sales/s")
    share = float(f"{hub.median / raw.median:.4g}")
    who = f"{sizes.chain_terminals:,} terminals of {sizes.chain_stores} stores"
    return [
        measure(
            "chain",
            f"{who} push {SALES} sales of 5 lines each to one hub on PostgreSQL with {WORKERS} workers",
            hub,
            limit=Limit(
                name="psycopg's executemany, the same rows, a transaction for each push", figures=raw
            ),
            goals=(at_least(f"≥ {LEAST_SHARE:.0%} of the bare driver's throughput", share, LEAST_SHARE),),
            notes=tuple(taken.notes),
        ),
        measure(
            "chain_push",
            f"one sale pushed to that hub, while {who} push one in {sizes.chain_pace_s:g} s",
            milliseconds(taken.slow_push),
            parts={f"{SALES} sales, as fast as the hub takes them": milliseconds(taken.push)},
        ),
        measure(
            "chain_lag",
            "from the answer to that push to the row in another terminal of the store, which waits for it",
            milliseconds(taken.slow_lag),
            parts={f"{SALES} sales, as fast as the hub takes them": milliseconds(taken.lag)},
        ),
    ]
