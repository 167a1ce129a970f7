"""A snapshot over the wire: made by the real hub, fetched in spans by the real client, signed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sync import messages as m
from sync import protocol as p
from sync.signing import manifest_text, signature_holds
from tests.integration.hub.conftest import HubProcess, NewHub, tillbridge
from tests.integration.hub.wire_terminal import Terminal

ITEMS = 5_200


@pytest.fixture(scope="module")
def large_hub(tmp_path_factory: pytest.TempPathFactory, new_hub: NewHub) -> Iterator[HubProcess]:
    folder = tmp_path_factory.mktemp("large")
    new_hub(folder / "data")
    goods = folder / "goods.csv"
    lines = [f"S{number},Item {number},1.19,reduced\n" for number in range(ITEMS)]
    goods.write_text("sku,name,price,tax_class\n" + "".join(lines))
    tillbridge("import", "--data", str(folder / "data"), str(goods))
    process = HubProcess(folder / "data", "--port", "0")
    process.start()
    yield process
    process.stop()


def test_a_large_scope_is_made_signed_and_fetched_in_parts(large_hub: HubProcess, tmp_path: Path) -> None:
    terminal = Terminal(large_hub, 1)
    try:
        reply = terminal.client.snapshot("catalogue")
        while reply.state == "building":
            reply = terminal.client.snapshot("catalogue")
        assert reply.state == "ready"
        assert signature_holds(terminal.reply.signing_key, reply.signature, manifest_text(reply.manifest))
        manifest = msgspec.json.decode(reply.manifest, type=m.SnapshotManifest)
        assert manifest.rows["item"] == ITEMS
        content = b""
        while len(content) < manifest.packed_size:
            part = m.SnapshotPart(
                scope="catalogue",
                epoch=manifest.epoch,
                seq=manifest.seq,
                start=len(content),
                length=min(50_000, manifest.packed_size - len(content)),
            )
            content += terminal.client.snapshot_part(part)
        assert hashlib.sha256(content).hexdigest() == manifest.packed_sha256
        with pytest.raises(p.SnapshotNeeded):
            terminal.client.snapshot_part(msgspec.structs.replace(part, seq=1))
        with pytest.raises(p.ScopeForbidden):
            terminal.client.snapshot_part(msgspec.structs.replace(part, scope="price:a/b"))
        with pytest.raises(p.ScopeForbidden):
            terminal.client.snapshot("price:other")
        assert terminal.client.snapshot(f"terminal:{terminal.reply.terminal_id}").state == "none"
    finally:
        terminal.close()
