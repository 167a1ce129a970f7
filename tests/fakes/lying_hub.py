"""A server on a real socket that answers each request with prepared bytes, true or not; TLS on demand."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SILENT = b""
"""As an answer: read the request and say nothing until the server is closed."""

Reply = bytes | Callable[[bytes], bytes]


def http(
    status: int, body: bytes = b"", *, kind: str = "application/json", headers: tuple[str, ...] = ()
) -> bytes:
    """A whole, well-formed HTTP answer."""
    lines = [f"HTTP/1.1 {status} X", f"content-type: {kind}", f"content-length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def self_signed(folder: Path) -> tuple[Path, str]:
    """A file with a new certificate (long out of date: only its fingerprint counts) and key; its SHA-256."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hub")])
    day = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day)
        .not_valid_after(day + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    der = certificate.public_bytes(serialization.Encoding.DER)
    pem = certificate.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "hub.pem"
    path.write_bytes(pem)
    return path, hashlib.sha256(der).hexdigest()


class LyingHub:
    """Listens on loopback in a thread; `requests` are the heads and bodies as they came."""

    def __init__(self, *answers: Reply, certificate: Path | None = None) -> None:
        self.answers = list(answers)
        self.requests: list[bytes] = []
        self.asked = threading.Event()
        self._tls: ssl.SSLContext | None = None
        if certificate:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(certificate)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, name="lying-hub", daemon=True)

    @property
    def url(self) -> str:
        scheme = "https" if self._tls else "http"
        return f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> LyingHub:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for each in (self._listener, *self._open):
            # shutdown, not only close: it wakes the thread out of accept and recv.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(each, socket.SHUT_RDWR)
        self._thread.join(5)
        for each in (self._listener, *self._open):
            each.close()

    def _serve(self) -> None:
        while True:
            try:
                raw, _ = self._listener.accept()
                connection = self._tls.wrap_socket(raw, server_side=True) if self._tls else raw
            except ssl.SSLError:
                continue
            except OSError:
                return
            self._open.append(connection)
            self._answer_all(connection)

    def _answer_all(self, connection: socket.socket) -> None:
        """One connection after the other; keep-alive until the script cuts or ends."""
        try:
            while self.answers and (request := self._read(connection)):
                self.requests.append(request)
                answer = self.answers.pop(0)
                self.asked.set()
                if answer == SILENT:
                    return
                connection.sendall(answer(request) if callable(answer) else answer)
            connection.close()
        except OSError:
            connection.close()

    def _read(self, connection: socket.socket) -> bytes:
        """One request, head and body; nothing when the other end is gone."""
        data = b""
        while b"\r\n\r\n" not in data:
            part = connection.recv(65536)
            if not part:
                return b""
            data += part
        head, _, body = data.partition(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        while len(body) < length:
            body += connection.recv(65536)
        return head + b"\r\n\r\n" + body
