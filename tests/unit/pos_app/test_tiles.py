"""What a tile says of an item."""

from __future__ import annotations

import pytest

from pos_app.tiles import printed_code


@pytest.mark.parametrize(
    ("identifier", "printed"),
    [
        ("gtin:00000095240343", "95240343"),
        ("gtin:00000000000017", "00000017"),
        ("gtin:00036000291452", "036000291452"),
        ("gtin:09520010084940", "9520010084940"),
        ("gtin:19520010084947", "19520010084947"),
        ("plu:4130", "4130"),
        ("ref:28:0501", "0501"),
        ("raw:ABC-1", "ABC-1"),
    ],
)
def test_a_code_is_shown_as_it_stands_on_the_goods(identifier: str, printed: str) -> None:
    assert printed_code(identifier) == printed
