"""Four web clients and three tills race for one last unit, many times: nobody promises it twice.

`python -m proof.last_unit --rounds 1000 --json [--database URL]`; without a URL on SQLite in a new folder.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import msgspec

from hub.bootstrap import Hub, build_hub
from hub.services import reservations
from hub.services.invariants import check
from hub.services.rights import show_stock
from hub.services.setup import set_up
from hub.settings import HubSettings
from hub.store import documents, meta, pool, stores, tasks, terminals
from hub.store.database import Connection
from hub.store.feeds import Outgoing, publish_each
from hub.store.identity import new_id
from proof.racing_till import ONE, RacingTill
from proof.simulation.shop import PLAN
from retail.errors import RuleError

CLIENTS = 4
TILLS = 3
A_DAY_MS = 86_400_000


class Outcome(msgspec.Struct, kw_only=True):
    """What the rounds came to."""

    database: str
    rounds: int = 0
    by_reservation: int = 0
    """Rounds that a web client won."""
    by_right: int = 0
    """Rounds that a till won."""
    promised_twice: int = 0
    promised_to_nobody: int = 0
    overrides: int = 0
    """Sales of tills that lost: goods in hand are always sold."""
    exceptions: int = 0
    """Tasks that these sales became."""
    broken: list[str] = []
    """What must hold at the hub and does not."""
    seconds: float = 0.0

    @property
    def well(self) -> bool:
        """Whether all that was promised holds."""
        odd = self.promised_twice or self.promised_to_nobody or self.broken
        return not odd and self.overrides == self.exceptions


def race(hub: Hub, rounds: int) -> Outcome:
    """Run the rounds on a hub that was set up (see `make_shop`) and serves nobody else."""
    started = time.monotonic()
    with hub.database.read() as connection:
        generation = meta.need(connection, meta.GENERATION)
        records = terminals.every(connection)[:TILLS]
    tills = [RacingTill(hub, record, generation) for record in records]
    outcome = Outcome(database="postgresql" if hub.database.on_postgres else "sqlite")
    with ThreadPoolExecutor(CLIENTS + TILLS) as racers:
        for number in range(rounds):
            _round(hub, racers, tills, f"last-{number}", outcome)
    with hub.database.read() as connection:
        outcome.exceptions = len(tasks.of_kinds(connection, ("sold_without_right",)))
    outcome.broken = [f"{one.rule}: {one.message}" for one in check(hub.engine)]
    outcome.seconds = round(time.monotonic() - started, 1)
    return outcome


def make_shop(hub: Hub) -> None:
    """A store with three tills."""
    plan = msgspec.structs.replace(PLAN, operators=())
    set_up(hub.database, plan, None, hub.clock.now())


def _round(hub: Hub, racers: ThreadPoolExecutor, tills: list[RacingTill], sku: str, outcome: Outcome) -> None:
    store_id = _bring_one(hub, sku)
    start = Barrier(CLIENTS + TILLS)

    def web(client: int) -> bool:
        start.wait()
        return _reserve(hub, store_id, f"{sku}/{client}", sku)

    def till(one: RacingTill) -> bool:
        start.wait()
        return one.race(sku) is not None

    carts: list[Future[bool]] = [racers.submit(web, client) for client in range(CLIENTS)]
    asks: list[Future[bool]] = [racers.submit(till, one) for one in tills]
    won = [place for place, one in enumerate(carts) if one.result()]
    rights = sum(one.result() for one in asks)
    outcome.rounds += 1
    outcome.by_reservation += len(won)
    outcome.by_right += rights
    outcome.overrides += len(asks) - rights
    outcome.promised_twice += len(won) + rights > 1
    outcome.promised_to_nobody += len(won) + rights == 0
    for place in won:
        tills[0].sell(sku, cart_id=f"{sku}/{place}")


def _bring_one(hub: Hub, sku: str) -> str:
    """One unit of a new item comes into the store; the store."""
    now = hub.clock.now()
    with hub.database.write() as connection:
        store_id = stores.every(connection)[0].profile.store_id
        document_id = new_id(now)
        documents.add(connection, document_id, "stock.counted", store_id, "race", "", now)
        row = {"document_id": document_id, "line_id": sku, "store_id": store_id, "sku": sku}
        documents.post(connection, [{**row, "delta": ONE, "reason": "count", "at": now}])
        kept = pool.locked(connection, store_id, [sku])[sku]
        kept.tracked, kept.moved_at = True, now
        pool.save(connection, [kept])
        wanted: Outgoing = {}
        show_stock(wanted, kept)
        publish_each(connection, wanted, now)
    return store_id


def _reserve(hub: Hub, store_id: str, cart_id: str, sku: str) -> bool:
    """Whether the cart got the unit."""
    now = hub.clock.now()

    def work(connection: Connection) -> None:
        wanted: Outgoing = {}
        reservations.reserve(
            connection,
            wanted,
            now,
            reservation_id=cart_id,
            store_id=store_id,
            owner=f"cart:{cart_id}",
            lines={sku: ONE},
            expires_at=now + A_DAY_MS,
        )
        publish_each(connection, wanted, now)

    try:
        hub.database.run(work)
    except RuleError as error:
        if error.code != "not_enough":
            raise
        return False
    return True


def main(arguments: list[str] | None = None) -> int:
    """Run the race and report; 1 where something that was promised does not hold."""
    parser = argparse.ArgumentParser(prog="python -m proof.last_unit", description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000, metavar="N", help="races (default 1000)")
    parser.add_argument("--database", default="", metavar="URL", help="an empty PostgreSQL database")
    parser.add_argument("--json", action="store_true", help="print JSON")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="tillbridge-race-") as folder:
        hub = build_hub(Path(folder) / "hub", HubSettings(database=args.database))
        try:
            make_shop(hub)
            outcome = race(hub, args.rounds)
        finally:
            hub.close()
    if args.json:
        sys.stdout.write(msgspec.json.encode(outcome).decode() + "\n")
    else:
        sys.stdout.write(
            f"{outcome.rounds} rounds on {outcome.database} in {outcome.seconds} s: "
            f"{outcome.by_reservation} won by a cart, {outcome.by_right} by a till, "
            f"{outcome.promised_twice} promised twice, {outcome.promised_to_nobody} to nobody; "
            f"{outcome.overrides} sold without a right, "
            f"{outcome.exceptions} exceptions; {len(outcome.broken)} findings\n"
        )
    return 0 if outcome.well else 1


if __name__ == "__main__":
    sys.exit(main())
