"""Through which server the hub sends mail; read from the environment, since the password is no argument."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Literal, cast, get_args

import msgspec

from retail.errors import RuleError

Encryption = Literal["starttls", "tls", "none"]
PORTS: dict[Encryption, int] = {"starttls": 587, "tls": 465, "none": 25}
PREFIX = "TILLBRIDGE_SMTP_"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class MailSettings(msgspec.Struct, frozen=True, kw_only=True):
    """An SMTP server. Without encryption it must be on this very machine."""

    host: str
    port: int
    encryption: Encryption = "starttls"
    user: str = ""
    password_file: Path | None = None
    sender: str
    """The `From` of what is sent, as an address or `Name <address>`."""

    def password(self) -> str:
        """First line of the file, read anew each time so that it can be changed. Raises `RuleError`."""
        if self.password_file is None:
            return ""
        try:
            return (self.password_file.read_text("utf-8").splitlines() or [""])[0]
        except (OSError, UnicodeDecodeError) as error:
            raise RuleError(
                "smtp_password_unreadable", f"{self.password_file} cannot be read as text: {error}."
            ) from error


def mail_settings(environment: Mapping[str, str]) -> MailSettings | None:
    """From `TILLBRIDGE_SMTP_HOST`, `_PORT`, `_TLS`, `_USER`, `_PASSWORD_FILE`, `_FROM`; None without a host.

    Raises `RuleError("smtp_invalid")` that names the word that is wrong.
    """
    given = {name.removeprefix(PREFIX): text for name, text in environment.items() if name.startswith(PREFIX)}
    host = given.get("HOST", "")
    if not host:
        return None
    encryption = given.get("TLS", "starttls")
    if encryption not in get_args(Encryption):
        raise _invalid("TLS", "starttls, tls or none")
    if encryption == "none" and host not in _LOOPBACK:
        raise _invalid("TLS", "starttls or tls: only a server on this machine may do without")
    port = given.get("PORT", str(PORTS[cast(Encryption, encryption)]))
    if not (port.isascii() and port.isdigit() and 0 < int(port) <= 65535):  # noqa: PLR2004 - the largest TCP port
        raise _invalid("PORT", "a TCP port")
    sender = given.get("FROM", "")
    if "@" not in parseaddr(sender)[1] or not sender.isprintable():
        raise _invalid("FROM", "the address that mail comes from")
    password_file = given.get("PASSWORD_FILE", "")
    return MailSettings(
        host=host,
        port=int(port),
        encryption=cast(Encryption, encryption),
        user=given.get("USER", ""),
        password_file=Path(password_file) if password_file else None,
        sender=sender,
    )


def _invalid(name: str, wanted: str) -> RuleError:
    return RuleError("smtp_invalid", f"{PREFIX}{name} must be {wanted}.")
