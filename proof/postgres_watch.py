"""Ends a PostgreSQL whose starter was killed, and throws its folder away: a process that waits beside both.

It reads its standard input, which ends with the starter, however that ends. Its standard library is enough.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence

OVER = b"over"
"""Said by a starter that has stopped the server itself."""


def watch(stop: Sequence[str], user: str | None, folder: str) -> None:
    """Wait; then run `stop` as `user`, and remove `folder` where one is named."""
    if sys.stdin.buffer.read() == OVER:
        return
    subprocess.run(stop, check=False, user=user, group=user, cwd="/", timeout=60)
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    watch(sys.argv[3:], sys.argv[1] or None, sys.argv[2])
