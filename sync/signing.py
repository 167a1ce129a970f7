"""How a terminal signs each request, and how the hub checks it (Ed25519, M8.1)."""

from __future__ import annotations

import base64
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

TERMINAL_HEADER = "Tillbridge-Terminal"
TIME_HEADER = "Tillbridge-Time"
NONCE_HEADER = "Tillbridge-Nonce"
SIGNATURE_HEADER = "Tillbridge-Signature"
PROGRAM_HEADER = "Tillbridge-Program"
"""Name and version of the terminal's program; not signed, for the hub's log and minimum version."""
MAX_SKEW_MS = 300_000
"""A request signed further from the hub's clock than this is refused; nonces are kept twice as long."""


def signed_text(method: str, target: str, body: bytes, at: int, nonce: str) -> bytes:
    """The bytes that are signed: method, path with query, SHA-256 of the body, time, nonce, a line each."""
    digest = hashlib.sha256(body).hexdigest()
    return "\n".join((method.upper(), target, digest, str(at), nonce)).encode()


def sign(key: Ed25519PrivateKey, method: str, target: str, body: bytes, at: int, nonce: str) -> str:
    """Signature as base64 for `SIGNATURE_HEADER`."""
    return base64.b64encode(key.sign(signed_text(method, target, body, at, nonce))).decode()


def manifest_text(manifest: str) -> bytes:
    """The bytes that are signed for a snapshot: its manifest behind a word that no request begins with."""
    return f"tillbridge snapshot\n{manifest}".encode()


def sign_manifest(key: Ed25519PrivateKey, manifest: str) -> str:
    """Signature as base64 for `SnapshotReply.signature`."""
    return base64.b64encode(key.sign(manifest_text(manifest))).decode()


def signature_holds(public_key: str, signature: str, text: bytes) -> bool:
    """Whether `signature` (base64) over `text` was made by the holder of `public_key` (base64)."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(signature, validate=True), text)
    except (InvalidSignature, ValueError):
        return False
    return True
