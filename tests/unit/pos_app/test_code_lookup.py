"""From a code to the item it means, in-store codes that a shop numbered itself included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from local_db.terminal import LocalTerminal
from pos_app.code_lookup import SHOWN_CHARACTERS, Hit, look_up
from pos_app.views import Notice
from retail.identifiers import DEFAULT_LAYOUTS
from retail.identifiers.check_digit import check_digit
from tests.fakes.shop import CHEESE, MILK
from tests.fakes.store import load_catalogue, open_terminal


def in_store(item: str, value: int, prefix: str = "21") -> str:
    """A code of 13 digits with five of item and five of value."""
    body = f"{prefix}{item}{value:05}"
    return body + check_digit(body)


OWN_CODE = in_store("54321", 1)
OWN = replace(MILK, sku="own", name="Eigene Marke", identifiers=(f"gtin:0{OWN_CODE}",))
ZEROED = replace(CHEESE, sku="zeroed", identifiers=(f"gtin:0{in_store('77777', 0)}",))


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[LocalTerminal]:
    """A catalogue with cheese by its reference, a whole in-store code, and one known by its zeroed label."""
    one = open_terminal(tmp_path / "till")
    load_catalogue(one, [MILK, CHEESE, OWN, ZEROED])
    yield one
    one.close()


def found(terminal: LocalTerminal, raw: str) -> tuple[str, int | None, int | None]:
    """(sku, quantity, price) of a code that means something."""
    hit = look_up(terminal.catalogue, raw, DEFAULT_LAYOUTS)
    assert isinstance(hit, Hit), hit
    return hit.found.item.sku, hit.quantity, hit.price


def test_a_weight_stands_in_the_code(terminal: LocalTerminal) -> None:
    assert found(terminal, in_store("12345", 345)) == ("cheese", 345, None)
    assert found(terminal, f"]E0{in_store('12345', 345)}") == ("cheese", 345, None)


def test_a_code_that_is_known_whole_is_not_cut_up(terminal: LocalTerminal) -> None:
    """Shops number their own goods with prefix 2 too; the same item digits with another value are unknown."""
    assert found(terminal, OWN_CODE) == ("own", None, None)
    assert isinstance(look_up(terminal.catalogue, in_store("54321", 2), DEFAULT_LAYOUTS), Notice)


def test_a_label_is_found_by_its_code_with_the_value_set_to_zero(terminal: LocalTerminal) -> None:
    assert found(terminal, in_store("77777", 250)) == ("zeroed", 250, None)


def test_a_label_with_an_add_on_is_read_all_the_same(terminal: LocalTerminal) -> None:
    assert found(terminal, f"]E3{in_store('12345', 345)}01") == ("cheese", 345, None)


def test_a_shop_without_layouts_reads_no_values(terminal: LocalTerminal) -> None:
    assert isinstance(look_up(terminal.catalogue, in_store("12345", 345), ()), Notice)


def test_what_is_shown_of_a_hostile_code_is_short_and_printable(terminal: LocalTerminal) -> None:
    notice = look_up(terminal.catalogue, "\x1b]0;evil\x07" + "A" * 10_000, DEFAULT_LAYOUTS)
    assert isinstance(notice, Notice)
    shown = notice.params["code"]
    assert isinstance(shown, str)
    assert (len(shown), shown.isprintable(), shown[0], shown[-1]) == (SHOWN_CHARACTERS + 1, True, "·", "…")
