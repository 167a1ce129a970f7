"""A snapshot on a disk that is full, refuses it or loses its program half-way: no litter, nothing lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from local_db.snapshots import FRESH
from pos_app.ports.store import StoreFull
from sync import protocol as p
from tests.fakes.snapshot_shop import PRICES, SnapshotShop, SnapshotTill
from tests.integration.local_db.catalogue_dump import dump

KINDS = (".part", ".raw")


def test_a_disk_without_room_is_told_before_anything_is_fetched(
    shop: SnapshotShop, till: SnapshotTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.make_all()
    full = shutil.disk_usage(till.data)._replace(free=1 << 20)
    monkeypatch.setattr("local_db.snapshot_parts.shutil.disk_usage", lambda _path: full)
    with pytest.raises(p.SnapshotFailed) as caught:
        till.read()
    assert caught.value.code == "snapshot_no_room"
    assert "Free some space" in caught.value.message
    monkeypatch.undo()
    till.read()
    assert till.swaps == 1


def test_a_folder_that_cannot_be_written_is_told(shop: SnapshotShop, till: SnapshotTill) -> None:
    shop.make_all()
    (till.data / "snapshots").write_text("in the way")
    with pytest.raises(p.SnapshotFailed) as caught:
        till.read()
    assert caught.value.code == "snapshot_disk"


KILLED = """
import os, sys
from pathlib import Path
from tests.fakes.snapshot_shop import SnapshotShop, SnapshotTill
hub, data, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
shop = SnapshotShop(hub, items=3000)
shop.make_all()
till = SnapshotTill(data, shop.api, shop.signing_key)
till.taker.distrust("price:standard")
real = till.snapshots._steps
def steps(manifests):
    for number, each in enumerate(real(manifests)):
        if number == at:
            os._exit(9)
        yield each
till.snapshots._steps = steps
till.read("catalogue")
"""


@pytest.mark.parametrize("at", [1, 4, 8])
def test_a_kill_while_building_leaves_the_old_file_and_no_litter(tmp_path: Path, at: int) -> None:
    data = tmp_path / "till"
    command = [sys.executable, "-c", KILLED, str(tmp_path / "hub"), str(data), str(at)]
    assert subprocess.run(command, check=False, timeout=60).returncode == 9
    shop = SnapshotShop(tmp_path / "hub2")
    till = SnapshotTill(data, shop.api, shop.signing_key)
    assert till.catalogue.count() == 0
    assert dump(till)[5] == []
    assert not list(data.glob(f"{FRESH}*"))
    assert not list(data.glob("snapshots/*.raw"))
    assert list(data.glob("snapshots/*.part")), "what was fetched need not be fetched again"
    till.read()
    assert till.catalogue.count() == 60
    assert not list(data.glob("snapshots/*")), "parts of another snapshot are gone"
    till.close()
    shop.hub.close()


def test_room_is_asked_for_all_scopes_together(
    shop: SnapshotShop, till: SnapshotTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.make_all()
    sizes = [shop.manifest(scope) for scope in ("catalogue", PRICES)]
    room = (64 << 20) + max(one.packed_size + 3 * one.size for one in sizes) + 1
    real = shutil.disk_usage(till.data)
    monkeypatch.setattr("local_db.snapshot_parts.shutil.disk_usage", lambda _path: real._replace(free=room))
    with pytest.raises(p.SnapshotFailed) as caught:
        till.read()
    assert caught.value.code == "snapshot_no_room"
    assert not list((till.data / "snapshots").glob("*.raw")), "nothing was unpacked onto a disk without room"


def test_a_build_that_failed_takes_no_room_on_a_full_disk(
    shop: SnapshotShop, till: SnapshotTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.make_all()

    def full(_path: Path) -> None:
        raise StoreFull

    monkeypatch.setattr("local_db.snapshot_build._force", full)
    with pytest.raises(p.SnapshotFailed) as caught:
        till.read()
    assert caught.value.code == "store_full"
    kept = [
        path.suffix for path in till.data.rglob("*") if path.name.startswith(FRESH) or path.suffix in KINDS
    ]
    assert kept == [".part", ".part"], "what was fetched is kept, what was made of it is not"
    monkeypatch.undo()
    till.read()
    assert till.swaps == 1
