"""Runs every row of the worked table in docs/algorithms/identifiers.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from retail.identifiers import parse

_PAGE = Path(__file__).parents[3] / "docs" / "algorithms" / "identifiers.md"
_BLANK = "·"


def _rows() -> list[list[str]]:
    section = _PAGE.read_text(encoding="utf-8").split("## Worked table")[1]
    return [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("| `")
    ]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row[0]}-{row[1]}")
def test_worked_table(row: list[str]) -> None:
    scan, hint, *expected = row
    code = parse(scan.strip("`"), symbology=None if hint == _BLANK else hint)
    found = [
        code.kind,
        code.gtin14,
        code.plu,
        code.item_reference,
        code.price_minor,
        code.weight,
        code.count,
        code.error,
    ]
    assert [_BLANK if value is None else str(value) for value in found] == expected
    assert code.raw == scan.strip("`")
    assert (code.message is None) == (code.error is None)


def test_the_table_is_there() -> None:
    assert len(_rows()) > 40
