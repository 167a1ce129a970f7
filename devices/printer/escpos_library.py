"""Imports python-escpos late and without its side effects, and makes a printer that only collects bytes.

Importing it takes 0.2 s, sets up the root logger, and writes a pickle into a new temporary folder at
every start. So it is imported on the device thread at the first print, with both undone; an empty folder
is all that stays.
"""

from __future__ import annotations

import logging
import os
import tempfile
import threading
from typing import TYPE_CHECKING, Any

from devices.printer.codepages import TABLES
from devices.printer.options import RenderOptions

if TYPE_CHECKING:
    from escpos.printer.dummy import Dummy

PICKLE_FOLDER = "ESCPOS_CAPABILITIES_PICKLE_DIR"
_importing = threading.Lock()


def byte_collector(options: RenderOptions) -> Dummy:
    """A python-escpos printer for `options` that keeps the bytes in `.output` and talks to nobody.

    Its profile is ours: the library's own list pages that the printer at hand may not have, and pick one of
    them for the euro sign.
    """
    with _importing:
        dummy, profile = _import()
    ours = profile(columns=options.line_columns)
    own = options.own_page_numbers
    ours.profile_data = {
        "name": "tillbridge",
        "codePages": {own.get(page, TABLES[page][0]): page for page in options.code_pages},
        "fonts": {"0": {"name": "Font A", "columns": options.line_columns}},
        "media": {"dpi": 203, "width": {"mm": options.paper_mm, "pixels": options.dots}},
    }
    ours.features = {"paperFullCut": True, "paperPartCut": True, "bitImageRaster": True, "qrCode": True}
    return dummy(profile=ours)


def _import() -> tuple[Any, Any]:
    root, handlers = logging.getLogger(), list(logging.getLogger().handlers)
    before = os.environ.get(PICKLE_FOLDER)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[PICKLE_FOLDER] = folder
        try:
            from escpos.capabilities import Profile  # noqa: PLC0415 - late on purpose, see above
            from escpos.printer.dummy import Dummy  # noqa: PLC0415 - loaded by the command that needs it
        finally:
            root.handlers[:] = handlers
            if before is None:
                del os.environ[PICKLE_FOLDER]
            else:
                os.environ[PICKLE_FOLDER] = before
    return Dummy, Profile
