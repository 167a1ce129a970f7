"""The enrolment code's text form, enrolling, and the sealed box of the database key."""

from __future__ import annotations

import base64

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from retail.errors import DataError, RuleError
from sync.enrolment import EnrolmentCode, enrol, escrow, seal, signing_key, unseal
from sync.protocol import HubNonsense, Unauthorised
from tests.fakes.hub import FakeHub

PRINT = "ab" * 32


@pytest.mark.parametrize(
    ("text", "url", "code", "fingerprint"),
    [
        (f"https://hub.example:8443/#K7QP-92XA.{PRINT}", "https://hub.example:8443", "K7QP-92XA", PRINT),
        (f" https://10.0.0.5:8443/#ABCD.{PRINT.upper()}\n", "https://10.0.0.5:8443", "ABCD", PRINT),
        (f"https://hub#ABCD.{':'.join(['AB'] * 32)}", "https://hub", "ABCD", PRINT),
        ("http://127.0.0.1:8080/#ABCD", "http://127.0.0.1:8080", "ABCD", ""),
        ("http://[::1]:8080/#ABCD", "http://[::1]:8080", "ABCD", ""),
        ("http://localhost:8080/#ABCD", "http://localhost:8080", "ABCD", ""),
    ],
)
def test_a_code_is_read_as_the_hub_shows_it(text: str, url: str, code: str, fingerprint: str) -> None:
    parsed = EnrolmentCode.parse(text)
    assert parsed == EnrolmentCode(url=url, code=code, fingerprint=fingerprint)
    assert EnrolmentCode.parse(parsed.text()) == parsed


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "address"),
        ("hub.example:8443/#ABCD." + PRINT, "address"),
        ("ftp://hub:21/#ABCD." + PRINT, "address"),
        ("https://hub:notaport/#ABCD." + PRINT, "address"),
        ("https://[hub/#ABCD." + PRINT, "address"),
        ("https://hub:0/#ABCD." + PRINT, "address"),
        ("https://hub/path/#ABCD." + PRINT, "address"),
        ("https://anna@hub/#ABCD." + PRINT, "address"),
        ("https:///#ABCD." + PRINT, "address"),
        ("http://hub.example/#ABCD", "not_secure"),
        ("http://192.168.1.2/#ABCD", "not_secure"),
        ("https://hub/", "incomplete"),
        ("https://hub/#AB." + PRINT, "incomplete"),
        ("https://hub/#AB CD." + PRINT, "incomplete"),
        ("https://hub/#ABCD", "fingerprint"),
        ("https://hub/#ABCD.", "fingerprint"),
        ("https://hub/#ABCD.abc", "fingerprint"),
        ("http://127.0.0.1/#ABCD.", "fingerprint"),
        ("http://127.0.0.1/#ABCD." + PRINT, "fingerprint"),
    ],
)
def test_a_wrong_code_says_which_part_is_wrong(text: str, error: str) -> None:
    with pytest.raises(RuleError) as raised:
        EnrolmentCode.parse(text)
    assert raised.value.code == f"enrolment_code_{error}"


@given(st.binary(max_size=80), st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
def test_a_sealed_box_opens_with_its_key_and_context_only(secret: bytes, context: str) -> None:
    key = X25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    sealed = seal(public, secret, context)
    assert unseal(key, sealed, context) == secret
    with pytest.raises(DataError):
        unseal(X25519PrivateKey.generate(), sealed, context)
    with pytest.raises(DataError):
        unseal(key, sealed, context + "x")
    changed = bytearray(base64.b64decode(sealed))
    changed[-1] ^= 1
    with pytest.raises(DataError):
        unseal(key, base64.b64encode(changed).decode(), context)


@pytest.mark.parametrize("sealed", ["", "???", base64.b64encode(b"short").decode()])
def test_a_torn_box_is_a_plain_error(sealed: str) -> None:
    with pytest.raises(DataError):
        unseal(X25519PrivateKey.generate(), sealed, "T1")


@pytest.mark.parametrize("key", ["", "???", base64.b64encode(b"short").decode()])
def test_a_torn_recovery_key_is_a_plain_error(key: str) -> None:
    with pytest.raises(DataError, match="key"):
        seal(key, b"secret", "T1")


def test_a_public_key_of_low_order_is_refused() -> None:
    with pytest.raises(DataError) as raised:
        seal(base64.b64encode(bytes(32)).decode(), b"secret", "T1")
    assert raised.value.code == "key_unusable"


def test_two_boxes_of_one_secret_differ() -> None:
    public = base64.b64encode(X25519PrivateKey.generate().public_key().public_bytes_raw()).decode()
    assert seal(public, b"secret", "T1") != seal(public, b"secret", "T1")


# --- joining --------------------------------------------------------------------------------------------


def test_a_terminal_joins_and_leaves_its_database_key(hub: FakeHub) -> None:
    code = EnrolmentCode(url="https://hub", code=hub.new_code(), fingerprint=PRINT)
    key = Ed25519PrivateKey.generate()
    enrolled = enrol(hub, code, key=key, epoch="E1", program="tillbridge/test")
    assert (enrolled.url, enrolled.fingerprint, enrolled.epoch) == ("https://hub", PRINT, "E1")
    assert signing_key(enrolled).private_bytes_raw() == key.private_bytes_raw()
    assert enrol(hub, code, key=key, epoch="E1", program="tillbridge/test") == enrolled

    escrow(hub.api("T1"), enrolled.reply, b"database key")
    assert unseal(hub.recovery, hub.escrows["T1"], "T1") == b"database key"


def test_a_spent_code_is_of_no_use_to_another_key(hub: FakeHub) -> None:
    code = EnrolmentCode(url="https://hub", code=hub.new_code(), fingerprint=PRINT)
    enrol(hub, code, key=Ed25519PrivateKey.generate(), epoch="E1", program="x")
    with pytest.raises(Unauthorised):
        enrol(hub, code, key=Ed25519PrivateKey.generate(), epoch="E1", program="x")


def test_a_hub_with_a_torn_recovery_key_gets_no_escrow(hub: FakeHub) -> None:
    code = EnrolmentCode(url="https://hub", code=hub.new_code(), fingerprint=PRINT)
    enrolled = enrol(hub, code, key=Ed25519PrivateKey.generate(), epoch="E1", program="x")
    torn = msgspec.structs.replace(enrolled.reply, recovery_key="torn")
    with pytest.raises(HubNonsense):
        escrow(hub.api("T1"), torn, b"database key")
    assert hub.escrows == {}
