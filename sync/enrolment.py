"""How a terminal joins its hub: the code a person types, the keys, the sealed database key (M8.1)."""

from __future__ import annotations

import base64
import ipaddress
import re
from urllib.parse import urlsplit

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from retail.errors import DataError, RuleError
from sync import messages as m
from sync.protocol import EnrolApi, HubApi, HubNonsense

CODE = re.compile(r"[A-Za-z0-9_-]{4,64}")
FINGERPRINT = re.compile(r"[0-9a-f]{64}")
KEY_BYTES = 32


class EnrolmentCode(msgspec.Struct, frozen=True, kw_only=True):
    """What the hub's console shows and a person types at the new terminal.

    As text `https://HOST:PORT/#CODE.FINGERPRINT`; on loopback also `http://127.0.0.1:PORT/#CODE`.
    """

    url: str
    """Base address of the hub, without a slash at the end."""
    code: str
    """One-time code of letters, digits, `_` and `-`."""
    fingerprint: str = ""
    """SHA-256 of the hub's TLS certificate (DER), 64 lower-case hex digits; empty on loopback http only."""

    def text(self) -> str:
        """The form that `parse` reads."""
        tail = f".{self.fingerprint}" if self.fingerprint else ""
        return f"{self.url}/#{self.code}{tail}"

    @classmethod
    def parse(cls, text: str) -> EnrolmentCode:
        """Read the text form; colons and capitals in the fingerprint are forgiven.

        Raises `RuleError` (code `enrolment_code_*`) that says which part is wrong.
        """
        address, _, tail = text.strip().partition("#")
        code, dot, fingerprint = tail.partition(".")
        fingerprint = fingerprint.replace(":", "").lower()
        url = address.rstrip("/")
        check_address(url)
        if not CODE.fullmatch(code):
            raise RuleError(
                "enrolment_code_incomplete",
                "The enrolment code is not complete: after the # come at least four letters or digits.",
            )
        if (dot or url.startswith("https:")) and not FINGERPRINT.fullmatch(fingerprint):
            raise RuleError(
                "enrolment_code_fingerprint",
                "The enrolment code must end in a dot and the hub's fingerprint of 64 hexadecimal digits. "
                "Copy the whole line that the hub shows.",
            )
        if fingerprint and url.startswith("http:"):
            raise RuleError(
                "enrolment_code_fingerprint",
                "An address that starts with http:// has no certificate, so its code has no fingerprint.",
            )
        return cls(url=url, code=code, fingerprint=fingerprint)


def check_address(url: str) -> None:
    """Raise `RuleError` unless `url` is https, or http to this very machine, with host and port only."""
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port != 0
    except ValueError:
        port_is_fine = False
        parts = urlsplit("")
    plain = parts.hostname and port_is_fine and url == f"{parts.scheme}://{parts.netloc}"
    if not plain or parts.scheme not in ("https", "http") or parts.username is not None:
        raise RuleError(
            "enrolment_code_address",
            "The address of the hub must look like https://HOST:PORT, and then come # and the code.",
        )
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise RuleError(
            "enrolment_code_not_secure",
            "A hub on another machine must be reached by https. Only a hub on this machine may use http.",
        )


def is_loopback(host: str) -> bool:
    """Whether `host` names this very machine, so that no wire can be listened to."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Enrolled(msgspec.Struct, frozen=True, kw_only=True):
    """What a terminal keeps of its enrolment; the private key belongs beside the database key."""

    url: str
    fingerprint: str
    epoch: str
    private_key: str
    """Raw Ed25519 private key, base64."""
    reply: m.EnrolReply


def enrol(
    api: EnrolApi, code: EnrolmentCode, *, key: Ed25519PrivateKey, epoch: str, program: str
) -> Enrolled:
    """Spend the code; after a lost answer repeat with the same key and epoch: the hub answers the same.

    Raises what `EnrolApi` raises. Store the result, then hand over the database key by `escrow`.
    """
    public = key.public_key().public_bytes_raw()
    reply = api.enrol(
        m.EnrolRequest(code=code.code, public_key=to_text(public), epoch=epoch, program=program)
    )
    return Enrolled(
        url=code.url,
        fingerprint=code.fingerprint,
        epoch=epoch,
        private_key=to_text(key.private_bytes_raw()),
        reply=reply,
    )


def escrow(api: HubApi, reply: m.EnrolReply, database_key: bytes) -> None:
    """Leave the database key with the hub, sealed for its recovery key; safe to repeat.

    Raises `HubNonsense` where the hub's recovery key is none, else what `HubApi` raises.
    """
    try:
        sealed = seal(reply.recovery_key, database_key, reply.terminal_id)
    except DataError as error:
        raise HubNonsense("hub_recovery_key", error.message) from error
    api.escrow(m.EnrolEscrow(escrow=sealed))


def signing_key(enrolled: Enrolled) -> Ed25519PrivateKey:
    """The key that signs this terminal's requests. Raises `DataError` where the stored text is torn."""
    return Ed25519PrivateKey.from_private_bytes(from_text(enrolled.private_key))


def seal(recovery_key: str, secret: bytes, context: str) -> str:
    """`secret` as base64 that only the holder of the recovery key's private half can read.

    A sealed box: ephemeral X25519, HKDF-SHA256 over both public keys, ChaCha20-Poly1305 with `context`
    (the terminal id) as associated data, so that one terminal's box does not pass for another's.
    Raises `DataError` where `recovery_key` is not a usable X25519 key.
    """
    theirs = from_text(recovery_key)
    ephemeral = X25519PrivateKey.generate()
    ours = ephemeral.public_key().public_bytes_raw()
    cipher = box_cipher(ephemeral, theirs, ours + theirs)
    # The key serves this one message, so the nonce may be constant.
    return to_text(ours + cipher.encrypt(bytes(12), secret, context.encode()))


def unseal(private_key: X25519PrivateKey, sealed: str, context: str) -> bytes:
    """Open what `seal` closed. Raises `DataError` for another key, another context or a changed box."""
    try:
        box = base64.b64decode(sealed, validate=True)
        theirs, ciphertext = box[:KEY_BYTES], box[KEY_BYTES:]
        ours = private_key.public_key().public_bytes_raw()
        cipher = box_cipher(private_key, theirs, theirs + ours)
        return cipher.decrypt(bytes(12), ciphertext, context.encode())
    except (ValueError, InvalidTag) as error:
        raise DataError(
            "escrow_unreadable", "The sealed database key cannot be opened with this recovery key."
        ) from error


def box_cipher(private: X25519PrivateKey, public: bytes, salt: bytes) -> ChaCha20Poly1305:
    """The cipher both ends of a sealed box arrive at. Raises `DataError` for a public key that is none."""
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError as error:
        raise DataError("key_unusable", "This is not a usable X25519 public key.") from error
    kdf = HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=b"tillbridge escrow 1")
    return ChaCha20Poly1305(kdf.derive(shared))


def to_text(raw: bytes) -> str:
    """Bytes as base64 text."""
    return base64.b64encode(raw).decode()


def from_text(text: str) -> bytes:
    """A 32-byte key from its base64 text. Raises `DataError` where it is torn."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise DataError("key_torn", "A key is not whole: its text is not base64.") from error
    if len(raw) != KEY_BYTES:
        raise DataError("key_torn", f"A key must have {KEY_BYTES} bytes and this one has {len(raw)}.")
    return raw
