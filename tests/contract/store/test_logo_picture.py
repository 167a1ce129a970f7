"""The picture above receipts is fetched like those of items, and found by its digest."""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec.structs import replace

from local_db.terminal import LocalTerminal
from tests.fakes.shop import BERLIN
from tests.fakes.store import load_config

LOGO = b"\x89PNG\r\n\x1a\nwhatever"
DIGEST = hashlib.sha256(LOGO).hexdigest()


def test_a_logo_is_missed_until_it_arrives(terminal: LocalTerminal) -> None:
    assert terminal.replica.missing_images(10) == ()
    load_config(terminal, replace(BERLIN, profile=replace(BERLIN.profile, logo=DIGEST)))
    assert terminal.replica.missing_images(10) == (DIGEST,)
    assert terminal.replica.missing_images(0) == ()
    terminal.replica.store_image(DIGEST, LOGO)
    assert terminal.replica.missing_images(10) == ()
    assert Path(terminal.catalogue.image_path(DIGEST)).read_bytes() == LOGO
