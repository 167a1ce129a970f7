"""One till of a chaos run as a process: sells until its plug is pulled, or until the shop closes.

`python -m proof.chaos.till --data DIR --keys DIR --seed SEED --pause S --closed FILE`. When the file is there
it sells no more, waits until all is at the hub and on paper, says `drained`, and runs on until told to end.
"""

from __future__ import annotations

import argparse
import logging
import random
import signal
import sys
import threading
import time
from pathlib import Path

from pos_app.cli.till import set_up_log
from pos_app.places import add_place_arguments, places_of
from pos_app.queries import ListPrintJobs
from proof.chaos.cashier import Cashier
from proof.chaos.counter import POLL_S, Counter


def main() -> int:
    """Work until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_place_arguments(parser)
    parser.add_argument("--seed", required=True)
    parser.add_argument("--pause", type=float, required=True, help="mean seconds between two customers")
    parser.add_argument("--closed", type=Path, required=True)
    args = parser.parse_args()
    ending = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ending.set())
    places = places_of(args)
    set_up_log(places.data, verbose=False)
    logging.getLogger("pos_app.dispatch").addHandler(_Loud())
    counter = Counter(places, _say)
    try:
        _work(counter, args, ending)
    finally:
        counter.close()
    return 0


def _work(counter: Counter, args: argparse.Namespace, ending: threading.Event) -> None:
    chance = random.Random(args.seed)
    counter.sign_in()
    _say("ready")
    cashier = Cashier(counter, chance)
    while not ending.is_set() and not args.closed.exists():
        cashier.act()
        ending.wait(chance.uniform(0.0, 2 * args.pause))
    cashier.print_unsure()
    _say("closed")
    since = time.monotonic()
    while not ending.wait(POLL_S):
        if counter.synced and not counter.ask(ListPrintJobs()):
            _say(f"drained {time.monotonic() - since:.1f}")
            ending.wait()


class _Loud(logging.Handler):
    """Says on stdout what the handlers of commands log as a bug, with its trace in one line."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR:
            trace = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
            _say(f"bug {record.getMessage()} {trace!r}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
