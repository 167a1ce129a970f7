"""`tillbridge status` of a terminal calls it by the names that people gave to it and to its store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from local_db.keys import create_keys
from local_db.terminal import LocalTerminal
from pos_app.__main__ import main
from tests.fakes.shop import BERLIN
from tests.fakes.store import enrol, load_config


def status(data: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert main(["status", "--data", str(data), "--keys", str(data.parent / "keys"), *more]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("named", [True, False])
def test_a_terminal_is_called_by_its_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], named: bool
) -> None:
    data = tmp_path / "data"
    terminal = LocalTerminal(
        data, create_keys(tmp_path / "keys" / "terminal.key"), lambda: 0, ballast_bytes=0
    )
    (load_config if named else enrol)(terminal)
    terminal.close()
    found = json.loads(status(data, capsys, "--json"))
    names = (found["number"], found["name"], found["store_number"], found["store_name"])
    first = status(data, capsys).splitlines()[0]
    if named:
        assert names == (
            BERLIN.terminal.terminal_no,
            BERLIN.terminal.name,
            BERLIN.profile.store_no,
            BERLIN.profile.name,
        )
        assert f"of store {BERLIN.profile.store_no} {BERLIN.profile.name}" in first
        assert BERLIN.terminal.terminal_id not in first
    else:
        # Enrolled, and its configuration has not come yet.
        assert names == (None, None, None, None)
        assert BERLIN.terminal.terminal_id in first
