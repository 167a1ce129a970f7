"""The real hub process, and terminals that talk to it over HTTP."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync import client
from sync.client import Timeouts
from tests.fakes.carts_on_tills import with_keys
from tests.fakes.two_tills import Store

DEMO = Path(__file__).parents[3] / "hub" / "demo"
PASSWORD = "a-password-of-the-tests"
WAIT_S = 100
"""It ends a test that hangs; a busy machine may take most of it."""
PATIENT = Timeouts(connect=WAIT_S, read=WAIT_S, write=WAIT_S, answer=WAIT_S, poll_grace=WAIT_S)


@pytest.fixture(autouse=True)
def whoever_stands_at_a_till_has_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub that is slow for once is no hub that is away."""
    monkeypatch.setattr(client, "ANSWER_WITHIN_S", float(WAIT_S))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two tills of one hub that carry carts, for tests that want nothing else of them."""
    made = with_keys(tmp_path)
    yield made
    made.close()


class HubProcess:
    """A hub in a process of its own; `url` is where it listens."""

    def __init__(self, data_dir: Path, *args: str) -> None:
        self.data_dir = data_dir
        self._args = args
        self.url = ""
        self.fingerprint = ""
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "pos_app", "hub", "--data", str(self.data_dir), *self._args]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("certificate fingerprint "):
                self.fingerprint = line.split()[-1]
            if line.startswith("listening on "):
                self.url = line.split()[-1]
                return
        raise AssertionError(f"the hub did not start: it ended with {self._wait()}")

    def stop(self) -> int:
        """Ask it to end; its exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._wait()

    def kill(self) -> int:
        assert self._process is not None
        self._process.kill()
        return self._wait()

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _wait(self) -> int:
        assert self._process is not None and self._process.stdout is not None
        code = self._process.wait(WAIT_S)
        self._process.stdout.close()
        return code


def tillbridge(*args: str, code: int = 0) -> str:
    """Run a command to its end; its output."""
    done = subprocess.run(
        [sys.executable, "-m", "pos_app", *args], capture_output=True, text=True, check=False, timeout=WAIT_S
    )
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def password_file(folder: Path) -> Path:
    """The owner's password in a file of this folder."""
    path = folder / "password.txt"
    path.write_text(PASSWORD + "\n")
    return path


def set_up(data_dir: Path) -> None:
    password = password_file(data_dir.parent)
    tillbridge(
        "hub",
        "setup",
        "--data",
        str(data_dir),
        "--config",
        str(DEMO / "store.toml"),
        "--admin-password-file",
        str(password),
    )


NewHub = Callable[[Path], None]


@pytest.fixture(scope="session")
def new_hub(tmp_path_factory: pytest.TempPathFactory) -> NewHub:
    """Lays the folder of a hub that was just set up; the setting up is done once for all tests."""
    fresh = tmp_path_factory.mktemp("fresh-hub") / "data"
    set_up(fresh)

    def lay(data_dir: Path) -> None:
        shutil.copytree(fresh, data_dir)

    return lay


@pytest.fixture(scope="session")
def shop_dir(tmp_path_factory: pytest.TempPathFactory, new_hub: NewHub) -> Path:
    data_dir = tmp_path_factory.mktemp("hub") / "data"
    new_hub(data_dir)
    return data_dir


@pytest.fixture(scope="session")
def hub(shop_dir: Path) -> Iterator[HubProcess]:
    """One hub over TLS for all tests that leave it usable."""
    process = HubProcess(shop_dir, "--port", "0")
    process.start()
    yield process
    process.stop()


class MachineClock:
    def now(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        return time.monotonic()
