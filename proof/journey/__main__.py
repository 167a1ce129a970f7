"""`python -m proof.journey`: the goods of Complete Journey, and 2,000 of its baskets, through everything."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import msgspec

from proof.journey.replay import run


def main() -> int:
    """Print what came of it as JSON; 1 where a total was wrong or something does not hold."""
    parser = argparse.ArgumentParser(prog="python -m proof.journey", description=__doc__)
    parser.add_argument("--baskets", type=int, default=2_000)
    parser.add_argument("--products", type=int, help="at most so many, those in the baskets first (all)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tillbridge-journey-") as folder:
        found = run(Path(folder), args.baskets, most_goods=args.products)
    print(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    return 1 if found.wrong or found.findings or found.refused else 0


if __name__ == "__main__":
    sys.exit(main())
