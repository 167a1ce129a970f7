"""Carries a schedule of kills out on the processes of a shop until the time is over."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable

from proof.chaos.schedule import Fault, Kind
from proof.chaos.shop import ChaosShop

ORDER: tuple[Kind, ...] = ("database", "hub", "line", "till", "printer", "worker")
"""What comes back first: a hub does not start without its database."""

LONG_BEFORE_CUT = 900
"""Bytes; a receipt is torn after fewer than these."""

Say = Callable[[str], None]


class Killer:
    """Kills and starts anew, and counts."""

    def __init__(self, shop: ChaosShop, seed: int, say: Say) -> None:
        self._shop = shop
        self._chance = random.Random(f"{seed}/killer")
        self._say = say
        self.kills: Counter[str] = Counter()
        self.restarts = 0

    def work(self, faults: Iterable[Fault], seconds: float) -> None:
        """Carry faults out for so long; everything runs again afterwards."""
        end = time.monotonic() + seconds
        for fault in faults:
            self._live(min(time.monotonic() + fault.after_s, end))
            if time.monotonic() >= end:
                return
            self._strike(fault)

    def _live(self, until: float) -> None:
        """Let the shop sell."""
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.2))

    def _strike(self, fault: Fault) -> None:
        self._say(f"kill {' and '.join(fault.kinds)} for {fault.down_s:.1f} s")
        for kind, till in zip(fault.kinds, fault.tills, strict=True):
            self._kill(kind, till)
        time.sleep(fault.down_s)
        for kind, till in sorted(
            zip(fault.kinds, fault.tills, strict=True), key=lambda one: ORDER.index(one[0])
        ):
            self._start(kind, till)
            self.restarts += kind not in ("worker", "printer")

    def _kill(self, kind: Kind, till: int) -> None:
        shop = self._shop
        match kind:
            case "till":
                shop.tills[till].lives[-1].kill()
            case "worker":
                if not shop.kill_worker(self._chance):
                    return
            case "hub":
                shop.hubs[-1].kill()
            case "line":
                shop.lines[-1].kill()
            case "database":
                shop.server.crash()
            case "printer":
                shop.tills[till].pull_printer(self._chance.randrange(LONG_BEFORE_CUT))
        self.kills[kind] += 1

    def _start(self, kind: Kind, till: int) -> None:
        shop = self._shop
        match kind:
            case "till":
                shop.start_till(shop.tills[till])
            case "hub":
                shop.start_hub()
            case "line":
                shop.start_line()
            case "database":
                shop.server.start()
            case "printer":
                shop.tills[till].plug_printer_in()
            case "worker":
                pass  # its first process sees to it
