"""How a hub is run: which folder, which address, with or without TLS."""

from __future__ import annotations

import ipaddress
import socket

import msgspec

from hub.mail_settings import MailSettings
from retail.errors import RuleError

DEFAULT_PORT = 8650
DATABASE_VARIABLE = "TILLBRIDGE_DATABASE"
REPLICA_VARIABLE = "TILLBRIDGE_REPLICA"
"""Of the environment: URLs, here with a password where it cannot be had otherwise."""


class HubSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the hub listens."""

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    """0: any free one."""
    loopback_http: bool = False
    """Plain http, for this machine alone."""
    public_url: str = ""
    """How terminals reach the hub, where that is not its own host and port."""
    database: str = ""
    """A URL of PostgreSQL; empty: what the folder was opened with last, at first a SQLite file in it."""
    replica: str = ""
    """A URL of a copy of the database that pulls are read from."""
    workers: int = 1
    """Processes that serve; more than one on PostgreSQL only."""
    worker_socket: int = -1
    """In a worker: the number of the socket that it was handed."""
    worker_ready: int = -1
    """In a worker: the number of the pipe on which it says that it answers."""
    put_back: bool = False
    """The folder was put back from a backup and is to be the hub again, also where it moved away since."""
    mail: MailSettings | None = None
    """Without a server, mail waits."""

    def check(self) -> None:
        """Raise `RuleError` for plain http on an address that others can reach, or a port that is none."""
        if self.loopback_http and not is_loopback(self.host):
            raise RuleError(
                "http_not_allowed",
                f"Plain http is for this machine alone, and {self.host} can be reached by others. "
                "Leave --loopback-http out, or take --host 127.0.0.1.",
            )
        if self.workers < 1:
            raise RuleError("workers_invalid", "At least one process must serve.")
        if not 0 <= self.port <= 65535:  # noqa: PLR2004 - the largest TCP port
            raise RuleError("port_invalid", f"{self.port} is not a TCP port.")

    def url(self, port: int) -> str:
        """The address that terminals are told once the hub listens on `port`."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = socket.gethostname() if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 - compared only
        shown = f"[{host}]" if ":" in host else host
        return f"{'http' if self.loopback_http else 'https'}://{shown}:{port}"


def is_loopback(host: str) -> bool:
    """Whether `host` is this very machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
