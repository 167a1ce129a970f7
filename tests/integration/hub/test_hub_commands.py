"""`tillbridge hub` and `tillbridge import` as a person runs them, the first run on a console included."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sync.enrolment import EnrolmentCode
from tests.integration.hub.conftest import DEMO, HubProcess, NewHub, tillbridge

HEAD = "sku,name,price,tax_class\n"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory, new_hub: NewHub) -> Path:
    made = tmp_path_factory.mktemp("commands") / "data"
    new_hub(made)
    return made


def hub(data_dir: Path, *args: str, code: int = 0) -> str:
    return tillbridge("hub", *args, "--data", str(data_dir), code=code)


def test_enrolment_codes_need_to_know_terminal_and_address(data_dir: Path) -> None:
    assert "address" in hub(data_dir, "enrol-code", "--terminal", "1", code=1)
    assert "no terminal 9" in hub(data_dir, "enrol-code", "--terminal", "9", code=1)
    assert "no terminal 1" in hub(data_dir, "enrol-code", "--terminal", "1", "--store", "4", code=1)
    text = json.loads(
        hub(data_dir, "enrol-code", "--terminal", "1", "--url", "http://127.0.0.1:9", "--json")
    )["text"]
    assert EnrolmentCode.parse(text).url == "http://127.0.0.1:9"


def test_status_and_find_in_words_and_as_json(data_dir: Path) -> None:
    state = json.loads(hub(data_dir, "status", "--json"))
    assert state["set_up"]
    assert [one["number"] for one in state["terminals"]] == [1, 2]
    assert "terminal 1 Kasse 1: not enrolled, never heard of" in hub(data_dir, "status")
    assert "no sale 'S1-T1-000001'" in hub(data_dir, "find", "S1-T1-000001", code=1)


def test_a_restore_begins_a_new_generation(data_dir: Path) -> None:
    before = json.loads(hub(data_dir, "status", "--json"))["generation"]
    assert "send again" in hub(data_dir, "restored")
    assert json.loads(hub(data_dir, "status", "--json"))["generation"] != before


def test_a_port_that_is_taken_is_named(data_dir: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        words = tillbridge("hub", "serve", "--data", str(data_dir), "--port", port, code=1)
    assert f"port {port}" in words


def test_set_up_without_a_console_needs_a_file_and_a_password(tmp_path: Path) -> None:
    assert "--config FILE" in hub(tmp_path / "a", "setup", code=1)
    config = str(DEMO / "store.toml")
    assert "--admin-password-file" in hub(tmp_path / "a", "setup", "--config", config, code=1)
    short = tmp_path / "short.txt"
    short.write_text("short")
    for password in (str(short), str(tmp_path / "none.txt")):
        assert hub(
            tmp_path / "a", "setup", "--config", config, "--admin-password-file", password, code=1
        ).startswith("tillbridge: ")
    assert "not set up" in hub(tmp_path / "a", code=1)


def test_import_reports_what_it_did(data_dir: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(f"{HEAD}a,A,1.00,reduced\n")
    bad.write_text(f"{HEAD}b,B,1.00,reduced\nc,C,free,reduced\n" + "d,D,no,reduced\n" * 30)
    assert "1 rows read, 1 added" in tillbridge("import", str(good), "--data", str(data_dir))
    words = tillbridge("import", str(bad), "--data", str(data_dir), code=1)
    assert "line 3: price: 'free' is not an amount" in words
    assert "11 more; --json lists them" in words
    assert "31 rows were refused; the others are in." in words
    done = subprocess.run(
        [sys.executable, "-m", "pos_app", "import", str(bad), "--data", str(data_dir), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert (report["read"], report["unchanged"], report["refused"]) == (32, 1, 31)
    assert report["problems"][0]["line"] == 3


def test_import_of_what_cannot_be_read(data_dir: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(f"{HEAD}k,Käse,1.00,reduced\n".encode("cp1252"))
    assert "line 2 has the byte 0xE4" in tillbridge("import", str(wrong), "--data", str(data_dir), code=1)
    assert "1 added" in tillbridge("import", str(wrong), "--data", str(data_dir), "--encoding", "cp1252")
    assert "no hub in" in tillbridge("import", str(wrong), "--data", str(tmp_path / "x"), code=1)
    assert "cannot be read" in tillbridge("import", str(tmp_path / "no.csv"), "--data", str(data_dir), code=1)


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is a thing of Unix")
def test_the_first_run_on_a_console_asks_and_serves(tmp_path: Path) -> None:
    import pty

    answers = [
        ("Name of the store", ""),
        ("Name of the store", "Eckladen"),
        ("Address", "Am Weg 1, 12345 Ort"),
        ("Tax id", ""),
        ("Currency", "euro"),
        ("Currency", ""),
        ("Country", "de"),
        ("Country", ""),
        ("Time zone", "Mars/Base"),
        ("Time zone", ""),
        ("Languages", ""),
        ("include tax", "perhaps"),
        ("include tax", "yes"),
        ("Standard tax", "19"),
        ("Standard tax", ""),
        ("terminals", "0"),
        ("terminals", "2"),
        ("Name:", "Eva"),
        ("PIN of Eva", "123456"),
        ("PIN of Eva", "482916"),
        ("Once more", "482917"),
        ("PIN of Eva", "482916"),
        ("Once more", "482916"),
        ("Name:", ""),
        ("Password of admin", "short"),
        ("Password of admin", "a-long-enough-word"),
        ("Once more", "a-long-enough-word"),
    ]
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "pos_app", "hub", "--data", str(tmp_path / "d"), "--port", "0"],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
    )
    os.close(follower)
    said = ""

    def until(words: str) -> None:
        nonlocal said
        while words not in said:
            said += os.read(leader, 4096).decode("utf-8", "replace")
        said = said.partition(words)[2]

    try:
        for question, answer in answers:
            until(question)
            until(": ") if not question.endswith(":") else None
            os.write(leader, f"{answer}\n".encode())
        until("listening on https://127.0.0.1:")
    finally:
        process.terminate()
        code = process.wait(30)
        os.close(leader)
    assert code == 0
    state = json.loads(hub(tmp_path / "d", "status", "--json"))
    assert len(state["terminals"]) == 2


def test_a_folder_is_served_by_one_hub_at_a_time(data_dir: Path) -> None:
    first = HubProcess(data_dir, "--port", "0", "--loopback-http")
    first.start()
    words = tillbridge("hub", "--data", str(data_dir), "--port", "0", "--loopback-http", code=1)
    assert "Another hub serves" in words
    assert "Traceback" not in words
    assert "terminals" in tillbridge("hub", "status", "--data", str(data_dir), "--json")
    assert "Another hub serves" in tillbridge("hub", "restored", "--data", str(data_dir), code=1)
    first.kill()
    again = HubProcess(data_dir, "--port", "0", "--loopback-http")
    again.start()
    assert again.stop() == 0
