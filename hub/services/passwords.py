"""Passwords of people who manage the hub: argon2id, and no password that is guessed first."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from retail.errors import RuleError

MIN_LENGTH = 10
MAX_LENGTH = 200


def check_password_form(password: str) -> None:
    """Raise `RuleError` for a password that is too short, or the same sign again and again."""
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        raise RuleError(
            "password_length", f"A password has {MIN_LENGTH} to {MAX_LENGTH} characters. Choose another."
        )
    if len(set(password)) < MIN_LENGTH // 3:
        raise RuleError("password_too_simple", "This password repeats few characters. Choose another.")


def hash_password(password: str) -> str:
    """argon2id hash in its encoded form (19 MiB, t=2, p=1). Raises `RuleError` for a bad password."""
    check_password_form(password)
    return _hasher().hash(password)


def password_fits(encoded: str | None, password: str) -> bool:
    """Whether the password is the hashed one; takes as long where there is no such user (None)."""
    try:
        return _hasher().verify(encoded or _NOBODY, password) and encoded is not None
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
"""The hash of no password, compared with so that an unknown name takes as long as a known one."""
