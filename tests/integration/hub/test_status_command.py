"""`tillbridge status` of a hub: from its folder, and over the wire with a login and a pinned certificate."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

from hub.database_choice import FILE
from hub.store.database import Database, open_engine
from pos_app.bootstrap.remote_status import RemoteHub
from tests.integration.hub.conftest import HubProcess, password_file, tillbridge


def test_the_folder_and_the_wire_say_the_same(hub: HubProcess, tmp_path: Path) -> None:
    here = json.loads(tillbridge("status", "--data", str(hub.data_dir), "--json"))
    login = (
        "--hub",
        hub.url,
        "--fingerprint",
        hub.fingerprint,
        "--password-file",
        str(password_file(tmp_path)),
    )
    there = json.loads(tillbridge("status", *login, "--json"))
    assert here.keys() == there.keys()
    numbers = [[one["number"] for one in store["terminals"]] for store in there["stores"]]
    assert numbers == [[one["number"] for one in store["terminals"]] for store in here["stores"]] != [[]]
    assert "waiting: nothing" in tillbridge("status", *login)


def test_another_certificate_or_password_is_refused(hub: HubProcess, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not-the-password\n")
    asked = ("status", "--hub", hub.url, "--password-file", str(wrong))
    assert "Give --fingerprint" in tillbridge(*asked, code=1)
    assert "no hub to talk to" in tillbridge(*asked, "--fingerprint", "0" * 64, code=1)
    assert "is wrong" in tillbridge(*asked, "--fingerprint", hub.fingerprint, code=1)


def names_of(status: dict[str, Any]) -> list[str]:
    return [terminal["name"] for store in status["stores"] for terminal in store["terminals"]]


def test_who_was_signed_out_meanwhile_is_signed_in_again(hub: HubProcess, tmp_path: Path) -> None:
    remote = RemoteHub(hub.url, hub.fingerprint, "admin", password_file(tmp_path))
    first = names_of(remote.status())
    with closing(Database(open_engine(hub.data_dir / FILE))) as database, database.write() as connection:
        connection.exec_driver_sql("DELETE FROM admin_session")
    assert names_of(remote.status()) == first
