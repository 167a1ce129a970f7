"""`tillbridge status --watch` stands on a wall: a hub that is away for a while does not end it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pos_app.__main__ import main


@pytest.mark.parametrize("as_json", [False, True])
def test_a_hub_that_is_away_is_said_and_asked_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, as_json: bool
) -> None:
    password = tmp_path / "password"
    password.write_text("secret\n")
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("pos_app.cli.status.time.sleep", sleep)
    asked = ["status", "--hub", "http://127.0.0.1:1", "--password-file", str(password)]
    more = ["--json"] if as_json else []
    assert main([*asked, "--watch", *more]) == 130
    said = capsys.readouterr().out
    assert said.count("no hub to talk to") == 2
    if as_json:
        assert [json.loads(line)["error"] for line in said.splitlines()] == ["hub_unreachable"] * 2
    assert main([*asked, *more]) == 1
    assert len(slept) == 2
