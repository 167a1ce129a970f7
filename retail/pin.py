"""Operators' PINs: which are allowed, how they are hashed, how a terminal keeps and checks them (M8.2).

The hub hashes a PIN with argon2id. A terminal never keeps that hash: it keeps its parameters and salt, and an
HMAC of it under a pepper that lies beside the database key, so that a copied database alone gives nothing to
guess against.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from itertools import pairwise

import msgspec
from argon2.low_level import Type, hash_secret_raw

from retail.errors import DataError, RuleError

MEMORY_KIB = 19 * 1024
TIME_COST = 2
PARALLELISM = 1
HASH_BYTES = 32
SALT_BYTES = 16
MIN_PEPPER_BYTES = 16
MIN_DIGITS = 6
MAX_DIGITS = 12

_SETTINGS = re.compile(
    r"\$argon2id\$v=19\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})\$([A-Za-z0-9+/]+)", re.ASCII
)
# A hub that asked for more would lock up the terminal for minutes at each sign-in.
_MAX_MEMORY_KIB = 256 * 1024
_MAX_TIME_COST = 16
_MAX_PARALLELISM = 8


class SealedPin(msgspec.Struct, frozen=True, kw_only=True):
    """What a terminal keeps of a PIN: argon2's parameters and salt, and the MAC (hex) of the whole hash."""

    settings: str
    mac: str


def check_pin_form(pin: str) -> None:
    """Refuse a PIN that is too short or guessed first.

    Raises `RuleError`: pin_not_digits, pin_length, or pin_too_simple for runs (123456, 987654, 890123) and
    for a short group repeated (111111, 121212, 123123).
    """
    if not (pin.isascii() and pin.isdigit()):
        raise RuleError("pin_not_digits", "A PIN is made of digits only. Choose another.")
    if not MIN_DIGITS <= len(pin) <= MAX_DIGITS:
        raise RuleError(
            "pin_length",
            f"A PIN has {MIN_DIGITS} to {MAX_DIGITS} digits. Choose another.",
            least=MIN_DIGITS,
            most=MAX_DIGITS,
        )
    if _is_run(pin) or _is_repetition(pin):
        raise RuleError("pin_too_simple", "This PIN is guessed first. Choose one without a plain pattern.")


def hash_pin(pin: str, salt: bytes | None = None) -> str:
    """The argon2id hash of `pin` in its encoded form (19 MiB, t=2, p=1); done at the hub.

    `salt` is 16 or more fresh random bytes, drawn here when not given. Takes 0.1 s or more on purpose. Raises
    ValueError for a short salt, the caller's mistake.
    """
    if salt is None:
        salt = secrets.token_bytes(SALT_BYTES)
    if len(salt) < SALT_BYTES:
        raise ValueError(f"a PIN's salt has at least {SALT_BYTES} bytes")
    settings = f"$argon2id$v=19$m={MEMORY_KIB},t={TIME_COST},p={PARALLELISM}${_b64(salt)}"
    return _encoded(pin, settings)


def seal(encoded: str, pepper: bytes) -> SealedPin:
    """Turn the hub's hash into what the terminal keeps.

    Raises `DataError("bad_pin_hash")` when the hash is not argon2id, is weaker than M8.2 asks, or dearer than
    a terminal can bear; ValueError when the pepper is short.
    """
    if len(pepper) < MIN_PEPPER_BYTES:
        raise ValueError(f"a pepper has at least {MIN_PEPPER_BYTES} bytes")
    settings, _, digest = encoded.rpartition("$")
    _parameters(settings)
    if len(_unb64(digest)) != HASH_BYTES:
        raise _bad_hash("its length is not the one this program uses")
    return SealedPin(settings=settings, mac=_mac(encoded, pepper))


def check(sealed: SealedPin, pin: str, pepper: bytes) -> bool:
    """Whether `pin` is the sealed one; compares in constant time. `DataError("bad_pin_hash")` as `seal`."""
    return hmac.compare_digest(_mac(_encoded(pin, sealed.settings), pepper), sealed.mac)


def _mac(encoded: str, pepper: bytes) -> str:
    return hmac.new(pepper, encoded.encode("utf-8"), hashlib.sha256).hexdigest()


def _encoded(pin: str, settings: str) -> str:
    """Argon2's encoded form of `pin` under `settings`."""
    memory, time_cost, parallelism, salt = _parameters(settings)
    digest = hash_secret_raw(
        pin.encode("utf-8", "surrogatepass"), salt, time_cost, memory, parallelism, HASH_BYTES, Type.ID
    )
    return f"{settings}${_b64(digest)}"


def _parameters(settings: str) -> tuple[int, int, int, bytes]:
    """Memory in KiB, passes, lanes and salt of an encoded hash's settings."""
    match = _SETTINGS.fullmatch(settings)
    if match is None:
        raise _bad_hash("it is not in argon2id's form")
    memory, time_cost, parallelism = int(match[1]), int(match[2]), int(match[3])
    salt = _unb64(match[4])
    if memory < MEMORY_KIB or time_cost < TIME_COST or parallelism < 1 or len(salt) < SALT_BYTES:
        raise _bad_hash("it is weaker than the rule allows")
    if memory > _MAX_MEMORY_KIB or time_cost > _MAX_TIME_COST or parallelism > _MAX_PARALLELISM:
        raise _bad_hash("it costs more than a terminal can bear")
    return memory, time_cost, parallelism, salt


def _bad_hash(why: str) -> DataError:
    return DataError("bad_pin_hash", f"The PIN's hash cannot be used: {why}. Set the PIN again at the hub.")


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii").rstrip("=")


def _unb64(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise _bad_hash("it is damaged") from error


def _is_run(pin: str) -> bool:
    """Each digit one more (or one less) than the one before, also through 9 and 0."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return steps in ({1}, {9})


def _is_repetition(pin: str) -> bool:
    """One group of up to half the digits, repeated to the end (a rest may be cut off)."""
    return any(pin == (pin[:size] * len(pin))[: len(pin)] for size in range(1, len(pin) // 2 + 1))
