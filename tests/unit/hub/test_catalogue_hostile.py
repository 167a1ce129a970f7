"""Catalogue files that are broken or hostile: each bad row costs itself, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hub.bootstrap import Hub
from hub.services.catalogue_files import MAX_RECORD_LINES, inspect, rows
from hub.services.catalogue_import import CatalogueImport, ImportReport
from hub.store import catalogue

HEAD = "sku,name,price,tax_class\n"


def load(hub: Hub, folder: Path, content: str, name: str = "c.csv") -> ImportReport:
    path = folder / name
    path.write_text(content)
    return CatalogueImport(hub.database, hub.clock, "standard", folder).run(rows(inspect(path)))


def test_a_quote_that_is_not_closed_costs_its_own_row_alone(hub: Hub, tmp_path: Path) -> None:
    good = "".join(f"b{n},n,1.00,reduced\n" for n in range(200))
    report = load(
        hub, tmp_path, f'{HEAD}a1,"open,1.00,reduced\n{good}a2,"open,1.00,reduced\nlast,n,1,reduced\n'
    )
    assert (report.added, report.refused) == (201, 2)
    assert [(one.line, one.code) for one in report.problems] == [
        (2, "row_unreadable"),
        (203, "row_unreadable"),
    ]


def test_a_quoted_text_may_have_several_lines(hub: Hub, tmp_path: Path) -> None:
    head = "sku,name,price,tax_class,description\n"
    long = "\n".join("x" * 10 for _ in range(MAX_RECORD_LINES - 1))
    report = load(
        hub, tmp_path, f'{head}a,n,1,reduced,"one\ntwo"\nb,n,1,reduced,"{long}"\n\nc,n,X,reduced,y\n'
    )
    assert (report.added, [(one.line, one.code) for one in report.problems]) == (
        2,
        [(4 + MAX_RECORD_LINES, "amount_invalid")],
    )


def test_a_line_without_end_costs_its_own_row_alone(hub: Hub, tmp_path: Path) -> None:
    for field in ("x" * 300_000, '"' + "x" * 300_000 + '"', '"' + "x" * 300_000, "," * 300_000):
        report = load(hub, tmp_path, f"{HEAD}a,{field},1.00,reduced\nb,n,1.00,reduced\n")
        assert (report.added + report.unchanged, report.refused) == (1, 1)
        assert report.problems[0].line == 2


@pytest.mark.parametrize(
    "field", ["sku", "name", "category", "image", "unit", "tax_class", "price", "active"]
)
@pytest.mark.parametrize("value", ["\ud800", "\0", "x\ny", "\u202e"])
def test_signs_that_no_text_holds_refuse_the_row(field: str, value: str, hub: Hub, tmp_path: Path) -> None:
    row = {"sku": "a", "name": "n", "price": "1.00", "tax_class": "reduced"}
    lines = [json.dumps(row | {field: value}), json.dumps(row | {"sku": "b"})]
    report = load(hub, tmp_path, "\n".join(lines), "c.ndjson")
    assert (report.added, [one.line for one in report.problems]) == (1, [1])


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)"])
def test_signs_that_a_spreadsheet_would_run_are_plain_text(name: str, hub: Hub, tmp_path: Path) -> None:
    load(
        hub,
        tmp_path,
        json.dumps({"sku": "a", "name": name, "price": "1", "tax_class": "reduced"}),
        "c.ndjson",
    )
    with hub.database.read() as connection:
        assert catalogue.items(connection, ["a"])["a"].name == name
