"""`tillbridge bench scan DIR`: what is read and what is read wrongly in a set of pictures, side by side."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from devices.imaging.found import Grey
from devices.imaging.image_files import open_grey
from proof.bench.figures import Figures, figures, milliseconds
from proof.bench.machine import load
from proof.bench.scan_frames import frames_per_second
from proof.bench.scan_readers import Reader, readers
from proof.bench.scan_truths import Truth, accepted, canonical, truths
from retail.errors import DataError


class Score(msgspec.Struct, kw_only=True):
    """One reader's count: pictures whose code it read, texts it gave that are not there, and its time."""

    read: int = 0
    wrong: int = 0
    seconds: list[float] = msgspec.field(default_factory=list)


class ScoreView(msgspec.Struct, frozen=True, kw_only=True):
    """A score as it is reported."""

    read: int
    wrong: int
    ms: Figures


class GroupView(msgspec.Struct, frozen=True, kw_only=True):
    """One folder of the set, or all of it."""

    name: str
    images: int
    scores: Mapping[str, ScoreView]


class WrongRead(msgspec.Struct, frozen=True, kw_only=True):
    """A text that a reader gave for a picture that does not hold it."""

    file: str
    reader: str
    text: str


class ScanReport(msgspec.Struct, frozen=True, kw_only=True):
    """The whole bench; `load_before` says how many programs wanted a core meanwhile."""

    images: int
    unreadable: tuple[str, ...]
    load_before: float
    total: GroupView
    groups: tuple[GroupView, ...]
    wrong: tuple[WrongRead, ...]
    frames_per_second: Mapping[str, Figures]


def measure_scans(folder: Path, say: Callable[[str], None]) -> ScanReport:
    """Read every picture by every reader, in turn. Raises KnownError for a folder without truths."""
    load_before = load()
    known = truths(folder)
    by_name = readers(frozenset(text for truth in known for text in accepted(truth)))
    tally = _Tally(by_name)
    unreadable: list[str] = []
    for number, truth in enumerate(known, 1):
        if number % 100 == 0:
            say(f"{number} of {len(known)} images")
        try:
            image = open_grey(truth.path)
        except DataError as error:
            unreadable.append(error.message)
            continue
        tally.take(truth, image)
    say("frames of a video")
    return ScanReport(
        images=len(known) - len(unreadable),
        unreadable=tuple(unreadable),
        load_before=load_before,
        total=tally.view(""),
        groups=tuple(tally.view(name) for name in tally.groups if name),
        wrong=tuple(tally.wrong),
        frames_per_second={name: figures(values, "frames/s") for name, values in frames_per_second().items()},
    )


def table(report: ScanReport) -> str:
    """The report for a person: read / wrong for each folder and reader, then times."""
    names = list(report.total.scores)
    rows = [["folder", "images", *names]]
    for group in (*report.groups, report.total):
        cells = [f"{group.scores[name].read} / {group.scores[name].wrong}" for name in names]
        rows.append([group.name or "all", str(group.images), *cells])
    rows.append(["ms, median", "", *(f"{report.total.scores[name].ms.median}" for name in names)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    speeds = [f"{name}: {speed.median:.0f} frames/s" for name, speed in report.frames_per_second.items()]
    return "\n".join([*lines, "(read / wrong)", *speeds, *(f"left out: {one}" for one in report.unreadable)])


class _Tally:
    """Counts for every folder and, under the empty name, for all."""

    def __init__(self, by_name: Mapping[str, Reader]) -> None:
        self._readers = by_name
        self.groups: dict[str, dict[str, Score]] = {}
        self._images: dict[str, int] = {}
        self.wrong: list[WrongRead] = []

    def take(self, truth: Truth, image: Grey) -> None:
        right = accepted(truth)
        names = ("", truth.group) if truth.group not in ("", ".") else ("",)
        for name in names:
            self._images[name] = self._images.get(name, 0) + 1
        for reader, read in self._readers.items():
            started = time.perf_counter()
            texts = read(image)
            took = time.perf_counter() - started
            wrong = sorted({text for text in texts if canonical(text) not in right})
            self.wrong += [WrongRead(file=str(truth.path), reader=reader, text=text) for text in wrong]
            for name in names:
                score = self.groups.setdefault(name, {}).setdefault(reader, Score())
                score.read += any(canonical(text) in right for text in texts)
                score.wrong += len(wrong)
                score.seconds.append(took)

    def view(self, name: str) -> GroupView:
        scores = self.groups.get(name, {})
        return GroupView(
            name=name,
            images=self._images.get(name, 0),
            scores={
                reader: ScoreView(read=score.read, wrong=score.wrong, ms=milliseconds(score.seconds))
                for reader, score in scores.items()
            },
        )
