"""Every operation of the hub's OpenAPI document, asked with what its schema allows and not: never a 5xx."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from tests.integration.hub.conftest import PASSWORD, WAIT_S, HubProcess, NewHub

API = "/api/v1"
EXAMPLES = 20
"""Of each kind, for each operation and each caller."""
OWN_TESTS = {f"{API}/login", f"{API}/logout", f"{API}/people"}
"""Would end the caller's session or lock its address out; their own tests ask them."""
FOR_SHOPPERS = f"{API}/carts"
"""Guarded by the cart's secret instead of a login."""


class Caller(msgspec.Struct, frozen=True):
    """Who asks: where the hub is, and what each request carries."""

    url: str
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory, new_hub: NewHub) -> Iterator[HubProcess]:
    data_dir = tmp_path_factory.mktemp("fuzzed") / "data"
    new_hub(data_dir)
    process = HubProcess(data_dir, "--port", "0", "--loopback-http")
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="module")
def owner(fuzzed: HubProcess) -> Caller:
    reply = httpx.post(
        f"{fuzzed.url}{API}/login", json={"name": "admin", "password": PASSWORD}, timeout=WAIT_S
    )
    return Caller(fuzzed.url, {"Tillbridge-CSRF": reply.json()["csrf"]}, dict(reply.cookies))


@pytest.fixture(scope="module")
def document(owner: Caller) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(
        f"{owner.url}{API}/openapi.json", cookies=owner.cookies, timeout=WAIT_S
    ).json()
    return found


def operations(document: dict[str, Any]) -> Iterator[Any]:
    for found in schemathesis.openapi.from_dict(document).get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        if operation.path not in OWN_TESTS:
            yield operation


def statuses(caller: Caller, operation: Any) -> set[int]:
    """What the operation answered to input that its schema allows, and to input that it does not."""
    seen: set[int] = set()

    @seed(2026)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def run(data: st.DataObject) -> None:
        mode = data.draw(st.sampled_from(GenerationMode))
        case = data.draw(operation.as_strategy(generation_mode=mode))
        answer = case.call(
            base_url=caller.url, headers=caller.headers, cookies=caller.cookies, timeout=WAIT_S
        )
        seen.add(answer.status_code)

    run()
    return seen


def test_no_input_makes_the_hub_fail(document: dict[str, Any], owner: Caller) -> None:
    asked = {(one.method, one.path): statuses(owner, one) for one in operations(document)}
    assert not {name: seen for name, seen in asked.items() if max(seen) >= 500}
    # The fuzzing got past the door, so that the above says something.
    assert any(status < 300 for seen in asked.values() for status in seen)
    assert httpx.get(f"{owner.url}{API}/session", cookies=owner.cookies, timeout=WAIT_S).status_code == 200


def test_who_is_not_signed_in_gets_nothing(document: dict[str, Any], fuzzed: HubProcess) -> None:
    closed = [one for one in operations(document) if not one.path.startswith(FOR_SHOPPERS)]
    asked = {(one.method, one.path): statuses(Caller(fuzzed.url), one) for one in closed}
    assert not {name: seen for name, seen in asked.items() if min(seen) < 400 or max(seen) >= 500}
