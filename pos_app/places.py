"""Where a terminal keeps its data and, apart from it, its keys."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import msgspec
import platformdirs

_PROGRAM = "tillbridge"
_KEY_FILE = "terminal.key"


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """Two folders: `data` holds the databases and pictures, `keys` what opens and signs them."""

    data: Path
    keys: Path

    @property
    def key_file(self) -> Path:
        """Database key, PIN pepper and signing key; readable by its owner only."""
        return self.keys / _KEY_FILE


def places(data: Path | None = None, keys: Path | None = None) -> Places:
    """The folders to use; none is made here.

    `data` defaults to the user's data folder of this program. `keys` defaults to a folder below the user's
    configuration folder, named after a hash of the data folder's full path: outside the data folder, so that
    a copy of that alone opens nothing, and the same at every start. A data folder that was moved needs
    `--keys`.
    """
    folder = data or Path(platformdirs.user_data_dir(_PROGRAM, appauthor=False)) / "terminal"
    folder = folder.expanduser().resolve()
    if keys is None:
        name = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        keys = Path(platformdirs.user_config_dir(_PROGRAM, appauthor=False)) / "terminals" / name
    return Places(data=folder, keys=keys.expanduser().resolve())


def add_place_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments `--data` and `--keys`."""
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="folder of this terminal's data (default: tillbridge/terminal in the user's data folder)",
    )
    parser.add_argument(
        "--keys",
        type=Path,
        metavar="DIR",
        help="folder of this terminal's keys, never inside the data folder (default: in the user's settings)",
    )


def places_of(args: argparse.Namespace) -> Places:
    """The folders that `--data` and `--keys` name."""
    return places(args.data, args.keys)
