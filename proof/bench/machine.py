"""The machine that figures come from: without it they mean nothing."""

from __future__ import annotations

import importlib
import os
import platform
import time
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from proof.bench.figures import Figures, milliseconds

_SYNCS = 25
_BLOCK = 4096
_LIBRARIES = ("pyside6", "sqlcipher3", "sqlalchemy", "msgspec", "httpx", "uvicorn")


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """Facts that move figures."""

    cpu: str
    cores: int
    memory_mb: int
    system: str
    python: str
    sqlite: str
    libraries: Mapping[str, str]
    file_system: str
    """Of the folder in which the databases were written."""
    fsync: Figures
    """Write 4 kB and force it to disk, in that folder: what durability costs here at the least."""


def machine(folder: Path) -> Machine:
    """Ask this machine; `folder` is where the databases of the bench will lie."""
    from sqlcipher3 import dbapi2

    return Machine(
        cpu=_cpu(),
        cores=os.cpu_count() or 1,
        memory_mb=_psutil().virtual_memory().total // 2**20,
        system=platform.platform(),
        python=platform.python_version(),
        sqlite=dbapi2.sqlite_version,
        libraries={name: version(name) for name in _LIBRARIES},
        file_system=_file_system(folder),
        fsync=_fsync(folder),
    )


def load() -> float:
    """How many programs wanted a core during the last minute, on the average."""
    return round(float(_psutil().getloadavg()[0]), 2)


def resident_mb(process_id: int) -> float:
    """Memory that a running process holds, in MB."""
    return float(_psutil().Process(process_id).memory_info().rss) / 2**20


def used_by(process_id: int) -> tuple[float, float]:
    """Seconds of processor that a process and its children have used so far, and the MB that they hold.

    Memory that several share is counted once where the system tells (Linux: PSS).
    """
    first = _psutil().Process(process_id)
    seconds = held = 0.0
    for one in (first, *first.children(recursive=True)):
        times, memory = one.cpu_times(), one.memory_full_info()
        # Of children that have ended, their parent knows.
        seconds += times.user + times.system + getattr(times, "children_user", 0.0)
        seconds += getattr(times, "children_system", 0.0)
        held += getattr(memory, "pss", memory.rss)
    return seconds, held / 2**20


def _psutil() -> Any:
    """psutil ships no types; it is asked through here only."""
    return importlib.import_module("psutil")


def _cpu() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text("utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def _file_system(folder: Path) -> str:
    inside = [
        part
        for part in _psutil().disk_partitions(all=True)
        if folder.resolve().is_relative_to(part.mountpoint)
    ]
    return str(max(inside, key=lambda part: len(part.mountpoint)).fstype) if inside else "unknown"


def _fsync(folder: Path) -> Figures:
    path = folder / "fsync.probe"
    block = os.urandom(_BLOCK)
    taken = []
    with path.open("wb") as file:
        for _ in range(_SYNCS):
            start = time.perf_counter()
            file.write(block)
            file.flush()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - start)
    path.unlink()
    return milliseconds(taken)
