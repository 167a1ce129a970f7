"""Web clients and tills race for the last unit on real databases: it is promised once, however they meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.bootstrap import build_hub
from hub.settings import HubSettings
from proof.last_unit import TILLS, main, make_shop, race

BOTH_ENGINES = True
ROUNDS = 8


def test_the_last_unit_is_promised_once(tmp_path: Path, database_url: str) -> None:
    hub = build_hub(tmp_path / "hub", HubSettings(database=database_url))
    make_shop(hub)
    outcome = race(hub, ROUNDS)
    hub.close()
    assert outcome.well, outcome
    assert outcome.by_reservation + outcome.by_right == ROUNDS
    assert outcome.overrides == ROUNDS * TILLS - outcome.by_right


def test_the_race_reports_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--rounds", "2"]) == 0
    assert "2 rounds on sqlite" in capsys.readouterr().out
