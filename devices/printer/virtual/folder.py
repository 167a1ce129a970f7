"""Keeps the papers of a virtual printer as files: text, PNG, and a log of what happened as JSON lines."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec

from devices.printer.virtual.paper import Paper


class PaperFolder:
    """A `Watcher` that writes `paper-0001.txt`, `paper-0001.png` and `log.jsonl` into a folder.

    A paper appears whole or not at all, its picture before its text: who waits for the text finds both.
    Numbers go on after those that are there.
    """

    def __init__(self, folder: Path) -> None:
        """Create the folder if need be; raises OSError if it cannot be written."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._log = folder / "log.jsonl"
        self._before = max((int(path.stem[-4:]) for path in folder.glob("paper-[0-9]*.txt")), default=0)

    def paper(self, number: int, paper: Paper) -> None:
        """Write paper `number` of this run."""
        name = f"paper-{self._before + number:04d}"
        picture = io.BytesIO()
        paper.image().save(picture, "PNG")
        self._write(f"{name}.png", picture.getvalue())
        self._write(f"{name}.txt", paper.text.encode())
        self.event("paper", name)

    def event(self, kind: str, detail: str) -> None:
        """Add a line to the log."""
        with self._log.open("ab") as log:
            log.write(msgspec.json.encode({"event": kind, "detail": detail}) + b"\n")

    def _write(self, name: str, data: bytes) -> None:
        partial = self._folder / f".{name}.part"
        partial.write_bytes(data)
        partial.replace(self._folder / name)
