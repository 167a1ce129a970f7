"""`tillbridge upgrade`: asked by the installer whether the program may be changed, and for the way back."""

from __future__ import annotations

import argparse
import json

HELP = (
    "Say whether this terminal is ready for another program version, or take its files back to what an older "
    "version reads. The package asks this by itself before it changes anything."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two actions."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = actions.add_parser(
        "check",
        help="exit 0 where nothing stands in the way; else say what",
        description="Say whether the program may be changed now. Exits with 1 and says what to do where the "
        "till is open, a till session is not closed, or entries are not at the hub.",
    )
    check.set_defaults(action=_check)
    back = actions.add_parser(
        "back",
        help="take the files back to an older program's format",
        description="Take the files back to an older program's format. Sales and journal stay; a copy of the "
        "newer file goes to backups/ (docs/package.md). Installing the older package does this by itself.",
    )
    back.add_argument(
        "--format", type=int, required=True, metavar="N", help="the format that the older program knows"
    )
    back.set_defaults(action=_back)
    for action in (check, back):
        _place_arguments(action)


def _place_arguments(parser: argparse.ArgumentParser) -> None:
    from pos_app.places import add_place_arguments

    add_place_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """0 done or ready. Raises KnownError that says what stands in the way and what to do."""
    return int(args.action(args))


def _check(args: argparse.Namespace) -> int:
    from local_db import changeover
    from local_db.keys import load_keys
    from pos_app.places import places_of

    places = places_of(args)
    if not (places.data / "pos.db").exists():
        return _say(args, "There is no terminal here: nothing stands in the way.", ready=True)
    stands = changeover.standing(places.data, load_keys(places.key_file))
    changeover.check_ready(stands)
    return _say(
        args, "Nothing stands in the way of another program version.", ready=True, format=stands.format
    )


def _back(args: argparse.Namespace) -> int:
    from local_db import changeover
    from local_db.keys import load_keys
    from pos_app.places import places_of

    places = places_of(args)
    changed = changeover.go_back(places.data, load_keys(places.key_file), args.format)
    said = f"The files have format {args.format} now." if changed else "The files are not newer than that."
    return _say(args, said, changed=changed)


def _say(args: argparse.Namespace, words: str, **facts: object) -> int:
    print(json.dumps({"message": words, **facts}) if args.json else words)
    return 0
