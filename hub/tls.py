"""The hub's own certificate: made at the first run, pinned by terminals through its fingerprint (M8.1)."""

from __future__ import annotations

import datetime
import hashlib
import ipaddress
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hub.whole_file import write_whole
from retail.errors import DataError

VALID_DAYS = 3650
"""Ten years: terminals pin the certificate itself, so a change would mean to enrol them all anew."""


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """Where certificate and key lie, and how terminals know it."""

    certificate: Path
    key: Path
    fingerprint: str
    """SHA-256 of the certificate in DER form, 64 lower-case hex digits."""


def certificate(folder: Path, host: str, now: int) -> Certificate:
    """The hub's certificate; made for `host` where there is none yet (`now` in UTC ms).

    The retailer's own may be put in its place as `tls.crt` and `tls.key` before terminals join.
    Raises `DataError` where the file is no certificate.
    """
    path, key = folder / "tls.crt", folder / "tls.key"
    if not (path.exists() and key.exists()):
        _make(path, key, host, now)
    try:
        loaded = x509.load_pem_x509_certificate(path.read_bytes())
    except ValueError as error:
        raise DataError("certificate_unreadable", f"{path} is not a certificate in PEM form.") from error
    der = loaded.public_bytes(serialization.Encoding.DER)
    return Certificate(certificate=path, key=key, fingerprint=hashlib.sha256(der).hexdigest())


def _make(path: Path, key_path: Path, host: str, now: int) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tillbridge hub")])
    start = datetime.datetime.fromtimestamp(now / 1000, datetime.UTC) - datetime.timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=VALID_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectAlternativeName(_names(host)), critical=False)
        .sign(key, hashes.SHA256())
    )
    write_whole(
        key_path,
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )
    write_whole(path, made.public_bytes(serialization.Encoding.PEM), 0o644)


def _names(host: str) -> list[x509.GeneralName]:
    names: list[x509.GeneralName] = [
        x509.DNSName("localhost"),
        x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
    ]
    try:
        names.append(x509.IPAddress(ipaddress.ip_address(host)))
    except ValueError:
        if host.isascii():
            names.append(x509.DNSName(host))
    return names
