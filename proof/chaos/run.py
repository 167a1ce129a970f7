"""One chaos run from the first process to the last check."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from pos_app.cli.demo.processes import Program, own_program
from proof.chaos.accounts import settle
from proof.chaos.books import behind, read_heads, read_hub, read_till
from proof.chaos.faults import Killer
from proof.chaos.paper import Tape, read_papers
from proof.chaos.report import Report
from proof.chaos.schedule import schedule
from proof.chaos.shop import LOOPBACK, ChaosShop, Till, remove
from proof.postgres import postgres
from retail.errors import KnownError

DRAIN_S = 150.0
"""The longest that healing may take: a sync thread waits up to a minute after many failures in a row."""
POLL_S = 0.5
_COMPLETED = re.compile(r"^completed (\S+)$")
_DRAINED = re.compile(r"^drained ")

Say = Callable[[str], None]


def run(seconds: float, *, seed: int, tills: int, pause: float, say: Say, keep: Path | None = None) -> Report:
    """Sell and kill for so long, heal, and count. Raises `KnownError` where it cannot even begin.

    `keep` is a folder in which everything stays, to look at; else all is thrown away.
    """
    begun = time.monotonic()
    report = Report(seed=seed, tills=tills, minutes=round(seconds / 60, 3))
    with _shop(seed=seed, tills=tills, pause=pause, keep=keep) as shop:
        say(f"setting up the shop, seed {seed}")
        shop.open()
        killer = Killer(shop, seed, say)
        killer.work(schedule(seed, tills), seconds)
        report.killed, report.kills = dict(sorted(killer.kills.items())), killer.kills.total()
        report.restarts, report.refused_starts = killer.restarts, shop.refused_starts
        say("healing")
        report.drain_s = _heal(shop, report)
        _listen_in(shop, report)
        say("counting")
        told = [match[1] for till in shop.tills for line in till.said if (match := _COMPLETED.match(line))]
        books = [read_till(till) for till in shop.tills]
        settle(report, _tape(shop), told, books, read_hub(shop.hub_data))
        with ThreadPoolExecutor(len(shop.tills)) as at_once:
            for found in at_once.map(lambda till: _verify(till, shop.hub_data), shop.tills):
                report.findings += found
    report.seconds = round(time.monotonic() - begun, 1)
    return report


@contextmanager
def _shop(*, seed: int, tills: int, pause: float, keep: Path | None) -> Iterator[ChaosShop]:
    """A shop that ends with all its processes and, unless it is kept, its folder."""
    folder = keep or Path(tempfile.mkdtemp(prefix="tillbridge-chaos-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with postgres(listen_addresses=LOOPBACK, port=str(_free_port())) as server:
            shop = ChaosShop(folder, server, tills=tills, seed=seed, pause=pause)
            try:
                yield shop
            finally:
                if keep:
                    _keep_words(shop)
                shop.close()
    finally:
        if keep is None:
            remove(folder)


def _heal(shop: ChaosShop, report: Report) -> float:
    """No more faults and no more customers: how long until all is at the hub and all feeds are read."""
    shop.lines[-1].kill()
    shop.start_line(calm=True)
    since = time.monotonic()
    shop.closed.touch()
    rest = ["nothing was looked at"]
    while time.monotonic() - since < DRAIN_S and rest:
        time.sleep(POLL_S)
        rest = [
            f"till {till.number} is not drained" for till in shop.tills if not _said(till.lives[-1], _DRAINED)
        ]
        if not rest:
            rest = behind([read_till(till) for till in shop.tills], read_heads(shop.hub_data))
    report.findings += [f"after {DRAIN_S:.0f} s of calm: {words}" for words in rest]
    return round(time.monotonic() - since, 1)


def _listen_in(shop: ChaosShop, report: Report) -> None:
    """Sum up what tills and line said; a till that ended by itself, and any bug, is a finding."""
    fates: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for line in shop.lines:
        for words in map(str.split, line.text().splitlines()):
            # Fate, method, path and status; a 503 says that nothing was committed.
            if len(words) == 4:  # noqa: PLR2004 - these four
                answered = words[0] if words[3] == "200" or words[0] == "lost" else "refused"
                fates[answered] += 1
                report.dropped_pushes += answered == "dropped" and words[2].endswith("/push")
    fates["answers"] = fates.total() - fates["lost"]
    report.answers, report.dropped = fates["answers"], fates["dropped"]
    report.torn_answers, report.lost_requests = fates["torn"], fates["lost"]
    for till in shop.tills:
        for line_said in till.said:
            word, _, rest = line_said.partition(" ")
            if word == "refused":
                refused[rest] += 1
            if word == "bug":
                report.findings.append(f"till {till.number}: {rest}")
    report.refused = dict(sorted(refused.items()))
    for program in (*shop.lines, *(life for till in shop.tills for life in till.lives)):
        if program.process.poll() not in (None, -signal.SIGKILL):
            last = "\n    ".join(program.text().splitlines()[-12:])
            report.findings.append(f"{program.name} ended by itself. It said:\n    {last}")


def _said(program: Program, pattern: re.Pattern[str]) -> bool:
    return any(pattern.match(line) for line in program.text().splitlines()[-20:])


def _tape(shop: ChaosShop) -> Tape:
    return read_papers(paper.text for till in shop.tills for paper in till.printer.papers)


def _verify(till: Till, hub_data: Path) -> list[str]:
    """What `tillbridge verify` finds on both sides."""
    words = [*own_program(), "verify", *till.places, "--hub", str(hub_data), "--json"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    try:
        found = json.loads(done.stdout)
    except ValueError as error:
        raise KnownError("verify_failed", f"tillbridge verify said: {done.stdout}{done.stderr}") from error
    findings = found.get("findings", [found] if "error" in found else [])
    if found.get("waiting"):
        findings.append(f"{found['waiting']} entries wait")
    return [f"verify, till {till.number}: {one}" for one in findings]


def _keep_words(shop: ChaosShop) -> None:
    """All that the processes said, as files."""
    programs = {
        **{f"till-{till.number}": till.lives for till in shop.tills},
        "line": shop.lines,
        "hub": shop.hubs,
    }
    for name, lives in programs.items():
        for number, life in enumerate(lives, 1):
            (shop.folder / f"{name}.{number}.txt").write_text(life.text(), encoding="utf-8")
    for till in shop.tills:
        papers = "\n".join(paper.text for paper in till.printer.papers)
        (shop.folder / f"papers-{till.number}.txt").write_text(papers, encoding="utf-8")


def _free_port() -> int:
    import socket

    with socket.create_server((LOOPBACK, 0)) as probe:
        return int(probe.getsockname()[1])
