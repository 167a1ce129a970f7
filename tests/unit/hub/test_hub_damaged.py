"""A torn, truncated or emptied hub database: refused in words, or found by verify; never begun anew."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from hub.bootstrap import build_hub
from hub.services.invariants import check
from retail.errors import DataError
from tests.fakes.forking import Shop

PAGE = 4096
Damage = Callable[[bytes, random.Random], bytes]


def truncated(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(1, len(content))]


def zeroed(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content) // PAGE) * PAGE
    return content[:at] + bytes(PAGE) + content[at + PAGE :]


def headless(content: bytes, dice: random.Random) -> bytes:
    return dice.randbytes(100) + content[100:]


def empty(_content: bytes, _dice: random.Random) -> bytes:
    return b""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shop = Shop(tmp_path_factory.mktemp("shop"))
    till = shop.machine("till")
    till.sell(20)
    till.sync()
    till.close()
    shop.close()
    return shop.folder / "hub"


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("damage", [truncated, zeroed, headless, empty])
def test_a_damaged_hub_says_so_and_is_left_alone(
    sound: Path, tmp_path: Path, damage: Damage, seed: int
) -> None:
    data = tmp_path / "hub"
    data.mkdir()
    for name in ("hub.db", "recovery.key", "signing.key"):
        (data / name).write_bytes((sound / name).read_bytes())
    content = damage((sound / "hub.db").read_bytes(), random.Random(seed))  # noqa: S311 - dice, no secrets
    (data / "hub.db").write_bytes(content)
    try:
        hub = build_hub(data)
    except DataError as error:
        assert error.code in ("database_unreadable", "database_gone")
        assert "backup" in error.message
        assert (data / "hub.db").read_bytes() == content
        return
    try:
        found = check(hub.engine)
    except DatabaseError:
        found = []
    else:
        assert found or content == (sound / "hub.db").read_bytes()
    finally:
        hub.close()


def test_a_hub_whose_database_was_deleted_is_not_begun_anew(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "recovery.key").write_bytes((sound / "recovery.key").read_bytes())
    with pytest.raises(DataError, match="hub restored") as caught:
        build_hub(tmp_path)
    assert caught.value.code == "database_gone"
    assert not (tmp_path / "hub.db").exists()
