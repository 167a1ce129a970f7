"""PINs: form, hash, seal and check (M8.2)."""

from __future__ import annotations

import argon2
import msgspec
import pytest

from retail.errors import DataError, RuleError
from retail.pin import SealedPin, check, check_pin_form, hash_pin, seal

_PEPPER = b"0123456789abcdef"
_SALT = b"salt-of-16-bytes"
_PIN = "804613"
# Hashing takes a tenth of a second on purpose: made once for all tests.
_ENCODED = hash_pin(_PIN, _SALT)


def test_the_hash_is_argon2id_as_the_rule_asks() -> None:
    assert _ENCODED.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    # A second opinion on our encoding.
    assert argon2.PasswordHasher().verify(_ENCODED, _PIN)


def test_the_right_pin_fits_and_others_do_not() -> None:
    sealed = seal(_ENCODED, _PEPPER)
    assert check(sealed, _PIN, _PEPPER)
    assert not check(sealed, "804614", _PEPPER)
    assert not check(sealed, "\ud800", _PEPPER)
    assert not check(sealed, _PIN, b"another pepper of 16+")


def test_the_bare_hash_is_not_kept() -> None:
    digest = _ENCODED.rpartition("$")[2]
    kept = msgspec.json.encode(seal(_ENCODED, _PEPPER)).decode()
    assert digest not in kept
    assert msgspec.json.decode(kept, type=SealedPin) == seal(_ENCODED, _PEPPER)


def test_a_salt_is_drawn_when_none_is_given() -> None:
    one, two = hash_pin(_PIN), hash_pin(_PIN)
    assert one != two
    assert check(seal(one, _PEPPER), _PIN, _PEPPER)


def test_short_salts_and_peppers_are_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="salt"):
        hash_pin(_PIN, b"short")
    with pytest.raises(ValueError, match="pepper"):
        seal(_ENCODED, b"short")


_TAIL = "c2FsdC1vZi0xNi1ieXRlcw$" + _ENCODED.rpartition("$")[2]


@pytest.mark.parametrize(
    "encoded",
    [
        "",
        "nonsense",
        f"$argon2i$v=19$m=19456,t=2,p=1${_TAIL}",
        f"$argon2id$v=19$m=19455,t=2,p=1${_TAIL}",
        f"$argon2id$v=19$m=19456,t=1,p=1${_TAIL}",
        f"$argon2id$v=19$m=19456,t=2,p=0${_TAIL}",
        f"$argon2id$v=19$m=9999999,t=2,p=1${_TAIL}",
        f"$argon2id$v=19$m=19456,t=999,p=1${_TAIL}",
        f"$argon2id$v=19$m=19456,t=2,p=99${_TAIL}",
        _ENCODED[:-8],
        _ENCODED[:-1] + "!",
        _ENCODED.replace(_TAIL[:22], "c2hvcnQ"),
        _ENCODED.replace(_TAIL[:22], _TAIL[:21]),
    ],
)
def test_a_hash_that_is_weak_dear_or_damaged_is_refused(encoded: str) -> None:
    with pytest.raises(DataError) as caught:
        seal(encoded, _PEPPER)
    assert caught.value.code == "bad_pin_hash"


@pytest.mark.parametrize("pin", ["804613", "112233", "246802", "000001", "123457", "12345678901"[:6] + "8"])
def test_a_pin_that_may_be_used(pin: str) -> None:
    check_pin_form(pin)


@pytest.mark.parametrize(
    ("pin", "error"),
    [
        ("", "pin_not_digits"),
        ("80461x", "pin_not_digits"),
        ("٨٠٤٦١٣", "pin_not_digits"),
        ("80461", "pin_length"),
        ("8046138046138", "pin_length"),
        ("111111", "pin_too_simple"),
        ("123456", "pin_too_simple"),
        ("987654", "pin_too_simple"),
        ("890123", "pin_too_simple"),
        ("121212", "pin_too_simple"),
        ("1212121", "pin_too_simple"),
        ("123123", "pin_too_simple"),
        ("80468046", "pin_too_simple"),
    ],
)
def test_a_pin_that_is_guessed_first(pin: str, error: str) -> None:
    with pytest.raises(RuleError) as caught:
        check_pin_form(pin)
    assert caught.value.code == error
