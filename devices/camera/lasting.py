"""The lasting name of a camera on Linux: numbers change with the order of plugging in, these paths do not."""

from __future__ import annotations

from pathlib import Path

FOLDERS = (Path("/dev/v4l/by-id"), Path("/dev/v4l/by-path"))
"""By what the camera says of itself, else by the socket it is plugged into."""


def lasting_source(node: Path, folders: tuple[Path, ...] = FOLDERS) -> str:
    """The option `source` for the camera at `node`, such as `/dev/video0`; else that path."""
    for folder in folders:
        for link in sorted(folder.glob("*")):
            if link.resolve() == node.resolve():
                return str(link)
    return str(node)
