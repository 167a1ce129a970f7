"""Stand-ins for CUPS's programs: `lp`, `lpstat` and `cancel` as shell scripts that keep jobs in a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

QUEUE = "till"

_LP = """#!/bin/sh
cd "$FAKE_CUPS" || exit 1
mode=$(cat mode)
[ "$mode" = refuse ] && { echo "lp: The printer or class does not exist." >&2; exit 1; }
[ "$mode" = hang ] && exec sleep 60
id=till-$(( $(cat count) + 1 ))
echo "${id#till-}" > count.new
mv count.new count
cat > data/$id
case $mode in
stuck|stops|dies) : > pending/$id; [ "$mode" = stops ] && echo disabled > mode ;;
aborts) echo "	Alerts: aborted-by-system" > done/$id ;;
*) cat data/$id >> printed; echo "	Alerts: job-completed-successfully" > done/$id ;;
esac
echo "request id is $id (1 file(s))"
"""
_LPSTAT = """#!/bin/sh
cd "$FAKE_CUPS" || exit 1
mode=$(cat mode)
list() { for job in $1/*; do
    [ -e "$job" ] && { echo "$(basename $job)    root   3072   Sun Nov 22 00:48:25 2026"; cat $job; }
done; true; }
case "$*" in
-e) [ "$mode" = gone ] && exit 1
    printf 'till\nOffice_LaserJet\n' ;;
*not-completed*) list pending; [ "$mode" = dies ] && exit 1; exit 0 ;;
*completed*) list done ;;
*) case $mode in
    gone) echo "lpstat: Invalid destination name in list \\"till\\"." >&2; exit 1 ;;
    disabled) echo "printer till disabled since Sun Nov 22 00:48:29 2026 -"; echo "	Paused" ;;
    alert:*) echo "printer till is idle."; echo "	Alerts: ${mode#alert:}" ;;
    *) echo "printer till is idle.  enabled since Sun Nov 22 00:48:29 2026"; echo "	Alerts: none" ;;
    esac
    echo "till accepting requests since Sun Nov 22 00:48:29 2026" ;;
esac
"""
_CANCEL = """#!/bin/sh
cd "$FAKE_CUPS" || exit 1
rm -f pending/$1
echo "	Alerts: job-canceled-by-user" > done/$1
echo $1 >> cancelled
"""


class FakeCups:
    """A print system with one queue; `behave` says how it treats jobs.

    `prints`, `stuck`, `stops` (the queue, at the next job), `aborts`, `refuse`, `hang`, `gone`, `disabled`,
    `dies` (after it took a job), `alert:REASON`.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        for name in ("bin", "data", "pending", "done"):
            (folder / name).mkdir(parents=True)
        (folder / "count").write_text("0")
        for name, script in (("lp", _LP), ("lpstat", _LPSTAT), ("cancel", _CANCEL)):
            program = folder / "bin" / name
            program.write_text(script, encoding="utf-8")
            program.chmod(0o700)
        monkeypatch.setenv("FAKE_CUPS", str(folder))
        monkeypatch.setenv("PATH", f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}")
        self.behave("prints")

    def behave(self, mode: str) -> None:
        (self._folder / "mode").write_text(mode)

    @property
    def printed(self) -> bytes:
        """What has come out so far."""
        path = self._folder / "printed"
        return path.read_bytes() if path.exists() else b""

    @property
    def taken(self) -> int:
        """Jobs that `lp` accepted."""
        return int((self._folder / "count").read_text())

    @property
    def cancelled(self) -> list[str]:
        """Jobs that were withdrawn."""
        path = self._folder / "cancelled"
        return path.read_text().split() if path.exists() else []
