"""The shop's logo: read beside the set-up file, kept as a picture, named in the store's profile."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PIL import Image

from hub.bootstrap import Hub
from hub.demo.logo import demo_logo
from hub.services.pictures import Picture, media_type_of
from hub.services.setup import ShopPlan, read_logo, set_up
from hub.store import catalogue, stores
from retail.errors import RuleError


def with_logo(plan: ShopPlan, name: str) -> ShopPlan:
    return msgspec.structs.replace(plan, store=msgspec.structs.replace(plan.store, logo=name))


def test_the_demo_logo_is_a_small_picture_that_pillow_reads(tmp_path: Path) -> None:
    logo = demo_logo()
    assert media_type_of(logo.content) == "image/png"
    (tmp_path / "logo.png").write_bytes(logo.content)
    with Image.open(tmp_path / "logo.png") as picture:
        assert picture.size == (208, 136)
        dark = picture.convert("L").histogram()[0]
    assert 5_000 < dark < 14_000


def test_a_logo_is_kept_and_named_and_can_be_taken_away(hub: Hub, plan: ShopPlan, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(demo_logo().content)
    logo = read_logo(with_logo(plan, "logo.png"), tmp_path)
    assert logo == demo_logo()
    set_up(hub.database, with_logo(plan, "logo.png"), None, 1, logo)
    assert profile_logo(hub) == demo_logo().digest
    with hub.database.read() as connection:
        assert catalogue.get_image(connection, demo_logo().digest) == ("image/png", demo_logo().content)
    set_up(hub.database, plan, None, 2, read_logo(plan, tmp_path))
    assert profile_logo(hub) == ""


def test_a_logo_that_no_printer_draws_is_refused(hub: Hub, plan: ShopPlan, tmp_path: Path) -> None:
    drawing = Picture(digest="0" * 64, media_type="image/svg+xml", content=b"<svg/>")
    with pytest.raises(RuleError) as raised:
        set_up(hub.database, plan, None, 1, drawing)
    assert raised.value.code == "logo_kind"
    for name in ("none.png", "../logo.png"):
        with pytest.raises(RuleError):
            read_logo(with_logo(plan, name), tmp_path)
    assert profile_logo(hub) == ""


def profile_logo(hub: Hub) -> str:
    with hub.database.read() as connection:
        (record,) = stores.every(connection)
    return record.profile.logo
