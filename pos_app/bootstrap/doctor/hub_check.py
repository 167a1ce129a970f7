"""Looks whether the hub answers this terminal: reach, certificate, enrolment, and how far clocks differ."""

from __future__ import annotations

from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app.bootstrap.doctor.files import Seen
from pos_app.bootstrap.doctor.finding import Finding, fail, ok, warn
from pos_app.machine import SystemClock
from retail.errors import KnownError
from retail.events import VERSIONS
from sync.client import HttpHub, Timeouts
from sync.messages import Hello
from sync.protocol import HubUnreachable, Unauthorised

SKEW_WARN_MS, SKEW_FAIL_MS = 60_000, 600_000
TIMEOUTS = Timeouts(connect=3.0, read=5.0, write=5.0, answer=10.0)


def look(seen: Seen, clock: SystemClock, program: str) -> Iterator[Finding]:
    """Say hello as the till does; nothing is pushed or pulled."""
    address, keys, identity = seen.address, seen.keys, seen.identity
    if address is None or keys is None or identity is None or seen.head is None or seen.acked is None:
        return
    key = Ed25519PrivateKey.from_private_bytes(keys.private_key)
    hub = HttpHub(
        address.url, address.fingerprint, address.terminal_id, key, clock, program=program, timeouts=TIMEOUTS
    )
    asked_at = clock.now()
    hello = Hello(
        terminal_id=identity.terminal_id,
        epoch=identity.epoch,
        head=seen.head,
        acked=seen.acked,
        hub_gen=identity.hub_gen,
        op_versions=VERSIONS,
        program=program,
        now=asked_at,
    )
    try:
        reply = hub.hello(hello)
    except KnownError as error:
        yield _refused(error, address.url)
        return
    finally:
        hub.close()
    yield ok("hub", f"The hub at {address.url} answers and knows this terminal.")
    yield _skew(reply.server_time - (asked_at + clock.now()) // 2)


def _refused(error: KnownError, url: str) -> Finding:
    if error.code == "hub_wrong_certificate":
        return fail(
            "hub",
            error.message,
            "Selling goes on without it. Ask a manager whether the hub was set up anew; if not, have the "
            "network looked at: somebody may stand between.",
        )
    if isinstance(error, HubUnreachable):
        return warn(
            "hub",
            f"The hub at {url} does not answer: {error.message}",
            "Selling goes on without it. Check network, address and whether the hub runs.",
        )
    if isinstance(error, Unauthorised):
        return fail(
            "hub", error.message, "Ask a manager whether the terminal was revoked; else enrol it anew."
        )
    return fail("hub", f"The hub at {url} refuses: {error.message}", "Look at the sync screen of the till.")


def _skew(skew_ms: int) -> Finding:
    seconds = abs(skew_ms) // 1000
    said = f"The clocks of terminal and hub are {seconds} s apart."
    mend = "Set both right (timedatectl set-ntp true)."
    if abs(skew_ms) >= SKEW_FAIL_MS:
        return fail("clock_skew", said, mend)
    return warn("clock_skew", said, mend) if abs(skew_ms) >= SKEW_WARN_MS else ok("clock_skew", said)
