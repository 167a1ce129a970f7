"""The process of the demo's paper window: `python -m pos_app.cli.demo.paper FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from ui.paper_window import show_papers

if __name__ == "__main__":
    sys.exit(show_papers(Path(sys.argv[1])))
