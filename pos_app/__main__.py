"""The `tillbridge` command: a table of names, each imported only when it is called.

`tillbridge --help` prints the table below and imports nothing else, so that it answers at once.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol, TextIO, cast

from retail.errors import KnownError

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


class Entry(NamedTuple):
    """Where a command lives and the line that `--help` prints for it."""

    module: str
    summary: str


COMMANDS: Mapping[str, Entry] = {
    "demo": Entry("pos_app.cli.demo", "open a demo shop: hub, till and a printer that shows its paper"),
    "hub": Entry("hub.cli.hub", "run the hub, or set up a new one"),
    "enrol": Entry("pos_app.cli.enrol", "join this terminal to a hub"),
    "recover": Entry("pos_app.cli.recover", "bring a broken terminal's disk to the hub"),
    "till": Entry("pos_app.cli.till", "open the till of this terminal"),
    "import": Entry("hub.cli.importer", "read a catalogue from CSV or NDJSON into the hub"),
    "status": Entry("pos_app.cli.status", "say how a terminal, or every terminal of a hub, stands"),
    "verify": Entry("pos_app.cli.verify", "check that nothing is lost, doubled or altered"),
    "parse": Entry("pos_app.cli.parse", "say what a scanned code means"),
    "scan": Entry("devices.scan_cli", "read every code in image files"),
    "price": Entry("pos_app.cli.price", "price a cart from a file and show every amount"),
    "devices": Entry("pos_app.cli.devices", "find, try and save devices, or run a virtual one"),
    "doctor": Entry("pos_app.cli.doctor", "say what is wrong with this terminal and how to mend it"),
    "upgrade": Entry("pos_app.cli.upgrade", "say whether the program may be changed now, or the way back"),
    "journal": Entry("pos_app.cli.journal", "show or export the journal of this terminal"),
    "bench": Entry("proof.cli", "measure against limits taken in the same run"),
    "simulate": Entry("proof.simulation.cli", "run shops by seed over a bad line and check that all holds"),
    "chaos": Entry("proof.chaos.cli", "kill real processes at any instant and count what is left"),
}


class Command(Protocol):
    """What a module named in `COMMANDS` offers."""

    HELP: str
    """What the command does, in one or more sentences, for its own `--help`."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do the work; return the exit code. Raises KnownError for what a person can mend."""


def main(argv: Sequence[str] | None = None, commands: Mapping[str, Entry] = COMMANDS) -> int:
    """Run `tillbridge` with the given arguments; return its exit code.

    0 done, 1 failed with its reason on stderr, 2 wrong usage, 130 interrupted.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    commands = {name: entry for name, entry in commands.items() if _is_shipped(entry)}
    if not arguments or arguments[0] in ("-h", "--help"):
        return _guard(lambda: _say(_overview(commands)), as_json=False)
    if arguments[0] == "--version":
        return _guard(lambda: _say(f"tillbridge {_version()}"), as_json=False)
    name, rest = arguments[0], arguments[1:]
    if name not in commands:
        return _unknown(name, commands)
    return _guard(lambda: _call(name, commands[name], rest), as_json="--json" in rest)


def load(entry: Entry) -> Command:
    """Import the module of a command; raises ImportError when the program is not whole."""
    return cast(Command, importlib.import_module(entry.module))


def _is_shipped(entry: Entry) -> bool:
    """Whether the package of a command came with this program: an installed one has no `proof`."""
    return importlib.util.find_spec(entry.module.partition(".")[0]) is not None


def parser_of(name: str, entry: Entry) -> tuple[Command, argparse.ArgumentParser]:
    """A command and what reads its arguments; raises as `load`."""
    from pos_app.cli.examples import CommandParser

    command = load(entry)
    parser = CommandParser(prog=f"tillbridge {name}", description=command.HELP)
    command.add_arguments(parser)
    return command, parser


def _call(name: str, entry: Entry, rest: list[str]) -> int:
    command, parser = parser_of(name, entry)
    code = command.run(parser.parse_args(rest))
    sys.stdout.flush()
    return code


def _guard(work: Callable[[], int], *, as_json: bool) -> int:
    """Run `work` and turn what a person can mend or cause into words and an exit code."""
    try:
        return work()
    except KnownError as error:
        return _report(error, as_json=as_json)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) went away. Python flushes stdout once more at exit: give it nowhere to fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED


def _report(error: KnownError, *, as_json: bool) -> int:
    if as_json:
        _say(json.dumps({"error": error.code, "message": error.message}, ensure_ascii=False))
    _say(f"tillbridge: {error.message}", sys.stderr)
    return EXIT_FAILED


def _unknown(name: str, commands: Mapping[str, Entry]) -> int:
    near = difflib.get_close_matches(name, commands, n=1, cutoff=0.5)
    hint = f" Did you mean `{near[0]}`?" if near else ""
    _say(f"tillbridge: there is no command `{name}`.{hint} `tillbridge --help` lists them all.", sys.stderr)
    return EXIT_USAGE


def _overview(commands: Mapping[str, Entry]) -> str:
    width = max(map(len, commands))
    rows = [f"  {name:<{width}}  {entry.summary}" for name, entry in commands.items()]
    return "\n".join(
        [
            "usage: tillbridge COMMAND [arguments]",
            "",
            "Point of sale that works offline and syncs to a hub.",
            "",
            "commands:",
            *rows,
            "",
            "`tillbridge COMMAND --help` explains one command. Commands that report take --json.",
        ]
    )


def _version() -> str:
    # Reading installed metadata takes longer than all the rest of `--help`.
    import importlib.metadata

    return importlib.metadata.version("tillbridge")


def _say(text: str, stream: TextIO | None = None) -> int:
    """Write one line and flush it, so that a closed pipe shows here and not at exit."""
    out = sys.stdout if stream is None else stream
    out.write(text + "\n")
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
