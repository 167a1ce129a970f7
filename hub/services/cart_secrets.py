"""What opens a shared cart: secrets in links, tokens in codes; random, and kept as their hash alone."""

from __future__ import annotations

import hashlib
import secrets

SECRET_BYTES = 32
TOKEN_BYTES = 16
"""128 bits; a token lives minutes and is used once."""
TOKEN_MS = 300_000
MAX_SECRETS = 5
"""Links that open one cart at a time."""
MAX_GIVEN = 200


def new_secret() -> str:
    """A secret for the link of a cart."""
    return secrets.token_urlsafe(SECRET_BYTES)


def new_token() -> str:
    """A token, in characters that a QR code packs well."""
    return secrets.token_hex(TOKEN_BYTES).upper()


def hash_of(given: str) -> str:
    """What is kept of a secret or token."""
    return hashlib.sha256(b"tillbridge cart\n" + given[:MAX_GIVEN].encode("utf-8", "replace")).hexdigest()
