"""TLS that trusts one certificate by its fingerprint and nothing else."""

from __future__ import annotations

import hashlib
import hmac
import socket
import ssl
from typing import Any


class WrongCertificate(ssl.SSLError):
    """The other end showed another certificate than the one that was pinned; nothing was sent to it."""


class PinnedContext(ssl.SSLContext):
    """A client context whose handshake fails unless the certificate's SHA-256 is the pinned one.

    Names, dates and authorities do not count: the fingerprint came to the terminal by a person's hand, and
    the handshake proves that the other end holds the certificate's key. The comparison is part of
    `wrap_socket`, so it is over before anybody holds a socket to write to.
    """

    def __new__(cls, _fingerprint: str) -> PinnedContext:
        return super().__new__(cls, ssl.PROTOCOL_TLS_CLIENT)

    def __init__(self, fingerprint: str) -> None:
        """`fingerprint` is SHA-256 of the certificate's DER form, 64 lower-case hex digits."""
        self._fingerprint = fingerprint
        self.check_hostname = False
        self.verify_mode = ssl.CERT_NONE
        self.minimum_version = ssl.TLSVersion.TLSv1_2

    def wrap_socket(self, sock: socket.socket, *args: Any, **kwargs: Any) -> ssl.SSLSocket:
        """Shake hands and compare. Raises `WrongCertificate`, the socket closed."""
        wrapped = super().wrap_socket(sock, *args, **kwargs)
        shown = hashlib.sha256(wrapped.getpeercert(binary_form=True) or b"").hexdigest()
        if not hmac.compare_digest(shown, self._fingerprint):
            wrapped.close()
            raise WrongCertificate("the certificate is not the pinned one")
        return wrapped
