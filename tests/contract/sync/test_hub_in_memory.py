"""The fake hub keeps the contract that the real one keeps."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync import protocol as p
from sync.enrolment import Enrolled, EnrolmentCode
from tests.contract.sync.hub_suite import HubContract, Shop
from tests.fakes.hub import FakeHub, digest_of


class MemoryShop:
    def __init__(self) -> None:
        self.hub = FakeHub()
        self.codes = 0

    def code(self) -> EnrolmentCode:
        self.codes += 1
        return EnrolmentCode(url="http://127.0.0.1", code=self.hub.new_code(f"CODE-{self.codes}"))

    def enrolment(self) -> p.EnrolApi:
        return self.hub

    def api(self, enrolled: Enrolled, key: Ed25519PrivateKey) -> p.HubTerminal:  # noqa: ARG002 - nothing is signed here
        return self.hub.api(enrolled.reply.terminal_id)

    def write(self, scope: str, key: str, body: dict[str, Any] | None) -> None:
        self.hub.feed(scope).write("thing", key, body)

    def begin_generation(self) -> str:
        self.hub.restore(self.hub.backup(), "gen-2")
        return "gen-2"

    def revoke(self, terminal_id: str) -> None:
        self.hub.revoked.add(terminal_id)

    def add_image(self, content: bytes) -> str:
        self.hub.images[digest_of(content)] = content
        return digest_of(content)

    def escrow_of(self, terminal_id: str) -> tuple[Any, str]:
        return self.hub.recovery, self.hub.escrows[terminal_id]


class TestHubInMemory(HubContract):
    @pytest.fixture
    def shop(self) -> Shop:
        return MemoryShop()
