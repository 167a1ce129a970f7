"""How all tests run: hypothesis without deadlines, and Qt's objects ended on the thread that made them."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from proof.postgres import binaries, postgres
from retail.known_structs import know_structs
from tests.fakes.postgres import Databases

# A shared machine keeps no deadline, and is slow by no fault of ours; in CI the examples are always the same.
SLOW = (HealthCheck.too_slow,)
settings.register_profile("by hand", deadline=None, print_blob=True, suppress_health_check=SLOW)
settings.register_profile(
    "in ci", deadline=None, print_blob=True, suppress_health_check=SLOW, derandomize=True
)
settings.load_profile("in ci" if os.environ.get("CI") else "by hand")


def pytest_collection_finish() -> None:
    """Threads of the tests read structs beside each other, as those of a program that has begun."""
    know_structs()


@pytest.fixture(scope="session")
def nothing_old_to_look_through() -> None:
    """Spare the collector what was imported and made before the first screen: it runs after each."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """A PostgreSQL of this run's own."""
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed (packaging/apt-test.txt)")
    with postgres(fsync=False) as server:
        yield Databases(server)


@pytest.fixture(autouse=True)
def garbage_of_screens_is_collected_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """The collector runs on whatever thread allocates, and Qt crashes when that ends a QObject of another."""
    if "qapp" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("nothing_old_to_look_through")
    gc.disable()
    yield
    gc.collect()
    gc.enable()
