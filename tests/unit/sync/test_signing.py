"""Signed requests: only the holder of the key, for this very request."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.signing import sign, signature_holds, signed_text

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = base64.b64encode(KEY.public_key().public_bytes_raw()).decode()
TEXT = signed_text("post", "/sync/v1/push", b"{}", 1_800_000_000_000, "nonce")
SIGNATURE = sign(KEY, "POST", "/sync/v1/push", b"{}", 1_800_000_000_000, "nonce")


def test_a_signature_holds_for_its_request() -> None:
    assert signature_holds(PUBLIC, SIGNATURE, TEXT)


@pytest.mark.parametrize(
    "text",
    [
        signed_text("GET", "/sync/v1/push", b"{}", 1_800_000_000_000, "nonce"),
        signed_text("POST", "/sync/v1/push?x", b"{}", 1_800_000_000_000, "nonce"),
        signed_text("POST", "/sync/v1/push", b"{ }", 1_800_000_000_000, "nonce"),
        signed_text("POST", "/sync/v1/push", b"{}", 1_800_000_000_001, "nonce"),
        signed_text("POST", "/sync/v1/push", b"{}", 1_800_000_000_000, "other"),
    ],
)
def test_any_change_breaks_it(text: bytes) -> None:
    assert not signature_holds(PUBLIC, SIGNATURE, text)


@pytest.mark.parametrize(
    ("public", "signature"),
    [
        ("torn", SIGNATURE),
        ("", SIGNATURE),
        (PUBLIC, "torn"),
        (PUBLIC, ""),
        (PUBLIC[:-8] + "AAAAAAA=", SIGNATURE),
    ],
)
def test_torn_keys_and_signatures_do_not_hold(public: str, signature: str) -> None:
    assert not signature_holds(public, signature, TEXT)
