"""Lines that `--help` shows below each command: how it is said in a shop, ready to be copied."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Final

PROGRAM: Final = "tillbridge"
EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "demo": ("demo", "demo --no-screen"),
    "hub": (
        "hub setup --config store.toml --admin-password-file password",
        "hub --host 0.0.0.0 --public-url https://hub.example:8650",
        "hub enrol-code --terminal 1",
        "hub find S1-T2-000123",
    ),
    "hub replace": ("hub replace 1", "hub replace 1 --store 2 --url https://hub.example:8650"),
    "hub inbox": (
        "hub inbox list --store 1",
        "hub inbox show ID",
        "hub inbox retry ID --note 'after the upgrade'",
        "hub inbox resolve ID --note 'asked the cashier'",
    ),
    "hub move": ("hub move --database postgresql://tillbridge@db.example/tillbridge",),
    "hub customer": (
        "hub customer find '030 1234567'",
        "hub customer export ID --out anna.json",
        "hub customer merge-candidates",
        "hub customer merge ID OTHER-ID --why 'same person'",
    ),
    "hub stock": ("hub stock list", "hub stock rights"),
    "hub loyalty": (
        "hub loyalty program --file program.toml",
        "hub loyalty account anna@example.org",
        "hub loyalty adjust anna@example.org 50 --why 'complaint'",
        "hub loyalty adjust anna@example.org --credit --why 'mistake' -- -5.00",
    ),
    "hub gift-cards": (
        "hub gift-cards make 100 --currency EUR --out codes.csv",
        "hub gift-cards show -",
        "hub gift-cards block ACCOUNT --why 'stolen'",
    ),
    "enrol": ("enrol CODE", "enrol CODE --printer 192.168.1.50:9100"),
    "recover": ("recover /media/old-disk/tillbridge/terminal --code ABCD-EFGH-JKLM",),
    "till": ("till", "till --windowed --verbose"),
    "import": ("import catalogue.csv", "import prices.ndjson --price-list standard --json"),
    "status": (
        "status",
        "status --data /var/lib/tillbridge/hub --watch",
        "status --hub https://hub.example:8650 --fingerprint HEX --password-file password --json",
    ),
    "verify": ("verify", "verify --hub /var/lib/tillbridge/hub --json"),
    "parse": ("parse 4006381333931", "parse --json 2912345012345"),
    "scan": ("scan photo.jpg", "scan --json pictures"),
    "price": ("price cart.json", "price --json cart.json"),
    "devices": ("devices find", "devices saved"),
    "doctor": ("doctor", "doctor --json"),
    "upgrade": ("upgrade check",),
    "journal": ("journal --limit 20", "journal --export journal.ndjson"),
    "bench": ("bench --quick", "bench --only decode --json report.json"),
    "simulate": ("simulate --seeds 100 --json", "simulate --seed 4711 --trace"),
    "chaos": ("chaos --minutes 1 --json",),
}
"""Words of a command → what may follow `tillbridge`."""


class CommandParser(argparse.ArgumentParser):
    """A parser whose help ends with examples; those of its sub-commands too."""

    def format_help(self) -> str:
        """The help of argparse, then the examples."""
        lines = EXAMPLES.get(self.prog.removeprefix(f"{PROGRAM} "), ())
        if not lines:
            return super().format_help()
        shown = "\n".join(f"  {PROGRAM} {line}" for line in lines)
        return f"{super().format_help()}\nexamples:\n{shown}\n"
