"""`tillbridge doctor` against a real hub: it answers and knows the terminal; a wrong certificate is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from local_db.keys import load_keys
from local_db.terminal import LocalTerminal
from pos_app.__main__ import main
from pos_app.bootstrap.enrolment import enrol_terminal
from pos_app.bootstrap.hub_link import read_address, write_address
from pos_app.machine import SystemClock
from pos_app.places import places
from sync.enrolment import EnrolmentCode
from tests.integration.hub.conftest import HubProcess, NewHub


@pytest.fixture
def own_hub(tmp_path: Path, new_hub: NewHub) -> Iterator[HubProcess]:
    """A hub of its own: enrolling anew would put another test's terminal out."""
    new_hub(tmp_path / "hub")
    process = HubProcess(tmp_path / "hub", "--port", "0")
    process.start()
    yield process
    process.stop()


def test_the_hub_and_its_clock_are_judged(
    own_hub: HubProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = places(tmp_path / "data", tmp_path / "keys")
    capsys.readouterr()
    assert main(["hub", "enrol-code", "--data", str(own_hub.data_dir), "--terminal", "1", "--json"]) == 0
    code = EnrolmentCode.parse(json.loads(capsys.readouterr().out)["text"])
    enrol_terminal(where, replace(code, url=own_hub.url))

    def diagnose() -> dict[str, str]:
        main(["doctor", "--json", "--data", str(where.data), "--keys", str(where.keys)])
        return {one["code"]: one["state"] for one in json.loads(capsys.readouterr().out)["findings"]}

    found = diagnose()
    assert (found["hub"], found["clock_skew"]) == ("ok", "ok")

    local = LocalTerminal(where.data, load_keys(where.key_file), SystemClock().now, ballast_bytes=65_536)
    address = read_address(local.store)
    assert address is not None
    write_address(local.store, replace(address, fingerprint="0" * 64))
    local.close()
    found = diagnose()
    assert found["hub"] in ("warn", "fail")
    assert "clock_skew" not in found
