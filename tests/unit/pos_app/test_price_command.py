"""`tillbridge price`: tables for people, JSON for machines, one plain sentence for what is wrong."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from pos_app.__main__ import main

BASKET = Path(__file__).parents[2] / "data" / "pricing" / "basket.json"


def test_prices_a_file_as_json(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["price", str(BASKET), "--json"]) == 0
    answer = json.loads(capfd.readouterr().out, parse_float=pytest.fail)
    assert answer["totals"]["total"] == "10.78"
    assert answer["settlement"]["change"] == "4.20"


def test_prices_a_file_as_tables(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["price", str(BASKET)]) == 0
    out = capfd.readouterr().out
    assert "Amounts in EUR, prices include tax, tax rounded per line." in out
    assert "Notebook" in out
    assert "line_tax" in out
    assert any(line.split() == ["Change", "due", "4.20"] for line in out.splitlines())


def test_reads_standard_input(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    form = b'{"currency": "JPY", "items": [], "policies": {"prices_include_tax": false}}'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(form)))
    assert main(["price", "-"]) == 0
    assert "prices exclude tax" in capfd.readouterr().out


def test_says_what_is_wrong_with_a_form(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    form = tmp_path / "cart.json"
    form.write_text('{"currency": "EUR", "items": [{"price": "2.999", "tax_rate": 0}]}', encoding="utf-8")
    assert main(["price", str(form), "--json"]) == 1
    streams = capfd.readouterr()
    assert json.loads(streams.out)["error"] == "amount_too_precise"
    assert streams.err.startswith("tillbridge: $.items[0].price: '2.999'")


def test_says_when_there_is_no_form(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["price", str(tmp_path / "none.json")]) == 1
    assert "cannot be read: No such file" in capfd.readouterr().err
