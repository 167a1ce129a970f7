"""What the tests of `HttpHub` ask for, with which key, and how a request that arrived is read."""

from __future__ import annotations

import base64
from collections.abc import Callable

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync import messages as m
from sync import protocol as p
from sync import signing
from sync.client import HttpHub, Timeouts
from tests.fakes.lying_hub import http

KEY = Ed25519PrivateKey.generate()
PATIENT = Timeouts(connect=60.0, read=600.0, poll_grace=600.0)
"""For a server that answers, however busy the machine is; no test waits so long for one that does not."""
QUICK = Timeouts(read=0.1)
"""For one that never will."""
PULL = m.PullRequest(scope="price:1", epoch="E 1", after=7)
PAGE = m.PullReply(
    rows=(), next=7, head=m.ScopeHead(scope="price:1", epoch="E 1", seq=7, checksum=p.EMPTY_CHECKSUM)
)
GOOD = http(200, msgspec.json.encode(PAGE))

HubAt = Callable[..., HttpHub]


def headers_of(request: bytes) -> dict[str, str]:
    lines = request.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def signature_is_good(request: bytes) -> bool:
    head, _, body = request.partition(b"\r\n\r\n")
    method, target, _ = head.decode().split("\r\n")[0].split(" ")
    sent = headers_of(request)
    nonce = sent[signing.NONCE_HEADER.lower()]
    text = signing.signed_text(method, target, body, int(sent[signing.TIME_HEADER.lower()]), nonce)
    public = base64.b64encode(KEY.public_key().public_bytes_raw()).decode()
    return signing.signature_holds(public, sent[signing.SIGNATURE_HEADER.lower()], text)
