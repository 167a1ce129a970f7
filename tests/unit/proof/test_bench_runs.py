"""Every bench still runs, at a size that measures nothing, and writes the form of bench.json."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from proof import cli
from proof.bench import suite
from proof.bench.report import Report
from proof.bench.sizes import QUICK, TINY
from retail.errors import KnownError

MEASURES = {
    "commit": {"commit"},
    "barcode": {"barcode_find_200", "barcode_look_up_200"},
    "search": {"search_200"},
    "scan_to_line": {"scan_to_line"},
    "push": {"push"},
    "drain": {"drain"},
    "drain_store": {"drain_store"},
    "chain": {"chain", "chain_push", "chain_lag"},
    "simulation": {"simulation"},
    "start": {"start", "start_memory"},
    "close_day": {"close_day"},
    "memory": {"memory_till", "memory_hub"},
    "decode": {"decode_image", "decode_frames"},
    "snapshot": {"snapshot_200_scan", "snapshot_200_search"},
    "scan_while_syncing": {"scan_while_syncing"},
}


def arguments(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    return parser.parse_args(words)


def run(folder: Path, *names: str) -> Report:
    return suite.run_suite(names, TINY, folder, lambda _line: None)


def test_every_bench_is_tried_here() -> None:
    assert set(MEASURES) == set(suite.BENCHES)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", suite.BENCHES)
def test_a_bench_runs_and_cleans_up(name: str, tmp_path: Path) -> None:
    report = run(tmp_path, name)
    assert report.failures == ()
    assert {one.name for one in report.measures} == MEASURES[name]
    for one in report.measures:
        assert one.figures.count > 0
        assert one.figures.median > 0
        assert (one.ratio is None) == (one.limit is None)
    assert [path.name for path in tmp_path.iterdir()] == ["catalogues"]


def test_a_bench_that_fails_is_told_of_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suite, "BENCHES", ("broken", "close_day"))
    report = run(tmp_path, "broken", "close_day")
    assert [(one.name, one.error.split(":")[0]) for one in report.failures] == [
        ("broken", "ModuleNotFoundError")
    ]
    assert [one.name for one in report.measures] == ["close_day"]


def test_the_report_is_json_that_names_machine_limit_and_goals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proof.bench.sizes.QUICK", TINY)
    target = tmp_path / "bench.json"
    words = ("--quick", "--only", "barcode", "--json", str(target), "--folder", str(tmp_path / "work"))
    assert cli.run(arguments(*words)) == 0
    report = json.loads(target.read_text("utf-8"))
    assert (report["format"], report["size"], report["failures"]) == (1, "tiny", [])
    assert {"cpu", "cores", "python", "sqlite", "file_system", "fsync"} <= report["machine"].keys()
    first = report["measures"][0]
    assert {"median", "p95", "count", "unit", "least"} == first["figures"].keys()
    assert first["limit"]["name"].startswith("raw sqlcipher3")
    assert {goal["text"] for goal in first["goals"]} == {"≤ 6 × raw select", "median < 0.2 ms"}


def test_without_a_file_the_report_goes_to_stdout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("proof.bench.sizes.QUICK", TINY)
    assert cli.run(arguments("--quick", "--only", "close_day", "--json", "--folder", str(tmp_path))) == 0
    assert json.loads(capsys.readouterr().out)["measures"][0]["name"] == "close_day"


def test_an_unknown_bench_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(KnownError, match=r"no bench speed\. There are: commit, barcode"):
        cli.run(arguments("--only", "speed"))


def test_a_report_that_cannot_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proof.bench.sizes.QUICK", TINY)
    words = ("--quick", "--only", "close_day", "--json", str(tmp_path / "no" / "b.json"))
    with pytest.raises(KnownError, match="cannot be written"):
        cli.run(arguments(*words, "--folder", str(tmp_path)))


def test_sizes_grow() -> None:
    assert TINY.commits < QUICK.commits
