"""python-escpos is imported without what it does to logging, the environment and the temporary folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import logging, os, sys
from devices.printer.escpos_library import byte_collector
from devices.printer.options import RenderOptions
assert "escpos" not in sys.modules
byte_collector(RenderOptions()).text("x")
assert "escpos" in sys.modules
print(len(logging.getLogger().handlers), os.environ.get("ESCPOS_CAPABILITIES_PICKLE_DIR"))
"""


def test_the_import_leaves_nothing_behind(tmp_path: Path) -> None:
    for value in (None, "kept"):
        environment = {**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path)}
        if value:
            environment["ESCPOS_CAPABILITIES_PICKLE_DIR"] = value
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", SCRIPT],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.split() == ["0", str(value)]
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]
