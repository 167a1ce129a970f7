"""Programs that open one new data folder at the same moment arrive at one hub."""

from __future__ import annotations

import base64
import threading
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.bootstrap import RECOVERY, build_hub
from hub.store import meta


def test_a_new_folder_opened_by_several_at_once_is_one_hub(tmp_path: Path) -> None:
    start = threading.Barrier(4)
    found: list[tuple[str, str] | Exception] = []

    def opened() -> None:
        start.wait()
        try:
            hub = build_hub(tmp_path / "hub")
            with hub.database.read() as connection:
                words = meta.need(connection, meta.GENERATION), meta.need(connection, meta.RECOVERY_KEY)
            hub.close()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            found.append(error)
        else:
            found.append(words)

    programs = [threading.Thread(target=opened) for _ in range(4)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert len(set(found)) == 1, found
    private = X25519PrivateKey.from_private_bytes(
        base64.b64decode((tmp_path / "hub" / RECOVERY).read_bytes())
    )
    public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
    assert isinstance(found[0], tuple)
    assert found[0][1] == public
