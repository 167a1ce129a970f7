"""Errors that a person can act on: a stable code, plain words, and parameters for translation."""

from __future__ import annotations


class KnownError(Exception):
    """Something expected went wrong; `message` says what happened and what to do next.

    `code` is a stable snake_case word that screens translate; `params` fill the translated text.
    """

    def __init__(self, code: str, message: str, **params: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.params = params


class RuleError(KnownError):
    """A rule of retail forbids the act: the caller's input is at fault, nothing was changed."""


class DataError(KnownError):
    """Stored or received data is not what it must be: torn, from a newer program, or tampered with."""
