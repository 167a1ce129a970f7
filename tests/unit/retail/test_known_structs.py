"""Threads that read one kind of struct for the first time at the same moment: the process lives on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

WAIT_S = 200
RACE = """
import sys, threading
import msgspec
from retail.known_structs import know_structs

sys.setswitchinterval(1e-6)
KINDS = '''
import msgspec
class C(msgspec.Struct): a: int
class B(msgspec.Struct): c: C; more: tuple[C, ...]
class A(msgspec.Struct): b: B; by_name: dict[str, B]
'''
B = {"c": {"a": 1}, "more": [{"a": 2}]}

def read(kind, gate):
    gate.wait()
    msgspec.convert({"b": B, "by_name": {"x": B}}, kind)

for _ in range(200):
    made, gate = {}, threading.Barrier(4)
    exec(KINDS, made)
    know_structs()
    threads = [threading.Thread(target=read, args=(made["A"], gate)) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
"""
# msgspec looks at a kind's annotations by this function of its own, and at those of a known kind no more.
UNKNOWN = """
import sys
import msgspec
from retail.known_structs import kinds
{start}
asked = []

def look(frame, event, _arg):
    if event == "call" and frame.f_code.co_name == "get_class_annotations":
        asked.append(frame.f_locals["obj"].__qualname__)

for kind in kinds():
    before = len(asked)
    sys.setprofile(look)
    try:
        msgspec.json.Decoder(kind)
    except TypeError:
        # It is never read: msgspec could not tell what its fields may hold.
        del asked[before:]
    finally:
        sys.setprofile(None)
print(len(list(kinds())), asked)
"""
HUB = """
from pathlib import Path
from hub.bootstrap import build_hub
hub = build_hub(Path(sys.argv[1]) / "hub")
hub.app()
hub.close()
"""
TILL = """
from pathlib import Path
from local_db.keys import create_keys
from pos_app.bootstrap.terminal import Terminal
from pos_app.places import places
where = places(Path(sys.argv[1]) / "data", Path(sys.argv[1]) / "keys")
create_keys(where.key_file)
Terminal(where)
"""


def said(script: str, *arguments: str) -> str:
    """What a Python of its own prints that runs this."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=WAIT_S,
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_kinds_that_are_known_first_are_read_by_any_threads() -> None:
    said(RACE)


@pytest.mark.parametrize("start", [HUB, TILL], ids=["hub", "till"])
def test_a_program_knows_all_kinds_before_its_threads_begin(start: str, tmp_path: Path) -> None:
    count, _, unknown = said(UNKNOWN.format(start=start), str(tmp_path)).strip().partition(" ")
    assert int(count) > 100
    assert unknown == "[]"
